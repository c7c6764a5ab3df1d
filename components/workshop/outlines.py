"""The outlines of all countries, for the map on which a place is set by a click."""

from __future__ import annotations

from functools import cache
from typing import Any

from components.workshop.asking import Asked
from data.basemap import lookup


def world(_asked: Asked) -> dict[str, Any]:
    """Give them as one path: degrees east, and degrees south as a screen counts."""
    return {"path": _path()}


@cache
def _path() -> str:
    return "".join(
        "M" + "L".join(f"{lon} {-lat}" for lon, lat in ring) + "Z"
        for country in lookup.world()["countries"]["features"]
        for polygon in country["geometry"]["coordinates"]
        for ring in polygon
    )
