"""Quick views of the map, made from the data: all places, and each cluster of them."""

from __future__ import annotations

from dataclasses import dataclass

from data.choosing.place_links import place_counts
from data.dataset import Dataset, all_of
from data.geography import Point, bounds, clusters, distance, seam, unwrap, unwrap_area
from data.memory import once_per_dataset

MOST_VIEWS = 6
_WIDE = (6, 7)
_SMALLEST_SPAN = 5.0


@dataclass(frozen=True)
class QuickView:
    """A named part of the map: south-west and north-east corner, degrees, WGS 84."""

    name: str
    corners: tuple[Point, Point]


@once_per_dataset
def date_line(dataset: Dataset) -> float | None:
    """Give the longitude at which the dataset's map is cut; None for the usual one."""
    return seam([float(lon) for lon in dataset.places["lon"].dropna()])


@once_per_dataset
def views(dataset: Dataset) -> tuple[QuickView, ...]:
    """Find the quick views: "All" first, then clusters by their number of statements.

    Rules: only places with coordinates that a statement names. Whole countries, seas and
    regions wider than that say nothing of where to look, so they make no cluster. Places
    belong together when they are nearer than a twelfth of the whole. A cluster is named after
    its vague place (precision 5) if it has one, else after the place with most statements.
    """
    places = {column: dataset.places[column].tolist() for column in ("lat", "lon", "where_prec")}
    names = dataset.names["places"]
    counts = place_counts(dataset, all_of(dataset))["either"].tolist()
    cut = date_line(dataset)
    used = [index for index, count in enumerate(counts) if dataset.located[index] and count > 0]
    points = {
        index: (float(places["lat"][index]), unwrap(float(places["lon"][index]), cut))
        for index in used
    }
    whole = bounds([*points.values(), *_area_corners(dataset, used, cut)])
    if whole is None:
        return ()
    found = [QuickView("All", _room(whole))]
    narrow = [index for index in used if places["where_prec"][index] not in _WIDE]
    if len(narrow) < 2:
        return tuple(found)
    near = max(0.5, distance(*whole) / 12)
    groups = [
        [narrow[position] for position in members]
        for members in clusters([points[index] for index in narrow], near)
    ]
    if len(groups) < 2:
        return tuple(found)
    groups.sort(key=lambda members: -sum(counts[index] for index in members))
    for members in groups[:MOST_VIEWS]:
        vague = [index for index in members if places["where_prec"][index] == 5]
        head = max(vague or members, key=lambda index: counts[index])
        corners = bounds(
            [*(points[index] for index in members), *_area_corners(dataset, members, cut)]
        )
        if corners:
            name = names[dataset.ids["places"][head]]
            found.append(QuickView(name[:1].upper() + name[1:], _room(corners)))
    return tuple(found)


def _area_corners(dataset: Dataset, members: list[int], cut: float | None) -> list[Point]:
    ids = {dataset.ids["places"][index] for index in members}
    corners = []
    for area in dataset.areas:
        if area.default and area.place in ids:
            west, south, east, north = unwrap_area(area.geometry, cut).bounds
            if east - west <= 180:
                corners += [(south, west), (north, east)]
    return corners


def _room(corners: tuple[Point, Point]) -> tuple[Point, Point]:
    """Widen a view that would be a single point."""
    (south, west), (north, east) = corners
    lat = max(0.0, _SMALLEST_SPAN - (north - south)) / 2
    lon = max(0.0, _SMALLEST_SPAN - (east - west)) / 2
    return (south - lat, west - lon), (north + lat, east + lon)
