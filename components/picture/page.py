"""A picture of an excerpt: everything in its order on one page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock

import numpy as np

from components.map.world import POLICY
from components.palette import DARK, LIGHT
from components.picture import legend
from components.picture.content import Content
from components.picture.fonts import plain
from components.picture.ground import draw_ground
from components.picture.names import draw_names
from components.picture.overlays import (
    MOST_ARCS,
    Bundle,
    bundles,
    discs,
    draw_arcs,
    draw_areas,
    draw_discs,
)
from components.picture.places import Standing, draw_places, stand
from components.picture.planning import MARGIN, Plan, plan
from components.picture.sheet import Box, Pen, Sheet
from components.picture.view import CLOSEST, Corners, View, around, bounds, of_link
from data.basemap import lookup
from data.exports.excerpt import Excerpt

ROUND = 8.0
"""Radius of the map's corners."""
_DRAWING = Lock()


def picture(excerpt: Excerpt, size: tuple[int, int], *, dark: bool) -> bytes:
    """Draw an excerpt's map as a PNG of so many pixels."""
    content = Content(excerpt)
    # One at a time: fonts are shared, and a picture takes as much memory as it has pixels.
    with _DRAWING:
        colours = DARK if dark else LIGHT
        sheet = Sheet(size, scale_of(size), colours["ground"], _all_texts(content))
        _draw(sheet, content, colours)
        return sheet.png(_about(excerpt))


def scale_of(size: tuple[int, int]) -> float:
    """Give the pixels for a unit of the page, so that words are legible at every size."""
    width, height = size
    whole = math.sqrt(width * height / (1200 * 900))
    return max(0.75, min(whole, width / 480, height / 360))


def _all_texts(content: Content) -> str:
    """Give every text that may be written, for the choice of fonts."""
    excerpt = content.excerpt
    names = [place["name"] for place in content.world["places"]]
    sides = [side.name for side in content.sides]
    texts = [excerpt.dataset.about.title, excerpt.sentence, *excerpt.credits, *names, *sides]
    return plain(" ".join(texts))


def _about(excerpt: Excerpt) -> list[tuple[str, str]]:
    """Give the texts that the file carries, by the keywords of the PNG specification."""
    description = f"{excerpt.sentence}. Dataset {excerpt.dataset.name}, version {excerpt.version}."
    rows = [
        ("Title", excerpt.dataset.about.title),
        ("Description", f"{description} {POLICY}"),
        ("Source", excerpt.link),
        ("Copyright", "; ".join(excerpt.credits)),
        ("Creation Time", excerpt.time),
    ]
    return [(keyword, plain(words)) for keyword, words in rows]


def view_of(content: Content, box: Box) -> View:
    """Find where to look: the link's view, else the chosen statement's places, else all."""
    given = of_link(content.excerpt.selection.view, box)
    if given:
        return given
    places = content.world["places"]
    lit = sorted(content.lit)
    if not lit:
        (south, west), (north, east) = content.world["home"]
        return around(((south, west), (north, east)), box, 9)
    closest = min(CLOSEST[places[place]["precision"]] for place in lit)
    return around(_corners(content, lit), box, closest)


def _corners(content: Content, chosen: list[int]) -> Corners:
    points = [
        (content.world["places"][place]["lat"], content.world["places"][place]["lon"])
        for place in chosen
    ]
    for place in chosen:
        for band in content.areas.get(place, {"bands": ()})["bands"]:
            points += [
                (lat, lon)
                for rings in band["geometry"]["coordinates"]
                for ring in rings
                for lon, lat in ring
            ]
    return bounds(points)


@dataclass
class Scene:
    """What stands on the map, before it is drawn."""

    view: View
    standing: Standing
    arcs: list[Bundle]
    discs: list[tuple[float, float, float]]

    @property
    def remarks(self) -> dict[str, bool]:
        """What the legend has to explain beside the usual."""
        return {
            "gathers": any(len(spot.members) > 1 for spot in self.standing.spots),
            "discs": bool(self.discs),
            "arcs_cut": len(self.arcs) > MOST_ARCS,
        }


def _scene(sheet: Sheet, content: Content, box: Box) -> Scene:
    view = view_of(content, box)
    standing = stand(sheet, view, content)
    arcs = bundles(view, content, standing)
    return Scene(view, standing, arcs, discs(view, content, standing))


def _arranged(sheet: Sheet, content: Content) -> tuple[Plan, Scene]:
    """Fit the map and its legend to each other.

    What is on the map decides what the legend explains, and the legend how high the map is. So
    room is made for every remark first; where the rest of it brings up nothing new, it is given
    to the map.
    """
    everything = {"gathers": True, "discs": True, "arcs_cut": True}
    roomy = plan(sheet, content, legend.rows(content, **everything))
    first = _scene(sheet, content, roomy.map)
    found = plan(sheet, content, legend.rows(content, **first.remarks))
    second = _scene(sheet, content, found.map)
    if all(first.remarks[key] for key, needed in second.remarks.items() if needed):
        return found, second
    return roomy, first


def _draw(sheet: Sheet, content: Content, colours: dict[str, str]) -> None:
    page, scene = _arranged(sheet, content)
    view = scene.view
    near = {code.partition("-")[0].lower() for code in content.dataset.places["iso_3166_2"] if code}
    codes = [code for code in lookup.divisions() if code in near]
    draw_ground(sheet, view, colours, codes)
    if "areas" in content.layers:
        draw_areas(sheet, view, content, colours)
    draw_names(sheet, view, scene.standing, colours, codes)
    draw_discs(sheet, view, scene.discs, colours)
    draw_arcs(sheet, view, content, scene.arcs, colours)
    draw_places(sheet, content, scene.standing, colours)
    _round_corners(sheet, page.map, colours["ground"])
    at = (MARGIN, page.legend_top)
    legend.draw_legend(sheet, at, page.entries, page.legend_style, colours)
    for part in page.parts:
        for number, words in enumerate(part.lines):
            base = part.top + number * part.line + part.style.size
            sheet.text((MARGIN, base), words, part.style, colours[part.colour])


def _round_corners(sheet: Sheet, box: Box, ground: str) -> None:
    """Cover the corners of the map so that they look round."""
    turn = np.linspace(0, np.pi / 2, 13)
    bend = np.stack([1 - np.cos(turn), 1 - np.sin(turn)], axis=-1)
    shape = np.concatenate([bend, [[1, -0.2], [-0.2, -0.2], [-0.2, 1]]]) * ROUND
    for x, across in ((box.left, 1), (box.right, -1)):
        for y, down in ((box.top, 1), (box.bottom, -1)):
            sheet.path(np.array([x, y]) + shape * np.array([across, down]), Pen(fill=ground))
