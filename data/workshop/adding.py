"""Fit the records of more texts into a draft that has records already.

Rules: a speaker, place or topic that the draft has is the same one; any other record that comes
with an id which the draft has or had gets another; whatever refers to it refers to that.
"""

from __future__ import annotations

from data.drafting.slugs import Ids
from data.schema import NOWHERE, TABLES
from data.workshop.editing import Changes, add
from data.workshop.state import State
from data.workshop.tables import ABOUT, AREAS, Row

_SAME = {"actors": ("name", "kind"), "places": ("name", "kind", "lat", "lon"), "topics": ("name",)}
"""Cells by which a record is one that the draft has."""
_REFERENCES = {
    table.name: tuple((f.name, f.refers_to, f.several) for f in table.fields if f.refers_to)
    for table in TABLES
} | {AREAS: (("place", "places", False),)}


def beside(state: State, changes: Changes) -> Changes:
    """Give the changes that add records, each new and whole, to what a draft has."""
    new = {name: {} for name in state.tables}  # type: dict[str, dict[str, str]]
    ids = {name: Ids(*rows, NOWHERE) for name, rows in state.tables.items()}
    known = {
        name: {_signs(name, row): key for key, row in reversed(state.rows(name).items())}
        for name in _SAME
    }
    added = []
    for change in changes:
        row = change.after or {}
        there = known.get(change.table, {}).get(_signs(change.table, row))
        if change.table == ABOUT:
            if state.row(ABOUT, ABOUT) is None:
                added.append((change.table, row))
        elif there is not None:
            new[change.table][change.key] = there
        else:
            if "id" in row:
                new[change.table][change.key] = ids[change.table].give(change.key)
            added.append((change.table, row))
    return tuple(one for table, row in added for one in add(table, _anew(table, row, new)))


def _signs(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in _SAME.get(table, ()))


def _anew(table: str, row: Row, new: dict[str, dict[str, str]]) -> Row:
    cells = dict(row)
    if "id" in row and table != ABOUT:
        cells["id"] = new[table][row["id"]]
    for column, to, several in _REFERENCES.get(table, ()):
        parts = cells.get(column, "").split(" ") if several else [cells.get(column, "")]
        cells[column] = " ".join(new[str(to)].get(part, part) for part in parts)
    return cells
