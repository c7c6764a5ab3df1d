"""Which names stand on the map, and where, as naming.js chooses them.

Countries are named in the part that is in sight, then waters, towns and divisions, each only where
there is room. Pure: lengths are units of the page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from components.picture.drawing import DRAWING
from components.picture.room import Taken, touch
from components.picture.sheet import Box
from components.picture.sight import Frame, Point, Rings, Sight, room, seen


class Style(NamedTuple):
    """How a kind is set: size, space between letters as a share of it, in capitals or not."""

    font: float
    spacing: float
    upper: bool


_NUMBERS = DRAWING["names"]
STYLES = {kind: Style(**style) for kind, style in _NUMBERS["STYLES"].items()}
_ORDER = tuple(STYLES)
AIR, SMALL_AIR = _NUMBERS["AIR"], _NUMBERS["SMALL_AIR"]
"""Units kept free around a name, and around that of a town or a river."""
DOT, LEADING = _NUMBERS["DOT"], _NUMBERS["LEADING"]
"""From the middle of a town's dot to its edge; the height of a line as a share of its type."""
_TOWNS = ("capital", "town")
Label = Mapping[str, Any]
"""A name with its kind, its point in the world's square and its zooms; a country's has its code."""
Measure = Callable[[str, str], float]
"""Gives the width of a text as a name of a kind."""


class Way(NamedTuple):
    """A way to write a name."""

    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True)
class Name:
    """A name that stands: its lines, the middle of them, what it takes, and a town's point."""

    kind: str
    name: str
    lines: tuple[str, ...]
    at: Point
    box: Box
    dot: Point | None = None


@dataclass
class Names:
    """What is named in a frame, and what is taken already."""

    frame: Frame
    zoom: float
    layers: Sequence[Mapping[str, Rings]]
    """By code of a country its rings, for each cell."""
    taken: Taken[str]
    told: frozenset[str]
    """Names that the data shows, case-folded: they need not stand there twice."""
    measure: Measure
    found: list[Name] = field(default_factory=list)
    soft: Taken[str] = field(default_factory=Taken)
    """Where capitals would stand: countries' names keep clear of it if they have room elsewhere."""

    def put(self, name: Name) -> None:
        """Let a name stand."""
        self.taken.add(name.box)
        self.found.append(name)

    def near(self, kind: str, name: str, at: Point) -> bool:
        """Tell whether the same name stands near by."""
        return any(
            other.kind == kind
            and other.name == name
            and math.dist(other.at, at) < _NUMBERS["TWICE"]
            for other in self.found
        )

    def fits(self, box: Box) -> bool:
        """Tell whether a box lies in the frame and covers nothing."""
        frame = self.frame
        return (
            box.left >= frame.left
            and box.right <= frame.right
            and box.top >= frame.top
            and box.bottom <= frame.bottom
            and not self.taken.hit(box)
        )

    def frames(self) -> list[Frame]:
        """Give the frame as each copy of the world has it."""
        frame = self.frame
        first = math.floor((frame.left + frame.x) / frame.scale)
        last = math.ceil((frame.right + frame.x) / frame.scale)
        return [frame._replace(x=frame.x - turn * frame.scale) for turn in range(first, last)]


def _box_of(at: Point, width: float, height: float, air: float) -> Box:
    x, y = at
    across, down = width / 2 + air, (height + air) / 2
    return Box(x - across, y - down, x + across, y + down)


def words_of(label: Label) -> str:
    """Give the words of a label; a disputed area's say that it is."""
    name: str = label["name"]
    return f"{name} (disputed)" if label["kind"] == "territory" else name


def choose(
    names: Names,
    countries: Iterable[Label],
    together: Iterable[Sequence[str]],
    labels: Iterable[Label],
) -> list[Name]:
    """Choose the names: those of countries, then the others in the order of their kinds."""
    groups = {name: group for group in together for name in group}
    listed = list(countries)
    labels = list(labels)
    _keep_for_capitals(names, labels)
    for frame in names.frames():
        _name_countries(names, listed, groups, frame)
    due = [
        label
        for label in labels
        if label["name"].casefold() not in names.told
        and label.get("min", 0) - 0.01 <= names.zoom < label.get("max", 98) + 1
    ]
    for label in sorted(due, key=lambda one: (_ORDER.index(one["kind"]), one.get("min", 0))):
        for frame in names.frames():
            at = label["x"] * frame.scale - frame.x, label["y"] * frame.scale - frame.y
            if _holds(frame, at) and not names.near(label["kind"], label["name"], at):
                _name_point(names, label, at)
    return names.found


def _holds(frame: Frame, at: Point) -> bool:
    return frame.left <= at[0] <= frame.right and frame.top <= at[1] <= frame.bottom


def _name_point(names: Names, label: Label, at: Point) -> None:
    kind, name, words = label["kind"], label["name"], words_of(label)
    width, height = names.measure(words, kind), STYLES[kind].font + 4
    if kind in _TOWNS:
        stands = _town(names, label, at)
        if stands:
            names.put(stands)
        return
    if kind == "division" and any(names.near(town, name, at) for town in _TOWNS):
        return
    for shift in _NUMBERS["SHIFTS"]:
        spot = at[0], at[1] + shift
        box = _box_of(spot, width, height, SMALL_AIR if kind == "river" else AIR)
        if names.fits(box):
            names.put(Name(kind, name, (words,), spot, box))
            return


def _keep_for_capitals(names: Names, labels: list[Label]) -> None:
    alone = replace(names, taken=Taken())
    for label in labels:
        told = label["name"].casefold() in names.told
        if label["kind"] != "capital" or names.zoom < label["min"] - 0.01 or told:
            continue
        for frame in names.frames():
            at = label["x"] * frame.scale - frame.x, label["y"] * frame.scale - frame.y
            stands = _town(alone, label, at)
            if stands:
                names.soft.add(stands.box)


def _town(names: Names, label: Label, at: Point) -> Name | None:
    """Set a town's dot on its point and its name beside it; the box holds both."""
    name, kind = label["name"], label["kind"]
    width, height = names.measure(name, kind), STYLES[kind].font + 4
    dot = _box_of(at, 2 * DOT, 2 * DOT, 1)
    if names.taken.hit(dot):
        return None
    for across, down in _NUMBERS["SIDES"]:
        spot = at[0] + across * (DOT + 3 + width / 2), at[1] + down * (DOT + height / 2)
        box = _box_of(spot, width, height, SMALL_AIR)
        whole = Box(*map(min, box[:2], dot[:2]), *map(max, box[2:], dot[2:]))
        if names.fits(whole):
            return Name(kind, name, (name,), spot, whole, at)
    return None


@dataclass(frozen=True)
class _InSight:
    country: Label
    sight: Sight | None
    own: Point | None

    @property
    def area(self) -> float:
        return self.sight.area if self.sight else 0.0


def _in_sight(names: Names, country: Label, frame: Frame) -> _InSight | None:
    parts = [layer[country["iso"]] for layer in names.layers if country["iso"] in layer]
    sight = seen(parts, frame)
    own = country["x"] * frame.scale - frame.x, country["y"] * frame.scale - frame.y
    visible = _holds(frame, own)
    large = sight is not None and sight.area >= _NUMBERS["IN_SIGHT"]
    if not large and not (visible and names.zoom >= country["min"] - 0.01):
        return None
    return _InSight(country, sight, own if visible else None)


def _name_countries(
    names: Names, countries: list[Label], groups: Mapping[str, Sequence[str]], frame: Frame
) -> None:
    """Name each country in the part in sight; those that stand together all or not at all."""
    found = (_in_sight(names, country, frame) for country in countries)
    sights = {one.country["name"]: one for one in found if one}
    units: list[tuple[float, list[_InSight]]] = []
    for name in sights:
        group = groups.get(name, (name,))
        # A group is taken up once, by its first member, and only if all of it is in sight.
        if group[0] == name and all(other in sights for other in group):
            members = [sights[other] for other in group]
            left = [member for member in members if _untold(names, member)]
            units.append((sum(member.area for member in members), left))
    units.sort(key=lambda unit: -unit[0])
    waiting = [members for _, members in units if not _placed(names, members, frame, beyond=False)]
    for members in waiting:
        _placed(names, members, frame, beyond=True)


def _untold(names: Names, one: _InSight) -> bool:
    return one.country["name"].casefold() not in names.told


def _placed(names: Names, members: list[_InSight], frame: Frame, *, beyond: bool) -> bool:
    """Place all names, or none; in another order if they are in each other's way."""
    for order in (members, members[::-1]) if len(members) > 1 else (members,):
        entries: list[Name] = []
        for member in order:
            entry = _written(names, member, frame, entries, beyond=beyond)
            if entry is None:
                break
            entries.append(entry)
        if len(entries) == len(members):
            for entry in entries:
                names.put(entry)
            return True
    return False


def _ways(names: Names, country: Label) -> list[Way]:
    """Give the ways to write a country's name, the best first."""
    name: str = country["name"]
    found: list[tuple[str, ...]] = [(name,)]
    gaps = [place for place, letter in enumerate(name) if letter == " "]
    if gaps:
        gap = min(gaps, key=lambda place: abs(place - len(name) / 2))
        found.append((name[:gap], name[gap + 1 :]))
    if "short" in country:
        found.append((country["short"],))
    height = STYLES["country"].font * LEADING
    return [
        Way(lines, max(names.measure(line, "country") for line in lines), len(lines) * height)
        for lines in found
    ]


def _written(
    names: Names, one: _InSight, frame: Frame, others: list[Name], *, beyond: bool
) -> Name | None:
    name: str = one.country["name"]
    ways = _ways(names, one.country)

    def spot_for(way: Way, *, careful: bool, over: bool) -> Point | None:
        def is_open(x: float, y: float) -> bool:
            box = _box_of((x, y), way.width, way.height, AIR)
            return (
                names.fits(box)
                and not (careful and names.soft.hit(box))
                and not any(touch(box, other.box) for other in others)
                and not names.near("country", name, (x, y))
            )

        if one.sight is None:
            return one.own if over and one.own and is_open(*one.own) else None
        near = one.own or (one.sight.x, one.sight.y)
        return room(one.sight, (way.width, way.height), near, frame, is_open, beyond=over)

    tries = [(way, careful, False) for careful in (True, False) for way in ways]
    if beyond:
        tries += [(way, False, True) for way in _by_overhang(ways, one.sight)]
    for way, careful, over in tries:
        at = spot_for(way, careful=careful, over=over)
        if at:
            return Name("country", name, way.lines, at, _box_of(at, way.width, way.height, AIR))
    return None


def _by_overhang(ways: list[Way], sight: Sight | None) -> list[Way]:
    """Sort ways to write a name over the borders: whole if it fits fairly, else narrowest first."""
    rows = sight.rows.values() if sight else ()
    widest = max((end - start for row in rows for start, end in row), default=0.0)
    fair = [way for way in ways if way.width <= _NUMBERS["OVER"] * widest]
    return fair + sorted((way for way in ways if way not in fair), key=lambda way: way.width)
