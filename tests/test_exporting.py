"""The stable addresses: what they hold, what they refuse, and what stands in their headers."""

from __future__ import annotations

import gzip
import json
import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import validate
from starlette.applications import Starlette

from components.exporting import reading
from components.exporting.answers import routes
from components.exporting.openapi import description
from components.exporting.reading import RefusedError, read
from components.serving import served
from data.catalogue import VARIABLE
from data.choosing import link
from data.choosing.selection import select
from data.choosing.spot import listed
from data.exports.excerpt import Excerpt
from data.exports.formats import FORMATS
from tests.helpers import asgi
from tests.helpers.asgi import Answer
from tests.helpers.datasets import HARBOURS, OWN_PACKAGES, loaded
from tests.helpers.selections import selections

PAGE = "https://maps.example.org/desk/"
ENDINGS = [export.ending for export in FORMATS]


@pytest.fixture(autouse=True, scope="module")
def _own_packages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(OWN_PACKAGES))
        patch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
        served.routes(lambda: None)
        yield


def ask(path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """Ask the routes for an address."""
    return asgi.ask(Starlette(routes=list(routes())), path, query, method, **headers)


def wanted(query: str = "", ending: str = "csv") -> Excerpt:
    """Find out what an address asks for."""
    pairs: dict[str, list[str]] = {}
    for key, _, value in (part.partition("=") for part in query.split("&") if part):
        pairs.setdefault(key, []).append(value)
    return read(f"two-harbours.{ending}", pairs, PAGE).excerpt


@given(st.data())
def test_an_address_means_what_the_link_means(data: st.DataObject) -> None:
    """The link's parameters give the link's statements, and the excerpt names the link."""
    dataset = loaded(HARBOURS)
    selection = data.draw(selections(dataset))
    parameters = link.write(selection)
    excerpt = read("two-harbours.csv", parameters, PAGE).excerpt
    mask = listed(dataset, select(dataset, selection).mask, selection.spot)
    assert excerpt.positions == [number for number, here in enumerate(mask) if here]
    query = urlencode({"dataset": ["two-harbours"], **parameters}, doseq=True)
    assert excerpt.link == f"{PAGE}?{query}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_export_is_answered(ending: str) -> None:
    """Each has its media type and a tag; asked with the tag, nothing is sent again."""
    export = next(export for export in FORMATS if export.ending == ending)
    answer = ask(f"export/two-harbours.{ending}", "act=commissive")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(export.media_type)
    assert answer.body
    named = f"two-harbours-selection.{ending}"
    assert (named in answer.headers.get("content-disposition", "")) == export.download
    again = ask(
        f"export/two-harbours.{ending}", "act=commissive", if_none_match=answer.headers["etag"]
    )
    assert again.status == 304
    assert not again.body
    other = ask(
        f"export/two-harbours.{ending}", "act=expressive", if_none_match=answer.headers["etag"]
    )
    assert other.status == 200


def test_other_sites_may_read_and_little_is_sent() -> None:
    """CORS lets pages elsewhere read; text is compressed for those who take it."""
    answer = ask(
        "export/two-harbours.geojson", origin="https://umap.example.org", accept_encoding="gzip"
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.body))["type"] == "FeatureCollection"


def test_other_sites_may_ask_with_a_tag() -> None:
    """A browser that has a tag asks first whether it may send it."""
    answer = ask(
        "export/two-harbours.csv",
        method="OPTIONS",
        origin="https://umap.example.org",
        access_control_request_method="GET",
        access_control_request_headers="If-None-Match",
    )
    assert answer.status == 200
    assert "if-none-match" in answer.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    ("file", "query", "status", "words"),
    [
        ("nowhere.csv", "", 404, "no such dataset"),
        ("../two-harbours.csv", "", 404, ""),
        ("two-harbours.exe", "", 404, "csv"),
        ("two-harbours", "", 404, "csv"),
        ("two-harbours.csv", "speeker=nobody&fbclid=x", 400, "“speeker”"),
        ("two-harbours.csv", "speaker=nobody", 400, "“speaker” is “nobody”"),
        ("two-harbours.csv", "speeker=nobody", 400, "“speeker”"),
        ("two-harbours.csv", "from=yesterday", 400, "“from” is “yesterday”"),
        ("two-harbours.csv", "from=2031&from=2032", 400, "“from” 2 times"),
        ("two-harbours.csv", "at=nowhere", 400, "“at” is “nowhere”"),
        ("two-harbours.csv", "width=800", 400, "“width”"),
        ("two-harbours.csv", "dataset=moscow-talks", 400, "“dataset”"),
        ("two-harbours.png", "width=800&width=900", 400, "“width”"),
        ("two-harbours.png", "width=80000", 400, "“80000”"),
        ("two-harbours.png", "width=100", 400, "400 to 4,000"),
        ("two-harbours.png", "dark=perhaps", 400, "“perhaps”"),
    ],
)
def test_what_cannot_be_read_is_refused(file: str, query: str, status: int, words: str) -> None:
    """A program that mistypes a filter is told so, and never given more than it asked for."""
    answer = ask(f"export/{file}", query)
    assert answer.status == status
    assert words in answer.body.decode()


@pytest.mark.parametrize("passed", ["fbclid=x", "utm_source=a&utm_medium=b", "gclid=Cj0abc"])
def test_a_link_that_was_passed_on_exports_the_same(passed: str) -> None:
    """What a network or a newsletter adds narrows nothing, and is in no address that is given."""
    answer = ask("export/two-harbours.csv", f"act=commissive&{passed}")
    assert answer.status == 200
    bare = ask("export/two-harbours.csv", "act=commissive")
    second = re.compile(rb"\d\d:\d\d:\d\d")  # at which it was taken
    assert second.sub(b"", answer.body) == second.sub(b"", bare.body)


def test_what_only_the_screen_shows_may_be_wrong() -> None:
    """A tab or a view that the page does not know changes nothing in a table."""
    query = "tab=nothing&view=north&page=0&embed=true&dataset=two-harbours"
    assert len(wanted(query).positions) == loaded(HARBOURS).size


def test_nothing_is_said_of_a_broken_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset with problems is not exported."""
    monkeypatch.setenv(VARIABLE, "/nowhere")
    with pytest.raises(RefusedError):
        wanted()


def test_too_many_statements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that holds only so many says how many, and answers when there are fewer."""
    few = [replace(export, most=5) for export in FORMATS]
    monkeypatch.setattr(reading, "FORMATS", few)
    monkeypatch.setattr(reading, "_known", OrderedDict())
    refused = ask("export/two-harbours.csv")
    assert refused.status == 400
    assert "at most 5 statements" in refused.body.decode()
    assert ask("export/two-harbours.csv", "act=commissive").status == 200


def test_the_addresses_are_described() -> None:
    """The description is valid OpenAPI and names every export."""
    found = description()
    validate(found)
    assert len(found["paths"]) == len(FORMATS)
    assert json.loads(ask("export/openapi.json").body) == found
