"""Find the row that names the columns, and give each column a name of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from data.importing.fields import FIELDS, header_key
from data.importing.sheet import Sheet

SEARCHED = 40
"""Rows from the top among which the header is looked for."""

LONGEST_NAME = 100
"""Characters of a column's name."""

_VALUE = re.compile(r"[-+]?[\d.,:/\s°'\"-]+|https?://.*", re.DOTALL)
_HXL = re.compile(r"#[a-z]+(\s*\+\s*[a-z0-9_]+)*")
"""A tag of the Humanitarian Exchange Language, which stands in a row below the header."""
_KNOWN = frozenset(name for field in FIELDS for name in field.spellings)


@dataclass(frozen=True)
class Table:
    """A sheet whose columns have names: the header's row, 0 for none, and the rows below it."""

    sheet: Sheet
    header: int
    columns: tuple[str, ...]
    first: int
    """The row with the first record, counted from 1."""

    @property
    def records(self) -> tuple[tuple[str, ...], ...]:
        """Give the rows below the header."""
        return self.sheet.rows[self.first - 1 :]

    def column(self, at: int) -> list[str]:
        """Give the cells of a column, "" where a row is too short."""
        return [row[at] if at < len(row) else "" for row in self.records]


def table(sheet: Sheet, header: int | None = None) -> Table:
    """Name the columns of a sheet by the row that names them, or by the row that is told.

    A ``header`` of 0 says that there is none: then columns are named by their letters.
    """
    at = _find(sheet) if header is None else min(max(header, 0), len(sheet.rows))
    first = at + 1
    width = max((len(row) for row in sheet.rows[at:]), default=0)
    width = max(width, len(sheet.rows[at - 1]) if at else 0)
    names = list(sheet.rows[at - 1]) if at else []
    names += [""] * (width - len(names))
    while at and first <= len(sheet.rows) and _is_hxl(sheet.rows[first - 1]):
        first += 1
    return Table(sheet, at, _distinct(names), first)


def _is_hxl(row: tuple[str, ...]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and all(_HXL.fullmatch(cell) for cell in filled)


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Give each column a name that no other has, its letters where it has none."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    taken = set(names)
    for at, name in enumerate(names):
        usual = " ".join(name.split())[:LONGEST_NAME] or f"Column {letters(at)}"
        seen[usual] += 1
        given, number = usual, seen[usual]
        while number > 1 and (given := f"{usual} ({number})") in taken:
            number += 1
        taken.add(given)
        found.append(given)
    return tuple(found)


def letters(at: int) -> str:
    """Give a column's letters as a spreadsheet has them: 0 is A, 26 is AA."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _find(sheet: Sheet) -> int:
    """Give the number of the row that names the columns; 0 where none does.

    It is the row whose cells are the most usual names of columns; without any of these, the
    first that is as wide as the table and has nothing but words, above rows that have more.
    """
    top = sheet.rows[:SEARCHED]
    usual = Counter(_filled(row) for row in sheet.rows[: SEARCHED * 5] if any(row))
    width = max(usual, key=lambda count: (usual[count], count), default=0)
    best, found = 0.0, 0
    for at, row in enumerate(top, 1):
        filled = [cell for cell in row if cell]
        if not filled or _filled(row) * 2 < width or any(len(cell) > 120 for cell in filled):
            continue
        known = sum(1 for cell in filled if header_key(cell) in _KNOWN)
        if known > best and known * 5 >= len(filled):
            best, found = known, at
    if found:
        return found
    for at, row in enumerate(top[:-1] or top, 1):
        filled = [cell for cell in row if cell]
        named = len(set(filled)) == len(filled) and not any(map(_VALUE.fullmatch, filled))
        if filled and len(filled) * 5 >= width * 4 and named and max(map(len, filled)) <= 60:
            return at
    return 0


def _filled(row: tuple[str, ...]) -> int:
    return sum(1 for cell in row if cell)
