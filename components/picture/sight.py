"""What of a country is in sight, and where in it a name has room, as sight.js does it.

What is in sight is kept as rows, ``ROW`` units of the page apart and fixed to the ground, each with
the stretches of the country that it crosses.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.picture.drawing import DRAWING

ROW, STEP, STEEP = (DRAWING["sight"][key] for key in ("ROW", "STEP", "STEEP"))
Stretches = list[tuple[float, float]]


class Frame(NamedTuple):
    """What is in view, and how the world lies under it.

    A point of the world's square lies at ``x * scale - frame.x``, ``y * scale - frame.y``.
    """

    scale: float
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sight:
    """What of a country is in view: its rows, how much it is, and the middle of it."""

    rows: dict[int, Stretches]
    area: float
    x: float
    y: float


class Rings(NamedTuple):
    """Outlines in the square of the world: points in one row, and where each ring begins."""

    points: npt.NDArray[np.float64]
    starts: npt.NDArray[np.int64]


def _crossings(rings: Rings, frame: Frame) -> dict[int, list[float]]:
    """Give where the rings cross each row."""
    low, high = math.ceil((frame.top + frame.y) / ROW), math.floor((frame.bottom + frame.y) / ROW)
    points = rings.points * frame.scale
    joined = np.ones(len(points) - 1, dtype=bool)
    joined[rings.starts[1:-1] - 1] = False
    from_, to = points[:-1], points[1:]
    first = np.maximum(low, np.ceil(np.minimum(from_[:, 1], to[:, 1]) / ROW))
    # A row belongs to an edge from its upper end on, so that a corner counts once.
    last = np.minimum(high, np.ceil(np.maximum(from_[:, 1], to[:, 1]) / ROW) - 1)
    edges = np.flatnonzero(joined & (first <= last))
    count = (last[edges] - first[edges] + 1).astype(np.int64)
    edge = np.repeat(edges, count)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    row = first[edge] + step
    (ax, ay), (bx, by) = from_[edge].T, to[edge].T
    at = ax + (row * ROW - ay) / (by - ay) * (bx - ax) - frame.x
    found: dict[int, list[float]] = defaultdict(list)
    for number, x in zip(row.astype(np.int64).tolist(), at.tolist(), strict=True):
        found[number].append(x)
    return found


def _united(stretches: Stretches) -> Stretches:
    found: Stretches = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + 0.5:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def seen(parts: Sequence[Rings], frame: Frame) -> Sight | None:
    """See what of a country is in the frame; each part has whole outlines, such as a cell's."""
    rows: dict[int, Stretches] = defaultdict(list)
    for rings in parts:
        if not len(rings.points):
            continue
        for row, crossed in _crossings(rings, frame).items():
            at = sorted(crossed)
            for start, end in zip(at[::2], at[1::2], strict=False):
                cut = max(frame.left, start), min(frame.right, end)
                if cut[1] > cut[0]:
                    rows[row].append(cut)
    whole = {row: _united(stretches) for row, stretches in rows.items()}
    area = across = down = 0.0
    for row, stretches in whole.items():
        for start, end in stretches:
            weight = (end - start) * ROW
            area += weight
            across += weight * (start + end) / 2
            down += weight * (row * ROW - frame.y)
    return Sight(whole, area, across / area, down / area) if area else None


def _shared(one: Stretches, other: Stretches) -> Stretches:
    cuts = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(start, end) for start, end in cuts if end > start]


def _between(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


Point = tuple[float, float]
Candidate = tuple[float, float, float]
"""Where a name may stand, and how far it reaches over the borders."""


def _rows_for(sight: Sight, height: float, frame: Frame) -> Iterator[tuple[int, float]]:
    for row in sight.rows:
        y = row * ROW - frame.y
        if y - height / 2 >= frame.top and y + height / 2 <= frame.bottom:
            yield row, y


def _inner(
    sight: Sight, size: tuple[float, float], near: Point, frame: Frame, *, step: bool
) -> Iterator[Candidate]:
    """Give points from which a name would stand wholly within the country."""
    width, height = size
    reach = math.ceil(height / 2 / ROW)
    for row, y in _rows_for(sight, height, frame):
        common = sight.rows[row]
        for other in range(row - reach, row + reach + 1):
            common = _shared(common, sight.rows.get(other, []))
        for start, end in common:
            low, high = start + width / 2, end - width / 2
            if low <= high:
                yield _between(near[0], low, high), y, 0.0
                for number in range(int((high - low) // STEP) + 1) if step else ():
                    yield low + number * STEP, y, 0.0


def _outer(
    sight: Sight, size: tuple[float, float], near: Point, frame: Frame
) -> Iterator[Candidate]:
    """Give points within the country from which a name may reach beyond its borders."""
    width, height = size
    low, high = frame.left + width / 2, frame.right - width / 2
    for row, y in _rows_for(sight, height, frame):
        for start, end in sight.rows[row]:
            if end < low or start > high:
                continue
            for x in (near[0], (start + end) / 2, start, end):
                at = _between(_between(x, start, end), low, high)
                yield at, y, max(0.0, start - at + width / 2, at + width / 2 - end)


def room(  # noqa: PLR0913 - what a place depends on
    sight: Sight,
    size: tuple[float, float],
    near: Point,
    frame: Frame,
    is_open: Callable[[float, float], bool],
    *,
    beyond: bool,
) -> Point | None:
    """Find the point nearest to ``near`` from which a name of this size has room in a country.

    With ``beyond`` it may reach over the borders.
    """
    for step in (False,) if beyond else (False, True):
        points = (
            _outer(sight, size, near, frame)
            if beyond
            else _inner(sight, size, near, frame, step=step)
        )
        for x, y, _ in sorted(
            points, key=lambda p: math.hypot(p[0] - near[0], STEEP * (p[1] - near[1])) + p[2]
        ):
            if is_open(x, y):
                return x, y
    return None
