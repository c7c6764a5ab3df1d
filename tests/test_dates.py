"""Dates in EDTF: as days and in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import days, is_edtf, month_words, span_words, steps, words
from data.days import FIRST_DAY, LAST_DAY, calendar_day, ordinal


def day(year: int, month: int, number: int) -> int:
    """Give a day as an ordinal."""
    return date(year, month, number).toordinal()


SPANS = [
    ("2026-01-28", day(2026, 1, 28), day(2026, 1, 28)),
    ("2026-01-28~", day(2026, 1, 28), day(2026, 1, 28)),
    ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
    ("2026", day(2026, 1, 1), day(2026, 12, 31)),
    ("2026?", day(2026, 1, 1), day(2026, 12, 31)),
    ("202X", day(2020, 1, 1), day(2029, 12, 31)),
    ("20XX", day(2000, 1, 1), day(2099, 12, 31)),
    ("2026-XX", day(2026, 1, 1), day(2026, 12, 31)),
    ("2026-XX-XX", day(2026, 1, 1), day(2026, 12, 31)),
    ("2026-02-XX", day(2026, 2, 1), day(2026, 2, 28)),
    ("2026-21", day(2026, 3, 1), day(2026, 5, 31)),
    ("2026-01-18/2026-01-20", day(2026, 1, 18), day(2026, 1, 20)),
    ("2026-01~/2026-02?", day(2026, 1, 1), day(2026, 2, 28)),
    ("2026-01-28/..", day(2026, 1, 28), LAST_DAY),
    ("2026-01-28/", day(2026, 1, 28), LAST_DAY),
    ("../2026-01-28", FIRST_DAY, day(2026, 1, 28)),
    ("/2026-01-28", FIRST_DAY, day(2026, 1, 28)),
    ("2026-01-28T10:00:00Z", day(2026, 1, 28), day(2026, 1, 28)),
    ("2026-01-28T23:59:59", day(2026, 1, 28), day(2026, 1, 28)),
    ("2026-01-28T00:00:00+03:00", day(2026, 1, 28), day(2026, 1, 28)),
    ("2026-01-28T10:00:00Z/2026-02", day(2026, 1, 28), day(2026, 2, 28)),
    ("0000", -365, 0),
    ("0000-12-31", 0, 0),
    ("-0004-02-29", ordinal(-4, 2, 29), ordinal(-4, 2, 29)),
    ("-0043-03-15~", ordinal(-43, 3, 15), ordinal(-43, 3, 15)),
    ("-0043-02", ordinal(-43, 2, 1), ordinal(-43, 3, 1) - 1),
    ("-0044", ordinal(-44), ordinal(-43) - 1),
    ("-0043-XX", ordinal(-43), ordinal(-42) - 1),
    ("-0043-21", ordinal(-43, 3, 1), ordinal(-43, 5, 31)),
    ("-010X", ordinal(-109), ordinal(-99) - 1),
    ("-01XX~", ordinal(-199), ordinal(-99) - 1),
    ("000X", ordinal(0), ordinal(10) - 1),
    ("-0508/-0026", ordinal(-508), ordinal(-25) - 1),
    ("-0043/0014", ordinal(-43), ordinal(15) - 1),
    ("Y170000", ordinal(170_000), ordinal(170_001) - 1),
    ("Y-50000", ordinal(-50_000), ordinal(-49_999) - 1),
    ("Y-50000/-9999", ordinal(-50_000), ordinal(-9998) - 1),
]


@pytest.mark.parametrize(("value", "first", "last"), SPANS)
def test_days(value: str, first: int, last: int) -> None:
    """Each kind of date of levels 0 and 1 reaches from its first to its last day."""
    assert days(value) == (first, last)
    assert is_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "/",
        "../..",
        "today",
        "2026-1",
        "2026-13",
        "-0000",
        "-0001-02-29",
        "-0043/-0044",
        "-43",
        "2026-02-30",
        "2026-25",
        "2026-1-28",
        "28.01.2026",
        "2026/01/28",
        "2020/2021/2022",
        "2026-02/2026-01",
        "1984~?",
        "{2001,2002}",
        "[2001,2002]",
        "2004-06-~11",
        "20X1",
        "Y17E7",
        "unknown",
        "2026-01-28/unknown",
        " 2026",
        "2026\n",
        "２０２６",
        "9" * 5000,
        "(" * 5000,
    ],
)
def test_what_is_no_date(value: str) -> None:
    """Anything else is refused: other notations, level 2, intervals that run backwards."""
    assert not is_edtf(value)
    with pytest.raises(ValueError, match=r"^"):
        days(value)


@given(st.dates(), st.dates(), st.sampled_from(["", "?", "~", "%"]))
def test_intervals(one: date, other: date, qualifier: str) -> None:
    """An interval reaches from its first to its last day, and is refused backwards."""
    first, last = sorted((one, other))
    value = f"{first.isoformat()}{qualifier}/{last.isoformat()}{qualifier}"
    assert days(value) == (first.toordinal(), last.toordinal())
    backwards = f"{last.isoformat()}/{first.isoformat()}"
    assert is_edtf(backwards) is (first == last)


@given(st.text(max_size=30) | st.from_regex(r"[-Y0-9X/.?~%T:Z]{1,14}", fullmatch=True))
def test_any_text_is_a_date_or_not(value: str) -> None:
    """No text whatever raises anything but ``ValueError``; a date's days are in order."""
    if is_edtf(value):
        first, last = days(value)
        assert FIRST_DAY <= first <= last <= LAST_DAY
        assert words(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-01-28", "28 January 2026"),
        ("2026-01-08", "8 January 2026"),
        ("2026-12", "December 2026"),
        ("2026", "2026"),
        ("2026-01~", "around January 2026"),
        ("2026-01-28?", "perhaps 28 January 2026"),
        ("2026%", "perhaps around 2026"),
        ("2026-01-18/2026-01-20", "18 January 2026 to 20 January 2026"),
        ("2026-01/..", "January 2026 and later"),
        ("../2026-01~", "around January 2026 and earlier"),
        ("2026-21", "spring 2026"),
        ("2026-24~", "around winter 2026"),
        ("203X", "the 2030s"),
        ("20XX?", "perhaps the years 2000 to 2099"),
        ("2026-XX", "some month of 2026"),
        ("2026-XX-XX", "some day of 2026"),
        ("2026-02-XX", "some day of February 2026"),
        ("Y170000", "the year 170,000"),
        ("Y-50000", "50,001 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0043-03~", "around March 44 BC"),
        ("-0752?", "perhaps 753 BC"),
        ("0000", "1 BC"),
        ("-0508/-0026", "509 BC to 27 BC"),
        ("-01XX", "the years 200 to 101 BC"),
        ("-0043-21", "spring 44 BC"),
        ("202X", "the 2020s"),
    ],
)
def test_words(value: str, said: str) -> None:
    """Dates are said for a reader; what has no simple wording stands as it is."""
    assert words(value) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], ""),
        ([""], ""),
        (["2026-01-28"], "28 January 2026"),
        (["2026-01-28", "2026-01-28~", ""], "28 January 2026"),
        (["2026-01-08", "2026-01-28"], "January 2026"),
        (["2025-12-31", "2026-01-28"], "December 2025 to January 2026"),
        (["2026-01-28/..", "../2026-01-28"], ""),
        (["2026-01-28/..", "2024"], "January 2024 to December 2024"),
        (["-0043-03-15", "-0043-03-17"], "March 44 BC"),
        (["-0752", "2024"], "January 753 BC to December 2024"),
        (["Y-50000", "Y-40000"], "50,001 BC to 40,001 BC"),
    ],
)
def test_span_words(values: list[str], said: str) -> None:
    """The time of several dates is said as closely as it is the same."""
    assert span_words(values) == said


@pytest.mark.parametrize("year", [1, 987])
def test_early_years_have_four_digits(year: int) -> None:
    """Years before 1000 are still dates in EDTF when their months are listed."""
    found = steps(day(year, 11, 3), day(year + 1, 1, 3), most=10)
    months = [f"{year:04d}-11", f"{year:04d}-12", f"{year + 1:04d}-01"]
    assert [step.value for step in found] == months
    assert span_words([f"{year:04d}-11-03", f"{year:04d}-11-04"]) == f"November {year:04d}"


def test_month_words() -> None:
    """A month is said in three letters and its year."""
    assert month_words(day(2024, 12, 8)) == "Dec 2024"


@given(
    st.integers(day(1, 1, 1) - 90_000, day(2200, 1, 1)), st.integers(0, 3000), st.integers(1, 60)
)
def test_steps_cover_the_time_without_gaps(first: int, length: int, most: int) -> None:
    """Months, or years where months are too many, follow each other and cover every day."""
    last = first + length
    found = steps(first, last, most)
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    assert all(one.last + 1 == other.first for one, other in pairwise(found))
    assert all(days(step.value) == (step.first, step.last) for step in found)
    assert len(found) <= max(most, length // 365 + 2)


@given(st.integers(FIRST_DAY, LAST_DAY) | st.integers(-4_000_000, 4_000_000))
def test_every_day_has_a_date(number: int) -> None:
    """Ordinals and days of the calendar are each other's, however long ago."""
    found = calendar_day(number)
    assert ordinal(*found) == number
    assert ordinal(found.year) <= number < ordinal(found.year + 1)
