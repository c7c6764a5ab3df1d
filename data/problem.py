"""A Problem: one thing that is wrong in a dataset, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_VALUE = 120


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
        row = f", row {self.row}" if self.row is not None else ""
        column = f", column {self.column}" if self.column is not None else ""
        return f"{self.file}{row}{column}"

    def __str__(self) -> str:
        """Say the whole problem in one line."""
        value = self.value
        if len(value) > _LONGEST_VALUE:
            value = value[: _LONGEST_VALUE - 1] + "…"
        found = f"found “{value}”, " if value else ""
        return f"{self.where}: {found}expected {self.expected}"
