"""What is said of a table, before and after it is taken: values, for whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.drafting.rows import Tables
from data.importing.mapping import Mapping
from data.limits import MOST_LABEL
from data.problem import Problem

LONGEST_CELL = 300
"""Characters of a cell that are shown."""


@dataclass(frozen=True)
class Guess:
    """What a column is taken for, how surely (0 to 1), and why; no field where nothing fits."""

    column: str
    field: str
    confidence: float
    reason: str

    @property
    def certainty(self) -> str:
        """Say how sure it is, as records do."""
        sure = self.confidence
        return "certain" if sure >= 0.85 else "probable" if sure >= 0.6 else "possible"


@dataclass(frozen=True)
class Look:
    """A table as it is shown to a person: its sheets, columns, guesses, and ten of its rows.

    ``rows`` has each row's number and its cells, cut to ``LONGEST_CELL``. ``order`` says how it is
    known whether days or months stand first, "" where that is no question.
    """

    sheets: tuple[tuple[str, int], ...]
    """Each sheet's name and number of rows."""
    sheet: str
    count: int
    """Rows below the header that have something in them."""
    guesses: tuple[Guess, ...]
    mapping: Mapping
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    order: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """What is known of a table as a whole; what is empty is made of its file's name."""

    file: str
    title: str = ""
    publisher: str = ""
    language: str = ""
    licence: str = ""
    published: str = ""

    @property
    def name(self) -> str:
        """Give the table's title."""
        stem = self.file.rpartition("/")[2].rpartition("\\")[2]
        return (self.title or stem.rpartition(".")[0] or stem or "table")[: MOST_LABEL - 10]


@dataclass
class Taken:
    """What came of a table: the tables of a dataset, and what could not be read.

    ``refused`` has a problem for each row that did not go in, ``left_out`` one for each cell that
    a row went in without.
    """

    tables: Tables
    refused: list[Problem]
    left_out: list[Problem]
    notes: list[str] = field(default_factory=list)
