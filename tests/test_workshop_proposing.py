"""A language model's proposals in the workshop: sent after a yes alone, shown as what they are."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.operating.rates import Buckets, Rate
from components.workshop import beginning, opening, proposing
from components.workshop.asking import Asked
from data.drafting import model
from data.workshop.errors import StoreError
from data.workshop.store import Store
from tests.helpers.drafts import HERE, store_in
from tests.helpers.model import KEY, Server, answering, says

TEXT = "The harbour closed. “We close at noon,” Ana Duarte said in Lisbon. Ships would wait."
PROPOSED = {"content": ["The harbour closed"], "cue": "", "speaker": "", "speaker_name": ""}
INVENTED = {"content": ["Nobody said this"], "cue": "said", "speaker": "Ana Duarte"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store on this machine."""
    opened = store_in(tmp_path)
    yield opened
    opened.database.close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Give a model that proposes a record of the text and one of nothing; the operator names it."""
    with answering(says({"statements": [PROPOSED, INVENTED]})) as running:
        named = running.named()
        for variable, value in ((model.URL, named.url), (model.MODEL, "local"), (model.KEY, KEY)):
            monkeypatch.setenv(variable, value)
        monkeypatch.setattr(proposing, "_sent", Buckets(Rate(2, 1e-9)))
        yield running


def begun(store: Store, **content: object) -> dict[str, Any]:
    """Give what the page is told of a draft of the text."""
    files = [{"name": "a.txt", "content": base64.b64encode(TEXT.encode()).decode()}]
    return beginning._begun(Asked(store, HERE, {"files": files, **content}), lambda *_: None)  # noqa: SLF001 - what the stream tells last


def test_without_a_model_none_is_offered_and_nothing_is_sent(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the page asks for; an address that is none is no model."""
    for variable in (model.URL, model.MODEL, model.KEY):
        monkeypatch.delenv(variable, raising=False)
    assert opening.desk(Asked(store, HERE, {}))["model"] == ""
    with pytest.raises(StoreError, match=r"Nothing was sent.*\."):
        begun(store, ask="localhost:1")
    monkeypatch.setenv(model.URL, "file:///etc/passwd")
    monkeypatch.setenv(model.MODEL, "local")
    assert opening.desk(Asked(store, HERE, {}))["model"] == ""
    with pytest.raises(StoreError, match=r"Nothing was sent.*\."):
        begun(store, ask="localhost:1")


def test_nothing_is_sent_but_this_text_to_this_host(store: Store, server: Server) -> None:
    """Not to another host, not what may not be passed on, not more than a day's share."""
    there = opening.desk(Asked(store, HERE, {}))["model"]
    assert there == server.named().host
    wrong: list[dict[str, object]] = [{"ask": "evil.example"}, {"ask": there, "withheld": "true"}]
    for content in wrong:
        with pytest.raises(StoreError, match=r"sent.*\."):
            begun(store, **content)
    assert server.bodies == []
    for _ in range(2):
        proposing.proposals(
            Asked(store, HERE, {"ask": there}), {"a.txt": TEXT.encode()}, lambda: None
        )
    with pytest.raises(StoreError, match="enough for today"):
        begun(store, ask=there)
    sent = [[each["content"] for each in body["messages"]][1] for body in server.bodies]  # type: ignore[attr-defined]
    assert sent == [TEXT, TEXT]
    assert store.drafts(HERE) == []


def test_what_a_model_proposes_is_marked_and_undecided(store: Store, server: Server) -> None:
    """With its reason; what does not stand in the text is thrown away and said; no key is told."""
    told = begun(store, ask=server.named().host)
    assert any("2 statements" in each and "1 thrown away" in each for each in told["said"])
    state = store.read(HERE, told["draft"])
    proposed = [
        row for row in state.rows("statements").values() if "proposed:" in row.get("note", "")
    ]
    assert [row["exact"] for row in proposed] == ["The harbour closed"]
    assert {row["review"] for row in state.rows("statements").values()} == {"undecided"}
    assert "Nobody said this" not in json.dumps(
        [told, *map(dict, state.rows("statements").values())]
    )
    for action in store.log(HERE, told["draft"]):
        assert KEY not in json.dumps([change.written() for change in action.changes])
    assert KEY not in json.dumps(told)
