"""The area of a vague place: drawn by hand, or a region of the base map. WGS 84 degrees."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import cos, isfinite, radians, sqrt
from typing import Any

import shapely
from shapely.geometry import Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from data.basemap import regions
from data.geography import METRES_PER_DEGREE
from data.workshop.editing import Changes, EditError, add, edit
from data.workshop.state import Change, State
from data.workshop.tables import AREAS, GEOMETRY, key_of

MOST_CORNERS = 500
_READING = "area"
_VAGUE = 5
_SOFT = 0.1
"""Of an area's width, how much its edge is soft."""
_MOST_SOFT = 50_000
_DRAWN = {
    "label": "As the author reads it",
    "note": "Drawn by hand on the map; the source gives no boundary.",
    "source": "Drawn by the author",
}


def drawn(state: State, place: str, corners: Sequence[Any]) -> Changes:
    """Give a place the area between corners, each a longitude and a latitude.

    Raises ``EditError``.
    """
    if not 3 <= len(corners) <= MOST_CORNERS or not all(map(_is_point, corners)):
        raise EditError(f"An area has from 3 to {MOST_CORNERS} corners.")
    area = Polygon([*map(tuple, corners)])
    if not area.is_valid or not area.area:
        raise EditError("Sides of this area cross each other. Draw it anew, one corner by one.")
    return _given(state, place, area, _DRAWN, _VAGUE)


def taken(state: State, place: str, key: str) -> Changes:
    """Give a place the area of a region of the base map. Raises ``EditError``."""
    region = next((each for each in regions.regions() if each.key == key), None)
    area = regions.outline(key) if region else None
    if region is None or area is None:
        raise EditError("The base map cannot tell this region from others. Draw it instead.")
    said = {
        "label": f"{region.name}, as the base map has it",
        "note": "Its boundary is drawn for orientation and takes no position.",
        "source": regions.SOURCE,
    }
    return _given(state, place, area, said, region.precision)


def _is_point(corner: object) -> bool:
    return (
        isinstance(corner, list)
        and len(corner) == 2
        and all(isinstance(each, int | float) and isfinite(each) for each in corner)
        and abs(corner[0]) <= 180
        and abs(corner[1]) <= 90
    )


def _given(
    state: State, place: str, area: BaseGeometry, said: Mapping[str, str], precision: int
) -> Changes:
    """Give an area as the usual reading of a place; its point, for the name, lies within."""
    row = state.row("places", place)
    if row is None:
        raise EditError("This place is not there any more.")
    readings = [one for one in state.rows(AREAS).values() if one["place"] == place]
    usual = next((one for one in readings if one.get("default") == "true"), None)
    cells = {
        **said,
        "default": "true",
        "edge_m": str(_edge(area)),
        GEOMETRY: json.dumps(mapping(area)),
    }
    changes: Changes
    if usual:
        changes = edit(state, AREAS, key_of(AREAS, usual), cells)
    else:
        changes = _added(state, {"place": place, "reading": _READING, **cells})
    told = {"area": "true", "where_prec": str(precision)}
    if not _is_within(area, row.get("lat", ""), row.get("lon", "")):
        point = shapely.point_on_surface(area)
        told |= {"lat": f"{point.y:.3f}", "lon": f"{point.x:.3f}", "geonames": ""}
        told |= {"coordinate_source": "Label point only, inside the area."}
    return (*changes, *edit(state, "places", place, told))


def _added(state: State, row: Mapping[str, str]) -> Changes:
    """Add an area; one that was taken away before has a key that is not given again."""
    numbers = range(2, len(state.tables[AREAS]) + 3)
    names = [row["reading"], *(f"{row['reading']}-{number}" for number in numbers)]
    free = (name for name in names if f"{row['place']} {name}" not in state.tables[AREAS])
    return add(AREAS, {**row, "reading": next(free)})


def without(state: State, place: str) -> Changes:
    """Take the area of a place away, all readings of it; its point stays."""
    gone: list[Change] = [
        Change(AREAS, key, dict(row), None)
        for key, row in state.rows(AREAS).items()
        if row["place"] == place
    ]
    return (*gone, *edit(state, "places", place, {"area": ""}))


def _is_within(area: BaseGeometry, lat: str, lon: str) -> bool:
    try:
        return bool(area.covers(Point(float(lon), float(lat))))
    except ValueError:  # no point, or what is no number
        return False


def _edge(area: BaseGeometry) -> int:
    """Give a soft edge that fits an area, in metres: a tenth of its width, in whole kilometres."""
    west, south, east, north = area.bounds
    height = (north - south) * METRES_PER_DEGREE
    width = (east - west) * METRES_PER_DEGREE * cos(radians((north + south) / 2))
    return int(min(_MOST_SOFT, max(1, round(_SOFT * sqrt(width * height) / 1_000)) * 1_000))
