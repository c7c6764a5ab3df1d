"""Arcs, the date line, soft areas, bounds and clusters."""

from __future__ import annotations

import math
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry

from data.basemap.lookup import country_polygon
from data.geography import (
    BANDS,
    METRES_PER_DEGREE,
    MOST_CORNERS,
    Point,
    bounds,
    clusters,
    distance,
    great_circle,
    seam,
    soft_bands,
    unwrap,
    unwrap_area,
)
from data.limits import MOST_POINTS
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded

LATITUDES = st.floats(-89, 89)
LONGITUDES = st.floats(-180, 180)
POINTS = st.tuples(LATITUDES, LONGITUDES)


def vector(point: Point) -> np.ndarray:
    """Give a point as a unit vector."""
    lat, lon = np.radians(point)
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((55.75, 37.62), (35.40, 35.95), 2267),
        ((35.40, 35.95), (34.91, 35.88), 55),
        ((-18.13, 178.43), (-13.83, -171.77), 1151),
        ((0, 0), (0, 180), 20015),
        ((90, 0), (-90, 77), 20015),
        ((5, 5), (5, 5), 0),
    ],
)
def test_distance(a: Point, b: Point, km: float) -> None:
    """Distances on the mean Earth, in kilometres, across the date line and the poles too."""
    assert distance(a, b) * METRES_PER_DEGREE / 1000 == pytest.approx(km, rel=0.01, abs=0.1)


@given(POINTS, POINTS)
def test_great_circle(a: Point, b: Point) -> None:
    """An arc starts and ends at its ends, lies on their great circle, and makes no jump."""
    angle = distance(a, b)
    assume(0.001 < angle < 179.5)
    path = great_circle(a, b)
    assert path[0] == pytest.approx(a, abs=1e-6)
    assert path[-1][0] == pytest.approx(b[0], abs=1e-6)
    turns = (path[-1][1] - b[1]) / 360
    assert turns == pytest.approx(round(turns), abs=1e-6)
    normal = np.cross(vector(a), vector(b))
    normal /= np.linalg.norm(normal)
    for point in path:
        assert float(normal @ vector(point)) == pytest.approx(0, abs=1e-5)
    assert len(path) >= 9
    steps = [distance(one, other) for one, other in pairwise(path)]
    assert steps == pytest.approx([angle / len(steps)] * len(steps), rel=0.01, abs=1e-5)
    assert all(abs(one[1] - other[1]) <= 180 for one, other in pairwise(path))


@pytest.mark.parametrize(("a", "b"), [((3, 4), (3, 4)), ((0, 0), (0, 180)), ((90, 0), (-90, 0))])
def test_no_great_circle(a: Point, b: Point) -> None:
    """Ends that coincide, or lie opposite each other, have no arc."""
    assert great_circle(a, b) == []


@pytest.mark.parametrize(
    ("longitudes", "cut"),
    [
        ([], None),
        ([5], None),
        ([178, 178], None),
        ([-10, 10], None),
        ([178, -172], 3),
        ([178, -172, -70], 54),
        ([-170, -60, 100, 170], 20),
        ([-120, -60, 60, 120], None),
        ([37.6, 35.9, 40.3], None),
    ],
)
def test_seam(longitudes: list[float], cut: float | None) -> None:
    """The world is cut in the widest gap between the points, if that is not the usual one."""
    assert seam(longitudes) == cut


@given(st.lists(LONGITUDES, max_size=12))
def test_the_seam_brings_points_together(longitudes: list[float]) -> None:
    """After the cut the points span least, in the same order around the Earth; no point is cut."""
    cut = seam(longitudes)
    shown = [unwrap(lon, cut) for lon in longitudes]
    assert all(
        (a - b) % 360 == pytest.approx(0, abs=1e-9) for a, b in zip(shown, longitudes, strict=True)
    )
    if not longitudes:
        return
    spans = [max((lon - start) % 360 for lon in longitudes) for start in longitudes]
    assert max(shown) - min(shown) <= min(spans) + 1e-9
    if cut is not None:
        assert cut not in longitudes
        assert all(cut <= lon <= cut + 360 for lon in shown)
        nearest = min(abs(lon - cut) for lon in longitudes)
        assert nearest == pytest.approx((360 - max(shown) + min(shown)) / 2)


def test_unwrapped_areas() -> None:
    """What was cut at the date line is one piece again; what needs no cut stays as it is."""
    area = MultiPolygon([box(177, -19, 180, -15), box(-180, -19, -177, -15)])
    joined = unwrap_area(area, 3.0)
    assert joined.geom_type == "Polygon"
    assert joined.bounds == (177, -19, 183, -15)
    assert joined.area == pytest.approx(area.area)
    assert unwrap_area(area, None) is area


@pytest.mark.parametrize(
    ("points", "corners"),
    [
        ([], None),
        ([(1.0, 2.0)], ((1, 2), (1, 2))),
        ([(1.0, 2.0), (-3.0, 190.0)], ((-3, 2), (1, 190))),
    ],
)
def test_bounds(points: list[Point], corners: tuple[Point, Point] | None) -> None:
    """The corners are south-west and north-east."""
    assert bounds(points) == corners


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=25), st.floats(0.1, 3))
def test_clusters(points: list[Point], near: float) -> None:
    """Clusters are a partition; near points share one, and each is held together by near ones."""
    groups = clusters(points, near)
    assert sorted(index for group in groups for index in group) == list(range(len(points)))
    assert [len(group) for group in groups] == sorted((len(g) for g in groups), reverse=True)
    home = {index: number for number, group in enumerate(groups) for index in group}

    def close(one: int, other: int, slack: float) -> bool:
        return math.dist(points[one], points[other]) <= near * (1 + slack)

    for one in range(len(points)):
        for other in range(one):
            if close(one, other, -1e-6):
                assert home[one] == home[other]
    for group in groups:
        reached, edge = {group[0]}, [group[0]]
        while edge:
            here = edge.pop()
            new = {index for index in group if index not in reached and close(here, index, 1e-6)}
            reached |= new
            edge += new
        assert reached == set(group)


@given(
    st.lists(st.tuples(st.integers(-60, 60), st.integers(-170, 170)), min_size=4, max_size=9),
    st.floats(1000, 100_000),
)
def test_soft_bands(points: list[Point], edge_m: float) -> None:
    """Bands lie inside the area, each in the one before, and their weights add up to 1."""
    area = shapely.MultiPoint([(lon, lat) for lat, lon in points]).convex_hull
    assume(not area.buffer(-2.5).is_empty)
    bands = soft_bands(area, edge_m, [])
    check_bands(area, bands)
    assert len(bands) == BANDS
    depth = edge_m / METRES_PER_DEGREE
    squeeze = math.cos(math.radians(area.centroid.y))
    plane = shapely.affinity.scale(area, xfact=squeeze, origin=(0, 0))
    inner = shapely.affinity.scale(bands[-1][1], xfact=squeeze, origin=(0, 0))
    assert inner.distance(plane.exterior) == pytest.approx(depth * 11 / 12, abs=0.02)


def check_bands(area: BaseGeometry, bands: list[tuple[float, BaseGeometry]]) -> None:
    """Check what holds for the bands of any area."""
    assert sum(weight for weight, _ in bands) == pytest.approx(1)
    assert all(weight > 0 for weight, _ in bands)
    # Bands are simplified by 0.004 degrees.
    assert area.buffer(0.01).covers(bands[0][1])
    for (_, outer), (_, inner) in pairwise(bands):
        assert outer.buffer(0.01).covers(inner)
        assert inner.area < outer.area


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_areas_there_are_fade(folder: Path) -> None:
    """Each reading of each dataset has bands that fade inwards."""
    for area in loaded(folder).areas:
        bands = soft_bands(area.geometry, area.edge_m, [])
        assert len(bands) > 1
        check_bands(area.geometry, bands)


def test_a_side_on_the_countrys_outline_stays_firm() -> None:
    """Towards another country an area ends where the country does; inwards it fades."""
    dataset = loaded(MOSCOW)
    area = next(a for a in dataset.areas if a.place == "northeast-syria" and a.default)
    syria = country_polygon("SY")
    assert syria is not None
    bands = soft_bands(area.geometry, area.edge_m, [syria])
    check_bands(area.geometry, bands)
    north, south_west = shapely.Point(40.7, 37.05), shapely.Point(39.75, 35.68)
    assert area.geometry.covers(north)
    assert area.geometry.covers(south_west)
    assert all(band.covers(north) for _, band in bands)
    assert not all(band.covers(south_west) for _, band in bands)


@pytest.mark.parametrize("edge_m", [0, -1])
def test_no_edge_no_bands(edge_m: float) -> None:
    """Without a soft edge there is one band, the area itself."""
    area = loaded(HARBOURS).areas[0].geometry
    ((weight, band),) = soft_bands(area, edge_m, [])
    assert weight == 1
    assert band.equals(area)


def star(corners: int) -> BaseGeometry:
    """Give a star whose sides go to and fro, the hardest to blur."""
    angles = np.linspace(0, 2 * math.pi, corners, endpoint=False)
    lengths = np.where(np.arange(corners) % 2, 2, 8)
    across, up = lengths * np.cos(angles), lengths * np.sin(angles)
    return shapely.Polygon(np.stack([30 + across, 10 + up], axis=1))


def comb(teeth: int) -> BaseGeometry:
    """Give a comb with many teeth close to each other."""
    left = np.arange(teeth) * 4 / teeth
    across = np.stack([left, left, left + 2 / teeth, left + 2 / teeth], axis=1).ravel()
    up = np.tile([1.0, 4.0, 4.0, 1.0], teeth)
    corners = np.stack([np.append(across, [4, 0]), np.append(up, [0, 0])], axis=1)
    return shapely.Polygon(corners)


def test_a_detailed_coast_with_islands_fades() -> None:
    """What has more corners than fade keeps its shape; only small islands and holes go."""
    angles = np.linspace(0, 2 * math.pi, 5000, endpoint=False)
    shell = np.stack([20 + 5 * np.cos(angles), 10 + 5 * np.sin(angles)], axis=1)
    hole = np.stack([20 + 0.01 * np.cos(angles), 10 + 0.01 * np.sin(angles)], axis=1)
    area = MultiPolygon([shapely.Polygon(shell, [hole]), box(30, 10, 30.01, 10.01)])
    bands = soft_bands(area, 100_000, [])
    assert len(bands) == BANDS
    assert bands[0][1].area == pytest.approx(area.area, rel=0.05)
    assert bands[-1][1].area < 0.8 * area.area


@pytest.mark.parametrize("edge_m", [1_000, 500_000])
@pytest.mark.parametrize(
    "area",
    [
        star(MOST_CORNERS - 10),
        star(MOST_POINTS - 10),
        comb(MOST_CORNERS // 4 - 2),
        comb(MOST_POINTS // 4 - 2),
        MultiPolygon(
            [box(i / 9, j / 9, i / 9 + 0.1, j / 9 + 0.1) for i in range(63) for j in range(63)]
        ),
    ],
    ids=["star", "large-star", "comb", "large-comb", "boxes"],
)
def test_a_soft_edge_of_any_shape_takes_seconds(area: BaseGeometry, edge_m: float) -> None:
    """As many points as a dataset may have, in the worst order, are drawn in bounded time."""
    assert area.is_valid
    started = time.process_time()
    bands = soft_bands(area, edge_m, [])
    assert time.process_time() - started < 20
    assert sum(weight for weight, _ in bands) == pytest.approx(1)
    assert all(band.is_valid and not band.is_empty for _, band in bands)


def test_an_area_smaller_than_its_edge_is_still_drawn() -> None:
    """What would fade away entirely is drawn as far as there is anything."""
    area = box(10, 10, 10.05, 10.05)
    bands = soft_bands(area, 500_000, [])
    assert bands
    assert sum(weight for weight, _ in bands) == pytest.approx(1)
    assert bands[0][1].area > 0
