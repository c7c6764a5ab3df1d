"""Hostile links: whatever comes in, the page stands and says what it did not take."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from websockets.exceptions import ConnectionClosed

from bench.process import memory
from components.choices import CHOICES
from data.catalogue import VARIABLE, catalogue
from data.choosing.link import EMBEDDING, read, write
from data.choosing.selection import select
from data.dataset import PACKAGES, Dataset
from data.telling.sentence import describe
from tests.helpers.datasets import OWN_PACKAGES
from tests.helpers.hostile_links import KEYS, LINKS, NASTY, ODD, QUERIES, Link, many, query, unsaid
from tests.helpers.strangers import Server, Stranger, watched

MOST_GROWTH = 30
"""Megabytes: what is remembered has its bounds, and is remembered after the first half."""


def expected(link: Link) -> tuple[Dataset, tuple[str, ...]]:
    """Give the dataset that a link opens, and every sentence that the page then has."""
    found = catalogue()
    asked = next((value for value in link.get("dataset", ()) if value.strip()), None)
    name, chosen = found.choose(asked)
    dataset = found.load(name or "")
    assert isinstance(dataset, Dataset)
    return dataset, (*chosen, *read(dataset, link, CHOICES)[1])


@pytest.fixture(autouse=True, scope="module")
def _both_folders() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, os.pathsep.join([str(PACKAGES), str(OWN_PACKAGES)]))
        yield


def check_reading(link: Link) -> None:
    """Check that a link is shown, is the same when written and read again, and is all said."""
    dataset, notices = expected(link)
    selection, ignored = read(dataset, link, CHOICES)
    assert select(dataset, selection).total == dataset.size
    assert describe(dataset, selection)
    written = write(selection)
    again, said = read(dataset, written, CHOICES)
    assert again == selection
    assert all("withdrawn" in notice or "period" in notice for notice in said)
    assert unsaid(dataset, link, written, notices if len(ignored) <= 5 else ignored) == []


@many(700)
@given(LINKS)
def test_generated_links_are_read(link: Link) -> None:
    """Any link gives what can be shown; each part of it is in effect or in a sentence."""
    check_reading(link)


def test_nasty_links_are_read() -> None:
    """So does every one on the list."""
    for link in NASTY:
        check_reading(link)


def check_content(content: dict[str, Any], link: Link) -> None:
    """Check that the page shows the dataset of a link, and every sentence."""
    seen = {key: values for key, values in link.items() if key.lower() not in EMBEDDING}
    dataset, notices = expected(seen)
    assert content["head"]["dataset"] == dataset.name
    assert content["head"]["notices"] == list(notices)
    assert {"map", "panel"} <= set(content)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the app, and keep what it writes."""
    with watched(tmp_path_factory.mktemp("hostile")) as found:
        yield found


def shown_alike(server: Server, asked: str) -> None:
    """Check what the served page says to a query, as Streamlit reads it."""
    check_content(server.stands(asked), parse_qs(asked, keep_blank_values=True))


def test_nasty_links_are_shown(server: Server) -> None:
    """The served page stands for odd values of every parameter, and for queries that are none."""
    rest = NASTY[len(KEYS) * len(ODD) :]
    turns = [{KEYS[n % len(KEYS)]: [value]} for n, value in enumerate(ODD)]
    for asked in (*map(query, turns), *map(query, rest), *QUERIES):
        shown_alike(server, asked)
    server.is_calm()


def test_generated_links_are_shown_and_leave_nothing_behind(server: Server) -> None:
    """Hundreds of readers with hostile links cost no memory that the first of them had not."""

    @many(200)
    @given(LINKS)
    def visit(link: Link) -> None:
        shown_alike(server, query(link))

    visit()
    before = memory(server.pid)
    visit()
    assert memory(server.pid) - before < MOST_GROWTH
    server.is_calm()


def test_a_link_of_too_many_parts_is_said(server: Server) -> None:
    """Streamlit drops a query of more than a thousand parts; the reader hears of it."""
    asked = "&".join(["speaker=mediator"] * 1001)
    with Stranger(server.address) as reader:
        for address, said in ((f"?{asked}", 1), ("?utm=1", 1), ("", 0), ("?embed=true", 0)):
            reader.open(f"{server.address}{address}")
            assert len(reader.content["head"]["notices"]) == said
        reader.open(f"{server.address}?{asked}#part")
        assert "too many parts" in reader.content["head"]["notices"][0]


DEEP: list[Any] = []
for _ in range(50):
    DEEP = [DEEP]
WORDS: tuple[object, ...] = (None, 5, 1e308, {}, DEEP, "\ud800", "\x00")
VIEWS: tuple[object, ...] = ("nan,0,0", "1" * 10**5, [], {}, 5)
FINDS: tuple[object, ...] = ("x", [], {"speaker": []}, {"speaker": "\u0301" * 10**5})
DATASETS: tuple[object, ...] = ([], "x", [5], ["../../etc"], ["\x00\r\n"])
ASKED: tuple[object, ...] = (
    *({"n": 1, "set": value} for value in (None, 5, "x", [], [["q", ["x"]]], {"q": "x"})),
    *({"n": number, "set": {"q": ["x"]}} for number in (1.5, True, -1, 10**400, "1", [1], None)),
    *({"n": 1, "set": {"q": [value]}} for value in WORDS),
    {"n": float("nan"), "set": {"page": [float("inf")]}, "view": float("-inf")},
    {"n": 1, "set": {"speaker": ["x"] * 50_000}},
    {"n": 1, "set": {f"key-{number}": ["x"] for number in range(30_000)}},
    {"n": 1, "set": {"q": ["x" * 600_000], "at": ["x>" * 100_000]}},
    {"n": 1, "set": {"__proto__": ["x"], "constructor": ["x"]}, "__proto__": {"n": 1}},
    *({"n": 1, "set": {"at": []}, "view": view} for view in VIEWS),
    *({"n": 1, "find": find} for find in FINDS),
    {"n": 1, "find": {"speaker": "\ud800", "q": "(a+)+$", "other": "x", "__proto__": "x"}},
    *({"n": 1, "set": {"dataset": value}} for value in DATASETS),
    *(None, [], "ask", 5, [{"n": 1}]),
)


AT_ONCE = 9
"""Of these, with two more messages each, as many as a reader may send without waiting."""


def test_what_is_asked_is_trusted_no_more(server: Server) -> None:
    """What no part of the page sends is let go, and the same reader goes on as before."""
    for first in range(0, len(ASKED), AT_ONCE):
        with Stranger(server.address, "dataset=two-harbours") as reader:
            for asked in ASKED[first : first + AT_ONCE]:
                reader.send(asked)
                assert reader.trouble == []
                assert 0 <= reader.content["answered"] <= 2**53
                reader.send({"n": 2**53, "set": {"dataset": ["two-harbours"]}})
                reader.send({"n": 77, "set": {"tab": ["places"]}, "find": {}, "view": None})
                assert reader.content["answered"] == 77
                assert reader.content["panel"]["tab"] == "places"
                assert reader.content["head"]["notices"] == []
    refused = pytest.raises((ConnectionClosed, TimeoutError))  # no answer, or no connection
    with Stranger(server.address, "dataset=two-harbours") as reader, refused:
        reader.send({"n": 1, "set": {"q": ["x" * 2_000_000]}})
    assert server.stands("q=quay")
    server.is_calm()
