"""The Timeline tab: statements on the two times, when they were said and what they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from components.panels.cards import side_of, statement_cards
from data import dates
from data.choosing.periods import ABOUT, SAID, SCALES, UNDATED, Scale
from data.choosing.selection import Selection, Shown, select
from data.choosing.spot import listed
from data.dataset import Dataset
from data.telling import time_marks
from data.telling import timeline as axes

MOST_MARKS = 100
"""Statements that are drawn one by one; of more, only how many there are."""
LONGEST = 40
"""Characters of a statement's words that name its mark."""
_HEADINGS = {SAID.key: "When it was said", ABOUT.key: "What time it speaks of"}
_VERBS = {SAID.key: "said", ABOUT.key: "speaks of"}


@dataclass(frozen=True)
class _Drawn:
    """The statements that are drawn one by one: positions in the table, in the order drawn."""

    positions: list[int]
    chosen: int | None


def timeline(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give both scales: bars for all that matches, marks for each statement if they are few.

    A scale that tells something comes before one that has all statements in one step; the marks
    of that one stand in the order of the text. The bars of a scale count what matches without
    that scale's own period, as an option's count does. The chosen statement is marked, also where
    the filters hide it.
    """
    here = listed(dataset, shown.mask, selection.spot)
    count = int(here.sum())
    chosen = dataset.positions["statements"].get(selection.statement or "")
    positions = np.flatnonzero(here).tolist() if count <= MOST_MARKS else []
    if chosen is not None and chosen not in positions:
        positions.append(chosen)
    drawn = _Drawn(positions, chosen)
    return {
        "count": count,
        "many": count > MOST_MARKS,
        "most": MOST_MARKS,
        "chosen": selection.statement,
        **_items(dataset, positions),
        "scales": [
            _scale(dataset, selection, scale, drawn)
            for scale in sorted(SCALES, key=lambda scale: not axes.tells(dataset, scale))
        ],
        "outside": ""
        if chosen is None or here[chosen]
        else "The chosen statement is not one of those that match here.",
        "card": None if chosen is None else statement_cards(dataset, [chosen])[0],
    }


def _items(dataset: Dataset, positions: list[int]) -> dict[str, Any]:
    """Give what the marks say: who speaks, once each, and how the words begin.

    An item has its speaker's position among the speakers.
    """
    if not positions:
        return {"speakers": [], "items": []}
    columns = (dataset.statements[name].take(positions) for name in ("id", "speaker", "exact"))
    ids, said_by, words = (column.tolist() for column in columns)
    speakers = list(dict.fromkeys(said_by))
    number = {speaker: position for position, speaker in enumerate(speakers)}
    return {
        "speakers": [
            {
                "name": dataset.names["actors"][speaker],
                "colour": side_of(dataset, speaker)["colour"],
            }
            for speaker in speakers
        ],
        "items": [
            {"id": key, "speaker": number[speaker], "words": _beginning(exact)}
            for key, speaker, exact in zip(ids, said_by, words, strict=True)
        ],
    }


def _beginning(words: str) -> str:
    words = " ".join(words[: 2 * LONGEST].split())
    if len(words) <= LONGEST:
        return words
    whole = words[:LONGEST].rpartition(" ")[0]
    return f"{whole or words[:LONGEST]} …"


def _scale(dataset: Dataset, selection: Selection, scale: Scale, drawn: _Drawn) -> dict[str, Any]:
    rest = selection.without(scale.since).without(scale.until)
    others = listed(dataset, select(dataset, rest).mask, selection.spot)
    counts = axes.tally(dataset, scale, others)
    period = axes.period(selection, scale)
    whole = axes.whole(dataset, scale)
    closer = axes.closer(whole, period)
    times = axes.times(dataset, scale)
    of = None if drawn.chosen is None else int(times.of[drawn.chosen])
    in_text = scale is SAID and not axes.tells(dataset, scale)
    given = [next(iter(selection.values(key)), "") for key in (scale.since, scale.until)]
    return {
        "key": scale.key,
        "heading": _HEADINGS[scale.key],
        "verb": _VERBS[scale.key],
        "keys": [scale.since, scale.until],
        "period": _period_words(*given),
        "undated": axes.undated(dataset, scale, counts),
        "undatedOnly": UNDATED in given,
        "axes": [
            {
                "bars": _bars(dataset, scale, steps, period, counts),
                "labels": _labels(steps),
                "period": period and axes.stretch(steps, *period),
                "chosen": _stretch(steps, times, of),
            }
            for steps in (whole, closer)
            if steps
        ],
        "inText": in_text,
        **_marks(times, closer or whole, drawn, _order(dataset, drawn) if in_text else None),
    }


def _period_words(since: str, until: str) -> str:
    """Say the chosen period; "" without one."""
    if UNDATED in {since, until} or not (since or until):
        return ""
    if since and until:
        both = dates.days(since)[0], dates.days(until)[1]
        same = next((value for value in (since, until) if dates.days(value) == both), None)
        return dates.words(same) if same else f"{dates.words(since)} to {dates.words(until)}"
    return f"{dates.words(since)} or later" if since else f"{dates.words(until)} or earlier"


def _bars(
    dataset: Dataset,
    scale: Scale,
    steps: axes.Axis,
    period: tuple[int, int] | None,
    counts: axes.Counts,
) -> list[dict[str, Any]]:
    """Give each step: its ends as in the link, its words, where it stands, what is in it."""
    found = axes.bars(dataset, scale, steps, counts)
    rows: list[dict[str, Any]] = []
    for step, within, across in zip(
        steps, found.within.tolist(), found.across.tolist(), strict=True
    ):
        left, right = axes.stretch(steps, step.first, step.last)
        row = {
            "from": step.since,
            "to": step.until,
            "label": step.label,
            "left": round(left, 3),
            "width": round(right - left, 3),
            "within": within,
            "across": across,
            "chosen": period is not None and step.first <= period[1] and step.last >= period[0],
        }
        rows.append(row)
    return rows


def _labels(steps: axes.Axis) -> list[dict[str, Any]]:
    """Give the first, the middle and the last step: words, and where their middle is."""
    named = sorted({0, (len(steps) - 1) // 2, len(steps) - 1})
    middles = [sum(axes.stretch(steps, steps[n].first, steps[n].last)) / 2 for n in named]
    return [
        {"words": steps[n].label, "at": round(at, 3)} for n, at in zip(named, middles, strict=True)
    ]


def _stretch(steps: axes.Axis, times: axes.Times, of: int | None) -> list[float] | None:
    """Give where the chosen statement's date lies on an axis; None where it does not."""
    if of is None or not times.values[of]:
        return None
    first, last = int(times.first[of]), int(times.last[of])
    if first > steps[-1].last or last < steps[0].first:
        return None
    left, right = axes.stretch(steps, first, last)
    return [round(left, 3), round(right - left, 3)]


def _order(dataset: Dataset, drawn: _Drawn) -> list[tuple[int, int]]:
    """Give where each statement that is drawn stands: the position of its source, and in it."""
    columns = (dataset.statements[name].take(drawn.positions) for name in ("source", "start"))
    sources = dataset.positions["sources"]
    return [(sources[source], int(start)) for source, start in zip(*columns, strict=True)]


def _marks(
    times: axes.Times,
    steps: axes.Axis,
    drawn: _Drawn,
    order: list[tuple[int, int]] | None,
) -> dict[str, Any]:
    """Give the marks in the order of their dates, the dates once each, the number of lanes.

    A mark has the positions of its item and of its date. With an order they stand in it instead.
    """
    found = []
    for item, position in enumerate(drawn.positions):
        of = int(times.of[position])
        first, last = int(times.first[of]), int(times.last[of])
        if steps and times.values[of] and first <= steps[-1].last and last >= steps[0].first:
            found.append((first, last, item, of))
    if order is None:
        found.sort()
        marks = time_marks.pack([(first, last) for first, last, _, _ in found], steps)
    else:
        found.sort(key=lambda one: order[one[2]])
        marks = time_marks.in_rows(len(found))
    dated = list(dict.fromkeys(of for _, _, _, of in found))
    number = {of: position for position, of in enumerate(dated)}
    return {
        "dates": [_drawn_date(times, of, steps) for of in dated],
        "marks": [
            {
                "item": item,
                "date": number[of],
                "lane": mark.lane,
                "left": round(mark.left, 3),
                "width": round(mark.width, 3),
            }
            for (_, _, item, of), mark in zip(found, marks, strict=True)
        ],
        "lanes": 1 + max((mark.lane for mark in marks), default=-1),
    }


def _drawn_date(times: axes.Times, of: int, steps: axes.Axis) -> dict[str, str]:
    """Give a date's words and how it is drawn: what leaves the axis fades out like an open end."""
    drawn = time_marks.shape(times.values[of])
    begins = "open" if times.first[of] < steps[0].first else drawn.begins
    ends = "open" if times.last[of] > steps[-1].last else drawn.ends
    words = dates.words(times.values[of])
    return {"words": words, "kind": drawn.kind, "begins": begins, "ends": ends}
