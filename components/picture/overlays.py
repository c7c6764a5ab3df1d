"""The layers of areas and arcs, and the discs of uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.path import Path

from components.picture.content import Content
from components.picture.drawing import DRAWING
from components.picture.ground import Lines
from components.picture.places import Standing
from components.picture.sheet import Box, Pen, Points, Sheet
from components.picture.view import View, project

TONE, CHOSEN_TONE = DRAWING["areas"]["TONE"], DRAWING["areas"]["CHOSEN_TONE"]
"""Opacity of a whole area."""
MOST_ARCS, CALM = DRAWING["arcs"]["MOST"], DRAWING["arcs"]["CALM"]
"""Arcs that are drawn at most; beyond ``CALM`` each is drawn fainter."""
THIN, THICK = DRAWING["arcs"]["THIN"], DRAWING["arcs"]["THICK"]
MARK_AT: float = DRAWING["arcs"]["MARK_AT"]
"""Share of the way at which an arc's mark of direction stands."""
ABOUT_M: float = DRAWING["precision"]["ABOUT_M"]
"""How far a place of precision 2 may lie from its point, in metres."""
EARTH_M = 2 * math.pi * 6_378_137.0
"""Length of the equator in spherical Mercator."""
VAST = 20_000.0
"""Radius beyond which no edge of a disc can be on the page."""


def draw_areas(sheet: Sheet, view: View, content: Content, colours: dict[str, str]) -> None:
    """Draw vague areas as soft bands over each other, in the chosen reading."""
    for place, area in content.areas.items():
        if not content.drawn(place):
            continue
        tone = CHOSEN_TONE if place == content.chosen or place in content.lit else TONE
        for band in area["bands"]:
            path = Lines.of(band["geometry"]).path(view, outline=True, turn=content.turn(view.x))
            if path is not None:
                pen = Pen(fill=colours["area"], alpha=tone * band["weight"])
                sheet.path(path, pen, view.box)


@dataclass(frozen=True)
class Bundle:
    """The arcs between the same two symbols: one line on the page."""

    arcs: tuple[int, ...]
    count: int
    own: bool
    """Whether the chosen statement is one of theirs."""
    points: Points


def bundles(view: View, content: Content, standing: Standing) -> list[Bundle]:
    """List the arcs in view, those of the chosen statement first, then the widest."""
    if "arcs" not in content.layers:
        return []
    matching, _ = content.arcs
    own = content.own_arcs
    found: dict[tuple[int, int], list[int]] = {}
    for arc, ends in enumerate(content.world["arcs"]):
        start, end = (standing.by_place.get(ends[key]) for key in ("from", "to"))
        if (not len(matching[arc]) and arc not in own) or (start and start is end):
            continue
        first = start.members[0] if start else ends["from"]
        last = end.members[0] if end else ends["to"]
        found.setdefault((first, last), []).append(arc)
    listed = []
    for arcs in found.values():
        points = _bent(view, content.turn(view.x), standing, content.world["arcs"][arcs[0]])
        if _seen(points, view.box):
            count = len(np.unique(np.concatenate([matching[arc] for arc in arcs])))
            listed.append(Bundle(tuple(arcs), count, not own.isdisjoint(arcs), points))
    return sorted(listed, key=lambda bundle: (not bundle.own, -bundle.count, bundle.arcs))


def draw_arcs(
    sheet: Sheet, view: View, content: Content, listed: list[Bundle], colours: dict[str, str]
) -> None:
    """Draw arcs from where something was said to what it is about, the widest ones only."""
    shown = listed[:MOST_ARCS]
    for bundle in reversed(shown):
        spread = math.sqrt(max(0, bundle.count - 1) / max(9, content.arcs[1] - 1))
        thick = min(THICK, THIN + (THICK - THIN) * spread)
        chosen = any(_ends(content, arc) == content.chosen_arc for arc in bundle.arcs)
        colour = colours["accent" if bundle.own or chosen else "arc"]
        alpha = 0.2 if _faded(content, bundle) else 0.5 if len(shown) > CALM else 0.85
        pen = Pen(stroke=colour, thick=thick, alpha=alpha, round=True)
        sheet.path(bundle.points, pen, view.box)
        mark = replace(pen, thick=max(1.5, min(2.5, thick)))
        sheet.path(_chevron(bundle.points, view.box, 5 + thick), mark, view.box)


def _ends(content: Content, arc: int) -> tuple[int, int]:
    ends = content.world["arcs"][arc]
    return ends["from"], ends["to"]


def _faded(content: Content, bundle: Bundle) -> bool:
    """Tell whether something else was chosen than these arcs."""
    ends = [_ends(content, arc) for arc in bundle.arcs]
    if content.statement is not None:
        return not bundle.own
    if content.chosen_arc is not None:
        return content.chosen_arc not in ends
    return content.chosen is not None and not any(content.chosen in pair for pair in ends)


def _bent(view: View, turn: int, standing: Standing, arc: dict[str, Any]) -> Points:
    """Give an arc on the page, bent so that it ends where the symbols stand."""
    path = np.array(arc["path"], dtype=np.float64)
    world = project(path[:, 0], path[:, 1])
    world[:, 0] += turn
    points = view.place(world)
    share = np.linspace(0, 1, len(points))[:, np.newaxis]
    for key, end, pull in (("from", 0, 1 - share), ("to", -1, share)):
        spot = standing.by_place.get(arc[key])
        if spot:
            points = points + pull * (np.array([spot.at_x, spot.at_y]) - points[end])
    return points


def _seen(points: Points, box: Box) -> bool:
    low, high = points.min(axis=0), points.max(axis=0)
    across = bool(high[0] > box.left and low[0] < box.right)
    return across and bool(high[1] > box.top and low[1] < box.bottom)


def _chevron(points: Points, box: Box, size: float) -> Points:
    """Give a mark that points from where it was said, within the view if it can be."""
    inside = [
        i
        for i, (x, y) in enumerate(points.tolist())
        if i and box.left <= x <= box.right and box.top <= y <= box.bottom
    ]
    at = round(MARK_AT * (len(points) - 1))
    if inside and at not in inside:
        at = inside[int(len(inside) * MARK_AT)]
    at = max(1, at)
    tip, way = points[at], points[at] - points[at - 1]
    angle = math.atan2(way[1], way[0])
    wings = [
        tip - size * np.array([math.cos(angle + turn), math.sin(angle + turn)])
        for turn in (0.6, -0.6)
    ]
    return np.array([wings[0], tip, wings[1]])


def discs(view: View, content: Content, standing: Standing) -> list[tuple[float, float, float]]:
    """Find the ground on which places may lie, where that is more than their symbol: x, y, radius.

    A place that has an area has no disc.
    """
    found = []
    for spot in standing.spots:
        place = content.world["places"][spot.members[0]]
        metres = place["uncertainty"]
        if metres is None:
            metres = ABOUT_M if place["precision"] == 2 else 0.0
        if len(spot.members) > 1 or spot.members[0] in content.areas:
            continue
        radius = metres / EARTH_M * view.scale / max(0.02, math.cos(math.radians(place["lat"])))
        if radius > spot.half:
            found.append((spot.x, spot.y, radius))
    return found


def draw_discs(
    sheet: Sheet, view: View, listed: list[tuple[float, float, float]], colours: dict[str, str]
) -> None:
    """Draw discs with a dashed edge."""
    for x, y, radius in listed:
        disc = Path.circle((x, y), min(radius, VAST))
        sheet.path(disc, Pen(fill=colours["muted"], alpha=0.14), view.box)
        sheet.path(disc, Pen(stroke=colours["muted"], thick=1.2, dash=(3, 3)), view.box)
