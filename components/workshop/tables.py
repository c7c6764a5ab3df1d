"""Beginning with a spreadsheet: what its columns are taken for, and the draft of its rows."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress
from typing import Any

from components.workshop.asking import Asked, AskedWronglyError
from data.importing import kept, process
from data.importing.answers import About, Guess, Taken
from data.importing.fields import FIELDS
from data.importing.mapping import MappingError, fitted, of_json
from data.problem import Problem
from data.workshop.errors import StoreError
from data.workshop.starting import Seed, from_tables

MOST_TOLD = 500
"""Rows that cannot be read and are listed."""
_ABOUT = ("title", "publisher", "language", "licence", "published")


def look(asked: Asked) -> dict[str, Any]:
    """Show the columns of a spreadsheet, what each is taken for and why, and ten of its rows.

    Columns that were decided by hand before are taken for the same again.
    """
    asked.admitted()
    try:
        found = process.look(content_of(asked), sheet=_sheet(asked), header=_header(asked))
    except process.TableError as error:
        raise StoreError(str(error)) from error
    columns = [guess.column for guess in found.guesses]
    mapping = found.mapping
    if known := kept.recall(columns, asked.person):
        with suppress(MappingError):
            mapping = fitted(known, columns, mapping.header)
    held = dict(mapping.columns)
    return {
        "sheets": [name for name, _ in found.sheets],
        "sheet": found.sheet,
        "count": found.count,
        "columns": [_column(guess, held.get(guess.column, "")) for guess in found.guesses],
        "mapping": mapping.as_json(),
        "rows": [[str(number), *cells] for number, cells in found.rows],
        "order": found.order,
        "notes": list(found.notes),
        "fields": [[field.key, field.label] for field in FIELDS],
        "several": [field.key for field in FIELDS if field.several],
    }


def _column(guess: Guess, field: str) -> dict[str, str]:
    """Say what a column is taken for, how surely and why."""
    own = field == guess.field
    why = guess.reason if own else "as you set it before"
    sure = guess.certainty if own and field else ""
    return {"column": guess.column, "field": field, "certainty": sure, "reason": why}


def content_of(asked: Asked, name: str = "content") -> bytes:
    """Give the bytes of a file. Raises ``AskedWronglyError``."""
    try:
        return base64.b64decode(asked.words(name), validate=True)
    except (binascii.Error, ValueError) as error:
        raise AskedWronglyError from error


def _sheet(asked: Asked) -> str | None:
    return asked.words("sheet", "") or None


def _header(asked: Asked) -> int | None:
    return asked.number("header") if "header" in asked.content else None


def seed_of(asked: Asked) -> tuple[Seed, list[dict[str, str]]]:
    """Give what a draft of a spreadsheet begins with, and what of it could not be read."""
    about = About(asked.words("name", "table"), **{n: asked.words(n, "").strip() for n in _ABOUT})
    try:
        mapping = of_json(asked.content.get("mapping"))
        taken = process.take(content_of(asked, "table"), mapping, about, sheet=_sheet(asked))
    except (process.TableError, MappingError) as error:
        raise StoreError(str(error)) from error
    if not taken.tables.rows["statements"]:
        first = f" The first: {taken.refused[0]}." if taken.refused else ""
        raise StoreError(f"No row of this table could be read.{first}")
    kept.remember(mapping, asked.person)
    seed = from_tables(taken.tables, about.name)
    return Seed(seed.changes, seed.texts, tuple(taken.notes)), _left(taken)


def _left(taken: Taken) -> list[dict[str, str]]:
    told = [("row", each) for each in taken.refused] + [("cell", each) for each in taken.left_out]
    return [_told(what, each) for what, each in told[:MOST_TOLD]]


def _told(what: str, problem: Problem) -> dict[str, str]:
    return {
        "what": what,
        "where": problem.where,
        "value": problem.found,
        "expected": problem.wanted,
    }
