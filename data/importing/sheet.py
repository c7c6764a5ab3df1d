"""A Sheet: one table of a file, as rows of text, numbered as a spreadsheet numbers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.limits import MB, MOST_CELL
from data.marks import cut_marks

MOST_BYTES = 64 * MB
"""Bytes of a file."""

MOST_ROWS = 250_000
MOST_COLUMNS = 1_000
MOST_CELLS = 10_000_000

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class UnreadableError(ValueError):
    """A file that is no table, or more than is read; the message is a sentence."""


@dataclass(frozen=True)
class Sheet:
    """One table: its name, empty for a file that is one table, and its rows from row 1 on."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    """What whoever reads the table should know of how it was read."""


def clean(cell: str) -> str:
    """Give a cell's text with one kind of line end, without control characters and outer space.

    Marks that are too many in a row are cut; of a cell that is longer than any may be, only so
    much is kept as shows it.
    """
    cell = cell[: MOST_CELL + 1]
    if not cell.isprintable():
        cell = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
        cell = _UNWRITABLE.sub("", cell)
    return cut_marks(cell).strip()


def sheet(name: str, rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> Sheet:
    """Make a sheet of rows; raise ``UnreadableError`` where it is larger than is read."""
    where = f"Sheet “{name[:100]}”" if name else "The table"
    end = max((at for at, row in enumerate(rows, 1) if any(row)), default=0)
    width = max(map(len, rows), default=0)
    for found, most, what in (
        (end, MOST_ROWS, "rows"),
        (width, MOST_COLUMNS, "columns"),
        (end * width, MOST_CELLS, "cells"),
    ):
        if found > most:
            raise UnreadableError(f"{where} has {found:,} {what}; at most {most:,} are read.")
    return Sheet(name, tuple(tuple(map(clean, row)) for row in rows[:end]), tuple(notes))
