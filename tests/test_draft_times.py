"""Dates of a text as EDTF, with what is inferred of them and why."""

from __future__ import annotations

from datetime import date

import pytest

from data.dates import is_edtf
from data.drafting import times

TODAY = date(2026, 1, 28)  # a Wednesday

# What a sentence says, the date in EDTF, and whether something of it is inferred.
SAID = (
    ("on 3 March 2019", "2019-03-03", False),
    ("on March 3, 2019", "2019-03-03", False),
    ("on 2019-03-03", "2019-03-03", False),
    ("in March 2019", "2019-03", False),
    ("in 1998", "1998", False),
    ("during the 1990s", "199X", False),
    ("on 21 May", "2026-05-21", True),
    ("on 30 December", "2025-12-30", True),
    ("in October", "2025-10", True),
    ("in January", "2026-01", True),
    ("next May", "2026-05", True),
    ("late January", "2026-01~", True),
    ("early 2024", "2024~", True),
    ("on Wednesday", "2026-01-28", True),
    ("on Thursday", "2026-01-22", True),
    ("next Friday", "2026-01-30", True),
    ("last Wednesday", "2026-01-21", True),
    ("yesterday", "2026-01-27", True),
    ("last night", "2026-01-27", True),
    ("tomorrow", "2026-01-29", True),
    ("last week", "2026-01-19/2026-01-25", True),
    ("next month", "2026-02", True),
    ("last year", "2025", True),
    ("two days ago", "2026-01-26", True),
    ("three weeks ago", "2026-01-07~", True),
    ("a month ago", "2025-12~", True),
    ("12 years earlier", "2014~", True),
)


@pytest.mark.parametrize(("said", "value", "inferred"), SAID, ids=[said for said, *_ in SAID])
def test_dates(said: str, value: str, inferred: bool) -> None:  # noqa: FBT001 - a table of cases
    """Each is read as EDTF; a reason stands with it exactly where something is inferred."""
    text = f"They met {said}, he said."
    (found,) = times.find(text, TODAY)
    assert (found.value, bool(found.reason)) == (value, inferred)
    assert is_edtf(found.value)
    assert text[found.start : found.end] in f"the {said}"


@pytest.mark.parametrize(
    "said", [said for said, _, inferred in SAID if inferred and "20" not in said]
)
def test_nothing_is_counted_from_an_unknown_day(said: str) -> None:
    """Without the report's own date, what is relative is left open."""
    assert [each for each in times.find(f"They met {said}.", None) if each.reason == ""] == []
    assert all("~" in each.value for each in times.find(f"They met {said}.", None))


@pytest.mark.parametrize(
    "text",
    ["February 30, 2020", "they may 3 times", "99 March 2020", "2020-13-01", "999999 years ago"],
)
def test_what_is_no_date(text: str) -> None:
    """Days that there are not, and words that only look like dates."""
    assert not [each for each in times.find(text, TODAY) if not is_edtf(each.value)]
    assert [each.value for each in times.find(text, TODAY) if len(each.value) == 10] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A headline\n\nFriday, July 21, 2017\n\nIt began.", "2017-07-21"),
        ("OSLO, 3 May 2021 — It began.", "2021-05-03"),
        ("It began long before, and everybody whom they asked had known it since 3 May 2021.", ""),
        ("It began.", ""),
    ],
)
def test_the_date_of_a_report(text: str, value: str) -> None:
    """It stands in a line of its own or at the beginning of one, or nowhere."""
    found = times.published(text)
    assert (found.value if found else "") == value
