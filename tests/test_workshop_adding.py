"""More texts in a draft: what it has is the same, what is new has ids of its own."""

from __future__ import annotations

from pathlib import Path

from data.workshop.adding import beside
from data.workshop.state import State
from tests.helpers.drafts import HERE, begun, seed, store_in


def test_what_a_draft_has_is_not_added_again(tmp_path: Path) -> None:
    """The same text once more: its sources and statements are new, speakers and places are not."""
    store = store_in(tmp_path)
    draft, state = begun(store)
    changes = beside(state, seed().changes)
    after = store.write(HERE, draft, "add", changes, seen=state, texts=seed().texts)
    assert isinstance(after, State)
    for table in ("about", "actors", "places", "topics"):
        assert len(after.rows(table)) == len(state.rows(table)), table
    for table in ("sources", "statements", "statement_places"):
        assert len(after.rows(table)) == 2 * len(state.rows(table)), table
    for key, row in after.rows("statements").items():
        assert row["source"] in after.rows("sources")
        assert row["speaker"] in after.rows("actors")
        links = [each for each in after.rows("statement_places").values() if key in each.values()]
        assert all(each["place"] in {*after.rows("places"), "none"} for each in links)


def test_an_empty_draft_takes_all(tmp_path: Path) -> None:
    """Into nothing, everything goes as it is."""
    store = store_in(tmp_path)
    draft = store.start(HERE)
    empty = store.read(HERE, draft)
    assert beside(empty, seed().changes) == seed().changes
