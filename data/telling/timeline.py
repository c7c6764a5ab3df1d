"""A time axis: its steps, and how many statements each has.

Days are ordinals as in ``dates``. Places on an axis are fractions of its length, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data import dates
from data.choosing.periods import SCALES, UNDATED, Scale
from data.choosing.selection import Selection
from data.dataset import Dataset, Mask
from data.days import (
    FIRST_DAY,
    FIRST_PLAIN_DAY,
    LAST_DAY,
    LAST_PLAIN_DAY,
    MOST_YEARS,
    calendar_day,
    ordinal,
    year_text,
    year_words,
    years_words,
)
from data.memory import once_per_dataset

MOST_STEPS = 62
"""Steps of an axis at most; with more, the next coarser unit is taken."""
_UNITS = ("day", "month", *(10**power for power in range(13)))
"""The last are numbers of years."""


@dataclass(frozen=True)
class Step:
    """A day, a month, or 1, 10, 100 … years: its ends as the link has them, in words, in days."""

    since: str
    until: str
    label: str
    first: int
    last: int


Axis = tuple[Step, ...]
Counts = npt.NDArray[np.int64]
"""Numbers of statements, for each date of a scale."""


@dataclass(frozen=True, eq=False)
class Times:
    """The different dates of a scale, and which statement has which ("" is a date of its own).

    ``of`` has a position in ``values`` for each statement; ``first`` and ``last`` the days of
    each value, 0 for ""; ``dated`` tells that it is not "".
    """

    of: npt.NDArray[np.int32]
    values: tuple[str, ...]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    dated: npt.NDArray[np.bool_]


@once_per_dataset
def _times(dataset: Dataset) -> dict[str, Times]:
    found = {}
    for scale in SCALES:
        of, uniques = dataset.statements[scale.column].factorize()
        values = tuple(str(value) for value in uniques)
        spans = np.array([dates.days(value) if value else (0, 0) for value in values], np.int64)
        first, last = spans.reshape(-1, 2).T
        dated = np.array([bool(value) for value in values], dtype=np.bool_)
        found[scale.key] = Times(of.astype(np.int32), values, first, last, dated)
    return found


def times(dataset: Dataset, scale: Scale) -> Times:
    """Give the dates of a scale."""
    return _times(dataset)[scale.key]


def tally(dataset: Dataset, scale: Scale, mask: Mask) -> Counts:
    """Count the matching statements of each date of a scale."""
    found = times(dataset, scale)
    return np.bincount(found.of.compress(mask), minlength=len(found.values))


def undated(dataset: Dataset, scale: Scale, counts: Counts) -> int:
    """Count the statements without a date, of what ``tally`` gave."""
    values = times(dataset, scale).values
    return int(counts[values.index("")]) if "" in values else 0


def period(selection: Selection, scale: Scale) -> tuple[int, int] | None:
    """Give the first and the last day of the chosen period; None where none is chosen.

    A period that is open on one side reaches to the end of the calendar.
    """
    ends = [next(iter(selection.values(key)), "") for key in (scale.since, scale.until)]
    if UNDATED in ends or ends == ["", ""]:
        return None
    since, until = ends
    first = dates.days(since)[0] if since else FIRST_DAY
    last = dates.days(until)[1] if until else LAST_DAY
    return (first, last) if first <= last else None


@once_per_dataset
def _whole(dataset: Dataset) -> dict[str, Axis]:
    found = {}
    for scale in SCALES:
        of = times(dataset, scale)
        open_ends = (
            bool((of.first == FIRST_DAY).any()),
            bool((of.last == LAST_DAY).any()),
        )
        days = np.concatenate([of.first[of.dated], of.last[of.dated]])
        days = days[(days > FIRST_DAY) & (days < LAST_DAY)]
        found[scale.key] = (
            axis(int(days.min()), int(days.max()), earlier=open_ends[0], later=open_ends[1])
            if len(days)
            else ()
        )
    return found


def whole(dataset: Dataset, scale: Scale) -> Axis:
    """Give the axis of all dates of a scale; it has no steps where there is no date to show."""
    return _whole(dataset)[scale.key]


def closer(steps: Axis, chosen: tuple[int, int] | None) -> Axis:
    """Give the axis of a chosen period, if it is at most half of an axis; else no steps."""
    if not steps or chosen is None:
        return ()
    first, last = max(chosen[0], steps[0].first), min(chosen[1], steps[-1].last)
    found = axis(first, last) if first <= last else ()
    return found if 2 * _length(found) <= _length(steps) else ()


def axis(first: int, last: int, *, earlier: bool = False, later: bool = False) -> Axis:
    """Give the steps that hold the days from first to last, and one more at either end.

    The unit is the finest that needs no more than ``MOST_STEPS``. The further step lets a period
    be made longer. Where dates are open, to ``earlier`` or ``later`` times, more such steps give
    them room.
    """
    plain = FIRST_PLAIN_DAY <= first <= last <= LAST_PLAIN_DAY
    for unit in _UNITS if plain else _UNITS[2:]:
        steps = _steps(first, last, unit)
        if len(steps) <= MOST_STEPS:
            break
    room = 1 + len(steps) // 8
    for _ in range(room if earlier else 1):
        day = steps[0].first - 1
        steps = [*_steps(day, day, unit), *steps]
    for _ in range(room if later else 1):
        day = steps[-1].last + 1
        steps += _steps(day, day, unit)
    return tuple(steps)


def _steps(first: int, last: int, unit: str | int) -> list[Step]:
    """Give the steps of one unit, none beyond the calendar, and not many more than there may be."""
    found: list[Step] = []
    day = first
    while FIRST_DAY < day < LAST_DAY and day <= last and len(found) <= MOST_STEPS:
        found.append(_step(day, unit))
        day = found[-1].last + 1
    return found


def _step(day: int, unit: str | int) -> Step:
    year, month, _ = calendar_day(day)
    if isinstance(unit, int):
        start = year // unit * unit
        first, last = max(start, 1 - MOST_YEARS), min(start + unit, MOST_YEARS) - 1
        label = year_words(year) if unit == 1 else years_words(first, last)
        days = ordinal(first), ordinal(last + 1) - 1
        return Step(year_text(first), year_text(last), label, *days)
    value = f"{year_text(year)}-{month:02d}"
    if unit == "day":
        value = dates.text_of(calendar_day(day))
    return Step(value, value, dates.words(value), *dates.days(value))


@dataclass(frozen=True, eq=False)
class Histogram:
    """For each step: statements whose date lies within it, and those that may also lie outside."""

    within: npt.NDArray[np.int64]
    across: npt.NDArray[np.int64]


def bars(
    dataset: Dataset, scale: Scale, steps: Sequence[Step | dates.Step], counts: Counts
) -> Histogram:
    """Count the statements of each step, of what ``tally`` gave.

    Within are dates that lie in the step as a whole; across are those that may also lie outside
    of it, open ones too. Their sum is what matches when the step is the chosen period.
    """
    of = times(dataset, scale)
    begins = np.array([step.first for step in steps], dtype=np.int64)
    ends = np.array([step.last for step in steps], dtype=np.int64)
    start = np.searchsorted(ends, of.first)
    stop = np.searchsorted(begins, of.last, side="right") - 1
    touching = of.dated & (start <= stop)
    start, stop, counts, first, last = (
        values[touching] for values in (start, stop, counts, of.first, of.last)
    )
    alone = (first >= begins[start]) & (last <= ends[start])
    size = len(steps)
    within = np.bincount(start[alone], counts[alone], size)
    rise = np.bincount(start[~alone], counts[~alone], size + 1)
    fall = np.bincount(stop[~alone] + 1, counts[~alone], size + 1)
    across = np.cumsum(rise - fall)[:size]
    return Histogram(within.astype(np.int64), across.astype(np.int64))


@once_per_dataset
def _told(dataset: Dataset) -> dict[str, int]:
    found = {}
    for scale in SCALES:
        counts = tally(dataset, scale, np.ones(dataset.size, dtype=np.bool_))
        steps = whole(dataset, scale)
        found[scale.key] = int((bars(dataset, scale, steps, counts).within > 0).sum())
    return found


def tells(dataset: Dataset, scale: Scale) -> bool:
    """Tell whether a scale has anything apart: dates within two of its steps, or more."""
    return _told(dataset)[scale.key] > 1


def _length(steps: Axis) -> int:
    return steps[-1].last + 1 - steps[0].first if steps else 0


def stretch(steps: Axis, first: int, last: int) -> tuple[float, float]:
    """Give where days from first to last begin and end on an axis, cut to it."""
    start, length = steps[0].first, _length(steps)
    left, right = ((day - start) / length for day in (first, last + 1))
    return min(1.0, max(0.0, left)), min(1.0, max(0.0, right))
