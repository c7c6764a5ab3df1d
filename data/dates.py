"""Dates in EDTF (ISO 8601-2, levels 0 and 1): as days, and in words.

A day is a proleptic Gregorian ordinal (``datetime.date.toordinal``); 1 January of year 1 is 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

import edtf
from edtf.parser import EDTFParseException

FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()
EXPECTED = "a date in EDTF, such as 2026-01-28, 2026-01, 2026-01~ or 2026-01-18/2026-01-20"

# Levels 0 and 1 alone: the parser also takes lists, partial qualifiers and other things of level 2.
_LEVEL_1 = re.compile(
    r"(?:-?\d{4}(?:-(?:[01]\d|2[0-4])(?:-\d\d(?:T.{1,30})?)?)?"
    r"|\d{3}X|\d\dXX|\d{4}-XX(?:-XX)?|\d{4}-\d\d-XX)[?~%]?|Y-?\d{5,12}",
    re.ASCII,
)
_SIMPLE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?",
    re.ASCII,
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORDED = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%])?", re.ASCII)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUALIFIER = {"?": "perhaps ", "~": "around ", "%": "perhaps around ", None: "", "": ""}


@lru_cache(maxsize=65536)
def days(value: str) -> tuple[int, int]:
    """Give the first and the last day that an EDTF date may mean.

    An open or unknown end reaches to the end of the calendar. Years outside 1 to 9999 are cut
    to it. Raises ``ValueError`` for anything that is no EDTF date of level 0 or 1.
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
    if not _LEVEL_1.fullmatch(value):
        raise ValueError(value)
    try:
        parsed = edtf.parse_edtf(value)
        return _ordinal(parsed.lower_strict()), _ordinal(parsed.upper_strict())
    except (EDTFParseException, TypeError, AttributeError) as error:
        raise ValueError(value) from error


def _plain(value: str) -> tuple[int, int] | None:
    """Give the days of a year, a month, a day or a moment; None for what is none of these."""
    moment = _MOMENT.fullmatch(value)
    match = _SIMPLE.fullmatch(moment[1] if moment else value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if not year or (month is not None and not 1 <= month <= len(_MONTHS)):
        return None
    last_month = month or len(_MONTHS)
    last_day = day or monthrange(year, last_month)[1]
    first = date(year, month or 1, day or 1)
    return first.toordinal(), date(year, last_month, last_day).toordinal()


def is_rare(value: str) -> bool:
    """Tell whether a date takes the library, and so long that not too many of them are read."""
    try:
        return any(_plain(end) is None for end in value.split("/") if end not in {"", ".."})
    except ValueError:  # no such day, which takes no time to find out
        return False


def _ordinal(moment: struct_time) -> int:
    if moment.tm_year < date.min.year:
        return FIRST_DAY
    if moment.tm_year > date.max.year:
        return LAST_DAY
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()


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
    if slash:
        if end in {"", ".."}:
            return f"{words(start)} and later"
        if start in {"", ".."}:
            return f"{words(end)} and earlier"
        return f"{words(start)} to {words(end)}"
    match = _WORDED.fullmatch(value)
    if not match:
        return value
    year, month, day, qualifier = match.groups()
    if year.endswith("X"):
        century = year.endswith("XX")
        said = f"the years {year[:2]}00 to {year[:2]}99" if century else f"the {year[:3]}0s"
    elif month in _SEASONS:
        said = f"{_SEASONS[month]} {year}"
    elif month == "XX":
        said = f"some {'day' if day else 'month'} of {year}"
    elif month and not 1 <= int(month) <= len(_MONTHS):
        return value
    else:
        named = " ".join(([_MONTHS[int(month) - 1]] if month else []) + [year])
        said = f"some day of {named}" if day == "XX" else f"{int(day)} {named}" if day else named
    return _QUALIFIER[qualifier] + said


def span_words(values: Iterable[str]) -> str:
    """Say the time from the first to the last day of several EDTF dates; "" without any.

    Dates with an open end are left out, since they have no first or last day.
    """
    spans = [days(value) for value in values if value]
    closed = [span for span in spans if span[0] > FIRST_DAY and span[1] < LAST_DAY]
    if not closed:
        return ""
    first = date.fromordinal(min(span[0] for span in closed))
    last = date.fromordinal(max(span[1] for span in closed))
    if first == last:
        return words(first.isoformat())
    if (first.year, first.month) == (last.year, last.month):
        return words(_month(first))
    return f"{words(_month(first))} to {words(_month(last))}"


def _month(day: date) -> str:
    return day.isoformat()[:7]


def month_words(day: int) -> str:
    """Say the month of a day: "Dec 2024"."""
    moment = date.fromordinal(day)
    return f"{_MONTHS[moment.month - 1][:3]} {moment.year}"


@dataclass(frozen=True)
class Step:
    """A month or a year: its EDTF value, its words, its first and its last day."""

    value: str
    label: str
    first: int
    last: int


def steps(first: int, last: int, most: int) -> list[Step]:
    """Give the months that hold the days from first to last; the years if months are too many."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if count > most:
        values = [f"{year:04d}" for year in range(start.year, end.year + 1)]
        return [Step(value, value, *days(value)) for value in values]
    months = [divmod(start.year * 12 + start.month - 1 + number, 12) for number in range(count)]
    values = [f"{year:04d}-{month + 1:02d}" for year, month in months]
    return [Step(value, month_words(days(value)[0]), *days(value)) for value in values]
