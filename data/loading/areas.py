"""Areas of a dataset: the readings of a vague place, from its ``areas.geojson``.

Coordinates are WGS 84 longitude and latitude in degrees, as RFC 7946 has them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.limits import MOST_AREAS, MOST_POINTS
from data.loading.parsing import read_json
from data.loading.reading import read_text
from data.problem import Problem
from data.schema import SLUG

FILE = "areas.geojson"


@dataclass(frozen=True)
class Area:
    """One reading of a place that has no sharp boundary.

    ``edge_m`` is the width of the soft edge in metres; ``geometry`` a polygon or several, in
    degrees, WGS 84.
    """

    place: str
    reading: str
    label: str
    note: str
    source: str
    default: bool
    edge_m: float
    geometry: BaseGeometry


def read_areas(folder: Path, places: set[str] | None) -> tuple[tuple[Area, ...], list[Problem]]:
    """Read every reading; a feature that breaks a rule is left out and reported.

    Rules: one JSON FeatureCollection; each feature a valid (multi)polygon within -180..180 and
    -90..90; a known place; a reading id that is unique for its place; exactly one default
    reading per place; no more than ``MOST_AREAS`` of them and ``MOST_POINTS`` points in all. A
    dataset without the file has no areas. Without ``places`` any place is taken as known.
    """
    if not os.path.lexists(folder / FILE):
        return (), []
    features = _features(folder)
    if isinstance(features, Problem):
        return (), [features]
    if len(features) > MOST_AREAS:
        expected = f"at most {MOST_AREAS:,} areas"
        return (), [Problem(FILE, None, None, f"{len(features):,}", expected)]
    areas: list[Area] = []
    problems: list[Problem] = []
    points = 0
    for number, feature in enumerate(features, start=1):
        points += _points(feature)
        if points > MOST_POINTS:
            expected = f"at most {MOST_POINTS:,} points in all areas"
            return (), [*problems, Problem(FILE, number, "geometry", "more", expected)]
        area = _area(feature, number, places)
        if isinstance(area, Area):
            areas.append(area)
        else:
            problems += area
    problems += _check_readings(areas)
    return tuple(areas), problems


def _features(folder: Path) -> list[object] | Problem:
    text = read_text(folder, FILE)
    if isinstance(text, Problem):
        return text
    collection = read_json(text, FILE)
    if isinstance(collection, Problem):
        return collection
    features = collection.get("features") if isinstance(collection, dict) else None
    if isinstance(features, list):
        return features
    return Problem(FILE, None, None, "", "a GeoJSON FeatureCollection")


def _area(feature: object, number: int, places: set[str] | None) -> Area | list[Problem]:
    problems: list[Problem] = []

    def wrong(column: str, value: object, expected: str) -> None:
        problems.append(Problem(FILE, number, column, _plain(value), expected))

    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        wrong("properties", "", "a feature with properties")
        return problems
    place = properties.get("place")
    if not isinstance(place, str) or (places is not None and place not in places):
        wrong("place", properties.get("place"), "an id of places.csv")
    if not re.fullmatch(SLUG, str(properties.get("reading", ""))):
        wrong("reading", properties.get("reading"), "a slug that names the reading")
    for name in ("label", "note", "source"):
        text = properties.get(name)
        if not isinstance(text, str) or not text or "\0" in text:
            wrong(name, text, "a text that a reader understands")
    if not isinstance(properties.get("default"), bool):
        wrong("default", properties.get("default"), "true or false")
    edge = properties.get("edge_m")
    if isinstance(edge, bool) or not isinstance(edge, int | float) or not 0 <= edge <= 500_000:
        wrong("edge_m", edge, "the soft edge's width in metres, 0 to 500000")
    geometry = _polygon(feature.get("geometry"))
    if isinstance(geometry, str):
        wrong("geometry", "", geometry)
    if problems or isinstance(geometry, str):
        return problems
    texts = {name: properties[name] for name in ("place", "reading", "label", "note", "source")}
    return Area(**texts, default=properties["default"], edge_m=float(edge or 0), geometry=geometry)


def _points(feature: object) -> int:
    """Count the innermost lists of a feature, which its points are."""
    waiting, count = [feature], 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            inner = [entry for entry in value if isinstance(entry, list | dict)]
            waiting += inner
            count += not inner
    return count


def _plain(value: object) -> str:
    return "" if value is None else str(value)


@np.errstate(invalid="ignore")  # shapely warns of what is refused here
def _polygon(source: object) -> BaseGeometry | str:
    try:
        geometry = shape(source)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        OverflowError,
        RecursionError,
        shapely.errors.ShapelyError,
    ):
        return "a polygon or multipolygon"
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        return "a polygon or multipolygon"
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "longitudes from -180 to 180 and latitudes from -90 to 90"
    if across := _across_the_date_line(geometry):
        return across
    if not geometry.is_valid:
        return f"a valid polygon ({shapely.is_valid_reason(geometry)})"
    return geometry


def _across_the_date_line(geometry: BaseGeometry) -> str:
    """Say where a side goes the long way round the world, as one does that crosses 180 degrees."""
    for polygon in shapely.get_parts(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            longitudes = shapely.get_coordinates(ring)[:, 0]
            sides = np.abs(np.diff(longitudes))
            for number in np.flatnonzero((sides > 180) & (sides < 360)):
                start, end = longitudes[number : number + 2]
                return (
                    "an area that is cut in two at longitude 180, a part on either side (RFC 7946, "
                    f"3.1.9): a side goes from {start:g} to {end:g}"
                )
    return ""


def _check_readings(areas: list[Area]) -> list[Problem]:
    problems = []
    readings = Counter((area.place, area.reading) for area in areas)
    for (place, reading), count in readings.items():
        if count > 1:
            expected = f"each reading of {place} once"
            problems.append(Problem(FILE, None, "reading", reading, expected))
    defaults = Counter(area.place for area in areas if area.default)
    for place in dict.fromkeys(area.place for area in areas):
        if defaults[place] != 1:
            expected = f"exactly one default reading of {place}"
            problems.append(Problem(FILE, None, "default", "", expected))
    return problems
