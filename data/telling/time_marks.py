"""How a statement's mark on a time is drawn, and where it lies on the axis or in the text's order.

Places on an axis are fractions of its length, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data import dates
from data.telling.timeline import Axis, stretch

SLOT = 0.06
"""The least width of a mark: about 20 pixels where the panel is narrowest."""


@dataclass(frozen=True)
class Shape:
    """How a date is drawn. An end is "sharp", "open", or vague: "~", "?" or "%" as in EDTF.

    ``kind`` is "day", "some" (one day of a month, a year or another stretch, not known which)
    or "all" (from one date to another).
    """

    kind: str
    begins: str
    ends: str


def shape(value: str) -> Shape:
    """Give how an EDTF date is drawn."""
    start, slash, end = value.partition("/")
    if slash:
        return Shape("all", _end(start), _end(end))
    first, last = dates.days(value)
    return Shape("day" if first == last else "some", _end(value), _end(value))


def _end(value: str) -> str:
    if value in {"", ".."}:
        return "open"
    return value[-1] if value[-1] in "~?%" else "sharp"


@dataclass(frozen=True)
class Mark:
    """Where a mark lies: its lane, from 0, and its left end and width on the axis."""

    lane: int
    left: float
    width: float


def pack(spans: Sequence[tuple[int, int]], steps: Axis) -> list[Mark]:
    """Lay out marks for first and last days, in lanes, so that none covers another.

    Spans are sorted by first day. Each lies where its days are, widened to ``SLOT`` where they
    are narrower. Where one day is wider than two slots, its dots stand side by side within it.
    """
    ends: list[float] = []
    marks = []
    for first, last in spans:
        offered = _offered(*stretch(steps, first, last), day=first == last)
        lane, (left, width) = next(
            (
                (lane, box)
                for lane, end in enumerate(ends)
                for box in offered
                if box[0] >= end - 1e-9
            ),
            (len(ends), offered[0]),
        )
        ends[lane : lane + 1] = [left + width]
        marks.append(Mark(lane, left, width))
    return marks


def in_rows(count: int) -> list[Mark]:
    """Lay out so many marks beside each other, row by row, as a text is read."""
    row = int(1 / SLOT)
    return [Mark(n // row, n % row / row, 1 / row) for n in range(count)]


def _offered(left: float, right: float, *, day: bool) -> list[tuple[float, float]]:
    width = right - left
    if width < SLOT:
        return [(min(1 - SLOT, max(0.0, (left + right - SLOT) / 2)), SLOT)]
    count = int(width / SLOT) if day else 1
    return [(left + width * number / count, width / count) for number in range(count)]
