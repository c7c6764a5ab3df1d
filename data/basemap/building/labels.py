"""Choose where names stand and from which zoom they show.

Positions are WGS 84 latitude and longitude in degrees. Zooms are those of web maps: at zoom z
the world is 256 * 2**z pixels wide.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from data.basemap.building.disputed_areas import AREAS
from data.basemap.building.short_names import SHORT
from data.basemap.building.waters import SEAS

Label = dict[str, Any]

KM_PER_DEGREE = 111.2
LAST_ZOOM = 10
# Width of one letter and height of one line in pixels, with the space a name needs around it.
LETTER, LINE = 8.0, 20.0
COUNTRY_ZOOMS = ((6e6, 2), (1.2e6, 3), (3.5e5, 4), (8e4, 5), (1.2e4, 6), (1.5e3, 7), (0, 8))
DIVISION_ZOOMS = ((6e4, 6), (7e3, 7), (1.2e3, 8), (150, 9), (0, 10))
# Sides of a disputed line: naming one of them without the other would look like a position, so
# their names stand together or not at all.
TOGETHER = (("Israel", "Palestine"), ("North Korea", "South Korea"))


def square_kilometres(geometry: BaseGeometry) -> float:
    """Approximate the area by the cosine of the middle latitude, part by part."""
    parts = shapely.get_parts(geometry)
    flat = sum(float(p.area) * math.cos(math.radians(p.centroid.y)) for p in parts)
    return flat * KM_PER_DEGREE**2


def inner_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return latitude and longitude of the point of the largest part farthest from its edge."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    narrow = math.cos(math.radians(largest.centroid.y))
    # A name is wider than high: a flattened copy prefers room to the sides.
    flat = scale(largest, xfact=narrow * 0.6, yfact=1.0, origin=(0, 0))
    tolerance = max(flat.area**0.5 / 100, 0.0005)
    x, y = shapely.maximum_inscribed_circle(flat.simplify(tolerance), tolerance).coords[0]
    longitude = (x / (narrow * 0.6) + 180) % 360 - 180
    return round(y, 3), round(longitude, 3)


def first_zoom(area: float, steps: Iterable[tuple[float, int]]) -> int:
    """Return the zoom of the first step whose size (square kilometres) the area reaches."""
    return next(zoom for size, zoom in steps if area >= size)


def roomy_zoom(name: str, geometry: BaseGeometry, zoom: int) -> int:
    """Raise a zoom until the name is at most 1.6 times as wide as the largest part."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    west, _, east, _ = largest.bounds
    while zoom < 7 and LETTER * len(name) > 1.6 * (east - west) / 360 * 256 * 2**zoom:
        zoom += 1
    return zoom


def world_labels(features: Mapping[str, BaseGeometry], names: Mapping[str, str]) -> list[Label]:
    """Return the names of countries, disputed areas and seas, spread so that none collide.

    A disputed area carries its own neutral name or none, never that of a country.
    """
    found: list[Label] = []
    for key, name in names.items():
        if key in features and len(key) == 2:
            lat, lon = inner_point(features[key])
            zoom = first_zoom(square_kilometres(features[key]), COUNTRY_ZOOMS)
            zoom = roomy_zoom(name, features[key], zoom)
            entry: Label = {"name": name, "kind": "country", "lat": lat, "lon": lon, "min": zoom}
            short = {"short": SHORT[key]} if key in SHORT else {}
            found.append(entry | {"iso": key} | short)
    for area in AREAS:
        if area.label_from and "~" + area.key in features:
            lat, lon = inner_point(features["~" + area.key])
            found.append(
                {
                    "name": area.name,
                    "kind": "territory",
                    "lat": lat,
                    "lon": lon,
                    "min": area.label_from,
                }
            )
    for name, lat, lon, low, high in SEAS:
        kind = "ocean" if "Ocean" in name else "sea"
        sea: Label = {"name": name, "kind": kind, "lat": lat, "lon": lon, "min": low}
        found.append(sea if high is None else sea | {"max": high})
    return together(spread(found))


def together(labels: list[Label]) -> list[Label]:
    """Let names that belong together appear at the same zoom, the later of the two."""
    first = {label["name"]: label["min"] for label in labels if label["kind"] == "country"}
    for names in TOGETHER:
        first |= dict.fromkeys(names, max(first[name] for name in names))
    return [
        label | {"min": first[label["name"]]} if label["name"] in chain(*TOGETHER) else label
        for label in labels
    ]


def spread(labels: Iterable[Label], standing: Iterable[Label] = ()) -> list[Label]:
    """Raise the first zoom of every name that would lie on one placed before it.

    Names that show earlier are placed first, after those that stand already. What still
    collides at LAST_ZOOM shows only there.
    """
    before = list(standing)
    placed: list[Label] = []
    for label in sorted(labels, key=lambda item: (item["min"], item["name"], item["lat"])):
        zoom = label["min"]
        while zoom < LAST_ZOOM and any(_collide(label, o, zoom) for o in (*before, *placed)):
            zoom += 1
        if zoom <= label.get("max", LAST_ZOOM):
            placed.append(label | {"min": zoom})
    return sorted(placed, key=lambda item: (item["min"], item["name"], item["lat"]))


def _collide(a: Label, b: Label, zoom: int) -> bool:
    if b["min"] > zoom or b.get("max", LAST_ZOOM) < zoom:
        return False
    (ax, ay), (bx, by) = _pixel(a, zoom), _pixel(b, zoom)
    room = LETTER * (len(a["name"]) + len(b["name"])) / 2
    return abs(ax - bx) < room and abs(ay - by) < LINE


def _pixel(label: Label, zoom: int) -> tuple[float, float]:
    size = 256 * 2**zoom
    phi = math.radians(max(-85.0, min(85.0, label["lat"])))
    y = (1 - math.asinh(math.tan(phi)) / math.pi) / 2
    return (label["lon"] + 180) / 360 * size, y * size
