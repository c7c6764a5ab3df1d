"""Soft areas, great-circle arcs, bounds and clusters of places.

Coordinates are WGS 84 in degrees. Longitudes that were "unwrapped" may pass 180, so that what
lies on both sides of the date line is drawn together.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""

METRES_PER_DEGREE = 111_195.0
"""Length of one degree of a great circle on the mean Earth (radius 6,371.0 km)."""
BANDS = 6
MOST_CORNERS = 1_000
"""Corners of an area whose sides fade; one that has more is drawn with fewer, so that all areas of
a dataset take seconds, whatever their shape."""
OUTLINE_TOLERANCE_M = 8_000
"""How far an area's side may lie from its country's generalised outline and still be on it."""


def distance(a: Point, b: Point) -> float:
    """Give the great-circle distance between two points in degrees (haversine formula)."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(half))))


def great_circle(a: Point, b: Point) -> list[Point]:
    """Give points along the great circle from a to b, the longitudes unwrapped.

    About one point per three degrees, at least 9; none when the ends coincide or are
    antipodes, whose great circle is not determined. Formula: spherical linear interpolation.
    """
    angle = math.radians(distance(a, b))
    if angle < 1e-9 or math.pi - angle < 1e-9:
        return []
    steps = max(8, math.ceil(math.degrees(angle) / 3))
    start, end = _vector(a), _vector(b)
    path = []
    previous = a[1]
    for step in range(steps + 1):
        part = step / steps
        from_start = math.sin((1 - part) * angle) / math.sin(angle)
        from_end = math.sin(part * angle) / math.sin(angle)
        x, y, z = (from_start * s + from_end * e for s, e in zip(start, end, strict=True))
        lon = math.degrees(math.atan2(y, x))
        lon += 360 * round((previous - lon) / 360)
        path.append((math.degrees(math.atan2(z, math.hypot(x, y))), lon))
        previous = lon
    return path


def _vector(point: Point) -> tuple[float, float, float]:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def seam(longitudes: Sequence[float]) -> float | None:
    """Give the longitude at which to cut the world so that the points lie closest together.

    None when the usual cut at 180 is right. Every longitude below the seam is to be shown 360
    degrees further east. The seam is the middle of the widest gap, so that it cuts no area that
    reaches a little beyond its point.
    """
    ordered = sorted(set(longitudes))
    if len(ordered) < 2:
        return None
    outside = ordered[0] + 360 - ordered[-1]
    gap, middle = max((b - a, (a + b) / 2) for a, b in pairwise(ordered))
    return middle if gap > outside else None


def unwrap(lon: float, cut: float | None) -> float:
    """Shift a longitude beyond 180 when it lies below the seam."""
    return lon + 360 if cut is not None and lon < cut else lon


def unwrap_area(geometry: BaseGeometry, cut: float | None) -> BaseGeometry:
    """Shift those parts of an area that lie below the seam beyond 180, and join what touches."""
    if cut is None:
        return geometry
    west = geometry.intersection(box(-180, -90, cut, 90))
    east = geometry.intersection(box(cut, -90, 180, 90))
    return shapely.union_all([east, affinity.translate(west, xoff=360)])


def bounds(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """Give the south-west and north-east corner around points; None without any."""
    if not points:
        return None
    lats, lons = zip(*points, strict=True)
    return (min(lats), min(lons)), (max(lats), max(lons))


def soft_bands(
    area: BaseGeometry, edge_m: float, outlines: Sequence[BaseGeometry]
) -> list[tuple[float, BaseGeometry]]:
    """Cut an area into bands that, drawn over each other, fade towards its inner sides.

    Each band is ``(weight, geometry)``, the weights add up to 1. A side that runs along one of
    the ``outlines`` (of countries) is known and stays firm; every other side fades over
    ``edge_m`` metres inwards. Distances are taken in a plane scaled at the area's middle
    latitude (equirectangular), good to a few per cent for areas of some hundred kilometres.
    """
    polygons = _polygons(area)
    if edge_m <= 0 or polygons.is_empty:
        return [(1.0, polygons)]
    simple = _simple(polygons)
    if simple.is_empty:
        return [(1.0, polygons)]
    squeeze = max(0.05, math.cos(math.radians(polygons.centroid.y)))
    plane = affinity.scale(simple, xfact=squeeze, yfact=1, origin=(0, 0))
    sides = plane.boundary
    tolerance = OUTLINE_TOLERANCE_M / METRES_PER_DEGREE
    for outline in outlines:
        known = affinity.scale(outline, xfact=squeeze, yfact=1, origin=(0, 0)).boundary
        near = known.intersection(box(*plane.bounds).buffer(2 * tolerance))
        sides = sides.difference(near.buffer(tolerance))
    sides = sides.simplify(0.005)
    bands = []
    for step in range(BANDS):
        depth = edge_m / METRES_PER_DEGREE * (step + 0.5) / BANDS
        inside = plane.difference(_around(sides, depth)) if not sides.is_empty else plane
        back = affinity.scale(_polygons(inside), xfact=1 / squeeze, yfact=1, origin=(0, 0))
        kept = _polygons(back.simplify(0.004))
        if not kept.is_empty:
            bands.append(kept)
    return [(1 / len(bands), band) for band in bands] or [(1.0, polygons)]


def _around(sides: BaseGeometry, depth: float) -> BaseGeometry:
    """Give what lies within a distance of lines.

    It is taken of each straight piece alone: of lines that go to and fro as a whole, it takes
    minutes.
    """
    ends = [shapely.get_coordinates(line) for line in shapely.get_parts(sides)]
    pieces = [np.stack([corners[:-1], corners[1:]], axis=1) for corners in ends]
    around = shapely.buffer(shapely.linestrings(np.concatenate(pieces)), depth, quad_segs=4)
    return shapely.union_all(around)


def _simple(area: BaseGeometry) -> BaseGeometry:
    """Leave out corners that are close to each other; give nothing where too many are left."""
    for doubled in range(16):
        if shapely.get_num_coordinates(area) <= MOST_CORNERS:
            return _polygons(area.buffer(0)) if doubled else area
        parts = [_thinned(part, 0.005 * 2**doubled) for part in shapely.get_parts(area)]
        area = MultiPolygon([part for part in parts if not part.is_empty])
    return MultiPolygon()


def _thinned(polygon: Polygon, near: float) -> Polygon:
    """Leave out corners that are near the one before, and rings of which too little is left."""
    lines = [LineString(ring) for ring in (polygon.exterior, *polygon.interiors)]
    outer, *holes = (shapely.remove_repeated_points(line, near).coords for line in lines)
    return (
        Polygon(outer, [hole for hole in holes if len(hole) > 3]) if len(outer) > 3 else Polygon()
    )


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return MultiPolygon(parts)


def clusters(points: Sequence[Point], near: float) -> list[list[int]]:
    """Gather points that are within ``near`` degrees of each other, directly or over others.

    Gives lists of positions, the largest first. (Single linkage. All points in a cell whose
    diagonal is ``near`` belong together, so only cells beside each other need to be compared,
    and thousands of points take milliseconds.)
    """
    side = near / math.sqrt(2)
    cells: dict[tuple[int, int], list[int]] = {}
    for index, (lat, lon) in enumerate(points):
        cells.setdefault((math.floor(lat / side), math.floor(lon / side)), []).append(index)
    group = list(range(len(points)))

    def leader(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for (row, column), members in cells.items():
        for index in members[1:]:
            group[leader(index)] = leader(members[0])
        for down, across in itertools.product((0, 1, 2), (-2, -1, 0, 1, 2)):
            others = cells.get((row + down, column + across), members)
            if leader(others[0]) != leader(members[0]) and any(
                math.dist(points[index], points[other]) <= near
                for index, other in itertools.product(members, others)
            ):
                group[leader(members[0])] = leader(others[0])
    found: dict[int, list[int]] = {}
    for index in range(len(points)):
        found.setdefault(leader(index), []).append(index)
    return sorted(found.values(), key=lambda members: (-len(members), members[0]))
