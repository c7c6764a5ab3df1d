"""The built-in map: land, coast, lakes, rivers, divisions, borders and disputed lines.

Everything is projected once and drawn with one path for each kind, as basemap.js does. From zoom
6 the cells of the 1:10m detail take the overview's place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from components.picture.drawing import DRAWING
from components.picture.sheet import Box, Pen, Sheet
from components.picture.sight import Rings
from components.picture.view import View, project
from data.basemap import lookup

DETAIL_ZOOM, DIVISION_ZOOM = DRAWING["ground"]["DETAIL_ZOOM"], DRAWING["ground"]["DIVISION_ZOOM"]
LAKE_ZOOM, RIVER_ZOOM = DRAWING["ground"]["LAKE_ZOOM"], DRAWING["ground"]["RIVER_ZOOM"]
CUT_ZOOM = 9
"""From here outlines are cut to the view: the renderer's numbers are too small for whole ones."""
_FINEST = 0.6
"""Units of the page; points nearer to each other are one."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines, or the rings of outlines, in the square of the world: all points in one row.

    ``starts`` says where each begins and where the last ends, ``boxes`` how far each reaches:
    rows of left, top, right, bottom.
    """

    points: npt.NDArray[np.float64]
    starts: npt.NDArray[np.int64]
    boxes: npt.NDArray[np.float64]

    @classmethod
    def of(cls, *shapes: Any) -> Lines:  # noqa: ANN401 - GeoJSON
        """Take the lines out of GeoJSON objects of any kind."""
        parts = [np.asarray(line, dtype=np.float64)[:, :2] for s in shapes for line in _lines(s)]
        parts = [part for part in parts if len(part) > 1]
        starts = np.cumsum([0, *(len(part) for part in parts)])
        if not parts:
            return cls(np.empty((0, 2)), starts, np.empty((0, 4)))
        degrees = np.concatenate(parts)
        points = project(degrees[:, 0], degrees[:, 1])
        low = np.minimum.reduceat(points, starts[:-1])
        high = np.maximum.reduceat(points, starts[:-1])
        return cls(points, starts, np.hstack([low, high]))

    def path(self, view: View, *, outline: bool, turn: int | None = None) -> Path | None:
        """Give what is in view as a path on the page, in one copy of the world or in all."""
        points, codes = [], []
        for copy in view.turns if turn is None else [turn]:
            boxes = self.boxes + np.array([copy, 0, copy, 0])
            corner, scale = np.array(view.corner * 2), view.scale
            left, top, right, bottom = (boxes * scale + corner).T
            frame = view.box
            seen = (right > frame.left) & (left < frame.right)
            seen &= (bottom > frame.top) & (top < frame.bottom)
            for part in np.flatnonzero(seen):
                line = self.points[self.starts[part] : self.starts[part + 1]]
                placed = _thinned(view.place(line + np.array([copy, 0])))
                points.append(placed)
                code = np.full(len(placed), Path.LINETO, dtype=np.uint8)
                code[0] = Path.MOVETO
                codes.append(code)
        if not points:
            return None
        path = Path(np.concatenate(points), np.concatenate(codes))
        if outline and view.zoom >= CUT_ZOOM:
            air = Bbox.from_extents(
                view.box.left - 99, view.box.top - 99, view.box.right + 99, view.box.bottom + 99
            )
            path = path.clip_to_bbox(air)
        return path


def _thinned(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Leave out points that fall into the same small square as the one before."""
    squares = np.round(points / _FINEST)
    kept = np.ones(len(points), dtype=bool)
    kept[1:-1] = np.any(squares[1:-1] != squares[:-2], axis=1)
    return points[kept]


def _lines(shape: Any) -> Iterator[Any]:  # noqa: ANN401 - GeoJSON
    kind = (shape or {}).get("type")
    if kind == "FeatureCollection":
        for feature in shape["features"]:
            yield from _lines(feature["geometry"])
    elif kind == "LineString":
        yield shape["coordinates"]
    elif kind in {"MultiLineString", "Polygon"}:
        yield from shape["coordinates"]
    elif kind == "MultiPolygon":
        for rings in shape["coordinates"]:
            yield from rings


@dataclass(frozen=True, eq=False)
class Ground:
    """The lines of one part of the map."""

    land: Lines
    coast: Lines
    borders: Lines
    disputed: Lines
    countries: dict[str, Rings]
    towns: list[tuple[str, float, float, int, int]]


def _rings(shape: Any) -> Rings:  # noqa: ANN401 - GeoJSON
    lines = Lines.of(shape)
    return Rings(lines.points, lines.starts)


@cache
def _world() -> tuple[Ground, Lines, Lines]:
    """Give the overview, its lakes and its rivers."""
    world = lookup.world()
    land = Lines.of(world["countries"], world["disputed_areas"])
    coast, borders, disputed = (
        Lines.of(world.get(kind)) for kind in ("coast", "borders", "disputed")
    )
    countries = {
        entry["properties"]["iso"]: _rings(entry["geometry"])
        for entry in world["countries"]["features"]
        if entry["properties"]["iso"]
    }
    return (
        Ground(land, coast, borders, disputed, countries, []),
        Lines.of(world["lakes"]),
        Lines.of(world["rivers"]),
    )


@lru_cache(maxsize=48)
def _cell(name: str) -> Ground:
    cell = json.loads((lookup.HERE / "detail" / f"{name}.json").read_text("utf-8"))
    land = Lines.of(*cell["land"].values())
    coast, borders, disputed = (Lines.of(cell[kind]) for kind in ("coast", "borders", "disputed"))
    countries = {key: _rings(shape) for key, shape in cell["land"].items()}
    return Ground(land, coast, borders, disputed, countries, cell["towns"])


def countries_in(view: View) -> list[dict[str, Rings]]:
    """Give the outlines of countries by their codes: the overview's, or those of each cell."""
    if view.zoom < DETAIL_ZOOM:
        return [_world()[0].countries]
    return [cell.countries for cell in _different_cells(view)]


def towns_in(view: View) -> list[tuple[str, float, float, int, int]]:
    """Give the towns of the cells in view."""
    cells = _different_cells(view) if view.zoom >= DETAIL_ZOOM else []
    return [town for cell in cells for town in cell.towns]


def _different_cells(view: View) -> list[Ground]:
    return list({id(cell): cell for cell, _ in _cells_in(view)}.values())


@lru_cache(maxsize=48)
def divisions(code: str) -> tuple[Lines, list[dict[str, Any]]]:
    """Give the first-level divisions of a country (alpha-2, lower case): lines and labels."""
    content = json.loads((lookup.HERE / "divisions" / f"{code}.json").read_text("utf-8"))
    return Lines.of(content["lines"]), content["labels"]


@cache
def _cell_boxes() -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    """Give the cells' names and their boxes in the square of the world."""
    names = lookup.cells()
    west = [int(name[1:4]) * (-1 if name[0] == "w" else 1) for name in names]
    south = [int(name[5:7]) * (-1 if name[4] == "s" else 1) for name in names]
    size = lookup.CELL_DEGREES
    low = project(west, south)
    high = project([lon + size for lon in west], [min(90, lat + size) for lat in south])
    return names, np.column_stack([low[:, 0], high[:, 1], high[:, 0], low[:, 1]])


def draw_ground(sheet: Sheet, view: View, colours: dict[str, str], codes: list[str]) -> None:
    """Draw the built-in map; ``codes`` are the countries whose divisions belong on it."""
    sheet.path(sheet.rectangle(view.box), Pen(fill=colours["sea"]), view.box)
    world, lakes, rivers = _world()
    near = [divisions(code)[0] for code in codes] if view.zoom >= DIVISION_ZOOM else []

    def ground(part: Ground, within: Box) -> None:
        def fill(lines: Lines, colour: str) -> None:
            path = lines.path(view, outline=True)
            if path is not None:
                sheet.path(path, Pen(fill=colours[colour]), within)

        def stroke(lines: Lines, colour: str, thick: float, dash: tuple[float, ...] = ()) -> None:
            path = lines.path(view, outline=False)
            if path is not None:
                sheet.path(path, Pen(stroke=colours[colour], thick=thick, dash=dash), within)

        fill(part.land, "land")
        stroke(part.coast, "border", 0.6)
        if view.zoom >= LAKE_ZOOM:
            fill(lakes, "sea")
        if view.zoom >= RIVER_ZOOM:
            stroke(rivers, "river", 0.8 if view.zoom < DETAIL_ZOOM else 1.2)
        for lines in near:
            stroke(lines, "division", 0.9)
        stroke(part.borders, "border", 0.8 if view.zoom < 4 else 1.1)
        stroke(part.disputed, "label", 1.1, (4, 3))

    ground(world, view.box)
    for cell, box in _cells_in(view) if view.zoom >= DETAIL_ZOOM else ():
        sheet.path(sheet.rectangle(box), Pen(fill=colours["sea"]), box)
        ground(cell, box)


def _cells_in(view: View) -> Iterator[tuple[Ground, Box]]:
    names, boxes = _cell_boxes()
    frame = view.box
    for turn in view.turns:
        placed = (boxes + np.array([turn, 0, turn, 0])) * view.scale + np.array(view.corner * 2)
        for name, (left, top, right, bottom) in zip(names, placed, strict=True):
            box = Box(
                float(max(left, frame.left)),
                float(max(top, frame.top)),
                float(min(right, frame.right)),
                float(min(bottom, frame.bottom)),
            )
            if box.left < box.right and box.top < box.bottom:
                yield _cell(name), box
