"""One place that a name may mean, and the key under which names are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.folding import fold

GEONAMES = "GeoNames"
NATURAL_EARTH = "Natural Earth 1:10m, label point: the whole is meant"
AIRPORTS = "airportsdata, airport reference point (ICAO code {code})"


@dataclass(frozen=True)
class Candidate:
    """One place that a name may mean.

    ``country`` is an ISO 3166-1 code, ``division`` GeoNames' own code of the first-level
    division, ``precision`` a UCDP GED code. A place without ``lat`` and ``lon`` has no point.
    """

    name: str
    kind: str
    precision: int
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonames: int | None = None
    division: str = ""
    source: str = ""
    capital: bool = False


_POINTED = re.compile(r"(?<=\w)\.|\.(?=\s)")


def key(name: str) -> str:
    """Give a name as it is looked up: folded, without points, hyphens as spaces."""
    return " ".join(_POINTED.sub("", fold(name)).replace("-", " ").replace("`", "'").split())
