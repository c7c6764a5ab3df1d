"""The tables of a draft as rows of text, as they are written into a dataset's files."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.schema import TABLES

Row = dict[str, str]

UNNAMED = "Not named"
"""Who speaks where a text names nobody."""

FIELDS = {
    table.name: frozenset(field.name for field in table.fields)
    for table in TABLES
    if not table.optional
}
"""The columns of each table that a draft has."""


@dataclass
class Tables:
    """The rows of each table as they are written, and the texts of the sources by their files."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    texts: dict[str, str] = field(default_factory=dict)
