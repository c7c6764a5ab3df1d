"""Check where places lie: whole coordinates, in their country, not swapped."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable
from typing import Any

import pandas as pd
import shapely.ops
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from data.basemap.accepted import accepted_land
from data.basemap.lookup import countries_at, land_of_all_countries
from data.geography import distance
from data.loading.areas import FILE as AREAS
from data.problem import Problem

COUNTRY_TOLERANCE = 0.25
"""Degrees of latitude (about 25 km) that a place may lie outside its country on the base map."""

FARTHEST_ISLAND = 18.0
"""Degrees from its country at which a point at sea is no island of it any more."""


def check_places(places: pd.DataFrame, with_areas: set[str] | None) -> list[Problem]:
    """Check that coordinates are whole, not (0, 0), and inside the place's country.

    A place outside its country whose coordinates, swapped, lie inside it is reported as
    swapped. Places of precision 7 (sea, airspace) may lie anywhere, and a point at sea may be an
    island that the base map is too coarse for. Without ``with_areas``, the places that have
    readings, that is not checked.
    """
    problems = []
    whole = []
    lats, lons = (pd.to_numeric(places[name], errors="coerce") for name in ("lat", "lon"))
    for row, place, lat, lon in zip(
        places.index, places.to_dict("records"), lats.tolist(), lons.tolist(), strict=True
    ):
        number = int(row)
        if with_areas is not None and (place["area"] == "true") != (place["id"] in with_areas):
            expected = f"true exactly when {AREAS} has a reading of {place['id']}"
            problems.append(Problem("places.csv", number, "area", place["area"], expected))
        if bool(place["lat"]) != bool(place["lon"]):
            column = "lon" if place["lat"] else "lat"
            problems.append(
                Problem("places.csv", number, column, "", "both coordinates, or neither")
            )
            continue
        if not (math.isfinite(lat) and math.isfinite(lon)):
            continue
        value = f"{place['lat']}, {place['lon']}"
        if lat == 0 and lon == 0:
            problems.append(Problem("places.csv", number, "lat", value, "a real place, not 0, 0"))
            continue
        country = place["iso_3166_2"].partition("-")[0]
        whole.append((number, place, lat, lon))
        outline = accepted_land(country) if country and place["where_prec"] != "7" else None
        if outline is None or _near(outline, lat, lon) or _may_be_an_island(outline, lat, lon):
            continue
        swapped = abs(lon) <= 90 and _near(outline, lon, lat)
        hint = "; latitude and longitude seem to be swapped" if swapped else ""
        expected = f"a point inside {country} or within 25 km of it{hint}"
        problems.append(Problem("places.csv", number, "lat", value, expected))
    return problems + _swapped(whole)


DOUBTFUL = 0.1
"""The part of all places from which on it is no chance that they would lie better swapped."""


def _swapped(places: list[tuple[int, dict[Hashable, Any], float, float]]) -> list[Problem]:
    """Ask about places without a country's code that lie where no other place does, until swapped.

    Such a place is at sea, or alone in its country; the other way round it would be in a country
    of other places. Of many places a few lie so by chance: they are not asked about.
    """
    open_to_doubt = [
        number
        for number, (_, place, lat, lon) in enumerate(places)
        if not place["iso_3166_2"] and place["where_prec"] != "7" and lat != lon and abs(lon) <= 90
    ]
    if not open_to_doubt or len(places) < 2:
        return []
    here = countries_at([(lat, lon) for _, _, lat, lon in places], COUNTRY_TOLERANCE)
    turned = [(lon, lat) if abs(lon) <= 90 else (lat, lon) for _, _, lat, lon in places]
    there = countries_at(turned, 0)
    coded = [{place["iso_3166_2"][:2]} - {""} for _, place, _, _ in places]
    homes = Counter(code for n, codes in enumerate(here) for code in codes | coded[n])
    turned_homes = Counter(code for codes in there for code in codes)
    problems = []
    for number in open_to_doubt:
        row, place, _, _ = places[number]
        with_others = {code for code in here[number] if homes[code] > 1}
        lone = all(not codes for n, codes in enumerate(here) if n != number)
        known = {
            code
            for code in there[number]
            if homes[code] > (code in here[number]) or (lone and turned_homes[code] > 1)
        }
        if with_others or not known - here[number]:
            continue
        where = f"in {' or '.join(sorted(known))}, as other places are"
        expected = (
            f"latitude and longitude the other way round, which would be {where}; if this is right,"
            " the country in iso_3166_2, or where_prec 7 for a place at sea"
        )
        value = f"{place['lat']}, {place['lon']}"
        problems.append(Problem("places.csv", row, "lat", value, expected))
    return problems if len(problems) >= DOUBTFUL * len(places) else []


def _may_be_an_island(outline: BaseGeometry, lat: float, lon: float) -> bool:
    """Tell whether a point is at sea where its country may have an island the base map lacks."""
    if _near(outline, lon, lat) or outline.distance(Point(lon, lat)) > FARTHEST_ISLAND:
        return False
    return not any(land.covers(Point(lon, lat)) for land in land_of_all_countries())


def _near(outline: BaseGeometry, lat: float, lon: float) -> bool:
    """Tell whether a point lies in an outline or within the tolerance, at its own latitude."""
    nearest, _ = shapely.ops.nearest_points(outline, Point(lon, lat))
    return distance((nearest.y, nearest.x), (lat, lon)) <= COUNTRY_TOLERANCE
