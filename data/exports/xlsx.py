"""A workbook for Excel: statements, places, sources, and where it all comes from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.exports.provenance import provenance_lines
from data.exports.rows import COLUMNS, places_used, rows
from data.passages import one_line_end
from data.schema import PRECISION
from data.wording import plural

LONGEST = 32_767
"""UTF-16 code units that a cell can hold."""
MOST_ROWS = 1_048_576
"""Rows that a sheet can hold, its header among them."""
PLACES = (
    "id",
    "name",
    "kind",
    "lat",
    "lon",
    "where_prec",
    "where_prec_words",
    "uncertainty_m",
    "parent",
    "iso_3166_2",
    "geonames",
    "wikidata",
    "coordinate_source",
)
SOURCES = (
    "id",
    "title",
    "publisher",
    "author",
    "published",
    "language",
    "url",
    "sha256",
    "licence",
    "note",
)
_WIDTH = 18
"""Characters of an ordinary column."""


@dataclass
class _Sheets:
    """The sheets of a workbook, and what they could not hold."""

    book: Workbook
    cut: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
        """Write a sheet: text as text, numbers as numbers, nothing for None."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, _WIDTH)
        bold = self.book.add_format({"bold": True})
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, bold)
        records = iter(lines)
        for row, record in enumerate(islice(records, MOST_ROWS - 1), start=1):
            for column, value in enumerate(record):
                self._cell(sheet, row, column, value)
        if left := sum(1 for _ in records):
            self.dropped[name] = left

    def _cell(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        if isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif value:
            whole = one_line_end(str(value))  # as spreadsheets break a line within a cell
            text = shortened(whole)
            if text != whole:
                self.cut[sheet.name] = self.cut.get(sheet.name, 0) + 1
            sheet.write_string(row, column, text)

    def sentences(self) -> list[str]:
        """Say what the sheets could not hold."""
        return [
            f"In the sheet {name}, {count:,} {plural(count, 'text was', 'texts were')} cut to "
            f"{LONGEST:,} characters, the most that a cell can hold."
            for name, count in self.cut.items()
        ] + [
            f"In the sheet {name}, {count:,} {plural(count, 'row is', 'rows are')} left out: "
            f"a sheet holds {MOST_ROWS:,} rows at most."
            for name, count in self.dropped.items()
        ]


def write(excerpt: Excerpt) -> bytes:
    """Write the four sheets; no text becomes a formula or a link."""
    dataset, file = excerpt.dataset, io.BytesIO()
    # Rows are written to disk as they come: a hundred thousand would fill a gigabyte.
    book = Workbook(file, {"constant_memory": True})
    book.set_properties({"created": excerpt.taken.replace(tzinfo=None)})
    sheets = _Sheets(book)
    sheets.add("Statements", COLUMNS, (list(row.values()) for row in rows(excerpt)))
    sheets.add("Places", PLACES, _places(dataset, places_used(excerpt)))
    found = excerpt.sources
    sheets.add("Sources", SOURCES, found[list(SOURCES)].to_numpy(dtype=object).tolist())
    cut = [("shortened", sentence) for sentence in sheets.sentences()]
    sheets.add("About", ("what", "text"), [*provenance_lines(excerpt), *cut])
    book.close()
    return file.getvalue()


def shortened(text: str) -> str:
    """Cut a text to what a cell can hold, between two characters."""
    if len(text) * 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: LONGEST * 2].decode("utf-16-le", errors="ignore")


def _places(dataset: Dataset, positions: list[int]) -> list[list[object]]:
    found = dataset.places.iloc[positions]
    words = found["where_prec"].map(PRECISION)
    parents = found["parent"].map(lambda key: dataset.names["places"].get(key, ""))
    frame = found.assign(where_prec_words=words, parent=parents)[list(PLACES)].astype(object)
    cells: list[list[object]] = frame.where(pd.notna(frame), None).to_numpy().tolist()
    return cells
