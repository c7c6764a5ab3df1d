"""Make a dataset from a spreadsheet: ``python -m data.table FILE -o FOLDER``.

Statements, events or places, in CSV, XLSX or ODS. Columns are guessed and shown; ``--columns``
sets them by hand. Each row that cannot be read is listed with row, column, value and what was
expected, and the others go in. ``-`` is standard input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from data.console import run
from data.dataset import Dataset, load
from data.dates import is_edtf
from data.drafting import package
from data.importing import kept
from data.importing.answers import About, Look, Taken
from data.importing.fields import BY_KEY
from data.importing.mapping import Mapping, MappingError, fitted, of_json
from data.importing.process import TableError, look, take
from data.importing.sheet import MOST_BYTES
from data.problem import MOST_PROBLEMS, Problem, shown

VERSION = "0.1.0"
LISTED = 20
"""Rows that are listed; all of them with ``--report``."""

_WIDTH = 60


class _RefusedError(Exception):
    """What was asked for cannot be done; the message is a sentence."""


def main(arguments: list[str]) -> int:
    """Take the table named; give 1 without a dataset, 2 when a row is not in it."""
    asked = _parser().parse_args(arguments)
    try:
        return _table(asked)
    except (_RefusedError, TableError, MappingError, package.FolderError) as error:
        _note(str(error))
        return 1
    except KeyboardInterrupt:
        _note("Cancelled. Nothing was written.")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.table", description=__doc__)
    parser.add_argument("file", metavar="FILE", help="a table: CSV, XLSX or ODS")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="a new folder")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    parser.add_argument("--header", type=int, metavar="ROW", help="the row with names, 0 for none")
    parser.add_argument("--columns", type=Path, metavar="FILE", help="what each column holds: JSON")
    parser.add_argument("--save-columns", type=Path, metavar="FILE", help="write that JSON")
    parser.add_argument("--forget", action="store_true", help="guess columns that were remembered")
    parser.add_argument("--report", action="store_true", help="list every row that is not read")
    parser.add_argument("--title", default="", help="the table's title")
    parser.add_argument("--publisher", default="", metavar="NAME", help="who published it")
    parser.add_argument("--published", default="", metavar="DATE", help="when, such as 2026-01-28")
    parser.add_argument("--language", default="", metavar="TAG", help="its language (BCP 47)")
    parser.add_argument("--licence", default="", metavar="NAME", help="its licence")
    return parser


def _table(asked: argparse.Namespace) -> int:
    if not (asked.output or asked.report or asked.save_columns):
        asked.report = True
    if asked.published and not is_edtf(asked.published):
        raise _RefusedError(f"“{asked.published}” is no date such as 2026-01-28.")
    if asked.output:
        package.check_folder(asked.output)
    content, name = _read(asked.file)
    seen = look(content, sheet=asked.sheet, header=asked.header)
    mapping = _mapping(asked, seen)
    if asked.save_columns:
        _save(mapping, asked.save_columns)
        if not (asked.output or asked.report):
            return 0
    about = About(
        name, asked.title, asked.publisher, asked.language, asked.licence, asked.published
    )
    taken = take(content, mapping, about, sheet=seen.sheet)
    for sentence in taken.notes:
        _note(sentence)
    if asked.report:
        sys.stdout.write("\n".join(_report(seen, mapping)) + "\n")
        sys.stdout.flush()
    _list(taken, None if asked.report else LISTED)
    if asked.output:
        _write(taken, about, asked.output)
    return 2 if taken.refused else 0


def _read(name: str) -> tuple[bytes, str]:
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1), Path(name).name
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no file"
        raise _RefusedError(f"“{name}” cannot be read: {why}.") from error


def _mapping(asked: argparse.Namespace, seen: Look) -> Mapping:
    """Take the columns that are set by hand, else those that were remembered, else the guess."""
    columns = [one.column for one in seen.guesses]
    if asked.forget:
        kept.forget(columns)
    if asked.columns:
        try:
            mapping = of_json(json.loads(asked.columns.read_text("utf-8-sig")))
        except OSError as error:
            raise _RefusedError(f"{asked.columns} cannot be read: {error.strerror}.") from error
        except (ValueError, RecursionError) as error:
            why = str(error) if isinstance(error, MappingError) else "it is no JSON."
            raise _RefusedError(f"{asked.columns} cannot be used: {why}") from error
        kept.remember(mapping)
        return mapping
    if asked.header is None and (found := kept.recall(columns)):
        _note("Columns are taken as you set them for a table with this header.")
        return fitted(found, columns, seen.mapping.header)
    return seen.mapping


def _save(mapping: Mapping, path: Path) -> None:
    try:
        text = json.dumps(mapping.as_json(), ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, "utf-8")
    except OSError as error:
        raise _RefusedError(f"{path} cannot be written: {error.strerror}.") from error


def _report(seen: Look, mapping: Mapping) -> Iterator[str]:
    """Say what each column was taken for, why, and what stands in it."""
    if len(seen.sheets) > 1:
        named = (f"{shown(name, _WIDTH)} ({rows:,} rows)" for name, rows in seen.sheets)
        yield f"Sheets: {', '.join(named)}. Taken: {shown(seen.sheet, _WIDTH)}."
    header = f"columns named in row {mapping.header}" if mapping.header else "columns without names"
    yield f"{seen.count:,} rows, {header}."
    if seen.order:
        yield f"Dates: {seen.order}."
    held = dict(mapping.columns)
    for at, one in enumerate(seen.guesses):
        field = held.get(one.column, "")
        label = BY_KEY[field].label if field else "left out"
        why = f"{one.certainty}: {one.reason}" if field else one.reason
        why = why if field == one.field else "set by hand"
        yield f"{shown(one.column, _WIDTH)} → {field or '–'} ({label}; {why})"
        for _, cells in seen.rows[:3]:
            if cells[at]:
                yield f"    {shown(cells[at], _WIDTH)}"


def _list(taken: Taken, most: int | None) -> None:
    lists: tuple[tuple[str, list[Problem]], ...] = (
        ("Rows that did not go in", taken.refused),
        ("Cells that were left out; their rows went in", taken.left_out),
    )
    for words, problems in lists:
        if problems:
            more = " or more" if len(problems) == MOST_PROBLEMS else ""
            _note(f"{words}: {len(problems):,}{more}.")
        for problem in problems[:most]:
            _note(f"  {problem}")
        if most and len(problems) > most:
            _note("  … and others; --report lists them all.")


def _write(taken: Taken, about: About, folder: Path) -> None:
    if not taken.tables.rows["statements"]:
        raise _RefusedError("No row could be read, and nothing was written.")
    made = package.Made(
        "Made of the rows of a table.",
        "Read from a table by Standpoint",
        "import",
        about.name,
    )
    package.write(taken.tables, folder, version=VERSION, made=made)
    loaded = load(folder)
    if not isinstance(loaded, Dataset):
        for problem in loaded[:LISTED]:
            _note(f"{folder}/{problem}")
        raise _RefusedError("The dataset was written and does not open; see the problems above.")
    places = int(loaded.places["lat"].notna().sum())
    _note(f"{folder}: {loaded.size:,} statements, {places:,} places with a point.")


def _note(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(run(main))
