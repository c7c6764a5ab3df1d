"""Measure what a dataset's files hold, before anything of it is loaded.

Bytes are asked of the file system; rows and cells are counted piece by piece, and the counting
stops at the limit.
"""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, repeat
from pathlib import Path
from typing import TextIO

import pandas as pd

from data.limits import (
    MOST_BYTES,
    MOST_BYTES_OF_SOURCE,
    MOST_BYTES_OF_SOURCES,
    MOST_BYTES_OF_TABLES,
    MOST_CELL,
    MOST_COLUMNS,
    MOST_FILES,
    MOST_ROW,
    MOST_ROWS,
)
from data.loading.inside import open_inside
from data.marks import EXPECTED, has_too_many_marks
from data.problem import Problem
from data.schema import SOURCES, TABLES, Table


def check_sizes(folder: Path) -> list[Problem]:
    """Check that a dataset's folder is small enough to be loaded.

    Nothing but tables is opened, and of these only plain files that are small enough. What is
    missing or is no plain file is left to those who read it.
    """
    problems = _check_number(folder)
    total = 0
    for name, most in MOST_BYTES.items():
        size = size_of(folder / name, follow=False) or 0
        if size > most:
            problems.append(_too_large(name, size, f"at most {most:,} bytes"))
        total += size if name.endswith(".csv") else 0
    if total > MOST_BYTES_OF_TABLES and not problems:
        expected = f"at most {MOST_BYTES_OF_TABLES:,} bytes in all tables together"
        problems.append(_too_large(TABLES[-1].file, total, expected))
    if problems:
        return problems
    for table in TABLES:
        if size_of(folder / table.file, follow=False) is not None:
            problems += _check_table(folder, table)
    return problems


def check_texts(sources: pd.DataFrame, texts: dict[str, str]) -> list[Problem]:
    """Check that no text has a null character, which UTF-16 read as UTF-8 is full of.

    Nor has it too many marks in a row. ``texts`` are by the ids of the table of sources.
    """
    expected = "text in UTF-8 without null characters"
    files = dict(zip(sources["id"], sources["file"], strict=True))
    problems = [
        Problem(files[key], None, None, f"character {place} is null", expected)
        for key, text in texts.items()
        if (place := text.find("\0") + 1)
    ]
    marked = has_too_many_marks(pd.Series(texts, dtype=str))
    return problems + [
        Problem(files[key], None, None, "a longer run of them", EXPECTED)
        for key in marked.index[marked]
    ]


def size_of(path: Path, *, follow: bool) -> int | None:
    """Give the bytes of a plain file; None when there is none (a pipe, a device, a folder)."""
    try:
        status = path.stat(follow_symlinks=follow)
    except (OSError, ValueError):  # not there, or no file can have such a name
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _too_large(file: str, size: int, expected: str) -> Problem:
    return Problem(file, None, None, f"{size:,} bytes", expected)


def walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Give what is in a folder at any depth: at most one entry more than there may be.

    Links are not followed. Raises ``OSError`` where a folder cannot be read.
    """
    number = 0
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                yield entry
                number += 1
                if number > MOST_FILES:
                    return
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _check_number(folder: Path) -> list[Problem]:
    try:
        number = sum(1 for _ in walk(folder))
    except OSError as error:
        name = os.path.relpath(error.filename or folder, folder.parent)
        return [Problem(name, None, None, "", "a folder that can be read")]
    if number > MOST_FILES:
        expected = f"at most {MOST_FILES:,} files and folders"
        return [Problem(folder.name, None, None, "more", expected)]
    return []


class _TooLongError(Exception):
    """A row is longer than ``MOST_ROW``."""


class _Lines:
    """The lines of a file; ``row`` holds those since it was last emptied."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.row: list[str] = []
        self.length = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(MOST_ROW + 1):
            self.row.append(line)
            self.length += len(line)
            if self.length > MOST_ROW:
                raise _TooLongError
            yield line

    def empty(self) -> None:
        """Forget the lines of a row that has been read."""
        self.row.clear()
        self.length = 0


def _check_table(folder: Path, table: Table) -> list[Problem]:
    """Count a table's rows and the characters of its cells; of sources, their bytes too.

    Bytes that are no UTF-8 and rows that are no CSV are left to the reader, which stops there.
    """
    row, total = 0, 0
    header: list[str] = []
    try:
        opened = open_inside(folder, table.file)
        with io.TextIOWrapper(opened, encoding="utf-8-sig", errors="replace", newline="") as file:
            lines = _Lines(file)
            rows = csv.reader(lines, strict=True)
            while True:
                try:
                    cells = next(rows, None)
                except (csv.Error, _TooLongError) as error:
                    too_long = isinstance(error, _TooLongError)
                    return _check_unread(table, row + 1, header, "".join(lines.row), whole=too_long)
                if cells is None:
                    return []
                row += 1
                header = header if row > 1 else cells
                found = _check_row(table, row, header, cells, lines)
                if table is SOURCES and row > 1 and not found:
                    total, found = _check_source(folder, row, header, cells, total)
                if found:
                    return found
                lines.empty()
    except OSError:
        return [Problem(table.file, None, None, "", "a file that can be read, not a link")]


def _check_row(
    table: Table, row: int, header: list[str], cells: list[str], lines: _Lines
) -> list[Problem]:
    if row > MOST_ROWS[table.name] + 1:
        expected = f"at most {MOST_ROWS[table.name]:,} rows below the header"
        return [Problem(table.file, row, None, "another row", expected)]
    if row == 1 and len(cells) > MOST_COLUMNS:
        expected = f"at most {MOST_COLUMNS} columns"
        return [Problem(table.file, 1, None, f"{len(cells):,} columns", expected)]
    if lines.length > MOST_CELL:
        return _check_lengths(table, row, header, cells)
    return []


def _check_lengths(
    table: Table, row: int, header: list[str], cells: Iterable[str]
) -> list[Problem]:
    expected = f"at most {MOST_CELL:,} characters in a cell"
    names = chain(header, repeat(None))
    return [
        Problem(table.file, row, name, f"{cell[:40]}…", expected)
        for name, cell in zip(names, cells, strict=False)
        if len(cell) > MOST_CELL
    ]


def _check_unread(
    table: Table, row: int, header: list[str], text: str, *, whole: bool
) -> list[Problem]:
    """Find what is too long in a row that was not read to its end."""
    found = _check_lengths(table, row, header, _cells(text))
    if whole and not found:
        expected = f"at most {MOST_ROW:,} characters in a row"
        return [Problem(table.file, row, None, f"{text[:40]}…", expected)]
    return found[:1]


def _cells(text: str) -> Iterator[str]:
    """Cut the text of a row into cells at the commas that stand in no quotation marks."""
    start, quoted = 0, False
    for mark in re.finditer('[",]', text):
        if mark[0] == '"':
            quoted = not quoted
        elif not quoted:
            yield text[start : mark.start()].strip('"')
            start = mark.end()
    yield text[start:].strip('"')


def _check_source(
    folder: Path, row: int, header: list[str], cells: list[str], total: int
) -> tuple[int, list[Problem]]:
    """Check the bytes of one source's text, and of all texts up to it, which are given back."""
    name = dict(zip(header, cells, strict=False)).get("file", "")
    size = 0
    with suppress(OSError, ValueError), open_inside(folder, name) as file:
        size = os.fstat(file.fileno()).st_size
    found = f"{name}, {size:,} bytes"
    if size > MOST_BYTES_OF_SOURCE:
        expected = f"a text of at most {MOST_BYTES_OF_SOURCE:,} bytes"
        return total, [Problem(SOURCES.file, row, "file", found, expected)]
    if total + size > MOST_BYTES_OF_SOURCES:
        expected = f"texts of at most {MOST_BYTES_OF_SOURCES:,} bytes in all"
        return total, [Problem(SOURCES.file, row, "file", found, expected)]
    return total + size, []
