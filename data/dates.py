"""Dates in EDTF (ISO 8601-2, levels 0 and 1): as days, and in words.

A day is a proleptic Gregorian ordinal, as in ``days``; those before year 1 are 0 and less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from time import struct_time

import edtf
from edtf.parser import EDTFParseException

from data.days import (
    FIRST_DAY,
    LAST_DAY,
    Day,
    calendar_day,
    ordinal,
    year_text,
    year_words,
)
from data.wording import MONTHS

EXPECTED = "a date in EDTF, such as 2026-01-28, 2026-01, 2026-01~ or 2026-01-18/2026-01-20"

# Levels 0 and 1 alone: the parser also takes lists, partial qualifiers and other things of level 2.
_LEVEL_1 = re.compile(
    r"(?:\d{4}(?:-(?:[01]\d|2[0-4])(?:-\d\d(?:T.{1,30})?)?)?|\d{4}-XX(?:-XX)?|\d{4}-\d\d-XX)[?~%]?",
    re.ASCII,
)
_LONG_YEAR = re.compile(r"Y(-?\d{5,12})", re.ASCII)
_YEARS = re.compile(r"(-?)(\d{3}X|\d\dXX)[?~%]?", re.ASCII)
_EARLY = re.compile(r"(-(?!0000)\d{4}|0000)(.*)", re.ASCII)
_SIMPLE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?", re.ASCII)
_MOMENT = re.compile(
    r"(-?\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?",
    re.ASCII,
)
_WORDED = re.compile(
    r"(-?(?:\d{4}|\d{3}X|\d\dXX))(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%])?", re.ASCII
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUALIFIER = {"?": "perhaps ", "~": "around ", "%": "perhaps around ", None: "", "": ""}


@lru_cache(maxsize=65536)
def days(value: str) -> tuple[int, int]:
    """Give the first and the last day that an EDTF date may mean.

    An open or unknown end reaches to ``FIRST_DAY`` or ``LAST_DAY``. Raises ``ValueError`` for
    anything that is no EDTF date of level 0 or 1.
    """
    start, slash, end = value.partition("/")
    if slash:
        if start in {"", ".."} and end in {"", ".."}:
            raise ValueError(value)
        first = FIRST_DAY if start in {"", ".."} else _one(start)[0]
        last = LAST_DAY if end in {"", ".."} else _one(end)[1]
        if first > last:
            raise ValueError(value)
        return first, last
    return _one(value)


def _one(value: str) -> tuple[int, int]:
    # Nearly all dates are plain, and the library takes 10 ms for each.
    if found := _plain(value):
        return found
    if early := _EARLY.fullmatch(value):  # the calendar is the same some 400 years later
        year = int(early[1])
        later = year % 400 + 400
        back = ordinal(later) - ordinal(year)
        first, last = _one(f"{later:04d}{early[2]}")
        return first - back, last - back
    if not _LEVEL_1.fullmatch(value):
        raise ValueError(value)
    try:
        parsed = edtf.parse_edtf(value)
        return _ordinal(parsed.lower_strict()), _ordinal(parsed.upper_strict())
    except (EDTFParseException, TypeError, AttributeError) as error:
        raise ValueError(value) from error


def _plain(value: str) -> tuple[int, int] | None:
    """Give the days of years, a month, a day or a moment; None for what is none of these."""
    if years := _years(value):
        return ordinal(years[0]), ordinal(years[1] + 1) - 1
    moment = _MOMENT.fullmatch(value)
    match = _SIMPLE.fullmatch(moment[1] if moment else value)
    if not match or match[1] == "-0000":
        return None
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if year is None or (month is not None and not 1 <= month <= len(MONTHS)):
        return None
    if month is None:
        return ordinal(year), ordinal(year + 1) - 1
    if day is None:
        return ordinal(year, month), ordinal(year + month // 12, month % 12 + 1) - 1
    only = ordinal(year, month, day)
    return only, only


def _years(value: str) -> tuple[int, int] | None:
    """Give the first and the last of several years, or of one that has more than four digits."""
    if long := _LONG_YEAR.fullmatch(value):
        return int(long[1]), int(long[1])
    if not (several := _YEARS.fullmatch(value)):
        return None
    low, high = (int(several[2].replace("X", digit)) for digit in "09")
    return (-high, -low) if several[1] else (low, high)


def is_rare(value: str) -> bool:
    """Tell whether a date takes the library, and so long that not too many of them are read."""
    try:
        return any(_plain(end) is None for end in value.split("/") if end not in {"", ".."})
    except ValueError:  # no such day, which takes no time to find out
        return False


def _ordinal(moment: struct_time) -> int:
    return ordinal(moment.tm_year, moment.tm_mon, moment.tm_mday)


def is_edtf(value: str) -> bool:
    """Tell whether a value is an EDTF date that :func:`days` understands."""
    try:
        days(value)
    except ValueError:
        return False
    return True


def words(value: str) -> str:
    """Say an EDTF date for a reader: ``2026-01~`` is "around January 2026".

    What has no simple wording, such as a year of five digits, is given as it stands.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _words(value)
    if end in {"", ".."}:
        return f"{_words(start)} and later"
    if start in {"", ".."}:
        return f"{_words(end)} and earlier"
    return f"{_words(start)} to {_words(end)}"


def _words(value: str) -> str:
    match = _WORDED.fullmatch(value)
    if not match:
        long = _LONG_YEAR.fullmatch(value)
        return year_words(int(long[1])) if long else value
    written, month, day, qualifier = match.groups()
    year = _several_years(written) if written.endswith("X") else year_words(int(written))
    if written.endswith("X"):
        said = year
    elif month in _SEASONS:
        said = f"{_SEASONS[month]} {year}"
    elif month == "XX":
        said = f"some {'day' if day else 'month'} of {year}"
    elif month and not 1 <= int(month) <= len(MONTHS):
        return value
    else:
        named = " ".join(([MONTHS[int(month) - 1]] if month else []) + [year])
        said = f"some day of {named}" if day == "XX" else f"{int(day)} {named}" if day else named
    return _QUALIFIER[qualifier] + said


def _several_years(written: str) -> str:
    if written.startswith("-"):
        first, last = _years(written) or (0, 0)
        return f"the years {1 - first} to {1 - last} BC"
    if written.endswith("XX"):
        return f"the years {written[:2]}00 to {written[:2]}99"
    return f"the {written[:3]}0s"


def span_words(values: Iterable[str]) -> str:
    """Say the time from the first to the last day of several EDTF dates; "" without any.

    Dates with an open end are left out, since they have no first or last day.
    """
    spans = [days(value) for value in values if value]
    closed = [span for span in spans if span[0] > FIRST_DAY and span[1] < LAST_DAY]
    if not closed:
        return ""
    first = calendar_day(min(span[0] for span in closed))
    last = calendar_day(max(span[1] for span in closed))
    if first == last:
        return words(text_of(first))
    if (first.year, first.month) == (last.year, last.month):
        return words(_month(first))
    return f"{words(_month(first))} to {words(_month(last))}"


def text_of(day: Day) -> str:
    """Write a day as EDTF does; of a year with more than four digits the year alone."""
    year = year_text(day.year)
    return year if year.startswith("Y") else f"{year}-{day.month:02d}-{day.day:02d}"


def _month(day: Day) -> str:
    return text_of(day).rpartition("-")[0] if abs(day.year) <= 9999 else year_text(day.year)


def month_words(day: int) -> str:
    """Say the month of a day: "Dec 2024"."""
    moment = calendar_day(day)
    return f"{MONTHS[moment.month - 1][:3]} {year_words(moment.year)}"


@dataclass(frozen=True)
class Step:
    """A month or a year: its EDTF value, its words, its first and its last day."""

    value: str
    label: str
    first: int
    last: int


def steps(first: int, last: int, most: int) -> list[Step]:
    """Give the months that hold the days from first to last; the years if months are too many."""
    start, end = calendar_day(first), calendar_day(last)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if count > most:
        years = range(start.year, end.year + 1)
        return [
            Step(year_text(year), year_words(year), ordinal(year), ordinal(year + 1) - 1)
            for year in years
        ]
    months = [divmod(start.year * 12 + start.month - 1 + number, 12) for number in range(count)]
    values = [f"{year_text(year)}-{month + 1:02d}" for year, month in months]
    return [Step(value, month_words(days(value)[0]), *days(value)) for value in values]
