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

from components.picture.drawing import DRAWING
from components.picture.room import Line, Taken, around, crosses, inside, meet
from components.picture.sheet import Box

CELL: int = DRAWING["layout"]["CELL"]
CROWD: int = DRAWING["layout"]["CROWD"]
"""More than so many places in a square of ``CELL`` units are one symbol from the start."""
REACH, SHORT, MANY = (DRAWING["layout"][name] for name in ("REACH", "SHORT", "MANY"))
"""How far a symbol may stand from its point, and how far where there are many symbols."""
STEP, DIRECTIONS, SWARM = (DRAWING["layout"][name] for name in ("STEP", "DIRECTIONS", "SWARM"))
ROUNDS: int = DRAWING["layout"]["ROUNDS"]
_TURNS = [-(i + 1) // 2 if i % 2 else i // 2 for i in range(DIRECTIONS)]
_GAP, _AWAY = DRAWING["labels"]["GAP"], (0, *DRAWING["labels"]["AWAY"])
_SIDES, _FARTHER = DRAWING["labels"]["SIDES"], DRAWING["labels"]["FARTHER"]


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
    room = _Room(frame, SHORT if len(groups) > MANY else REACH)
    merged = False
    swarm: dict[int, int] = {}
    for spot in groups:
        spot.at_x, spot.at_y = _into(spot.x, spot.y, spot.half, frame)
        if room.is_free(spot.box):
            room.put(spot)
            continue
        blocked = room.taken.hit(spot.box)
        host = blocked[1] if blocked else None
        crowd = swarm.get(id(host), 0) if host else 0
        found = _beside(spot, host, room) if crowd < SWARM else None
        if found:
            spot.at_x, spot.at_y = found
            room.put(spot)
            swarm[id(host)] = crowd + 1
            continue
        into = host or min(room.placed, key=partial(_apart, spot))
        spot.into, merged = into, True
        into.members += spot.members
        into.weight += spot.weight
        into.grown = True
    return merged


class _Room:
    """What symbols and their leaders have taken of the frame, and how far one may stand aside."""

    def __init__(self, frame: Box, reach: int) -> None:
        self.frame, self.reach = frame, reach
        self.taken: Taken[Spot] = Taken()
        self.lines: Taken[Spot] = Taken()
        self.placed: list[Spot] = []

    def is_free(self, box: Box) -> bool:
        return inside(box, self.frame) and not self.taken.hit(box) and not self.lines.hit(box)

    def put(self, spot: Spot) -> None:
        self.taken.add(spot.box, spot)
        self.placed.append(spot)
        if spot.moved:  # its leader's way is taken, as a row of small boxes
            across, down = spot.at_x - spot.x, spot.at_y - spot.y
            count = math.ceil(math.hypot(across, down) / 8)
            for i in range(count + 1):
                self.lines.add(around(spot.x + across * i / count, spot.y + down * i / count, 1))


def _apart(one: Spot, other: Spot) -> float:
    return math.hypot(other.at_x - one.x, other.at_y - one.y)


def _into(x: float, y: float, half: float, frame: Box) -> tuple[float, float]:
    """Move a point so far from the frame's sides that its symbol is whole."""
    return (
        min(max(x, frame.left + half), max(frame.left + half, frame.right - half)),
        min(max(y, frame.top + half), max(frame.top + half, frame.bottom - half)),
    )


def _beside(spot: Spot, host: Spot | None, room: _Room) -> tuple[float, float] | None:
    """Find the nearest free spot around the true point, straight away from the host first."""
    angle = math.atan2(spot.y - host.at_y, spot.x - host.at_x) if host else math.pi / 2
    ahead = math.floor(angle * DIRECTIONS / (2 * math.pi) + 0.5)

    def clear(box: Box) -> bool:
        return not (box.left <= spot.x <= box.right and box.top <= spot.y <= box.bottom)

    for distance in range(STEP, room.reach + 1, STEP):
        for turn in _TURNS:
            way = (ahead + turn) % DIRECTIONS * 2 * math.pi / DIRECTIONS
            x, y = spot.x + distance * math.cos(way), spot.y + distance * math.sin(way)
            free = room.is_free(around(x, y, spot.half))
            if free and not room.taken.crossed((spot.x, spot.y, x, y), clear):
                return x, y
    return None


def label(
    spots: Sequence[Spot], frame: Box, size: Callable[[Spot], tuple[float, float]]
) -> list[Box]:
    """Place labels beside their symbols, those first in the row first; give all boxes taken.

    ``size`` gives a label's width and height. Where there is no room, there is no label.
    """
    taken: Taken[Spot] = Taken()
    lines: list[tuple[Line, Spot | None]] = [
        ((s.x, s.y, s.at_x, s.at_y), s) for s in spots if s.moved
    ]
    boxes = [spot.box for spot in spots]
    for box in boxes:
        taken.add(box)

    def free(box: Box) -> bool:
        if not inside(box, frame) or taken.hit(box):
            return False
        return not any(crosses(line, box) for line, _ in lines)

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
                if line and any(meet(line, other) for other, of in lines if of is not spot):
                    continue
                if line and taken.crossed(line, partial(ne, own)):
                    continue
                spot.label, spot.side, spot.leader = box, across, line
                break
            if spot.label:
                taken.add(spot.label)
                boxes.append(spot.label)
                lines += [(spot.leader, None)] if spot.leader else []
                break
    return boxes


def _label_box(spot: Spot, size: tuple[float, float], way: tuple[int, int], away: float) -> Box:
    width, height = size
    across, down = way
    reach = spot.half + _GAP + away
    x = spot.at_x + across * reach
    y = spot.at_y + down * (away if across else reach)
    left = x if across > 0 else x - width if across < 0 else x - width / 2
    top = y - height / 2 if across else y if down > 0 else y - height
    return Box(left, top, left + width, top + height)
