"""Read the dates that a text gives, as EDTF, and say what of them is inferred and why.

A small set of rules: they know the forms of English reports, and leave open what has none.
Positions are Unicode code points of the text, ends exclusive.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from data.dates import words
from data.wording import MONTHS

_MONTHS = tuple(name.lower() for name in MONTHS)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

HEAD = 1_500
"""Code points at the beginning of a text in which its own date is looked for."""


@dataclass(frozen=True)
class Time:
    """A date where it stands in a text; ``reason`` is empty when the text states all of it."""

    start: int
    end: int
    value: str
    reason: str = ""


_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(DAYS)})"
_NUMBER = rf"(?P<number>\d{{1,3}}|an?|{'|'.join(NUMBERS)})"


_WEEKDAYS = frozenset(("", *DAYS))
_DATELINE = re.compile(r"\s{0,3}(?:\([^()\n]{1,40}\))?\s{0,3}(?:[—–]|--|- )")
"""What follows the date in a line that dates a report: "OSLO, 3 May 2021 (Agency) — "."""


def published(text: str) -> Time | None:
    """Find the date of a report itself: a whole date in its first lines, where it has one."""
    for line in re.finditer(r"[^\n]+", text[:HEAD]):
        for found in find(text[line.start() : line.end()], None):
            whole = re.fullmatch(r"\d{4}-\d\d-\d\d", found.value)
            words_of_line = line.group().strip()
            alone = len(words_of_line) <= 60 and not words_of_line.endswith(".")
            before = line.group()[: found.start].strip(" ,").casefold()
            alone = alone or before in _WEEKDAYS
            alone = alone or bool(_DATELINE.match(line.group(), found.end))
            if whole and alone and not found.reason:
                return Time(line.start() + found.start, line.start() + found.end, found.value)
    return None


def find(text: str, today: date | None) -> tuple[Time, ...]:
    """Give the dates in a text in order; relative ones only where the report's own is known."""
    found: list[Time] = []
    taken = bytearray(len(text))
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            small = (match.groupdict().get("month") or "X")[0].islower()  # "they may 3 times"
            if small or any(taken[start:end]):
                continue
            value, reason = read(match, today)
            if value:
                found.append(Time(start, end, value, reason))
                taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(found, key=lambda each: each.start))


_Read = tuple[str, str]
_NOTHING: _Read = ("", "")


def _month(match: re.Match[str]) -> int:
    short = match["month"].lower()[:3]
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(short))


def _whole(match: re.Match[str], _: date | None) -> _Read:
    return _valid(int(match["year"]), _month(match), int(match["day"])), ""


def _iso(match: re.Match[str], _: date | None) -> _Read:
    return _valid(int(match["year"]), int(match["iso_month"]), int(match["day"])), ""


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _part_of_month(match: re.Match[str], today: date | None) -> _Read:
    value, reason = _month_alone(match, today)
    said = f"“{' '.join(match.group().split())}” gives a part of the month"
    return (f"{value}~", f"{said}. {reason}" if reason else f"{said}.") if value else _NOTHING


def _part_of_year(match: re.Match[str], _: date | None) -> _Read:
    return f"{match['year']}~", f"“{' '.join(match.group().split())}” gives a part of the year."


def _month_of_year(match: re.Match[str], _: date | None) -> _Read:
    return f"{match['year']}-{_month(match):02d}", ""


def _day_of_month(match: re.Match[str], today: date | None) -> _Read:
    if today is None:
        return _NOTHING
    days = [_valid(today.year + step, _month(match), int(match["day"])) for step in (-1, 0, 1)]
    near = [date.fromisoformat(each) for each in days if each]
    if not near:
        return _NOTHING
    best = min(near, key=lambda each: abs((each - today).days))
    return best.isoformat(), _no_year(today)


def _no_year(today: date) -> str:
    return f"The text gives no year; the report is of {words(today.isoformat())}."


def _month_alone(match: re.Match[str], today: date | None) -> _Read:
    if (match.groupdict().get("year") or "").isdigit():
        return f"{match['year']}-{_month(match):02d}", ""
    if today is None:
        return _NOTHING
    month = _month(match)
    near = (match.groupdict().get("near") or "").lower()
    year = today.year - (month > today.month)
    if near == "next" and month <= today.month:
        year = today.year + 1
    elif near == "next":
        year = today.year
    elif near == "last" and month == today.month:
        year -= 1
    return f"{year:04d}-{month:02d}", _no_year(today)


def _against(match: re.Match[str], today: date) -> str:
    said = " ".join(match.group().split())
    return f"“{said}” is counted from the report’s own date, {words(today.isoformat())}."


def _weekday(match: re.Match[str], today: date | None) -> _Read:
    if today is None:
        return _NOTHING
    wanted = DAYS.index(match["weekday"].lower())
    near = (match["near"] or "").lower()
    if near == "next":
        day = today + timedelta((wanted - today.weekday() - 1) % 7 + 1)
    elif near == "last":
        day = today - timedelta((today.weekday() - wanted - 1) % 7 + 1)
    else:
        day = today - timedelta((today.weekday() - wanted) % 7)
    return day.isoformat(), _against(match, today)


_NAMED = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NAMED |= {"this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1}


def _named(match: re.Match[str], today: date | None) -> _Read:
    if today is None:
        return _NOTHING
    day = today + timedelta(_NAMED[" ".join(match.group().lower().split())])
    return day.isoformat(), _against(match, today)


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def _period(match: re.Match[str], today: date | None) -> _Read:
    if today is None:
        return _NOTHING
    step = _STEPS[match["near"].lower()]
    unit = match["unit"].lower()
    if unit == "year":
        value = f"{today.year + step:04d}"
    elif unit == "month":
        value = _moved(today, step)[:7]
    else:
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        first = 5 if unit == "weekend" else 0
        value = f"{monday + timedelta(first)}/{monday + timedelta(6)}"
    return value, _against(match, today)


def _moved(today: date, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1] if 1 <= year <= 9999 else 0
    return f"{year:04d}-{month + 1:02d}-{min(today.day, last):02d}"


def _ago(match: re.Match[str], today: date | None) -> _Read:
    if today is None:
        return _NOTHING
    said, unit = match["number"].lower(), match["unit"].lower()
    number = int(said) if said.isdigit() else 1 if said in {"a", "an"} else NUMBERS.index(said) + 1
    if unit == "year":
        value = f"{today.year - number:04d}~" if number < today.year else ""
    elif unit == "month":
        value = f"{_moved(today, -number)[:7]}~" if number // 12 < today.year - 1 else ""
    else:
        day = today - timedelta(number * (7 if unit == "week" else 1))
        value = f"{day}~" if unit == "week" else day.isoformat()
    return value, _against(match, today)


def _year(match: re.Match[str], _: date | None) -> _Read:
    return match["year"], ""


def _decade(match: re.Match[str], _: date | None) -> _Read:
    return f"{match['year'][:3]}X", ""


def _rule(
    pattern: str, read: Callable[[re.Match[str], date | None], _Read], flags: int = re.IGNORECASE
) -> tuple[re.Pattern[str], Callable[[re.Match[str], date | None], _Read]]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", flags), read


_RULES = (
    _rule(r"(?P<year>\d{4})-(?P<iso_month>\d\d)-(?P<day>\d\d)", _iso),
    _rule(rf"{_MONTH} {_DAY},? {_YEAR}", _whole),
    _rule(rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}", _whole),
    _rule(rf"(?:late|early|mid)[ -]{_MONTH}(?: {_YEAR})?", _part_of_month),
    _rule(rf"(?:late|early|mid)[ -]{_YEAR}", _part_of_year),
    _rule(rf"{_MONTH},? (?:of )?{_YEAR}", _month_of_year),
    _rule(rf"{_MONTH} {_DAY}", _day_of_month),
    _rule(rf"{_DAY} (?:of )?{_MONTH}", _day_of_month),
    _rule(
        r"yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|last night", _named
    ),
    _rule(
        r"(?P<near>last|past|previous|this|next|coming) (?P<unit>weekend|week|month|year)", _period
    ),
    _rule(rf"{_NUMBER} (?P<unit>day|week|month|year)s? (?:ago|earlier|before)", _ago),
    _rule(rf"(?:(?P<near>last|next|this) )?{_WEEKDAY}", _weekday),
    _rule(rf"(?:in|since|until|by|from|during|(?P<near>last|next|this)) {_MONTH}", _month_alone),
    _rule(rf"the {_YEAR}s", _decade),
    _rule(rf"(?:in|since|until|by|from|during|of|before|after) {_YEAR}", _year),
)
"""The forms of dates, the fullest first: what one has read is not read again."""
