"""Read TopoJSON and keep neighbouring polygons joined edge to edge.

All coordinates are WGS 84 longitude and latitude in degrees. Work is done in a frame that
runs from `FRAME_WEST` eastwards for 360 degrees, because that meridian crosses open water
(the Bering Strait) where the 180th meridian cuts Chukotka and Fiji in two. `to_world` brings
a finished geometry back to -180..180.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon, STRtree
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
Segment = tuple[Point, Point]

FRAME_WEST = -169.0
FRAME_EAST = FRAME_WEST + 360.0
# Every edge south of this closes Antarctica around the pole and is no coast.
POLE_CLOSURE = -85.3
# So many islands of a country of islands stay on the overview, however small.
LARGEST = 8


def read_topojson(path: Path) -> tuple[dict[str, Any], list[list[Point]]]:
    """Return the topology and its arcs, decoded to degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return topology, arcs


def join_arcs(indices: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Chain arcs into one line; a negative index is its complement, reversed."""
    line: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(arc[1:] if line else arc)
    return line


def lines_of(objects: Mapping[str, Any], arcs: Sequence[list[Point]]) -> list[LineString]:
    """Return the lines of a TopoJSON GeometryCollection."""
    lines: list[LineString] = []
    for geometry in objects["geometries"]:
        if geometry["type"] is None:
            continue
        chains = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        lines.extend(LineString(join_arcs(chain, arcs)) for chain in chains)
    return lines


def polygon_of(geometry: Mapping[str, Any], arcs: Sequence[list[Point]]) -> BaseGeometry:
    """Return a TopoJSON polygon in the working frame, in one piece across the 180th meridian."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    found = []
    for part in parts:
        rings = [_unwrapped(join_arcs(ring, arcs)) for ring in part]
        rings = [ring for ring in rings if len(ring) > 3]
        if rings:
            centre = (min(x for x, _ in rings[0]) + max(x for x, _ in rings[0])) / 2
            holes = [_near(ring, centre) for ring in rings[1:]]
            found.append(areal(shapely.make_valid(Polygon(rings[0], holes))))
    return _into_frame(shapely.union_all(found))


def _unwrapped(ring: list[Point]) -> list[Point]:
    """Make longitudes continuous; close a ring that goes around the south pole along it."""
    shift, line = 0.0, ring[:1]
    for (x0, _), (x1, y1) in pairwise(ring):
        shift += -360.0 if x1 - x0 > 180 else 360.0 if x0 - x1 > 180 else 0.0
        line.append((x1 + shift, y1))
    if abs(line[-1][0] - line[0][0]) > 180:
        line = [*line, (line[-1][0], -90.0), (line[0][0], -90.0), line[0]]
    return line


def _near(ring: list[Point], centre: float) -> list[Point]:
    middle = sum(x for x, _ in ring) / len(ring)
    shift = 360.0 * round((centre - middle) / 360.0)
    return [(x + shift, y) for x, y in ring]


def areal(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons of a geometry without the points and lines that repairs leave."""
    parts = [part for piece in shapely.get_parts(geometry) for part in shapely.get_parts(piece)]
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _into_frame(geometry: BaseGeometry) -> BaseGeometry:
    pieces = []
    for turn in (-2, -1, 0, 1, 2):
        window = shapely.box(FRAME_WEST - 360 * turn, -90, FRAME_EAST - 360 * turn, 90)
        piece = geometry.intersection(window)
        if not piece.is_empty:
            pieces.append(translate(piece, 360 * turn))
    # Pieces that the source cuts at 180 meet there again; closing the gap removes the seam.
    return areal(shapely.union_all(pieces, grid_size=1e-6))


def to_world(geometry: BaseGeometry) -> BaseGeometry:
    """Bring a geometry from the working frame back to -180..180, cut at the 180th meridian."""
    west = geometry.intersection(shapely.box(-180, -90, 180, 90))
    east = translate(geometry.intersection(shapely.box(180, -90, 540, 90)), -360)
    pieces = [piece for piece in (west, east) if not piece.is_empty]
    parts = [part for piece in pieces for part in shapely.get_parts(piece)]
    if "Polygon" in geometry.geom_type:
        return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
    return MultiLineString([part for part in parts if part.geom_type == "LineString"])


def coverage(features: Mapping[str, BaseGeometry], grid: float) -> dict[str, BaseGeometry]:
    """Return the same areas as a valid coverage: neighbours share every vertex of their border.

    All outlines are noded on a grid (degrees) and polygonized; a face belongs to the feature
    that holds its inner point, the smallest one where two overlap.
    """
    keys = sorted(features, key=lambda key: (features[key].area, key))
    outlines = shapely.union_all([shapely.boundary(g) for g in features.values()], grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize([*shapely.get_parts(outlines)]))
    tree = STRtree([features[key] for key in keys])
    owner: dict[int, int] = {}
    for face, feature in tree.query(shapely.point_on_surface(faces), predicate="within").T:
        owner[int(face)] = min(int(feature), owner.get(int(face), len(keys)))
    owned = defaultdict(list)
    for face, feature in owner.items():
        owned[keys[feature]].append(faces[face])
    return {key: shapely.union_all(owned[key]) for key in sorted(owned)}


def simplified(features: Mapping[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Simplify a coverage; tolerance is the root of the smallest triangle kept, in degrees."""
    result = shapely.coverage_simplify(list(features.values()), tolerance)
    return dict(zip(features, result, strict=True))


def without_specks(
    features: Mapping[str, BaseGeometry], smallest: float
) -> dict[str, BaseGeometry]:
    """Drop islands under `smallest` square degrees, but not the `LARGEST` ones of a feature.

    A part that touches another feature is no island and stays, and so does every part of a
    disputed area (its key starts with "~").
    """
    pairs = [
        (key, part) for key, geometry in features.items() for part in shapely.get_parts(geometry)
    ]
    parts = [part for _, part in pairs]
    left, right = STRtree(parts).query(parts, predicate="intersects")
    joined = {int(a) for a, b in zip(left, right, strict=True) if a != b}
    kept: dict[str, list[Polygon]] = defaultdict(list)
    least = {
        key: min(smallest, sorted(shapely.area(shapely.get_parts(g)))[-LARGEST:][0])
        for key, g in features.items()
    }
    for index, (key, part) in enumerate(pairs):
        if part.area >= least[key] or key.startswith("~") or index in joined:
            kept[key].append(part)
    return {key: MultiPolygon(kept[key]) for key in features}


def edges(features: Mapping[str, BaseGeometry], decimals: int) -> dict[Segment, tuple[str, ...]]:
    """Return every edge of a coverage, rounded, with the one or two features it belongs to."""
    owners: dict[Segment, list[str]] = defaultdict(list)
    for key, geometry in features.items():
        for part in shapely.get_parts(geometry):
            for ring in (part.exterior, *part.interiors):
                points = [(round(x, decimals), round(y, decimals)) for x, y in ring.coords]
                for a, b in pairwise(points):
                    if a != b and not _is_frame(a, b):
                        owners[min(a, b), max(a, b)].append(key)
    return {segment: tuple(sorted(set(keys))) for segment, keys in sorted(owners.items())}


def _is_frame(a: Point, b: Point) -> bool:
    at_side = any(abs(a[0] - x) < 0.1 and abs(b[0] - x) < 0.1 for x in (FRAME_WEST, FRAME_EAST))
    return (at_side and a[1] < -60) or max(a[1], b[1]) < POLE_CLOSURE


def merged(segments: Iterable[Segment]) -> MultiLineString:
    """Join edges into lines as long as no third line meets them."""
    lines = MultiLineString(list(segments))
    joined = shapely.line_merge(lines)
    return MultiLineString([part for part in shapely.get_parts(joined) if part.length > 0])
