"""Statements about times before Christ and of years with many digits, from the table to KML."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

import pytest

from data import dates
from data.choosing.periods import ABOUT, steps
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.exports import kml
from data.telling.sentence import describe
from data.telling.timeline import bars, tally, times, whole
from tests.helpers import breaking
from tests.helpers.excerpts import excerpt

DATES = ("-0043-03-15", "-0752", "-0508/-0026", "2024", "Y-50000", "0000", "-0752~/..")
MISSING = len(DATES)


@cache
def early() -> Dataset:
    """Make a dataset whose first statements speak of these times, all others of none."""
    folder = breaking.copy(Path(mkdtemp()))

    def change(rows: list[list[str]]) -> None:
        columns = [rows[0].index(name) for name in ("said_on", "about_when")]
        for number, row in enumerate(rows[1:]):
            for column in columns:
                row[column] = DATES[number] if number < MISSING else ""

    breaking.rows("statements", change)(folder)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    return dataset


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"from": "-0100"}, {0, 2, 3, 5, 6}),
        ({"to": "-0500"}, {1, 2, 4, 6}),
        ({"to": "-0043"}, {0, 1, 2, 4, 6}),
        ({"to": "-0043-03-14"}, {1, 2, 4, 6}),
        ({"to": "0001"}, {0, 1, 2, 4, 5, 6}),
        ({"from": "0000", "to": "0000"}, {5, 6}),
        ({"to": "-9999"}, {4}),
        ({"from": "Y-40000"}, {0, 1, 2, 3, 5, 6}),
    ],
)
def test_periods_tell_early_years_apart(chosen: dict[str, str], found: set[int]) -> None:
    """Each year is one of its own, however long ago."""
    selection = Selection(filters=tuple((key, (value,)) for key, value in chosen.items()))
    assert set(select(early(), selection).mask.nonzero()[0].tolist()) == found


def test_the_timeline_has_them() -> None:
    """The steps follow each other, each is a period of the link, and each statement has a bar."""
    found = whole(early(), ABOUT)
    assert all(step.last + 1 == after.first for step, after in pairwise(found))
    assert all((step.first, step.last) == dates.days(step.since) or step.until for step in found)
    counts = tally(early(), ABOUT, select(early(), Selection()).mask)
    drawn = bars(early(), ABOUT, found, counts)
    assert int(drawn.within.sum()) >= 3
    assert len(times(early(), ABOUT).values) == MISSING + 1
    assert (steps(early(), ABOUT)[0].value, steps(early(), ABOUT)[-1].value) == ("-0752", "2024")


def test_they_are_said_in_words() -> None:
    """A reader is told of years before Christ, never of a year with a minus."""
    selection = Selection(filters=(("from", ("-0508",)), ("to", ("-0043-03-15",))))
    assert "speaking of 509 BC to 15 March 44 BC" in describe(early(), selection)


def test_kml_gives_no_wrong_time() -> None:
    """Its time has no year before 1: such a statement has none, others have theirs."""
    text = kml.write(excerpt(early())).decode()
    assert "2024-01-01" in text
    assert "0001-01-01" not in text
    placed = [part for part in text.split("<Placemark")[1:] if "<TimeSpan" in part]
    assert placed
    assert all("2024" in part for part in placed)
