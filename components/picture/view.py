"""Where a picture looks: the web's spherical Mercator, with the zoom that the link has.

The world is a square, x and y from 0 to 1; at zoom 0 it is 256 units of the page wide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.picture.drawing import by_precision
from components.picture.sheet import Box, Points

FARTHEST_NORTH = 85.0511
EDGE = 72.0
"""Room around places that a view is fitted to, in units of the page."""
CLOSEST = by_precision("CLOSEST")
"""How close a view comes by itself to places of each precision."""
Corners = tuple[tuple[float, float], tuple[float, float]]
_VIEW = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*")


def project(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Points:
    """Project degrees, WGS 84, to the square of the world; gives rows of x and y."""
    across = np.asarray(lon, dtype=np.float64) / 360 + 0.5
    cut = np.clip(np.asarray(lat, dtype=np.float64), -FARTHEST_NORTH, FARTHEST_NORTH)
    down = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(cut) / 2)) / (2 * np.pi)
    return np.stack([across, down], axis=-1)


@dataclass(frozen=True)
class View:
    """A part of the map: its box on the page, and the middle of it in the square of the world."""

    box: Box
    x: float
    y: float
    zoom: float

    @property
    def scale(self) -> float:
        """The width of the world, in units of the page."""
        return float(256 * 2**self.zoom)

    @property
    def corner(self) -> tuple[float, float]:
        """Where the world's north-west corner would lie on the page."""
        middle = ((self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2)
        return middle[0] - self.x * self.scale, middle[1] - self.y * self.scale

    def place(self, world: Points) -> Points:
        """Give points of the world's square as points of the page."""
        placed: Points = world * self.scale + np.array(self.corner)
        return placed

    @property
    def turns(self) -> list[int]:
        """The copies of the world that are in the view."""
        left = (self.box.left - self.corner[0]) / self.scale
        right = (self.box.right - self.corner[0]) / self.scale
        return list(range(math.floor(left), math.ceil(right)))


def of_link(text: str | None, box: Box) -> View | None:
    """Read "lat,lon,zoom"; None where that is no view. The centre stays, the page is the frame."""
    found = _VIEW.fullmatch(text or "")
    if not found:
        return None
    lat, lon, zoom = (float(part) for part in found.groups())
    if abs(lat) > 90 or abs(lon) > 600 or zoom > 22:
        return None
    x, y = project(lon, lat)
    return View(box, float(x), float(y), min(18.0, max(1.0, zoom)))


def around(corners: Corners, box: Box, closest: float) -> View:
    """Fit a view to the south-west and north-east corner of what is to be seen."""
    (south, west), (north, east) = corners
    low, high = project([west, east], [south, north])
    width, height = box.right - box.left, box.bottom - box.top
    edge = min(EDGE, width / 6, height / 6)
    across = (width - 2 * edge) / max(float(high[0] - low[0]), 1e-9)
    down = (height - 2 * edge) / max(float(low[1] - high[1]), 1e-9)
    zoom = math.log2(min(across, down) / 256)
    middle = (low + high) / 2
    return View(box, float(middle[0]), float(middle[1]), min(closest, max(0.0, zoom)))


def bounds(points: Sequence[tuple[float, float]]) -> Corners:
    """Give the south-west and north-east corner of points of latitude and longitude."""
    lats, lons = zip(*points, strict=True)
    return (min(lats), min(lons)), (max(lats), max(lons))
