"""The names of countries, seas and divisions: only where there is room beside the data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from components.picture.drawing import DRAWING
from components.picture.ground import DIVISION_ZOOM, divisions
from components.picture.places import Standing
from components.picture.room import Taken
from components.picture.sheet import Box, Sheet, Type
from components.picture.view import View, project
from data.basemap import lookup

_UPPER = {"country", "sea", "ocean"}
_RANK = DRAWING["names"]["RANK"]
TWICE = DRAWING["names"]["TWICE"]
"""Within so many units of the page the same name is not written again."""
AIR = DRAWING["names"]["AIR"]
_HAIR_SPACE = "\u200a"


def draw_names(
    sheet: Sheet,
    view: View,
    standing: Standing,
    colours: dict[str, str],
    codes: list[str],
) -> None:
    """Write the names of countries, seas and divisions where the data leaves room."""
    taken: Taken[str] = Taken()
    for box in standing.boxes:
        taken.add(box)
    labels: list[dict[str, Any]] = list(lookup.world()["labels"])
    if view.zoom >= DIVISION_ZOOM:
        labels += [{**entry, "kind": "division"} for code in codes for entry in divisions(code)[1]]
    labels = [
        entry
        for entry in labels
        if entry.get("min", 0) - 0.01 <= view.zoom < entry.get("max", 98) + 1
        and entry["name"].casefold() not in standing.names
    ]
    labels.sort(key=lambda entry: (_RANK[entry["kind"]], entry.get("min", 0)))
    written: list[tuple[str, float, float]] = []
    for entry in labels:
        for turn in (-1, 0, 1):
            x, y = view.place(project(entry["lon"], entry["lat"]) + np.array([turn, 0.0])).tolist()
            near = (math.hypot(x - a, y - b) < TWICE for n, a, b in written if n == entry["name"])
            if any(near):
                continue
            placed = _room(sheet, view.box, taken, entry, (x, y))
            if placed:
                written.append((entry["name"], x, y))
                words, style, at = placed
                sea = entry["kind"] in {"sea", "ocean"}
                sheet.text(at, words, style, colours["sea-label" if sea else "label"])


def _room(
    sheet: Sheet, frame: Box, taken: Taken[str], entry: dict[str, Any], at: tuple[float, float]
) -> tuple[str, Type, tuple[float, float]] | None:
    """Find room for a name at its point or a little above or below; give where it begins."""
    kind, name = entry["kind"], entry["name"]
    if not (frame.left <= at[0] <= frame.right and frame.top <= at[1] <= frame.bottom):
        return None
    style = Type(12 if kind == "ocean" else 10.5, italic=kind == "territory")
    words = f"{name} (disputed)" if kind == "territory" else name
    if kind in _UPPER:
        words = _HAIR_SPACE.join(words.upper())
    width, height = sheet.width_of(words, style), style.size + 4
    for shift in (0.0, -16.0, 16.0):
        y = at[1] + shift
        left = at[0] - width / 2
        top, bottom = y - height / 2 - AIR / 2, y + height / 2 + AIR / 2
        box = Box(left - AIR, top, left + width + AIR, bottom)
        outside = box.left < frame.left + 4 or box.right > frame.right - 4
        if outside or top < frame.top + 4 or bottom > frame.bottom - 4 or taken.hit(box):
            continue
        taken.add(box)
        return words, style, (left, y + style.size * 0.36)
    return None
