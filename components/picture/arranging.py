"""Where symbols and labels go so that none covers another, as layout.js and labels.js do it.

Pure: points in, places on the page out, in units of the page. Symbols that find no room are
gathered with what stands in their way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import ne

from components.picture.room import Line, Taken, around, crosses, inside
from components.picture.sheet import Box

CELL = 52
CROWD = 3
"""More than so many places in a square of ``CELL`` units are one symbol from the start."""
REACH, SHORT, MANY = 70, 34, 40
"""How far a symbol may stand from its point, and how far where there are many symbols."""
STEP, DIRECTIONS, SWARM = 6, 16, 4
ROUNDS = 2
_AWAY = (0.0, 14.0, 26.0, 40.0, 56.0)
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
_FARTHER = ((1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0))


@dataclass
class Spot:
    """A symbol: its places, heaviest first, where they truly are, and where it is drawn."""

    members: list[int]
    weight: int
    x: float
    y: float
    half: float = 0.0
    at_x: float = 0.0
    at_y: float = 0.0
    into: Spot | None = None
    grown: bool = False
    label: Box | None = None
    side: int = 0
    """1 where the label is right of the symbol, -1 left, 0 above or below."""
    leader: Line | None = None

    @property
    def moved(self) -> bool:
        """Whether it stands beside its point."""
        return (self.at_x, self.at_y) != (self.x, self.y)

    @property
    def box(self) -> Box:
        """The square that the symbol takes."""
        return around(self.at_x, self.at_y, self.half)


def _by_weight(spot: Spot) -> tuple[int, int]:
    return -spot.weight, spot.members[0]


def _gathered(spots: list[Spot], origin: tuple[float, float]) -> list[Spot]:
    """Gather crowded squares of a grid that is fixed to the ground by its origin."""
    squares: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        key = (math.floor((spot.x - origin[0]) / CELL), math.floor((spot.y - origin[1]) / CELL))
        squares.setdefault(key, []).append(spot)
    groups = []
    for square in squares.values():
        if len(square) <= CROWD:
            groups += square
            continue
        first = square[0]
        members = [member for spot in square for member in spot.members]
        groups.append(Spot(members, sum(spot.weight for spot in square), first.x, first.y))
    return groups


def arrange(
    spots: list[Spot], frame: Box, origin: tuple[float, float], half: Callable[[Spot], float]
) -> list[Spot]:
    """Place symbols in a frame, heaviest first; gather those without room into their neighbours.

    ``half`` gives half the side of a symbol's square.
    """
    groups = _gathered(sorted(spots, key=_by_weight), origin)
    for spot in groups:
        spot.half = half(spot)
    for turn in range(ROUNDS + 1):
        groups.sort(key=_by_weight)
        merged = _settle(groups, frame)
        groups = [spot for spot in groups if spot.into is None]
        if not merged or turn == ROUNDS:
            break
        for spot in groups:
            if spot.grown:
                spot.half, spot.grown = half(spot), False
    return groups


def _settle(groups: Sequence[Spot], frame: Box) -> bool:
    taken: Taken[Spot] = Taken()
    merged = False
    swarm: dict[int, int] = {}
    reach = SHORT if len(groups) > MANY else REACH
    for spot in groups:
        spot.at_x, spot.at_y = _into(spot.x, spot.y, spot.half, frame)
        blocked = taken.hit(spot.box)
        if blocked is None:
            taken.add(spot.box, spot)
            continue
        host = blocked[1]
        crowd = swarm.get(id(host), 0)
        found = _beside(spot, host, taken, frame, reach) if host and crowd < SWARM else None
        if found:
            spot.at_x, spot.at_y = found
            taken.add(spot.box, spot)
            swarm[id(host)] = crowd + 1
        elif host:
            spot.into, merged = host, True
            host.members += spot.members
            host.weight += spot.weight
            host.grown = True
    return merged


def _into(x: float, y: float, half: float, frame: Box) -> tuple[float, float]:
    """Move a point so far from the frame's sides that its symbol is whole."""
    return (
        min(max(x, frame.left + half), max(frame.left + half, frame.right - half)),
        min(max(y, frame.top + half), max(frame.top + half, frame.bottom - half)),
    )


def _beside(
    spot: Spot, host: Spot, taken: Taken[Spot], frame: Box, reach: int
) -> tuple[float, float] | None:
    """Find the nearest free spot around the true point, straight away from the host first."""
    angle = math.atan2(spot.y - host.at_y, spot.x - host.at_x)
    ahead = round(angle * DIRECTIONS / (2 * math.pi))
    turns = [-(i + 1) // 2 if i % 2 else i // 2 for i in range(DIRECTIONS)]

    def clear(box: Box) -> bool:
        return not (box.left <= spot.x <= box.right and box.top <= spot.y <= box.bottom)

    for distance in range(STEP, reach + 1, STEP):
        for turn in turns:
            way = (ahead + turn) * 2 * math.pi / DIRECTIONS
            x, y = spot.x + distance * math.cos(way), spot.y + distance * math.sin(way)
            box = around(x, y, spot.half)
            free = inside(box, frame) and not taken.hit(box)
            if free and not taken.crossed((spot.x, spot.y, x, y), clear):
                return x, y
    return None


def label(
    spots: Sequence[Spot], frame: Box, size: Callable[[Spot], tuple[float, float]]
) -> list[Box]:
    """Place labels beside their symbols, those first in the row first; give all boxes taken.

    ``size`` gives a label's width and height. Where there is no room, there is no label.
    """
    taken: Taken[Spot] = Taken()
    lines = [(s.x, s.y, s.at_x, s.at_y) for s in spots if s.moved]
    boxes = [spot.box for spot in spots]
    for box in boxes:
        taken.add(box)

    def free(box: Box) -> bool:
        if not inside(box, frame) or taken.hit(box):
            return False
        return not any(crosses(line, box) for line in lines)

    for spot in spots:
        width, height = size(spot)
        for away in _AWAY:
            for across, down in _FARTHER if away else _SIDES:
                box = _label_box(spot, (width, height), (across, down), away)
                line = None
                if away:
                    end = box.left - 2 if across > 0 else box.right + 2
                    line = (spot.at_x, spot.at_y, end, (box.top + box.bottom) / 2)
                own = spot.box
                if not free(box):
                    continue
                if line and taken.crossed(line, partial(ne, own)):
                    continue
                spot.label, spot.side, spot.leader = box, across, line
                break
            if spot.label:
                taken.add(spot.label)
                boxes.append(spot.label)
                lines += [spot.leader] if spot.leader else []
                break
    return boxes


def _label_box(spot: Spot, size: tuple[float, float], way: tuple[int, int], away: float) -> Box:
    width, height = size
    across, down = way
    reach = spot.half + 1 + away
    x = spot.at_x + across * reach
    y = spot.at_y + down * (away if across else reach)
    left = x if across > 0 else x - width if across < 0 else x - width / 2
    top = y - height / 2 if across else y if down > 0 else y - height
    return Box(left, top, left + width, top + height)
