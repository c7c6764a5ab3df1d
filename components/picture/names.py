"""The names on the picture: countries, waters, towns and divisions, where the data leaves room."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from components.picture.ground import DIVISION_ZOOM, countries_in, divisions, towns_in
from components.picture.naming import LEADING, STYLES, Label, Name, Names, choose
from components.picture.places import Standing
from components.picture.room import Taken
from components.picture.sheet import Pen, Sheet, Type
from components.picture.sight import Frame
from components.picture.view import View, project
from data.basemap import lookup

EDGE = 4.0
"""Units kept free along the map's edge."""
SMALLER = 0.955
"""The page's type beside the screen's, which is drawn larger by most systems."""
_HAIR_SPACE = "\u200a"
_WATER = ("ocean", "sea", "lake", "river")
_SLANTED = ("territory", "lake", "river")
_TURN = np.linspace(0, 2 * np.pi, 25)


def placed(entries: list[dict[str, Any]]) -> list[Label]:
    """Give labels with their points in the world's square."""
    points = project([e["lon"] for e in entries], [e["lat"] for e in entries]).tolist()
    return [{**e, "x": x, "y": y} for e, (x, y) in zip(entries, points, strict=True)]


def town(entry: tuple[str, float, float, int, int]) -> dict[str, Any]:
    """Give a town of the base map as a label."""
    name, lat, lon, least, capital = entry
    kind = "capital" if capital else "town"
    return {"name": name, "lat": lat, "lon": lon, "min": least, "kind": kind}


@cache
def overview() -> tuple[list[Label], list[Label]]:
    """Give the labels of countries, and all others of the overview."""
    world = placed(lookup.world()["labels"])
    names = lookup.names()
    others = placed([*names["labels"], *map(town, names["towns"])])
    of_countries = [label for label in world if label["kind"] == "country"]
    return of_countries, [label for label in world if label["kind"] != "country"] + others


def _set(words: str, kind: str) -> tuple[str, Type]:
    """Give a name as it is written, and its type."""
    style = STYLES[kind]
    type_ = Type(style.font * SMALLER, italic=kind in _SLANTED)
    return (_HAIR_SPACE.join(words.upper()) if style.upper else words), type_


def names_in(
    sheet: Sheet, view: View, taken: Taken[str], told: frozenset[str], codes: list[str]
) -> list[Name]:
    """Choose the names of a view, as the browser does."""
    box, corner = view.box, view.corner
    inset = (box.left + EDGE, box.top + EDGE, box.right - EDGE, box.bottom - EDGE)
    frame = Frame(view.scale, -corner[0], -corner[1], *inset)
    names = Names(
        frame,
        view.zoom,
        countries_in(view),
        taken,
        told,
        lambda words, kind: sheet.width_of(*_set(words, kind)) + 2,
    )
    of_countries, labels = overview()
    labels = [*labels, *placed([town(entry) for entry in towns_in(view)])]
    if view.zoom >= DIVISION_ZOOM:
        found = [{**entry, "kind": "division"} for code in codes for entry in divisions(code)[1]]
        labels += placed(found)
    return choose(names, of_countries, lookup.world()["together"], labels)


def draw_names(
    sheet: Sheet, view: View, standing: Standing, colours: dict[str, str], codes: list[str]
) -> None:
    """Write the names where the data leaves room."""
    taken: Taken[str] = Taken()
    for box in standing.boxes:
        taken.add(box)
    for name in names_in(sheet, view, taken, standing.names, codes):
        water = name.kind in _WATER
        colour = colours["sea-label" if water else "label"]
        halo = "" if water else colours["land"]
        first = -(len(name.lines) - 1) / 2
        for number, line in enumerate(name.lines):
            words, type_ = _set(line, name.kind)
            middle = name.at[1] + (first + number) * STYLES[name.kind].font * LEADING
            left = name.at[0] - sheet.width_of(words, type_) / 2
            sheet.text((left, middle + type_.size * 0.36), words, type_, colour, halo)
        if name.dot:
            capital = name.kind == "capital"
            around = np.array(name.dot) + np.column_stack([np.cos(_TURN), np.sin(_TURN)]) * 2.5
            pen = Pen(fill=colours["land"], stroke=colour, thick=2) if capital else Pen(fill=colour)
            sheet.path(around, pen, view.box)
