"""Regions of the base map that an area may be taken from: countries, divisions, disputed areas.

All geometry is WGS 84 longitude and latitude in degrees. A country is without the areas of it that
are disputed: these are regions of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from data.basemap.lookup import HERE, country_polygon, divisions, world
from data.folding import fold

MOST_FOUND = 8
SOURCE = "Natural Earth 1:10m (public domain)"
_GAPS = (0.02, 0.05, 0.1)
"""Degrees by which inner borders are thickened to meet the coast: the least that does."""
_DETAILS = (0.01, 0.03, 0.1)
"""Degrees of detail that an outline is rid of: the least that leaves so few corners."""
_MOST_CORNERS = 2_000


@dataclass(frozen=True)
class Region:
    """A region by its key: "NO", "NO.3" for a division, "disputed.4"; and what it is, in words."""

    key: str
    name: str
    words: str
    precision: int


@cache
def regions() -> tuple[Region, ...]:
    """List all regions: countries, disputed areas, divisions. None of them is a position."""
    return (*_countries(), *_disputed(), *_divisions())


def _countries() -> Iterator[Region]:
    for feature in world()["countries"]["features"]:
        told = feature["properties"]
        if told["iso"]:
            yield Region(told["iso"], told["name"], "country", 6)


def _disputed() -> Iterator[Region]:
    for number, feature in enumerate(world()["disputed_areas"]["features"]):
        told = feature["properties"]
        yield Region(f"disputed.{number}", told["name"], told["status"], 5)


def _divisions() -> Iterator[Region]:
    called = {region.key: region.name for region in _countries()}
    for code in divisions():
        iso = code.upper()
        for number, label in enumerate(_division_file(code)["labels"]):
            if iso in called:
                yield Region(f"{iso}.{number}", str(label["name"]), f"division of {called[iso]}", 4)


def _division_file(code: str) -> dict[str, list[dict[str, str | float]]]:
    content: dict[str, list[dict[str, str | float]]] = json.loads(
        (HERE / "divisions" / f"{code}.json").read_text("utf-8")
    )
    return content


def find(words: str) -> tuple[Region, ...]:
    """Find regions by a name.

    Those of this name come first, then those whose name is in the words ("northeastern Syria"),
    then those in whose name the words are.
    """
    asked = fold(words).strip()
    if not asked:
        return ()
    found = []
    for order, (region, name) in enumerate(_folded()):
        if name == asked:
            found.append((0, 0, order, region))
        elif f" {name} " in f" {asked} ":
            found.append((1, 0, order, region))
        elif asked in name:
            found.append((2, name.index(asked), order, region))
    return tuple(each[-1] for each in sorted(found, key=lambda each: each[:3])[:MOST_FOUND])


@cache
def _folded() -> tuple[tuple[Region, str], ...]:
    return tuple((region, fold(region.name)) for region in regions() if region.name)


def outline(key: str) -> BaseGeometry | None:
    """Give the outline of a region; None where the base map cannot tell it from its neighbours."""
    kind, _, number = key.partition(".")
    if not any(region.key == key for region in regions()):
        return None
    if kind == "disputed":
        found = shape(world()["disputed_areas"]["features"][int(number)]["geometry"])
    elif number:
        found = _division(kind, int(number))
    else:
        found = _country(kind)
    return found and _plain(found)


def _country(iso: str) -> BaseGeometry:
    features = world()["countries"]["features"]
    return shapely.union_all(
        [
            shapely.make_valid(shape(feature["geometry"]))
            for feature in features
            if feature["properties"]["iso"] == iso
        ]
    )


def _division(iso: str, number: int) -> BaseGeometry | None:
    """Cut a country along its inner borders; give the part that has the division's name alone."""
    content = _division_file(iso.lower())
    land, lines = country_polygon(iso), shape(content["lines"])
    labels = [Point(label["lon"], label["lat"]) for label in content["labels"]]
    for gap in _GAPS if land else ():
        for part in shapely.get_parts(shapely.difference(land, lines.buffer(gap))):
            within = [each for each, label in enumerate(labels) if part.covers(label)]
            if within == [number]:
                return shapely.intersection(part.buffer(gap), land)
    return None


def _plain(geometry: BaseGeometry) -> BaseGeometry:
    """Leave out detail that no soft edge shows, and what is no land."""
    found = geometry
    for detail in _DETAILS:
        found = _land(shapely.simplify(geometry, detail))
        if shapely.get_num_coordinates(found) <= _MOST_CORNERS:
            break
    return found


def _land(geometry: BaseGeometry) -> BaseGeometry:
    whole = shapely.set_precision(shapely.make_valid(geometry), 0.001)
    parts = shapely.get_parts(shapely.get_parts(whole))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])
