"""Which records of a draft go into a dataset, and what is missing there that they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.problem import Problem
from data.review import REVIEWED
from data.schema import TABLES, UNDECIDED
from data.workshop.editing import CONFIRMED
from data.workshop.state import State
from data.workshop.tables import AREAS, ASIDE, OWN, Row

Records = Mapping[str, Mapping[str, Row]]
"""The records of a dataset by table and key, without what is for its authors alone."""


class Found(NamedTuple):
    """A problem of a draft, and the record at which it is put right; its key may be empty."""

    problem: Problem
    table: str
    key: str


_REVIEWED = {table.name for table in REVIEWED}
_SCHEMAS = {table.name: table for table in TABLES}


def contents(state: State, *, undecided: bool = False) -> Records:
    """Give what of a draft goes into a dataset.

    Rules: nothing that is set aside; nothing undecided, unless it is asked for, as for a map of
    what there is so far; links and areas of what is in it; statements in the order of the text.
    """
    found: dict[str, dict[str, Row]] = {}
    for table in (*TABLES, None):
        name = table.name if table else AREAS
        rows = state.rows(name).items()
        found[name] = {key: _plain(row) for key, row in rows if _is_in(row, undecided=undecided)}
    _without_sources(found)
    for name in ("statement_places", "statement_relations", AREAS):
        found[name] = {
            key: row for key, row in found[name].items() if not any(_absent(found, name, row))
        }
    order = {key: number for number, key in enumerate(found["sources"])}
    found["statements"] = dict(
        sorted(found["statements"].items(), key=lambda item: _position(item[1], order))
    )
    return found


def reviewed(records: Records) -> Records:
    """Count what a person made among drafted records as decided, as a dataset has it."""
    found = dict(records)
    for name in _REVIEWED:
        rows = records[name]
        if any(row.get("review") for row in rows.values()):
            found[name] = {
                key: {**row, "review": row.get("review") or CONFIRMED} for key, row in rows.items()
            }
    return found


def _position(row: Row, order: Mapping[str, int]) -> tuple[int, int, int]:
    start, end = (
        int(cell) if cell.isdecimal() else 0 for cell in (_of(row, "start"), _of(row, "end"))
    )
    return order.get(_of(row, "source"), 0), start, end


def _of(row: Row, column: str) -> str:
    return row.get(column, "")


def _is_in(row: Row, *, undecided: bool) -> bool:
    return not row.get(ASIDE) and (undecided or row.get("review") != UNDECIDED)


def _plain(row: Row) -> Row:
    return {column: cell for column, cell in row.items() if column not in OWN}


def _without_sources(found: dict[str, dict[str, Row]]) -> None:
    """Leave out what is said in a source that is set aside."""
    sources = found["sources"]
    found["statements"] = {
        key: row for key, row in found["statements"].items() if _of(row, "source") in sources
    }


def _absent(found: Records, name: str, row: Row) -> Iterator[tuple[str, str, str]]:
    """Give column, table and id of each record that a record refers to and that is not there."""
    if name == AREAS:
        if row["place"] not in found["places"]:
            yield "place", "places", row["place"]
        return
    for field in _SCHEMAS[name].fields:
        cell = _of(row, field.name)
        if field.refers_to and cell:
            for part in cell.split(" ") if field.several else [cell]:
                if part not in found[field.refers_to]:
                    yield field.name, field.refers_to, part


def missing(state: State, found: Records) -> list[Found]:
    """Say which records must be decided before others can be published."""
    problems: dict[tuple[str, str], Found] = {}
    for name, rows in found.items():
        for number, (own, row) in enumerate(rows.items(), start=2):
            for column, table, key in _absent(found, name, row):
                there = state.row(table, key)
                if there is None:
                    table, expected = name, f"an id of {table}.csv"  # noqa: PLW2901 - where it is mended
                elif there.get(ASIDE):
                    expected = f"a record that is not set aside, as “{_called(there)}” is"
                else:
                    expected = f"a decision on “{_called(there)}”, which nobody has decided"
                place = (table, own if there is None else key)
                problem = Problem(f"{name}.csv", number, column, key, expected)
                problems.setdefault(place, Found(problem, *place))
    return [*problems.values()]


def _called(row: Row) -> str:
    return row.get("name") or row.get("title") or row.get("id", "")
