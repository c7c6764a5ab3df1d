"""What a file's tables look like, before anything is made of them: columns, guesses, ten rows."""

from __future__ import annotations

from collections.abc import Sequence

from data.importing import dates
from data.importing.answers import LONGEST_CELL, Guess, Look
from data.importing.guessing import SHOWN, guess, mapping_of
from data.importing.header import Table, table
from data.importing.sheet import Sheet, UnreadableError

_SHEETS_GUESSED = 10
"""Sheets of which it is guessed what they hold, to find the one to begin with."""


def chosen(sheets: Sequence[Sheet], name: str | None) -> Sheet:
    """Give the sheet of a name; without one, the sheet of which most is understood."""
    if name is not None:
        for each in sheets:
            if each.name == name:
                return each
        names = ", ".join(f"“{each.name[:100]}”" for each in sheets[:20])
        raise UnreadableError(f"There is no sheet “{name[:100]}”. There are: {names}.")
    if len(sheets) == 1:
        return sheets[0]
    return max(sheets[:_SHEETS_GUESSED], key=_understood)


def _understood(sheet: Sheet) -> float:
    found = table(Sheet(sheet.name, sheet.rows[:200]))
    return sum(each.confidence for each in guess(found)) if found.records else 0.0


def look(sheets: Sequence[Sheet], name: str | None = None, header: int | None = None) -> Look:
    """Guess the columns of a sheet; ``header`` is the row that names them, where that is told."""
    sheet = chosen(sheets, name)
    found = table(sheet, header)
    guesses = guess(found)
    return Look(
        tuple((each.name, len(each.rows)) for each in sheets),
        sheet.name,
        sum(1 for row in found.records if any(row)),
        guesses,
        mapping_of(found, guesses),
        _first_rows(found),
        _order(found, guesses),
        sheet.notes,
    )


def _first_rows(found: Table) -> tuple[tuple[int, tuple[str, ...]], ...]:
    width = len(found.columns)
    rows = []
    for number, row in enumerate(found.records, found.first):
        if any(row):
            cells = [cell[:LONGEST_CELL] for cell in row]
            rows.append((number, tuple(cells + [""] * (width - len(cells)))))
        if len(rows) == SHOWN:
            break
    return tuple(rows)


def _order(found: Table, guesses: tuple[Guess, ...]) -> str:
    held = [at for at, one in enumerate(guesses) if one.field in dates.FIELDS]
    return dates.order_of(cell for at in held for cell in found.column(at)).reason
