"""The texts of a table's sources: the rows that name one report, their cells as they stand.

So what is quoted is found where it stood. Offsets are Unicode code points, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.importing.header import Table
from data.importing.mapping import Mapping
from data.importing.records import WORDS, Record
from data.limits import MB, MOST_BYTES_OF_SOURCE

MOST_TEXTS = 60 * MB
"""Bytes of all texts; where whole rows are more, the texts are of the words alone."""

MOST_SOURCES = 2_000
"""Reports and addresses that are sources of their own; of more, the table is the one source."""

KEY = ("source", "url", "published", "author")
"""What a report is told from others by."""


@dataclass(frozen=True)
class Quoted:
    """A record and where its words stand in the text."""

    record: Record
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """One text: values of ``KEY``, its number where a report's rows fill several, its records."""

    key: tuple[str, ...]
    number: int
    text: str
    quoted: tuple[Quoted, ...]


class Texts:
    """Makes the texts of a table's records; ``notes`` says what is not as one expects."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self._rows = table.sheet.rows
        self._shown = [(at, name) for at, (name, key) in enumerate(mapping.columns) if key]
        self._at = {key: at for at, (_, key) in enumerate(mapping.columns) if key}
        self.words_alone = False
        self.notes: list[str] = []

    def sources(self, records: list[Record]) -> Iterator[Source]:
        """Give the texts, those of one report together, in the order of the table."""
        size = sum(_size(self._block(record)[0]) for record in records)
        self.words_alone = size > MOST_TEXTS
        if self.words_alone:
            self.notes.append("The table is long: its texts have the words alone, not whole rows.")
        found: dict[tuple[str, ...], list[Record]] = {}
        for each in records:
            found.setdefault(tuple(each.values.get(f, "") for f in KEY), []).append(each)
        if len(found) > MOST_SOURCES:
            self.notes.append(f"The table names {len(found):,} reports: it is their one source.")
            found = {("",) * len(KEY): records}
        for key, group in found.items():
            yield from self._parts(key, group)

    def _parts(self, key: tuple[str, ...], records: list[Record]) -> Iterator[Source]:
        """Write the rows of a report, into several texts where they are longer than one may be."""
        parts: list[str] = []
        quoted: list[Quoted] = []
        size = start = 0
        number = 1
        for record in records:
            block, first, last = self._block(record)
            if parts and size + _size(block) > MOST_BYTES_OF_SOURCE - MB:
                yield Source(key, number, "".join(parts), tuple(quoted))
                parts, quoted, size, start = [], [], 0, 0
                number += 1
            quoted.append(Quoted(record, start + first, start + last))
            parts.append(block)
            size += _size(block)
            start += len(block)
        yield Source(key, number, "".join(parts), tuple(quoted))

    def _block(self, record: Record) -> tuple[str, int, int]:
        """Give a row as text, and where its words begin and end in it."""
        row = self._rows[record.row - 1]
        said = self._at[next(key for key in WORDS if key in record.values)]
        text, first, last = f"Row {record.row}\n", 0, 0
        for at, name in self._shown:
            cell = row[at] if at < len(row) else ""
            if not cell or (self.words_alone and at != said):
                continue
            text += f"{name}: "
            if at == said:
                first, last = len(text), len(text) + len(cell)
            text += f"{cell}\n"
        return f"{text}\n", first, last


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
