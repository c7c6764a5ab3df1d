"""The built-in map for the page in one file: the overview, and as much detail as fits."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from data.basemap import lookup
from data.dataset import Dataset

MOST_BYTES = 400_000
"""What detail and divisions may weigh together, compressed."""


def ground(dataset: Dataset) -> dict[str, Any]:
    """Give the base map: cells of detail and countries' divisions where most places lie.

    Cells come before divisions, those with more places first, each as long as it fits.
    """
    places = dataset.places[dataset.places["lat"].notna()]
    cells = Counter(map(cell_of, places["lat"].tolist(), places["lon"].tolist()))
    codes = Counter(code.partition("-")[0].lower() for code in places["iso_3166_2"] if code)
    left = MOST_BYTES
    found: dict[str, dict[str, Any]] = {"detail": {}, "divisions": {}}
    known = {"detail": set(lookup.cells()), "divisions": set(lookup.divisions())}
    for folder, counts in (("detail", cells), ("divisions", codes)):
        for name, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            path = lookup.HERE / folder / f"{name}.json"
            if name in known[folder] and _weight(path) <= left:
                left -= _weight(path)
                found[folder][name] = json.loads(path.read_text("utf-8"))
    return {
        "cell": lookup.CELL_DEGREES,
        "world": lookup.world(),
        "names": lookup.names(),
        "detail": found["detail"],
        "divisions": list(found["divisions"].values()),
    }


@cache
def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def cell_of(lat: float, lon: float) -> str:
    """Name the cell that holds a point by its south-west corner: "e030n50"."""
    size = lookup.CELL_DEGREES
    south = int(min(lat, 89.999) // size) * size
    west = int(((lon + 180) % 360 - 180) // size) * size
    return f"{'e' if west >= 0 else 'w'}{abs(west):03d}{'n' if south >= 0 else 's'}{abs(south):02d}"
