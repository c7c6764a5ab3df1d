"""What is done to a draft: changes that the page foresaw, and what the server alone can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from components.workshop.asking import Asked, AskedWronglyError
from components.workshop.states import remembered
from data.workshop import areas, editing
from data.workshop.editing import Changes, EditError
from data.workshop.errors import StoreError
from data.workshop.history import REDO, UNDO
from data.workshop.state import State, read_change

MOST_ACTIONS = 1_000
MOST_CHANGES = 20_000
UNNAMED = "Not named"
"""Who speaks until a person says who."""


def act(asked: Asked) -> dict[str, Any]:
    """Carry out actions in their order; say what changed since the page last heard of the draft.

    What cannot be done is said, and the others are done all the same.
    """
    draft, since = asked.words("draft"), asked.number("since")
    state = remembered(asked, draft)
    made: list[str] = []
    clashes: list[dict[str, Any]] = []
    refused: list[str] = []
    for action in asked.several("actions", MOST_ACTIONS):
        before = state
        try:
            done = _one(asked, draft, state, action)
        except (StoreError, EditError) as error:
            refused.append(str(error))
        else:
            if isinstance(done, State):
                state = done
            else:
                clashes += [asdict(clash) for clash in done]
        made.append(_made(asked, draft, before, state))
    return told(asked, draft, since) | {
        "made": made,
        "clashes": clashes,
        "refused": refused,
    }


def told(asked: Asked, draft: str, since: int) -> dict[str, Any]:
    """Say what changed since a number, and how far can be undone."""
    state = remembered(asked, draft)
    tables: dict[str, dict[str, Any]] = {}
    for action in asked.store.log(asked.visit, draft, since, state.number):
        for change in action.changes:
            row = state.row(change.table, change.key)
            tables.setdefault(change.table, {})[change.key] = row and dict(row)
    reach = asked.store.reach(asked.visit, draft)
    return {
        "number": state.number,
        "tables": tables,
        "reach": {"undo": reach.done[-1:] > (1,), "redo": bool(reach.undone)},
    }


def _one(asked: Asked, draft: str, state: State, action: Any) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(action, Mapping):
        raise AskedWronglyError
    one = Asked(asked.store, asked.visit, action)
    kind = one.words("kind", "")
    if kind == UNDO and asked.store.reach(asked.visit, draft).done[-1:] <= (1,):
        return state  # what a draft began with is not undone
    if kind in {UNDO, REDO}:
        turn = asked.store.undo if kind == UNDO else asked.store.redo
        return turn(asked.visit, draft, state)
    if "changes" in action:
        try:
            changes = tuple(map(read_change, one.several("changes", MOST_CHANGES)))
        except (ValueError, TypeError) as error:
            raise AskedWronglyError from error
    elif kind in CALLS:
        changes = CALLS[kind](one, draft, state)
    else:
        raise AskedWronglyError
    return asked.store.write(asked.visit, draft, kind or "edit", changes, seen=state)


def _made(asked: Asked, draft: str, before: State, after: State) -> str:
    """Give the statement that an action was about: what it made, or else what it changed."""
    if after.number == before.number:
        return ""
    found = ""
    for action in asked.store.log(asked.visit, draft, before.number, after.number):
        for change in action.changes:
            if change.table == "statements" and after.row("statements", change.key):
                if change.before is None:
                    return change.key
                found = found or change.key
    return found


def _text(one: Asked, draft: str, state: State, source: str) -> str:
    row = state.row("sources", source)
    if row is None:
        raise EditError("This source is not there any more.")
    return one.store.text(one.visit, draft, row["sha256"])


def _text_of(one: Asked, draft: str, state: State, statement: str) -> str:
    row = state.row("statements", statement)
    if row is None:
        raise EditError("This record is not there any more.")
    return _text(one, draft, state, row["source"])


def _mark(one: Asked, draft: str, state: State) -> Changes:
    """Make a record of words; whose they are and who reports them is as in the records before."""
    source = one.words("source")
    text = _text(one, draft, state, source)
    start, end = one.number("start"), one.number("end")
    speaker, added = _actor(state, UNNAMED, "person")
    reporters = [
        row["reported_by"]
        for row in state.rows("statements").values()
        if row["source"] == source and row.get("reported_by")
    ]
    publisher = (state.row("sources", source) or {}).get("publisher", "")
    reporter, outlet = (reporters[0], ()) if reporters else _actor(state, publisher, "outlet")
    around = text[max(0, start - 1) : start + 1]
    quoted = any(mark in _OPENING for mark in around)
    more = {"reported_by": reporter, "directness": "direct" if quoted else "indirect"}
    made = editing.mark(state, source, editing.passage(text, start, end), speaker, **more)
    return (*added, *outlet, *made)


_OPENING = '"“„«‘'


def _actor(state: State, name: str, kind: str) -> tuple[str, Changes]:
    """Find an actor by name, or make one: its id, and the changes that add it."""
    if not name:
        return "", ()
    for key, row in state.rows("actors").items():
        if row["name"] == name:
            return key, ()
    key = editing.new_id(state, "actors", name)
    reviewed = any(row.get("review") for row in state.rows("actors").values())
    row = {"id": key, "name": name, "kind": kind, "review": "confirmed" if reviewed else ""}
    return key, editing.add("actors", row)


def _bounds(one: Asked, draft: str, state: State) -> Changes:
    key = one.words("key")
    text = _text_of(one, draft, state, key)
    return editing.bounds(state, key, text, one.number("start"), one.number("end"))


def _split(one: Asked, draft: str, state: State) -> Changes:
    key = one.words("key")
    return editing.split(state, key, _text_of(one, draft, state, key), one.number("at"))


def _join(one: Asked, draft: str, state: State) -> Changes:
    key = one.words("key")
    return editing.join(state, key, one.words("other"), _text_of(one, draft, state, key))


def _same(one: Asked, _draft: str, state: State) -> Changes:
    table = one.words("table")
    if table not in {"actors", "places", "topics"}:
        raise AskedWronglyError
    return editing.same(state, table, one.words("key"), one.words("other"))


def _area(one: Asked, _draft: str, state: State) -> Changes:
    """Give a place an area: a region of the base map, or what lies between corners."""
    place, region = one.words("key"), one.words("region", "")
    if region:
        return areas.taken(state, place, region)
    return areas.drawn(state, place, one.several("corners", areas.MOST_CORNERS))


def _no_area(one: Asked, _draft: str, state: State) -> Changes:
    return areas.without(state, one.words("key"))


CALLS: dict[str, Callable[[Asked, str, State], Changes]] = {
    "mark": _mark,
    "bounds": _bounds,
    "split": _split,
    "join": _join,
    "same": _same,
    "area": _area,
    "no area": _no_area,
}
"""What the server alone does: it needs the text or the base map, or looks at all records."""
