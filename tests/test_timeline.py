"""The time axis: its steps, the number of statements of each, and where marks lie."""

from __future__ import annotations

import importlib
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.panels.timeline import timeline
from data import dates
from data.choosing.periods import SCALES, UNDATED, Scale
from data.choosing.selection import Selection, select
from data.choosing.spot import listed
from data.days import FIRST_DAY, LAST_DAY
from data.telling.time_marks import SLOT, pack, shape
from data.telling.timeline import (
    MOST_STEPS,
    axis,
    bars,
    closer,
    period,
    stretch,
    tally,
    times,
    undated,
    whole,
)
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
SCALE = pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.key)
DAYS = st.integers(FIRST_DAY + 1, LAST_DAY - 1)
SPANS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))


@given(SPANS, st.sets(st.sampled_from(["earlier", "later"])))
def test_an_axis_holds_its_days_without_gaps(span: tuple[int, int], ends: set[str]) -> None:
    """Steps follow each other, are few, and mean in the link what they are in days."""
    first, last = span
    steps = axis(first, last, earlier="earlier" in ends, later="later" in ends)
    assert steps[0].first <= first
    assert steps[-1].last >= last
    assert all(step.last + 1 == after.first for step, after in pairwise(steps))
    assert len(steps) <= max(MOST_STEPS, 100) * 1.25 + 2
    for step in steps:
        assert (step.first, step.last) == (dates.days(step.since)[0], dates.days(step.until)[1])


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2026-01-28", "2026-01-28", "28 January 2026"),
        ("2026-01-01", "2026-02-28", "1 January 2026"),
        ("2026-01-01", "2026-04-28", "January 2026"),
        ("2020-01-01", "2026-04-28", "2020"),
        ("1831-01-01", "2099-12-31", "1830–1839"),
        ("0800-01-01", "2099-12-31", "800–899"),
    ],
)
def test_the_unit_follows_the_length(first: str, last: str, unit: str) -> None:
    """Days for weeks, months for years, and so on to centuries; one more step on either side."""
    assert axis(dates.days(first)[0], dates.days(last)[1])[1].label == unit


def test_open_dates_have_room() -> None:
    """Where dates are open the axis goes on farther, on that side alone."""
    day = dates.days("2026-01-01")[0]
    usual, later = axis(day, day + 30), axis(day, day + 30, later=True)
    assert later[: len(usual)] == usual
    assert len(later) > len(usual)


@EVERY
@SCALE
@pytest.mark.parametrize("others", [(), (("directness", ("direct",)),)], ids=["all", "direct"])
def test_a_bar_is_what_its_period_matches(
    folder: Path, scale: Scale, others: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    """Choosing a bar's step as the period leaves exactly the statements that it counts."""
    dataset = loaded(folder)
    steps = whole(dataset, scale)
    counts = tally(dataset, scale, select(dataset, Selection(filters=others)).mask)
    found = bars(dataset, scale, steps, counts)
    for step, within, across in zip(steps, found.within, found.across, strict=True):
        ends = ((scale.since, (step.since,)), (scale.until, (step.until,)))
        selection = Selection(filters=(*others, *ends))
        mask = select(dataset, selection).mask
        assert within + across == mask.sum()
        of = times(dataset, scale)
        inside = (of.first >= step.first) & (of.last <= step.last)
        assert within == inside[of.of[mask]].sum()


@EVERY
@SCALE
def test_what_is_undated_is_counted(folder: Path, scale: Scale) -> None:
    """The number of undated statements is what their filter matches."""
    dataset = loaded(folder)
    everything = np.ones(dataset.size, dtype=bool)
    selection = Selection(filters=((scale.since, (UNDATED,)),))
    expected = select(dataset, selection).matching
    assert undated(dataset, scale, tally(dataset, scale, everything)) == expected
    assert period(selection, scale) is None


@SCALE
def test_a_short_period_is_shown_closer(scale: Scale) -> None:
    """A period of at most half of the axis has an axis of its own, around it."""
    steps = whole(loaded(HARBOURS), scale)
    chosen = dates.days("2031-03")
    near = closer(steps, chosen)
    assert near[0].first < chosen[0]
    assert near[-1].last > chosen[1]
    assert near[-1].last - near[0].first < (steps[-1].last - steps[0].first) / 2
    assert closer(steps, None) == ()
    assert closer(steps, (steps[0].first, steps[-1].last)) == ()
    assert closer(steps, dates.days("0500")) == ()
    assert closer((), chosen) == ()


@given(st.lists(SPANS, max_size=60), SPANS)
def test_no_mark_covers_another(spans: list[tuple[int, int]], ends: tuple[int, int]) -> None:
    """Marks of one lane lie side by side, on the axis, and cover the days that they mean."""
    steps = axis(*ends)
    spans = sorted(
        span for span in spans if span[0] <= steps[-1].last and span[1] >= steps[0].first
    )
    marks = pack(spans, steps)
    for span, mark in zip(spans, marks, strict=True):
        left, right = stretch(steps, *span)
        assert mark.left >= -1e-9
        assert mark.left + mark.width <= 1 + 1e-9
        assert mark.width >= SLOT - 1e-9
        if span[0] < span[1]:
            assert mark.left <= left + 1e-9
            assert mark.left + mark.width >= right - 1e-9
    for lane in {mark.lane for mark in marks}:
        row = sorted((mark for mark in marks if mark.lane == lane), key=lambda mark: mark.left)
        assert all(a.left + a.width <= b.left + 1e-6 for a, b in pairwise(row))


def test_dots_of_one_wide_day_stand_side_by_side() -> None:
    """Five statements of one day in three need one lane."""
    day = dates.days("2026-01-28")[0]
    marks = pack([(day, day)] * 5, axis(day, day))
    assert {mark.lane for mark in marks} == {0}
    assert len({mark.left for mark in marks}) == 5


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("2031-03-03", ("day", "sharp", "sharp")),
        ("2031-03-03~", ("day", "~", "~")),
        ("2031-03-03?", ("day", "?", "?")),
        ("2031-03-03%", ("day", "%", "%")),
        ("2031-03", ("some", "sharp", "sharp")),
        ("2031-02~", ("some", "~", "~")),
        ("203X", ("some", "sharp", "sharp")),
        ("2031-XX-XX", ("some", "sharp", "sharp")),
        ("2031-03/2031-12", ("all", "sharp", "sharp")),
        ("2031-03-05~/2031-12-31", ("all", "~", "sharp")),
        ("2031-03-03/..", ("all", "sharp", "open")),
        ("2031-03-03/", ("all", "sharp", "open")),
        ("../2031-03?", ("all", "open", "?")),
    ],
)
def test_vague_dates_are_drawn_as_vague(value: str, drawn: tuple[str, str, str]) -> None:
    """What is around, perhaps, open or only a month has a shape of its own."""
    found = shape(value)
    assert (found.kind, found.begins, found.ends) == drawn


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ((), ""),
        ((("from", ("none",)),), ""),
        ((("from", ("2031-03",)), ("to", ("2031-03",))), "March 2031"),
        ((("from", ("2031-03-01",)), ("to", ("2031-03",))), "March 2031"),
        ((("from", ("2031-02",)), ("to", ("2031-03",))), "February 2031 to March 2031"),
        ((("from", ("2031-02",)),), "February 2031 or later"),
        ((("to", ("2031-02",)),), "February 2031 or earlier"),
    ],
)
def test_the_period_in_words(filters: tuple[tuple[str, tuple[str, ...]], ...], words: str) -> None:
    """The chosen period is said once where both ends are the same."""
    dataset = loaded(HARBOURS)
    selection = Selection(filters=filters)
    about = timeline(dataset, selection, select(dataset, selection))["scales"][1]
    assert about["period"] == words


def test_what_tells_something_stands_first() -> None:
    """Where all was said in one step, that time stands last, its marks in the text's order."""
    dataset = loaded(HARBOURS)
    content = timeline(dataset, Selection(), select(dataset, Selection()))
    assert [(scale["key"], scale["inText"]) for scale in content["scales"]] == [
        ("said", False),
        ("about", False),
    ]
    dataset = loaded(MOSCOW)
    content = timeline(dataset, Selection(), select(dataset, Selection()))
    assert [(scale["key"], scale["inText"]) for scale in content["scales"]] == [
        ("about", False),
        ("said", True),
    ]
    marks = content["scales"][1]["marks"]
    shown = [content["items"][mark["item"]]["id"] for mark in marks]
    rows = dataset.statements.sort_values("start", kind="stable")
    assert shown == [one for one in rows["id"] if one in shown]
    places = [(mark["lane"], mark["left"]) for mark in marks]
    assert places == sorted(set(places))


@EVERY
def test_every_dated_statement_has_a_mark(folder: Path) -> None:
    """Few statements are all drawn, on both scales; the rest are counted as undated."""
    dataset = loaded(folder)
    selection = Selection()
    content = timeline(dataset, selection, select(dataset, selection))
    assert content["count"] == dataset.size
    for scale in content["scales"]:
        drawn = sorted(content["items"][mark["item"]]["id"] for mark in scale["marks"])
        column = dataset.statements[next(s.column for s in SCALES if s.key == scale["key"])]
        assert drawn == sorted(dataset.statements["id"][column != ""])
        assert scale["undated"] == dataset.size - len(drawn)
    assert len(json.dumps(content)) < 20_000


def test_the_chosen_place_and_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are of the place, as the list's are; a chosen statement is drawn alone at least."""
    dataset = loaded(MOSCOW)
    monkeypatch.setattr(importlib.import_module("components.panels.timeline"), "MOST_MARKS", 3)
    here = Selection(at="moscow")
    content = timeline(dataset, here, select(dataset, here))
    assert content["count"] == listed(dataset, select(dataset, here).mask, here.spot).sum()
    assert content["many"]
    assert content["items"] == []
    chosen = Selection(at="moscow", statement="earlier-visit-in-october")
    content = timeline(dataset, chosen, select(dataset, chosen))
    assert [item["id"] for item in content["items"]] == ["earlier-visit-in-october"]
    assert [len(scale["marks"]) for scale in content["scales"]] == [1, 1]
    assert content["card"]["id"] == "earlier-visit-in-october"
