"""The names of rivers and lakes, and where they stand.

No package has them, so they are a table: usual English names, and for each a few points beside
which the name may stand (WGS 84 latitude and longitude in degrees), moved onto the river or into
the lake that is drawn. A water whose name is itself disputed is not named.
"""

from collections.abc import Iterator
from typing import Any

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

FARTHEST = 0.6
"""Degrees that a point may be moved to reach its river or lake; farther off it is left out."""

# Name, first zoom, points.
RIVERS: tuple[tuple[str, int, tuple[tuple[float, float], ...]], ...] = (
    ("Euphrates", 6, ((35.6, 39.8), (34.2, 41.6), (36.9, 38.0), (32.0, 44.7), (39.3, 39.2))),
    ("Tigris", 6, ((35.0, 43.5), (36.5, 42.8), (32.6, 45.6), (37.8, 40.5))),
    ("Khabur", 7, ((35.9, 40.7),)),
    ("Orontes", 8, ((35.6, 36.4), (34.9, 36.7))),
    ("Jordan", 8, ((32.2, 35.55),)),
    ("Kızılırmak", 6, ((40.3, 34.4), (39.4, 34.0))),
    ("Kura", 6, ((41.0, 46.2), (40.3, 48.3))),
    ("Aras", 6, ((39.2, 46.5),)),
    ("Nile", 5, ((27.5, 30.8), (24.3, 32.9), (19.2, 30.5), (17.0, 33.7))),
    ("White Nile", 6, ((12.8, 32.7), (9.6, 31.3), (6.0, 31.6))),
    ("Blue Nile", 6, ((13.5, 33.6), (11.3, 34.9))),
    ("Atbarah", 7, ((15.8, 35.5),)),
    ("Volga", 5, ((49.0, 45.3), (57.5, 43.0), (53.3, 49.4), (47.2, 47.4))),
    ("Don", 6, ((49.6, 42.2), (51.5, 39.4), (47.6, 40.9))),
    ("Oka", 7, ((54.5, 39.2),)),
    ("Kama", 6, ((58.5, 56.3), (55.7, 51.9))),
    ("Ural", 6, ((50.5, 51.0), (48.6, 51.8))),
    ("Dnieper", 6, ((48.9, 33.9), (52.2, 30.6), (46.9, 33.3), (54.0, 30.3))),
    ("Dniester", 6, ((47.9, 28.9), (48.7, 26.0))),
    ("Southern Bug", 7, ((48.1, 30.8),)),
    ("Donets", 7, ((48.9, 38.6),)),
    ("Danube", 5, ((46.0, 18.9), (43.8, 24.8), (48.2, 15.5), (44.8, 21.0))),
    ("Tisza", 7, ((46.9, 20.2),)),
    ("Sava", 7, ((45.1, 17.6),)),
    ("Vistula", 6, ((52.5, 19.6), (51.3, 21.8))),
    ("Oder", 6, ((52.2, 14.7), (51.1, 17.0))),
    ("Elbe", 6, ((52.9, 12.0), (51.3, 13.2))),
    ("Rhine", 6, ((50.4, 7.5), (48.4, 7.8), (51.6, 6.6))),
    ("Rhône", 6, ((44.5, 4.7), (45.8, 5.5))),
    ("Loire", 6, ((47.4, 0.7), (46.8, 3.2))),
    ("Seine", 7, ((48.9, 2.0), (48.3, 3.7))),
    ("Garonne", 7, ((44.2, 0.5),)),
    ("Po", 6, ((45.0, 10.6),)),
    ("Ebro", 6, ((41.7, -0.9),)),
    ("Tagus", 6, ((39.8, -4.8), (39.5, -8.2))),
    ("Douro", 7, ((41.5, -5.5),)),
    ("Guadalquivir", 7, ((37.9, -4.6),)),
    ("Northern Dvina", 6, ((62.6, 43.0),)),
    ("Pechora", 6, ((66.0, 53.5),)),
    ("Daugava", 7, ((56.5, 26.2),)),
    ("Neman", 7, ((54.0, 24.1),)),
    ("Ob", 5, ((61.5, 70.0), (58.2, 82.5), (65.5, 65.5))),
    ("Irtysh", 5, ((57.3, 71.5), (52.8, 76.5))),
    ("Yenisei", 5, ((61.5, 90.0), (66.8, 87.0), (56.5, 93.3))),
    ("Lena", 5, ((60.5, 117.0), (66.5, 123.5), (71.0, 127.2))),
    ("Amur", 5, ((52.5, 126.7), (49.0, 135.6), (51.7, 139.8))),
    ("Kolyma", 6, ((66.5, 152.4),)),
    ("Syr Darya", 6, ((44.9, 65.5), (42.8, 68.1))),
    ("Amu Darya", 6, ((39.6, 63.2), (41.5, 61.2), (37.4, 65.8))),
    ("Helmand", 6, ((31.3, 64.2),)),
    ("Indus", 5, ((28.6, 70.0), (32.5, 71.4), (25.9, 68.3))),
    ("Ganges", 5, ((25.4, 83.0), (26.8, 80.0), (25.3, 87.0))),
    ("Brahmaputra", 5, ((26.5, 92.8), (25.0, 89.7))),
    ("Godavari", 7, ((19.0, 79.0),)),
    ("Krishna", 7, ((16.4, 77.2),)),
    ("Narmada", 7, ((22.3, 76.5),)),
    ("Irrawaddy", 6, ((20.5, 94.8), (23.7, 96.1))),
    ("Salween", 6, ((20.8, 98.3),)),
    ("Mekong", 5, ((16.0, 105.0), (18.0, 103.0), (12.5, 106.0), (20.6, 100.4))),
    ("Yangtze", 5, ((30.0, 111.7), (29.8, 107.0), (30.5, 117.2), (27.0, 100.3))),
    ("Yellow River", 5, ((37.8, 110.5), (40.6, 109.0), (35.6, 114.8), (35.9, 102.0))),
    ("Xi Jiang", 7, ((23.4, 110.8),)),
    ("Congo", 5, ((1.8, 19.6), (-1.5, 25.6), (-4.0, 16.0))),
    ("Ubangi", 6, ((4.3, 20.5),)),
    ("Kasai", 6, ((-5.5, 21.0),)),
    ("Niger", 5, ((14.3, -4.2), (9.0, 5.0), (16.9, 0.0), (6.5, 6.6))),
    ("Benue", 6, ((8.0, 9.5),)),
    ("Senegal", 6, ((16.5, -14.6),)),
    ("Volta", 7, ((6.6, 0.1),)),
    ("Zambezi", 5, ((-16.7, 30.6), (-15.0, 23.0), (-17.6, 35.2))),
    ("Limpopo", 6, ((-22.2, 29.5), (-23.6, 32.6))),
    ("Orange", 6, ((-28.6, 19.8), (-29.3, 23.2))),
    ("Okavango", 6, ((-18.0, 21.3),)),
    ("Shebelle", 6, ((5.4, 44.6),)),
    ("Jubba", 7, ((2.4, 42.3),)),
    ("Omo", 7, ((6.0, 36.0),)),
    ("Tana", 7, ((-1.2, 39.8),)),
    ("Amazon", 5, ((-3.2, -59.0), (-2.2, -54.8), (-3.8, -70.0))),
    ("Negro", 6, ((-1.2, -62.2),)),
    ("Madeira", 6, ((-6.5, -62.6),)),
    ("Orinoco", 5, ((7.9, -64.5), (6.2, -67.4))),
    ("Paraná", 5, ((-30.5, -59.7), (-24.0, -54.2))),
    ("Paraguay", 6, ((-22.5, -57.8), (-18.0, -57.5))),
    ("São Francisco", 6, ((-11.5, -43.3), (-16.0, -44.8))),
    ("Magdalena", 7, ((6.5, -74.3),)),
    ("Mississippi", 5, ((35.0, -90.2), (31.5, -91.4), (42.0, -90.2))),
    ("Missouri", 5, ((47.6, -102.5), (41.0, -95.9), (38.7, -92.3))),
    ("Ohio", 6, ((38.0, -86.8),)),
    ("Arkansas", 6, ((37.6, -98.3),)),
    ("Colorado", 6, ((36.2, -112.6), (39.0, -109.3))),
    ("Rio Grande", 6, ((29.6, -101.0), (35.2, -106.6))),
    ("Columbia", 6, ((45.7, -120.5),)),
    ("Saint Lawrence", 6, ((46.4, -72.3),)),
    ("Mackenzie", 5, ((65.0, -124.8),)),
    ("Yukon", 5, ((65.5, -150.0), (62.5, -137.0))),
    ("Murray", 6, ((-35.2, 143.3), (-36.0, 146.4))),
    ("Darling", 6, ((-31.5, 143.4),)),
)

LAKES: tuple[tuple[str, int, float, float], ...] = (
    ("Lake Assad", 8, 36.0, 38.2),
    ("Sea of Galilee", 9, 32.82, 35.59),
    ("Dead Sea", 8, 31.5, 35.48),
    ("Lake Van", 7, 38.6, 42.9),
    ("Lake Urmia", 7, 37.6, 45.4),
    ("Lake Tuz", 8, 38.75, 33.35),
    ("Lake Sevan", 8, 40.35, 45.35),
    ("Lake Tharthar", 8, 34.0, 43.2),
    ("Atatürk Reservoir", 8, 37.5, 38.6),
    ("Aral Sea", 6, 45.2, 58.5),
    ("Lake Balkhash", 6, 46.2, 74.3),
    ("Issyk-Kul", 7, 42.4, 77.2),
    ("Lake Baikal", 5, 53.5, 108.0),
    ("Lake Ladoga", 6, 60.9, 31.5),
    ("Lake Onega", 7, 61.7, 35.5),
    ("Lake Peipus", 8, 58.6, 27.5),
    ("Rybinsk Reservoir", 8, 58.5, 38.4),
    ("Vänern", 7, 58.9, 13.3),
    ("Vättern", 8, 58.3, 14.6),
    ("Saimaa", 8, 61.3, 28.2),
    ("Lake Geneva", 8, 46.45, 6.5),
    ("Lake Constance", 9, 47.6, 9.4),
    ("Lake Balaton", 8, 46.8, 17.7),
    ("Qinghai Lake", 7, 36.9, 100.2),
    ("Khövsgöl", 7, 51.0, 100.5),
    ("Tonlé Sap", 7, 12.9, 104.1),
    ("Lake Nasser", 7, 22.9, 32.6),
    ("Lake Tana", 7, 12.0, 37.3),
    ("Lake Turkana", 6, 3.6, 36.0),
    ("Lake Victoria", 5, -1.0, 33.0),
    ("Lake Albert", 7, 1.7, 30.9),
    ("Lake Edward", 8, -0.4, 29.6),
    ("Lake Kivu", 8, -2.0, 29.1),
    ("Lake Tanganyika", 6, -6.0, 29.5),
    ("Lake Mweru", 8, -9.0, 28.7),
    ("Lake Chad", 7, 13.2, 14.1),
    ("Lake Kariba", 7, -17.0, 28.0),
    ("Lake Volta", 7, 7.5, 0.0),
    ("Lake Superior", 5, 47.7, -87.5),
    ("Lake Michigan", 5, 43.5, -87.1),
    ("Lake Huron", 5, 44.8, -82.3),
    ("Lake Erie", 6, 42.2, -81.2),
    ("Lake Ontario", 6, 43.6, -77.8),
    ("Great Bear Lake", 6, 66.0, -120.6),
    ("Great Slave Lake", 6, 61.6, -114.2),
    ("Lake Winnipeg", 6, 52.5, -97.8),
    ("Lake Athabasca", 7, 59.2, -109.4),
    ("Great Salt Lake", 7, 41.1, -112.5),
    ("Lake Nicaragua", 7, 11.5, -85.4),
    ("Lake Titicaca", 7, -15.8, -69.4),
    ("Lake Maracaibo", 7, 9.8, -71.6),
)


def inland_labels(rivers: BaseGeometry, lakes: BaseGeometry) -> Iterator[dict[str, Any]]:
    """Give the names of the rivers and lakes that are drawn, each as a label."""
    for name, zoom, points in RIVERS:
        for lat, lon in points:
            spot = nearest_points(rivers, Point(lon, lat))[0]
            if spot.distance(Point(lon, lat)) <= FARTHEST:
                yield _label("river", name, zoom, spot)
    drawn = shapely.get_parts(lakes)
    for name, zoom, lat, lon in LAKES:
        near = min(drawn, key=lambda lake: lake.distance(Point(lon, lat)))
        if near.distance(Point(lon, lat)) <= FARTHEST:
            inner = Point(lon, lat) if near.covers(Point(lon, lat)) else near.point_on_surface()
            yield _label("lake", name, zoom, inner)


def _label(kind: str, name: str, zoom: int, point: Point) -> dict[str, Any]:
    at = {"lat": round(point.y, 3), "lon": round(point.x, 3)}
    return {"name": name, "kind": kind, **at, "min": zoom}
