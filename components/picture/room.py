"""Boxes and lines on the page: what touches, what crosses, what is taken."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from components.picture.sheet import Box

_SQUARE = 64.0
Line = tuple[float, float, float, float]
"""From x and y to x and y."""
Owner = TypeVar("Owner")
"""What took a box."""


def around(x: float, y: float, half: float) -> Box:
    """Give a square around a point."""
    return Box(x - half, y - half, x + half, y + half)


def touch(one: Box, other: Box) -> bool:
    """Tell whether two boxes cover each other."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def inside(box: Box, frame: Box) -> bool:
    """Tell whether a box lies in another."""
    return (
        box.left >= frame.left
        and box.top >= frame.top
        and box.right <= frame.right
        and box.bottom <= frame.bottom
    )


def crosses(line: Line, box: Box) -> bool:
    """Tell whether a line passes through a box (Liang and Barsky)."""
    x0, y0, x1, y1 = line
    start, end = 0.0, 1.0
    across, down = x1 - x0, y1 - y0
    edges = (
        (-across, x0 - box.left),
        (across, box.right - x0),
        (-down, y0 - box.top),
        (down, box.bottom - y0),
    )
    for step, room in edges:
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
        if start > end:
            return False
    return True


def meet(one: Line, other: Line) -> bool:
    """Tell whether two lines cross each other."""

    def sides(line: Line, across: Line) -> bool:
        x0, y0, x1, y1 = line
        ends = ((across[0], across[1]), (across[2], across[3]))
        turns = [(x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) for x, y in ends]
        first, second = ((turn > 0) - (turn < 0) for turn in turns)
        return first != second

    return sides(one, other) and sides(other, one)


@dataclass
class Taken(Generic[Owner]):
    """Boxes that are taken, by square, so that a question meets only its neighbours."""

    squares: dict[tuple[int, int], list[tuple[Box, Owner | None]]] = field(default_factory=dict)

    @staticmethod
    def _keys(box: Box) -> Iterator[tuple[int, int]]:
        for x in range(math.floor(box.left / _SQUARE), math.floor(box.right / _SQUARE) + 1):
            for y in range(math.floor(box.top / _SQUARE), math.floor(box.bottom / _SQUARE) + 1):
                yield x, y

    def add(self, box: Box, owner: Owner | None = None) -> None:
        """Take a box."""
        for key in self._keys(box):
            self.squares.setdefault(key, []).append((box, owner))

    def hit(self, box: Box) -> tuple[Box, Owner | None] | None:
        """Find the first taken box that this one would cover."""
        for key in self._keys(box):
            for entry in self.squares.get(key, ()):
                if touch(box, entry[0]):
                    return entry
        return None

    def crossed(self, line: Line, clear: Callable[[Box], bool]) -> bool:
        """Tell whether a line runs through a taken box that it must keep clear of."""
        x0, y0, x1, y1 = line
        stretch = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        return any(
            clear(box) and crosses(line, box)
            for key in self._keys(stretch)
            for box, _ in self.squares.get(key, ())
        )
