"""Days as proleptic Gregorian ordinals, before year 1 and after year 9999 too.

1 January of year 1 is 1, as in ``datetime.date.toordinal``; 31 December of year 0, which is 1 BC,
is 0. Years are astronomical (ISO 8601): 0 is 1 BC, -43 is 44 BC.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

MOST_YEARS = 10**12
"""Years before or after which no date is."""

_CYCLE, _CYCLE_DAYS = 400, 146_097
"""The calendar repeats itself after so many years, and so many days."""


class Day(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """Give the ordinal of a day; raise ``ValueError`` where there is no such day."""
    cycles = (year - 1) // _CYCLE
    return date(year - cycles * _CYCLE, month, day).toordinal() + cycles * _CYCLE_DAYS


def calendar_day(number: int) -> Day:
    """Give the day of an ordinal."""
    cycles = (number - 1) // _CYCLE_DAYS
    found = date.fromordinal(number - cycles * _CYCLE_DAYS)
    return Day(found.year + cycles * _CYCLE, found.month, found.day)


def year_text(year: int) -> str:
    """Write a year as EDTF does: 0044, -0043, Y-50000."""
    return f"Y{year}" if abs(year) > 9999 else f"{year:0{4 + (year < 0)}d}"


def year_words(year: int) -> str:
    """Say a year for a reader: 2026, 44 BC."""
    if year > 0:
        return f"{year:04d}" if year <= 9999 else f"the year {year:,}"
    return f"{1 - year} BC" if year > -9999 else f"{1 - year:,} BC"


def years_words(first: int, last: int) -> str:
    """Say the years from the first to the last: 101–200, 200–101 BC, 100 BC–99."""
    if first > 0:
        return f"{first}–{last}"
    return f"{1 - first}–{1 - last} BC" if last <= 0 else f"{1 - first} BC–{last}"


FIRST_DAY = ordinal(1 - MOST_YEARS) - 1
LAST_DAY = ordinal(MOST_YEARS)
"""Before and after every day that a date can mean: where an open end reaches."""
FIRST_PLAIN_DAY = ordinal(-9999)
LAST_PLAIN_DAY = ordinal(10_000) - 1
"""The days of years that are written with four digits."""
