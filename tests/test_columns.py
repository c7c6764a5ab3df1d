"""The columns of a dataset at their address: what the browser answers choices from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components import columns
from components.operating.headers import Headers
from components.publish.basis import LIVE_PANELS
from components.publish.basis import columns as columns_of
from components.serving import served
from components.serving.kept import Kept
from data.catalogue import Catalogue
from tests.helpers import asgi
from tests.helpers.asgi import Answer
from tests.helpers.datasets import MOSCOW, loaded

Ask = Callable[..., Answer]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Serve from a shelf of this test's own; give a function that asks for an address."""
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    monkeypatch.setattr(columns, "_kept", Kept())
    monkeypatch.setattr(columns, "_too_heavy", set())
    routes = [*columns.routes(), *served.routes(lambda: None)]
    app = Starlette(routes=routes, middleware=[Middleware(Headers)])
    return lambda path, **headers: asgi.ask(app, path, **headers)


def test_they_are_kept_for_ever_at_their_version(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come compressed or not; who has them gets no body; no other version is there."""
    where = columns.address(loaded(MOSCOW))
    packed = ask(where, accept_encoding="gzip")
    assert (packed.status, packed.headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in packed.headers["cache-control"]
    plain = ask(where)
    assert gzip.decompress(packed.body) == plain.body
    assert json.loads(plain.body)["dataset"] == MOSCOW.name
    assert ask(where, if_none_match=packed.headers["etag"]).status == 304
    version = where.split("/")[2]
    for other in ("0" * 20, "", version.upper(), version[:-1]):
        assert ask(where.replace(version, other)).status == 404
    assert ask(where.replace(MOSCOW.name, "elsewhere")).status == 404
    monkeypatch.setattr(columns, "catalogue", lambda: Catalogue({}))
    assert ask(where).status == 404  # it was taken back


def test_what_is_withheld_is_not_in_them() -> None:
    """A text that is not given on stays with the server."""
    dataset = loaded(MOSCOW)
    closed = dataset.sources.assign(withheld=True)
    found = columns_of(replace(dataset, sources=closed), LIVE_PANELS)
    assert all(source["withheld"] and len(source["segments"]) == 1 for source in found["sources"])
    texts = json.dumps(found["sources"], ensure_ascii=False)
    assert not any(text[:200] in texts for text in dataset.texts.values())


def test_a_dataset_that_is_too_large_has_none(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is known of one with many statements, and learnt of one that weighs too much."""
    dataset = loaded(MOSCOW)
    with monkeypatch.context() as patch:
        patch.setattr(columns, "MOST_STATEMENTS", dataset.size - 1)
        assert columns.address(replace(dataset)) == ""
    where = columns.address(dataset)
    monkeypatch.setattr(columns, "MOST_BYTES", 1_000)
    assert ask(where).status == 404
    assert columns.address(dataset) == ""


def test_the_page_alone_has_none() -> None:
    """A host that runs the page alone serves no columns."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
        assert columns.address(loaded(MOSCOW)) == ""
