"""Read a table that is text: find what divides its cells, and cut it into rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Literal

from data.drafting.decoding import decode
from data.importing.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, UnreadableError, sheet

DELIMITERS = (",", ";", "\t", "|")
_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SAID = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_SAMPLE = 200
"""Rows by which the delimiter is found."""

_STRAY = 1_000
"""Line ends in a cell from which a quotation mark that is never closed is suspected."""


def read(content: bytes) -> Sheet:
    """Read a delimited text in whichever encoding and with whichever delimiter.

    Raises ``UnreadableError`` for what is no such text.
    """
    text, note = decode(content)
    text = text.removeprefix("\ufeff")
    notes = [note] if note else []
    if text.count("\0") > len(text) // 100 or _controls(text[:10_000]) > len(text[:10_000]) // 20:
        raise UnreadableError("The file is no text and no workbook that is read.")
    if said := _SAID.match(text):  # as Excel writes it for itself; it is row 1
        delimiter = said[1]
        text = text[said.end() :]
        rows = [[], *_cut(text, delimiter, notes)]
    else:
        delimiter = _delimiter(text)
        rows = _cut(text, delimiter, notes)
    if delimiter != ",":
        notes.append(f"Cells are divided by {_WORDS.get(delimiter, delimiter)}.")
    return sheet("", rows, notes)


def _controls(text: str) -> int:
    return sum(1 for c in text if c < " " and c not in "\t\n\r\v\f\0")


def _delimiter(text: str) -> str:
    """Find the delimiter by which most rows have the same number of cells, the more the better."""
    best, found = (0.0, 0), ","
    sample = text[:1_000_000]
    for delimiter in DELIMITERS:
        counts: Counter[int] = Counter()
        filled = (row for row in _rows(sample, delimiter, csv.QUOTE_MINIMAL) if row)
        counts.update(len(row) for row in islice(filled, _SAMPLE))
        widths = {width: times for width, times in counts.items() if width > 1}
        if widths:
            usual = max(widths, key=lambda width: (widths[width], width))
            score = (round(widths[usual] / counts.total(), 1), usual)
            if score > best:
                best, found = score, delimiter
    return found


def _cut(text: str, delimiter: str, notes: list[str]) -> list[list[str]]:
    rows = _bounded(_rows(text, delimiter, csv.QUOTE_MINIMAL))
    stray = text.count('"') % 2 and any(cell.count("\n") > _STRAY for row in rows for cell in row)
    last = max((cell.count("\n") for cell in rows[-1]), default=0) if rows else 0
    if stray or (text.count('"') % 2 and last > 1):
        notes.append("A quotation mark is never closed: quotation marks were read as letters.")
        rows = _bounded(_rows(text, delimiter, csv.QUOTE_NONE))
    return rows


def _bounded(rows: Iterator[list[str]]) -> list[list[str]]:
    found: list[list[str]] = []
    for row in rows:
        if len(row) > MOST_COLUMNS:
            while row and not row[-1]:
                row.pop()
        if len(row) > MOST_COLUMNS:
            expected = f"a table of at most {MOST_COLUMNS:,} columns"
            raise UnreadableError(f"Row {len(found) + 1:,} has {len(row):,} cells, not {expected}.")
        found.append(row)
        if len(found) > MOST_ROWS and (any(row) or len(found) > MOST_ROWS * 2):
            raise UnreadableError(f"The table has more than {MOST_ROWS:,} rows.")
    return found


def _rows(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    with _long_cells(len(text)):
        yield from csv.reader(
            io.StringIO(text.replace("\0", ""), newline=""),
            delimiter=delimiter,
            quoting=quoting,
            skipinitialspace=True,
        )


@contextmanager
def _long_cells(most: int) -> Iterator[None]:
    """Let cells be as long as the text is; what is too long is said of the row that has it."""
    before = csv.field_size_limit(max(most, 1) + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
