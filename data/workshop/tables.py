"""The tables of a draft: those of a dataset, and what is for its authors alone.

A record is its cells by column, all of them text, without the empty ones. Its key is its id, or
the cells of its primary key joined by spaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.limits import MB, MOST_CELL
from data.schema import TABLES
from data.schema import Table as Schema

Row = Mapping[str, str]

ASIDE = "aside"
"""Why a record is set aside: then it is in nothing that is published."""
REMARK = "remark"
"""A note of the authors to themselves."""
OWN = (ASIDE, REMARK)
"""Columns of records that no published file has."""

ABOUT, AREAS = "about", "areas"
GEOMETRY = "geometry"

MOST_KEY = 1_000
MOST_GEOMETRY = 2 * MB
"""Characters of an area's polygon, which is JSON; other cells have at most ``MOST_CELL``."""


@dataclass(frozen=True)
class Table:
    """One table of a draft: its columns, and those whose cells are a record's key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ("id",)


def _of(schema: Schema) -> Table:
    own = OWN if schema.primary_key == ("id",) else ()
    columns = tuple(field.name for field in schema.fields)
    return Table(schema.name, (*columns, *own), schema.primary_key)


DRAFTED = (
    Table(
        ABOUT,
        ("id", "name", "title", "description", "licence", "contributors", "package"),
    ),
    *map(_of, TABLES),
    Table(
        AREAS,
        ("place", "reading", "label", "note", "source", "default", "edge_m", GEOMETRY),
        ("place", "reading"),
    ),
)
"""The tables of a draft. ``about`` has one record: what the dataset says of itself, contributors
one a line; ``package`` is what else its ``datapackage.json`` had, as JSON. ``areas`` has what
``areas.geojson`` has."""

BY_NAME = {table.name: table for table in DRAFTED}


class RecordError(ValueError):
    """A record that no draft can hold; the message is a sentence."""


def key_of(table: str, row: Row) -> str:
    """Give the key of a record."""
    return " ".join(row.get(column, "") for column in BY_NAME[table].key)


def canonical(row: Row) -> dict[str, str]:
    """Leave out the empty cells."""
    return {column: cell for column, cell in row.items() if cell}


def check_record(table: str, key: str, cells: Row | None) -> None:
    """Refuse cells that are no text, too long, or of a column that the table has not.

    Raises ``RecordError``. What a cell says is judged by the checks before publishing.
    """
    if table not in BY_NAME:
        raise RecordError(f"A draft has no table “{table[:60]}”.")
    if not key.strip() or len(key) > MOST_KEY or not is_text(key):
        raise RecordError(f"A record of {table} has no id that can be kept.")
    for column, cell in (cells or {}).items():
        if column not in BY_NAME[table].columns:
            raise RecordError(f"The table {table} has no column “{column[:60]}”.")
        if not isinstance(cell, str) or not is_text(cell):
            raise RecordError(f"The column {column} of {table} was given what is no text.")
        most = MOST_GEOMETRY if column == GEOMETRY else MOST_CELL
        if len(cell) > most:
            found = f"{len(cell):,} characters"
            raise RecordError(f"The column {column} of {table} takes {most:,}, not {found}.")


def is_text(value: str) -> bool:
    """Tell whether a text can be written anywhere: no null characters, no half of a pair."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value
