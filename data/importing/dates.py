"""Read the dates of a column as EDTF, in whichever order their parts stand.

Whether 03/04/2026 is in March or in April is decided by the column: by a number that can be no
month. What is not a day, a month or a year as people write them is left to whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from data.dates import is_edtf
from data.folding import fold

EXPECTED = "a date, such as 2026-01-28, 28.01.2026, 28 January 2026, January 2026 or 2026"
FIELDS = ("said_on", "about_when", "until", "published")
"""The fields that hold a whole date."""

_TIME = re.compile(
    r"(?:T|(?:,|(?<!\s))\s++(?:at\s++)?)\d{1,2}[:h.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?"
    r"\s*+(?:[ap]\.?m\.?)?\s*+(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PLAIN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d\d)\.?")
_MONTH = re.compile(r"(\d{1,2})[/.](\d{4})|(\d{4})[/.-](\d{1,2})")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
"""Days since 1899-12-30, as spreadsheets keep them, from 1954 to 2119."""

_BETWEEN = re.compile("of|the|del?|d|le|el|den|am|th|st|nd|rd|er|ro|г|года?")
_WEEKDAYS = re.compile(r"(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?")
_LONGEST = 80
_YOUNG = 69
"""Years of two digits from which on the last century is meant, as in POSIX."""


@dataclass(frozen=True)
class Order:
    """In which order a column has day and month, and how that is known."""

    day_first: bool
    sure: bool
    reason: str


def order_of(cells: Iterable[str]) -> Order:
    """Decide whether the days of a column stand before its months."""
    first = second = seen = 0
    for cell in cells:
        if len(cell) <= _LONGEST and (found := _NUMBERS.fullmatch(_day_of(cell))):
            seen += 1
            first += int(found[1]) > 12
            second += int(found[2]) > 12
    if first and second:
        more = "days" if first >= second else "months"
        return Order(
            day_first=first >= second,
            sure=False,
            reason=f"in most rows {more} stand first, in some they do not",
        )
    if first:
        return Order(
            day_first=True, sure=True, reason="days stand first: the first number passes 12"
        )
    if second:
        return Order(
            day_first=False, sure=True, reason="months stand first: the second number passes 12"
        )
    if seen:
        return Order(
            day_first=True,
            sure=False,
            reason="no number passes 12, so days were taken to stand first",
        )
    return Order(day_first=True, sure=True, reason="")


def _day_of(cell: str) -> str:
    return _TIME.sub("", fold(cell).strip()) if not cell.isascii() else _TIME.sub("", cell.strip())


def read(cell: str, *, day_first: bool, serial: bool = False) -> str:
    """Read one date as EDTF; a time of day is left out. Raises ``ValueError`` for no date.

    With ``serial``, five digits are the number by which a spreadsheet keeps a day.
    """
    if len(cell) > _LONGEST:
        raise ValueError(cell)
    if is_edtf(cell) and not cell.startswith("-") and "T" not in cell:
        return cell
    for separator in (" - ", " – ", " — ", "/"):
        first, found, last = cell.partition(separator)
        if found and (separator != "/" or cell.count("/") == 1) and len(first) > 5:
            parts = [_day_of(part) for part in (first, last)]
            ends = [_one(part, day_first=day_first, serial=False) for part in parts]
            return _whole("/".join(ends))
    return _whole(_one(_day_of(cell), day_first=day_first, serial=serial))


def _whole(value: str) -> str:
    if not is_edtf(value):
        raise ValueError(value)
    return value


def _one(text: str, *, day_first: bool, serial: bool) -> str:
    if is_edtf(text):
        return text
    found = _ISO.fullmatch(text) or _PLAIN.fullmatch(text) or _CHINESE.fullmatch(text)
    if found:
        return _date(found[1], found[2] or "", found[3] or "")
    if found := _NUMBERS.fullmatch(text):
        day, month = (found[1], found[2]) if day_first else (found[2], found[1])
        return _date(_year(found[3]), month, day)
    if found := _MONTH.fullmatch(text):
        return _date(found[2] or found[3], found[1] or found[4], "")
    if serial and (found := _SERIAL.fullmatch(text)) and 19_999 < int(found[1]) < 80_000:
        return (date(1899, 12, 30) + timedelta(int(found[1]))).isoformat()
    return _in_words(text)


def _in_words(text: str) -> str:
    """Read a date whose month is a word; raise ``ValueError`` for any other word in it."""
    month, numbers = 0, []
    for word in _WORDS.findall(fold(text)):
        if word.isdigit():
            numbers.append(word)
        elif (number := months().get(word)) and not month:
            month = number
        elif not _BETWEEN.fullmatch(word) and not _WEEKDAYS.fullmatch(word):
            raise ValueError(text)
    years = [n for n in numbers if len(n) == 4] or numbers[1:][-1:]
    days = [n for n in numbers if n not in years[:1]] if years else []
    if not month or not years or len(numbers) > 2 or len(days) > 1:
        raise ValueError(text)
    return _date(_year(years[0]), str(month), days[0] if days else "")


@cache
def months() -> dict[str, int]:
    """Give the number of each month by its names, folded; Chinese ones are numbers."""
    from babel import Locale  # noqa: PLC0415 - loaded when a table is read, and not before

    from data.drafting.countries import LANGUAGES  # noqa: PLC0415 - the same

    found: dict[str, int] = {}
    for language in LANGUAGES:
        named = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in named[form].get(width, {}).items():
                    key = fold(name).strip(".")
                    if key.isalpha():
                        found.setdefault(key, number)
    return found | {"sept": 9, "сент": 9}


def _year(digits: str) -> str:
    if len(digits) == 2:
        return f"{'19' if int(digits) >= _YOUNG else '20'}{digits}"
    return digits


def _date(year: str, month: str, day: str) -> str:
    if len(year) != 4:
        raise ValueError(year)
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def of_parts(year: str, month: str, day: str) -> str:
    """Make a date of three cells, the later ones of which may be empty, or zero where unknown."""
    month, day = ("" if part.strip("0 ") == "" else part for part in (month, day))
    words = fold(month)
    number = (
        month if month.isdecimal() else str(months().get(words.strip("."), "")) if month else ""
    )
    if (month and not number) or (day and not day.isdecimal()) or not year.isdecimal():
        raise ValueError(f"{year} {month} {day}")
    return _whole(_date(year, number, day if number else ""))


def after(start: str, end: str) -> str:
    """Give the time from one date to another; the one where both are the same."""
    first, last = start.partition("/")[0], end.rpartition("/")[2]
    return start if not end or first == last else _whole(f"{first}/{last}")
