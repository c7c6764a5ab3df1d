"""A Problem: one thing that is wrong in a dataset, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

MOST_PROBLEMS = 10_000
"""Problems of a dataset that are listed."""

_LONGEST_VALUE = 120
_LONGEST_PLACE = 200
_LONGEST_EXPECTED = 600


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what was found, what was expected.

    ``row`` counts as a spreadsheet does: the header is row 1. It is None, as ``column`` is,
    when the file as a whole is meant.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    expected: str

    @property
    def where(self) -> str:
        """Say the place of the problem: file, row and column."""
        file = shown(self.file, _LONGEST_PLACE)
        row = f", row {self.row}" if self.row is not None else ""
        column = "" if self.column is None else f", column {shown(self.column, _LONGEST_PLACE)}"
        return f"{file}{row}{column}"

    @property
    def found(self) -> str:
        """Say what was found, as it can be shown."""
        return shown(self.value, _LONGEST_VALUE)

    @property
    def wanted(self) -> str:
        """Say what was expected, as it can be shown."""
        return shown(self.expected, _LONGEST_EXPECTED)

    def __str__(self) -> str:
        """Say the whole problem in one line."""
        found = f"found “{self.found}”, " if self.value else ""
        return f"{self.where}: {found}expected {self.wanted}"


def shown(text: str, longest: int) -> str:
    """Give a text of at most so many characters, with what cannot be seen as its code point.

    So a message can neither move a terminal's cursor nor turn the order of what follows it.
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in cut)


def first_problems(
    check: Callable[[pd.DataFrame], list[Problem]], frame: pd.DataFrame, at_once: int
) -> list[Problem]:
    """Check a table so many rows at once, and stop where there are problems enough.

    The check must not compare one row with another.
    """
    problems: list[Problem] = []
    for start in range(0, len(frame), at_once):
        problems += check(frame.iloc[start : start + at_once])
        if len(problems) > MOST_PROBLEMS:
            break
    return problems


def curtail(problems: list[Problem]) -> tuple[Problem, ...]:
    """Give the problems; of too many only the first, and one that says so."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    file = problems[MOST_PROBLEMS].file
    found = f"more than {MOST_PROBLEMS:,} problems"
    return (*problems[:MOST_PROBLEMS], Problem(file, None, None, found, "none; mend these first"))
