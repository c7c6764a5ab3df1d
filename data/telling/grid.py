"""Who spoke about what: a grid of speakers by places or topics, and what is said against what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.choosing.filters import FILTERS, Options
from data.dataset import Dataset, Mask
from data.memory import once_per_dataset

_OPTIONS = {entry.key: entry.options for entry in FILTERS if entry.options is not None}
PASSIVE = {
    "affirms": "is affirmed by",
    "denies": "is denied by",
    "qualifies": "is qualified by",
}


@dataclass(frozen=True)
class Heading:
    """A row or a column: its value and its words, and its matching statements."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Cell:
    """How many matching statements, and what they do to others or others to them."""

    count: int
    relations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """Speakers by places or topics: those with most statements, and how many others there are."""

    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    cells: tuple[tuple[Cell, ...], ...]
    more_columns: int
    more_rows: int


def options(dataset: Dataset, key: str) -> Options:
    """Give the values of a choice filter."""
    return _OPTIONS[key](dataset)


@once_per_dataset
def speaker_of(dataset: Dataset) -> npt.NDArray[np.int64]:
    """Give each statement's speaker as a position in the options of the filter "speaker"."""
    found = options(dataset, "speaker")
    speaker = np.zeros(dataset.size, dtype=np.int64)
    speaker[found.statement] = found.option
    return speaker


def grid(dataset: Dataset, mask: Mask, key: str, most_rows: int, most_columns: int) -> Grid:
    """Count matching statements by speaker and by the values of another filter.

    The rows and columns are those with most statements. A heading counts its
    statements once, so it may be less than its row or column together.
    """
    speakers, values = options(dataset, "speaker"), options(dataset, key)
    speaker = speaker_of(dataset)
    hit = mask[values.statement]
    statement, value = values.statement[hit], values.option[hit]
    wide, high = len(values.ids), len(speakers.ids)
    per_row = np.bincount(speaker[mask], minlength=high)
    per_column = np.bincount(value, minlength=wide)
    counts = np.bincount(speaker[statement] * wide + value, minlength=high * wide)
    counts = counts.reshape(high, wide)
    rows, columns = _largest(per_row, most_rows), _largest(per_column, most_columns)
    marks = _marks(dataset, mask, values)
    return Grid(
        tuple(Heading(values.ids[c], values.labels[c], int(per_column[c])) for c in columns),
        tuple(Heading(speakers.ids[r], speakers.labels[r], int(per_row[r])) for r in rows),
        tuple(tuple(Cell(int(counts[r, c]), marks.get((r, c), ())) for c in columns) for r in rows),
        int(np.count_nonzero(per_column)) - len(columns),
        int(np.count_nonzero(per_row)) - len(rows),
    )


def _largest(counts: npt.NDArray[np.int64], most: int) -> list[int]:
    order: list[int] = np.argsort(-counts, kind="stable")[:most].tolist()
    return [position for position in order if counts[position]]


@dataclass(frozen=True)
class Relation:
    """One statement that affirms, denies or qualifies another; both are positions."""

    statement: int
    relation: str
    other: int
    note: str


@once_per_dataset
def _all_relations(dataset: Dataset) -> tuple[Relation, ...]:
    at = dataset.positions["statements"]
    return tuple(
        Relation(at[row["statement"]], row["relation"], at[row["other"]], row["note"])
        for row in dataset.statement_relations.to_dict("records")
    )


def relations(dataset: Dataset, mask: Mask) -> list[Relation]:
    """Give the relations of which both statements match."""
    return [
        found for found in _all_relations(dataset) if mask[found.statement] and mask[found.other]
    ]


def _marks(dataset: Dataset, mask: Mask, values: Options) -> dict[tuple[int, int], tuple[str, ...]]:
    """Say for each cell what its statements do to others, or others to them."""
    words: dict[int, set[str]] = {}
    for entry in relations(dataset, mask):
        words.setdefault(entry.statement, set()).add(entry.relation)
        words.setdefault(entry.other, set()).add(PASSIVE[entry.relation])
    speaker = speaker_of(dataset)
    found: dict[tuple[int, int], set[str]] = {}
    related = np.isin(values.statement, list(words))
    pairs = zip(values.statement[related].tolist(), values.option[related].tolist(), strict=True)
    for statement, value in pairs:
        found.setdefault((int(speaker[statement]), value), set()).update(words[statement])
    return {cell: tuple(sorted(of)) for cell, of in found.items()}
