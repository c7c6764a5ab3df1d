"""The two times of a statement: when it was said, and what time it speaks of.

Days are ordinals as in ``dates``. A date that is vague (a month, an interval, "around") may mean
any of its days; a period matches it when one of them lies in the period.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data import dates
from data.dataset import Dataset, Mask
from data.days import FIRST_PLAIN_DAY, LAST_PLAIN_DAY
from data.memory import once_per_dataset

UNDATED = "none"
"""In place of a date: statements that bear no such time."""


@dataclass(frozen=True)
class Scale:
    """One of the two times: the column that has it, its two keys in the link, its words."""

    key: str
    column: str
    since: str
    until: str
    label: str
    verb: str


SAID = Scale("said", "said_on", "said_from", "said_to", "Time when it was said", "said in")
ABOUT = Scale("about", "about_when", "from", "to", "Time spoken about", "speaking of")
SCALES = (SAID, ABOUT)


@dataclass(frozen=True, eq=False)
class Spans:
    """First and last day of each statement on a scale; 0 where it bears no such date."""

    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    dated: Mask


@once_per_dataset
def _spans(dataset: Dataset) -> dict[str, Spans]:
    return {scale.key: _span(dataset, scale) for scale in SCALES}


def _span(dataset: Dataset, scale: Scale) -> Spans:
    values = dataset.statements[scale.column]
    days = {value: dates.days(value) for value in values.unique() if value}
    first = values.map({value: span[0] for value, span in days.items()}).fillna(0)
    last = values.map({value: span[1] for value, span in days.items()}).fillna(0)
    dated = (values != "").to_numpy(dtype=bool)
    return Spans(first.to_numpy(dtype=np.int64), last.to_numpy(dtype=np.int64), dated)


def spans(dataset: Dataset, scale: Scale) -> Spans:
    """Give the days of every statement on a scale."""
    return _spans(dataset)[scale.key]


def since(scale: Scale) -> Callable[[Dataset, tuple[str, ...]], Mask]:
    """Give the test for statements of a day or later, or without any such date."""

    def test(dataset: Dataset, values: tuple[str, ...]) -> Mask:
        found = spans(dataset, scale)
        if values[0] == UNDATED:
            return ~found.dated
        return found.dated & (found.last >= dates.days(values[0])[0])

    return test


def until(scale: Scale) -> Callable[[Dataset, tuple[str, ...]], Mask]:
    """Give the test for statements of a day or earlier, or without any such date."""

    def test(dataset: Dataset, values: tuple[str, ...]) -> Mask:
        found = spans(dataset, scale)
        if values[0] == UNDATED:
            return ~found.dated
        return found.dated & (found.first <= dates.days(values[0])[1])

    return test


def phrase(scale: Scale, order: str) -> Callable[[Dataset, tuple[str, ...]], str]:
    """Give the words for a period that is open on one side: "speaking of May 2024 or later"."""

    def words(_dataset: Dataset, values: tuple[str, ...]) -> str:
        if values[0] == UNDATED:
            return f"without a date for “{scale.label.lower()}”"
        return f"{scale.verb} {dates.words(values[0])} or {order}"

    return words


def phrase_of_both(scale: Scale, first: str, last: str) -> str:
    """Say a period that is closed on both sides: "speaking of May to July 2024"."""
    if UNDATED in {first, last}:
        return f"without a date for “{scale.label.lower()}”"
    said = dates.words(first) if first == last else f"{dates.words(first)} to {dates.words(last)}"
    return f"{scale.verb} {said}"


def check(_dataset: Dataset, value: str) -> str:
    """Give a date as a period may begin or end with it, or raise ``ValueError``."""
    if value != UNDATED and ("/" in value or not dates.is_edtf(value)):
        raise ValueError(f"a date such as 2026-01-28, 2026-01 or 2026, or {UNDATED}")
    return value


@once_per_dataset
def _steps(dataset: Dataset) -> dict[str, list[dates.Step]]:
    return {scale.key: _steps_of(dataset, scale) for scale in SCALES}


MOST_STEPS = 600


def _steps_of(dataset: Dataset, scale: Scale) -> list[dates.Step]:
    found = spans(dataset, scale)
    days = np.concatenate([found.first[found.dated], found.last[found.dated]])
    # Years of more digits are years of their own: a slider has no room for them and for months.
    days = days[(days >= FIRST_PLAIN_DAY) & (days <= LAST_PLAIN_DAY)]
    return dates.steps(int(days.min()), int(days.max()), MOST_STEPS) if len(days) else []


def steps(dataset: Dataset, scale: Scale) -> list[dates.Step]:
    """Give the months from the first to the last day of a scale; the years if they are many."""
    return _steps(dataset)[scale.key]
