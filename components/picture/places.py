"""The layer of places: which symbols there are, and how they and their labels are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.picture.arranging import Spot, arrange, label
from components.picture.content import Content, Counts
from components.picture.drawing import DRAWING
from components.picture.fonts import plain
from components.picture.sheet import Box, Pen, Sheet, Type
from components.picture.symbols import MARGIN, SHAPES, Symbol, diameter, draw_symbol, number
from components.picture.view import View, project
from components.picture.wrapping import shortened
from data.wording import statements

NAME, DETAIL = Type(13, bold=True), Type(12)
NAME_HEIGHT, DETAIL_HEIGHT = DRAWING["labels"]["NAME_HEIGHT"], DRAWING["labels"]["DETAIL_HEIGHT"]
WIDEST = 280
MOST_LABELS = 150
FADED = 0.55
"""Opacity of what is not of the chosen statement."""


@dataclass
class Standing:
    """The symbols on the page, and which one stands for each place."""

    spots: list[Spot]
    by_place: dict[int, Spot]
    counts: dict[int, Counts]
    """By the first place of a symbol."""
    boxes: list[Box]
    """What symbols and labels take from the page."""
    names: frozenset[str]
    """Names that labels tell."""


def stand(sheet: Sheet, view: View, content: Content) -> Standing:
    """Decide where the symbols and their labels go; nothing is drawn yet."""
    if "places" not in content.layers:
        return Standing([], {}, {}, [], frozenset())
    frame = view.box
    inset = Box(frame.left + 4, frame.top + 4, frame.right - 4, frame.bottom - 4)
    spots = []
    for place, (x, y) in enumerate(_points(view, content).tolist()):
        seen = frame.left <= x <= frame.right and frame.top <= y <= frame.bottom
        if seen and content.drawn(place):
            spots.append(Spot([place], content.totals[place], x, y))

    def half(spot: Spot) -> float:
        return diameter(spot.weight, content.most) / 2 + MARGIN

    groups = arrange(spots, inset, view.corner, half)
    counts = {spot.members[0]: content.together(spot.members) for spot in groups}

    def size(spot: Spot) -> tuple[float, float]:
        name, detail = words(sheet, content, spot, counts[spot.members[0]])
        width = max(sheet.width_of(name, NAME), sheet.width_of(detail, DETAIL))
        return width + 2, float(NAME_HEIGHT + DETAIL_HEIGHT)

    def claim(spot: Spot) -> int:
        members = set(spot.members)
        return -2 if content.chosen in members else -1 if members & content.lit else 0

    first = sorted(groups, key=claim)
    named = first[:MOST_LABELS]
    boxes = label(named, inset, size) + [spot.box for spot in first[MOST_LABELS:]]
    told = frozenset(
        content.world["places"][spot.members[0]]["name"].casefold() for spot in named if spot.label
    )
    by_place = {place: spot for spot in groups for place in spot.members}
    return Standing(groups, by_place, counts, boxes, told)


def _points(view: View, content: Content) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Give the places' points on the page, in the copy of the world that is in view."""
    places = content.world["places"]
    if not places:
        return np.empty((0, 2))
    world = project([place["lon"] for place in places], [place["lat"] for place in places])
    world[:, 0] += content.turn(view.x)
    return view.place(world)


def words(sheet: Sheet, content: Content, spot: Spot, counts: Counts) -> tuple[str, str]:
    """Give the two lines of a symbol's label."""
    places, more = content.world["places"], len(spot.members) - 1
    first = spot.members[0]
    for place in spot.members:
        if place == content.chosen or (place in content.lit and first != content.chosen):
            first = place
    rest = f" and {more:,} more" if more else ""
    name = shortened(sheet, plain(places[first]["name"]), NAME, WIDEST) + rest
    if not counts.said:
        return name, statements(counts.total)
    about = f" · about {counts.about:,}" if counts.about else ""
    return name, f"said here {counts.said:,}{about}"


def draw_places(
    sheet: Sheet, content: Content, standing: Standing, colours: dict[str, str]
) -> None:
    """Draw leaders, symbols and labels."""
    for spot in standing.spots:
        _draw_leaders(sheet, spot, colours)
    for spot in reversed(standing.spots):
        members, counts = set(spot.members), standing.counts[spot.members[0]]
        chosen, lit = content.chosen in members, bool(members & content.lit)
        several = len(members) > 1
        precision = content.world["places"][spot.members[0]]["precision"]
        symbol = Symbol(
            shape="exact" if several else SHAPES[precision],
            diameter=min(diameter(counts.total, content.most), 2 * (spot.half - MARGIN)),
            parts=tuple(
                (side.colour, count)
                for side, count in zip(content.sides, counts.by_side, strict=True)
            ),
            text=number(counts.total),
            tail=counts.said > 0,
            several=several,
            chosen=chosen,
            lit=lit,
        )
        sheet.alpha = FADED if content.lit and not lit and not chosen else 1.0
        draw_symbol(sheet, (spot.at_x, spot.at_y), symbol, colours)
        if spot.label:
            _draw_label(sheet, spot, words(sheet, content, spot, counts), colours)
        sheet.alpha = 1.0


def _draw_leaders(sheet: Sheet, spot: Spot, colours: dict[str, str]) -> None:
    pen = Pen(stroke=colours["ink"], alpha=0.75)
    if spot.moved and np.hypot(spot.at_x - spot.x, spot.at_y - spot.y) > spot.half - MARGIN:
        sheet.path(np.array([(spot.x, spot.y), (spot.at_x, spot.at_y)]), pen)
        turn = np.linspace(0, 2 * np.pi, 25)
        dot = np.stack([np.cos(turn), np.sin(turn)], axis=-1) * 2.5 + np.array([spot.x, spot.y])
        sheet.path(dot, Pen(fill=colours["ink"], stroke=colours["ground"]))
    if spot.leader:
        sheet.path(np.array(spot.leader).reshape(2, 2), pen)


def _draw_label(sheet: Sheet, spot: Spot, lines: tuple[str, str], colours: dict[str, str]) -> None:
    box = spot.label
    if box is None:
        return
    base = (box.top + 13, box.top + NAME_HEIGHT + 11.5)
    for words_, style, colour, down in zip(
        lines, (NAME, DETAIL), ("ink", "muted"), base, strict=True
    ):
        spare = box.right - box.left - sheet.width_of(words_, style)
        left = box.left + {1: 0.0, -1: spare, 0: spare / 2}[spot.side]
        sheet.text((left, down), words_, style, colours[colour], halo=colours["land"])
