"""Read spreadsheets in a process of its own, which has limits of memory and time and can be ended.

What it answers is checked here: a process that reads hostile files is not believed.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from threading import BoundedSemaphore
from typing import Any

from data import confined
from data.drafting.rows import FIELDS, Row, Tables
from data.importing.answers import About, Guess, Look, Taken
from data.importing.fields import BY_KEY
from data.importing.mapping import Mapping, MappingError, of_json
from data.importing.sheet import MOST_BYTES
from data.limits import MB
from data.problem import Problem

MEMORY, MEMORY_PER_BYTE, MOST_MEMORY = 600 * MB, 60, 1_500 * MB
"""Bytes of the process's own memory: for any file, more for each byte of it, and at most."""

AT_ONCE = 2
"""Tables that are read at the same time; others wait."""

_turns = BoundedSemaphore(AT_ONCE)

SECONDS, SECONDS_PER_MB = 30, 6
"""Time that it may take, and more for each megabyte that comes in."""

_NOT_WHOLE = "The table takes more memory or time to read than it may have."


class TableError(RuntimeError):
    """No table could be read; the message is a sentence for whoever asked for it."""


def look(content: bytes, *, sheet: str | None = None, header: int | None = None) -> Look:
    """Show what a file's tables look like, and guess the columns of one of them.

    Raises ``TableError`` for what cannot be read.
    """
    result = _ask(content, {"sheet": sheet, "header": header, "mapping": None, "about": None})
    try:
        guesses = tuple(_guess(one) for one in result["guesses"])
        return Look(
            tuple((_text(name), int(rows)) for name, rows in result["sheets"]),
            _text(result["sheet"]),
            int(result["count"]),
            guesses,
            of_json(result["mapping"]),
            tuple((int(row), tuple(map(_text, cells))) for row, cells in result["rows"]),
            _text(result["order"]),
            tuple(map(_text, result["notes"])),
        )
    except (KeyError, TypeError, ValueError, MappingError) as error:
        raise TableError(_NOT_WHOLE) from error


def take(content: bytes, mapping: Mapping, about: About, *, sheet: str | None = None) -> Taken:
    """Make the tables of a dataset of a file's table, by what each column is taken for.

    Raises ``TableError`` for what cannot be read, or a column that is not there.
    """
    asked = {"sheet": sheet, "header": None, "mapping": mapping.as_json(), "about": asdict(about)}
    result = _ask(content, asked)
    try:
        rows = {
            name: [_row(row, fields) for row in result["tables"]["rows"][name]]
            for name, fields in FIELDS.items()
        }
        texts = {_file(name): _text(text) for name, text in result["tables"]["texts"].items()}
        if set(texts) != {row["file"] for row in rows["sources"]}:
            raise TableError(_NOT_WHOLE)
        refused, left_out = (
            [Problem(**each) for each in result[name]] for name in ("refused", "left_out")
        )
        return Taken(Tables(rows, texts), refused, left_out, list(map(_text, result["notes"])))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise TableError(_NOT_WHOLE) from error


def _ask(content: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        found = f"{len(content) / MB:,.1f} MB"
        raise TableError(f"The file has {found}; at most {MOST_BYTES // MB:,} MB are read.")
    seconds = SECONDS + SECONDS_PER_MB * len(content) // MB
    request = asked | {"content": base64.b64encode(content).decode()}
    try:
        with _turns:
            return confined.ask(
                "data.importing.child",
                request,
                memory=min(MEMORY + MEMORY_PER_BYTE * len(content), MOST_MEMORY),
                seconds=seconds,
                heard=lambda _: None,
            )
    except confined.LateError as error:
        raise TableError(
            f"The table was given up: it took more than {seconds:,} seconds."
        ) from error
    except confined.ConfinedError as error:
        raise TableError(str(error) or _NOT_WHOLE) from error


def _guess(value: dict[str, Any]) -> Guess:
    field = _text(value["field"])
    if field and field not in BY_KEY:
        raise ValueError(field)
    return Guess(_text(value["column"]), field, float(value["confidence"]), _text(value["reason"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _row(row: dict[str, Any], fields: frozenset[str]) -> Row:
    if not set(row) <= fields:
        raise TypeError(row)
    return {name: _text(value) for name, value in row.items()}


def _file(name: str) -> str:
    """Give the file of a source, if it is a plain name in the folder of sources."""
    folder, _, file = name.partition("/")
    plain = file.removesuffix(".txt").replace("-", "")
    if folder != "sources" or not (plain.isascii() and plain.isalnum()):
        raise ValueError(name)
    return name
