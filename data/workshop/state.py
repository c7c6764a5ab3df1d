"""A draft's state, and the actions that change it: pure values, and what follows from them.

Rules: a state is what its actions make of nothing, one after another. A change holds the cells
that it touches, as they were and as they become, so that each has an inverse and two that touch
other cells can both be kept. The key of a record that was taken away stays, without its cells: it
comes back where it was, and no key is given twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.workshop.tables import DRAFTED, Row, canonical, check_record, key_of


@dataclass(frozen=True)
class Change:
    """What becomes of one record.

    ``before`` and ``after`` are the cells that are touched, an empty one for none. Without
    ``before`` the record is new, without ``after`` it is taken away; the other then is all of it.
    """

    table: str
    key: str
    before: Row | None
    after: Row | None

    def written(self) -> list[Any]:
        """Give it as JSON has it."""
        return [self.table, self.key, self.before, self.after]


def read_change(written: Any) -> Change:  # noqa: ANN401 - a value of JSON
    """Read a change from JSON; raise ``RecordError`` or ``ValueError`` where it is none."""
    table, key, before, after = written
    for cells in (before, after):
        if not (cells is None or isinstance(cells, dict)):
            raise ValueError("no cells")
        check_record(str(table), str(key), cells)
    return checked(Change(table, key, before, after))


def checked(change: Change) -> Change:
    """Give a change that can be kept. Raises ``RecordError``, ``ValueError`` for no change."""
    for cells in (change.before, change.after):
        check_record(change.table, change.key, cells)
    before, after = change.before, change.after
    if before is None and after is None:
        raise ValueError("a change of nothing")
    if before is not None and after is not None:
        if set(before) != set(after):
            raise ValueError("cells before and after are not of the same columns")
        return change
    whole = after if before is None else before
    if whole is None or key_of(change.table, whole) != change.key:
        raise ValueError("a record whose key is another")
    return Change(
        change.table,
        change.key,
        None if before is None else canonical(before),
        None if after is None else canonical(after),
    )


@dataclass(frozen=True)
class Action:
    """One thing that somebody did: its number in the draft, who, when, and what changed.

    ``kind`` names it; ``of`` is the number of the action that an undo takes back or a redo does
    again, else 0. ``at`` is a moment in UTC, as ISO 8601 has it.
    """

    number: int
    author: str
    at: str
    kind: str
    changes: tuple[Change, ...]
    of: int = 0


Records = Mapping[tuple[str, str], Row | None]
"""Records by table and key; None for one that is not there."""


def _nothing() -> dict[str, dict[str, Row | None]]:
    return {table.name: {} for table in DRAFTED}


@dataclass(frozen=True)
class State:
    """All records of a draft after so many actions, by table and key."""

    number: int = 0
    tables: Mapping[str, Mapping[str, Row | None]] = field(default_factory=_nothing)

    def row(self, table: str, key: str) -> Row | None:
        """Give a record; None where it is not there."""
        return self.tables[table].get(key)

    def rows(self, table: str) -> dict[str, Row]:
        """Give the records that are there by their keys, in their order."""
        return {key: row for key, row in self.tables[table].items() if row is not None}

    def among(self, changes: Iterable[Change]) -> Records:
        """Give the records that changes touch."""
        return {(each.table, each.key): self.row(each.table, each.key) for each in changes}


@dataclass(frozen=True)
class Clash:
    """A cell that two people changed: as it was, as this author wants it, as it is now.

    Without a ``column`` the whole record is meant: one of them added it or took it away.
    ``None`` stands for a record that is not there.
    """

    table: str
    key: str
    column: str
    was: str | None
    mine: str | None
    theirs: str | None


def merge(changes: Iterable[Change], now: Records) -> tuple[tuple[Change, ...], tuple[Clash, ...]]:
    """Fit changes to the records as they are now: give what is left to do, and what clashes.

    Rules: a cell that is as it was is changed; one that is already as it should be is left; any
    other clashes. A record is taken away only as it was seen. Each change sees those before it.
    """
    fitting: list[Change] = []
    clashes: list[Clash] = []
    records = dict(now)
    for change in changes:
        place = (change.table, change.key)
        row = records.get(place)
        if change.before is None or change.after is None or row is None:
            found = _whole(change, row)
        else:
            found = _cells(change, row, change.before, change.after)
        if isinstance(found, Change):
            fitting.append(found)
            records[place] = changed(row, found)
        else:
            clashes += found
    return tuple(fitting), tuple(clashes)


def _whole(change: Change, row: Row | None) -> Change | list[Clash]:
    same = row == change.after
    if same or row == change.before:
        return [] if same else change
    words = (_said(cells) for cells in (change.before, change.after, row))
    return [Clash(change.table, change.key, "", *words)]


def _said(row: Row | None) -> str | None:
    return None if row is None else "\n".join(f"{name}: {cell}" for name, cell in row.items())


def _cells(change: Change, row: Row, before: Row, after: Row) -> Change | list[Clash]:
    left = [column for column in after if row.get(column, "") != after[column]]
    clashes = [
        Clash(change.table, change.key, name, before[name], after[name], row.get(name, ""))
        for name in left
        if row.get(name, "") != before[name]
    ]
    if clashes or not left:
        return clashes
    return Change(
        change.table,
        change.key,
        {column: before[column] for column in left},
        {column: after[column] for column in left},
    )


def changed(row: Row | None, change: Change) -> Row | None:
    """Give a record after a change that fits it."""
    if change.after is None:
        return None
    return canonical({**(row or {}), **change.after}) if change.before is not None else change.after


Rows = dict[str, dict[str, Row | None]]


def apply(state: State, action: Action, own: Rows | None = None) -> State:
    """Give the state after its next action. Raises ``ValueError`` for one that does not fit.

    Whoever goes through a log hands on ``own``, tables that no earlier state is looked at in any
    more: they are changed in place, else each action would copy all that it does not touch.
    """
    if action.number != state.number + 1:
        raise ValueError(f"action {action.number} after {state.number}")
    tables = dict(state.tables)
    copied: Rows = {} if own is None else own
    for change in action.changes:
        if change.table not in copied:
            copied[change.table] = dict(tables[change.table])
        rows = copied[change.table]
        tables[change.table] = rows
        row = rows.get(change.key)
        if merge((change,), {(change.table, change.key): row}) != ((change,), ()):
            raise ValueError(f"{change.table} {change.key} is not as action {action.number} saw it")
        rows[change.key] = changed(row, change)
    return State(action.number, tables)


def replay(actions: Iterable[Action]) -> State:
    """Build the state anew from all actions."""
    state, own = State(), Rows()
    for action in actions:
        state = apply(state, action, own)
    return state


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes that take changes back, the last first."""
    return tuple(
        Change(each.table, each.key, each.after, each.before) for each in reversed([*changes])
    )
