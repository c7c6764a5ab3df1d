"""Look up countries and files of the built-in base map.

All geometry is WGS 84 longitude and latitude in degrees (x = longitude, y = latitude), cut at
the 180th meridian.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
CELL_DEGREES = 10
"""Width and height of a detail cell."""


@cache
def world() -> dict[str, Any]:
    """Return the overview as it stands in world.json; treat it as read-only."""
    content: dict[str, Any] = json.loads((HERE / "world.json").read_text(encoding="utf-8"))
    return content


@cache
def names() -> dict[str, Any]:
    """Return names.json: the names of rivers and lakes, and the towns of the overview."""
    content: dict[str, Any] = json.loads((HERE / "names.json").read_text(encoding="utf-8"))
    return content


@cache
def country_polygon(iso2: str) -> BaseGeometry | None:
    """Return the outline of a country by its ISO 3166-1 alpha-2 code, or None if it has none.

    A disputed area counts for every claimant and for its administrator, so that a place in it
    passes as either. Overseas departments belong to France (FR), Svalbard to Norway (NO) and
    the Caribbean Netherlands to the Netherlands (NL), as in the source.
    """
    code = iso2.upper()
    found = [
        shape(feature["geometry"])
        for feature in world()["countries"]["features"]
        if feature["properties"]["iso"] == code
    ]
    for feature in world()["disputed_areas"]["features"]:
        properties = feature["properties"]
        if code in (*properties["claimed_by"], properties["administered_by"]):
            found.append(shape(feature["geometry"]))
    valid = [shapely.make_valid(geometry) for geometry in found]
    return shapely.union_all(valid) if valid else None


@cache
def land_of_all_countries() -> tuple[BaseGeometry, ...]:
    """Return the outline of every country and disputed area."""
    features = [*world()["countries"]["features"], *world()["disputed_areas"]["features"]]
    return tuple(shapely.make_valid(shape(feature["geometry"])) for feature in features)


def countries_at(points: Sequence[tuple[float, float]], near: float) -> list[set[str]]:
    """Tell in which countries points (latitude, longitude) lie, or within so many degrees of them.

    Countries are by their ISO 3166-1 alpha-2 codes; at sea and in disputed areas there is none.
    """
    tree, codes = _countries()
    places = shapely.points([lon for _, lon in points], [lat for lat, _ in points])
    found: list[set[str]] = [set() for _ in points]
    for point, country in zip(*tree.query(places, "dwithin", near), strict=True):
        found[point].add(codes[country])
    return found


@cache
def _countries() -> tuple[shapely.STRtree, list[str]]:
    features = [f for f in world()["countries"]["features"] if f["properties"]["iso"]]
    lands = [shapely.make_valid(shape(feature["geometry"])) for feature in features]
    return shapely.STRtree(lands), [feature["properties"]["iso"] for feature in features]


def cells() -> tuple[str, ...]:
    """Return the names of the detail files, each the south-west corner of a 10 degree cell."""
    return tuple(sorted(path.stem for path in (HERE / "detail").glob("*.json")))


def divisions() -> tuple[str, ...]:
    """Return the alpha-2 codes, in lower case, of countries with first-level divisions."""
    return tuple(sorted(path.stem for path in (HERE / "divisions").glob("*.json")))
