"""A draft's state is what its actions make of nothing; each has an inverse, and two can meet."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from data.workshop import editing
from data.workshop.editing import Changes, EditError
from data.workshop.history import REDO, UNDO, Entry, reach
from data.workshop.state import (
    Action,
    Change,
    State,
    apply,
    checked,
    inverse,
    merge,
    read_change,
    replay,
)
from data.workshop.tables import RecordError
from tests.helpers.drafts import anything, ordered, seed

AT = "2026-01-01T00:00:00.000000Z"


def after(state: State, changes: Changes, kind: str = "edit") -> State:
    """Give a state after one more action."""
    return apply(state, Action(state.number + 1, "a", AT, kind, changes))


@pytest.fixture(scope="module")
def begun() -> State:
    """Give the state of a draft that has just begun."""
    return after(State(), seed().changes, "start")


@pytest.mark.parametrize("number", range(20))
def test_each_action_has_its_inverse(begun: State, number: int) -> None:
    """Whatever is done and taken back leaves all records as they were, in their order."""
    chance = random.Random(number)  # noqa: S311 - no secret
    state, kinds = begun, set()
    for _ in range(30):
        kind, changes = anything(state, chance)
        done = after(state, changes, kind)
        back = after(done, inverse(changes), UNDO)
        live = [name for name in state.tables if state.rows(name) != back.rows(name)]
        assert not live, (kind, changes)
        assert [list(state.rows(n)) for n in state.tables] == [
            list(back.rows(n)) for n in state.tables
        ]
        again = after(back, changes, REDO)
        assert ordered(again) == ordered(done)
        state = done
        kinds |= {kind} if changes else set()
    assert len(kinds) > 4


def test_a_log_gives_the_state_again(begun: State) -> None:
    """What was written as JSON and read again makes the same state, in the same order."""
    chance, state = random.Random(1), begun  # noqa: S311 - no secret
    log = [Action(1, "a", AT, "start", seed().changes)]
    for _ in range(200):
        kind, changes = anything(state, chance)
        log.append(Action(state.number + 1, "a", AT, kind, changes))
        state = apply(state, log[-1])
    read = [
        Action(
            each.number, "a", AT, each.kind, tuple(read_change(c.written()) for c in each.changes)
        )
        for each in log
    ]
    assert ordered(replay(read)) == ordered(state)
    with pytest.raises(ValueError, match="action 3 after 1"):
        replay([log[0], log[2]])


A, B = {"id": "x", "name": "one"}, {"id": "x", "name": "one", "role": "two"}


def one(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> Change:
    """Give a change of one actor."""
    return Change("actors", "x", before, after)


@pytest.mark.parametrize(
    ("change", "now", "fitting", "columns"),
    [
        (one({"role": ""}, {"role": "r"}), A, one({"role": ""}, {"role": "r"}), []),
        (one({"role": ""}, {"role": "two"}), B, None, []),
        (one({"role": ""}, {"role": "r"}), B, None, ["role"]),
        (
            one({"role": "two", "name": "n"}, {"role": "r", "name": "one"}),
            B,
            one({"role": "two"}, {"role": "r"}),
            [],
        ),
        (one({"role": "a", "name": "n"}, {"role": "r", "name": "m"}), B, None, ["role", "name"]),
        (one({"role": ""}, {"role": "r"}), None, None, [""]),
        (one(None, A), None, one(None, A), []),
        (one(None, A), A, None, []),
        (one(None, A), B, None, [""]),
        (one(A, None), A, one(A, None), []),
        (one(A, None), B, None, [""]),
        (one(A, None), None, None, []),
    ],
)
def test_what_meets_other_changes(
    change: Change, now: Mapping[str, str] | None, fitting: Change | None, columns: list[str]
) -> None:
    """Other cells are kept, the same is not done twice, and what differs clashes."""
    found, clashes = merge([change], {("actors", "x"): now})
    assert found == ((fitting,) if fitting else ())
    assert sorted(clash.column for clash in clashes) == sorted(columns)
    for clash in clashes:
        if clash.column:
            assert clash.theirs == (now or {}).get(clash.column, "")
            assert clash.mine == (change.after or {})[clash.column]


def test_two_changes_of_one_record_follow_each_other() -> None:
    """The second of an action sees the first."""
    both = (one({"role": ""}, {"role": "r"}), one({**A, "role": "r"}, None))
    assert merge(both, {("actors", "x"): A}) == (both, ())


@pytest.mark.parametrize(
    "change",
    [
        Change("nothing", "x", None, {"id": "x"}),
        Change("actors", "x", None, {"id": "x", "colour": "red"}),
        Change("actors", "x", None, {"id": "x", "name": "\0"}),
        Change("actors", "x", None, {"id": "x", "name": "\ud800"}),
        Change("actors", "x", None, {"id": "x", "name": "a" * 200_000}),
        Change("actors", "x", None, {"id": "x", "name": 1}),  # type: ignore[dict-item]
        Change("actors", "", None, {"name": "x"}),
        Change("actors", "x", None, {"id": "y"}),
        Change("actors", "x", {"name": "a"}, {"role": "b"}),
        Change("actors", "x", None, None),
    ],
)
def test_what_no_draft_can_hold_is_refused(change: Change) -> None:
    """Unknown tables and columns, what is no text, what is too long, keys that are not theirs."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - of several kinds
        checked(change)
    assert isinstance(refused.value, RecordError) or str(refused.value)


@pytest.mark.parametrize(
    ("log", "done", "undone"),
    [
        ([], (), ()),
        ([(1, "edit", 0), (3, "edit", 0)], (1, 3), ()),
        ([(1, "edit", 0), (2, "edit", 0), (3, UNDO, 2)], (1,), (2,)),
        ([(1, "edit", 0), (2, "edit", 0), (3, UNDO, 2), (4, UNDO, 1)], (), (2, 1)),
        ([(1, "edit", 0), (2, UNDO, 1), (3, REDO, 1)], (1,), ()),
        ([(1, "edit", 0), (2, UNDO, 1), (3, "edit", 0)], (3,), ()),
        ([(1, "e", 0), (2, "e", 0), (3, UNDO, 2), (4, UNDO, 1), (5, REDO, 1)], (1,), (2,)),
    ],
)
def test_how_far_undo_and_redo_reach(
    log: list[tuple[int, str, int]], done: tuple[int, ...], undone: tuple[int, ...]
) -> None:
    """The last is undone first, and done again first."""
    assert reach(Entry(*each) for each in log) == (done, undone)


def test_a_person_is_the_same_in_all_records(begun: State) -> None:
    """Whatever refers to one refers to the other, and nobody belongs to themselves."""
    keys = list(begun.rows("actors"))
    for kept in keys[:3]:
        for other in keys:
            if kept == other:
                continue
            state = after(begun, editing.same(begun, "actors", kept, other))
            assert other not in state.rows("actors")
            for row in state.rows("statements").values():
                said = " ".join(row.get(c, "") for c in ("speaker", "reported_by", "quoted_by"))
                assert other not in said.split()
            for key, row in state.rows("actors").items():
                assert row.get("affiliation") not in {other, key}


def test_a_cut_statement_keeps_what_it_said(begun: State) -> None:
    """Both halves are words of the source, with the places and the speaker of the whole."""
    key, row = next(iter(begun.rows("statements").items()))
    text = dict(zip(begun.rows("sources"), seed().texts, strict=True))[row["source"]]
    middle = text.index(" ", int(row["start"]) + 5)
    state = after(begun, editing.split(begun, key, text, middle))
    (new,) = set(state.rows("statements")) - set(begun.rows("statements"))
    halves = [state.rows("statements")[one] for one in (key, new)]
    for half in halves:
        assert text[int(half["start"]) : int(half["end"])] == half["exact"]
        assert half["exact"] == half["exact"].strip()
        assert half["speaker"] == row["speaker"]
    places = [
        {
            (link["place"], link["role"])
            for link in state.rows("statement_places").values()
            if link["statement"] == one
        }
        for one in (key, new)
    ]
    assert places[0] == places[1]
    joined = after(state, editing.join(state, key, new, text))
    assert joined.rows("statements")[key]["exact"] == row["exact"]
    assert new not in joined.rows("statements")


def test_what_a_person_changes_counts_as_decided() -> None:
    """An undecided record that is changed is; confirming a changed one leaves its mark."""
    actor = {"id": "x", "name": "one", "kind": "person", "review": "undecided"}
    state = after(State(), editing.add("actors", actor))
    named = after(state, editing.edit(state, "actors", "x", {"name": "two"}))
    assert named.rows("actors")["x"]["review"] == "changed"
    assert editing.confirm(named, "actors", "x") == ()
    sure = after(state, editing.confirm(state, "actors", "x"))
    assert sure.rows("actors")["x"]["review"] == "confirmed"
    noted = after(state, editing.edit(state, "actors", "x", {"remark": "?"}))
    assert noted.rows("actors")["x"]["review"] == "undecided"


@pytest.mark.parametrize(
    "do",
    [
        lambda s: editing.edit(s, "statements", "none", {"note": "a"}),
        lambda s: editing.join(s, next(iter(s.rows("statements"))), "", ""),
        lambda s: editing.bounds(s, next(iter(s.rows("statements"))), "words", 3, 3),
        lambda s: editing.bounds(s, next(iter(s.rows("statements"))), "words", -1, 3),
        lambda s: editing.bounds(s, next(iter(s.rows("statements"))), "   ", 0, 3),
        lambda s: editing.split(s, next(iter(s.rows("statements"))), "", 10**9),
        lambda s: editing.same(s, "actors", *(2 * [next(iter(s.rows("actors")))])),
    ],
)
def test_what_cannot_be_done_is_said(begun: State, do: object) -> None:
    """A sentence, and no changes."""
    with pytest.raises(EditError, match=r"[A-Z].*\."):
        do(begun)  # type: ignore[operator]
