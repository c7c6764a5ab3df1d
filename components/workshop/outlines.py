"""The map on which places are set: outlines and names of countries, in Mercator's projection.

A unit is a degree of longitude; north is up, so that y is as a screen counts it.
"""

from __future__ import annotations

from functools import cache
from math import asinh, degrees, radians, tan
from typing import Any

from components.workshop.asking import Asked
from components.workshop.states import remembered
from data.basemap import lookup, regions

_NORTHMOST = 85.05
"""Degrees at which the map of the reader ends too."""


def world(_asked: Asked) -> dict[str, Any]:
    """Give the outlines as one path, and the names with their points and first zooms."""
    return {"path": _path(), "names": _names()}


def found(asked: Asked) -> dict[str, Any]:
    """Find regions that an area may be taken from. The store judges the right to the draft."""
    remembered(asked, asked.words("draft"))
    return {
        "regions": [
            {"key": region.key, "name": region.name, "words": region.words}
            for region in regions.find(asked.words("name"))
        ]
    }


def _north(lat: float) -> float:
    return degrees(asinh(tan(radians(max(-_NORTHMOST, min(_NORTHMOST, lat))))))


@cache
def _path() -> str:
    base = lookup.world()
    features = [*base["countries"]["features"], *base["disputed_areas"]["features"]]
    return "".join(
        "M" + "L".join(f"{lon:g} {-_north(lat):.3f}" for lon, lat in ring) + "Z"
        for feature in features
        for polygon in _polygons(feature["geometry"])
        for ring in polygon
    )


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    coordinates: list[Any] = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


@cache
def _names() -> list[list[Any]]:
    """List the names of countries: name, x, y, and the zoom from which on it is shown.

    Names that stand for a dispute stand together or not at all; here each is dropped where it has
    no room, and so none of them is shown.
    """
    base = lookup.world()
    disputed = {name for group in base["together"] for name in group}
    return [
        [label["name"], label["lon"], round(-_north(label["lat"]), 3), label["min"]]
        for label in base["labels"]
        if label["kind"] in {"country", "territory", "sea"} and label["name"] not in disputed
    ]
