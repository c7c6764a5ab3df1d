"""Quick views of the map, made from the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.dataset import Dataset, load
from data.telling.quick_views import MOST_VIEWS, QuickView, date_line, views
from tests.helpers import breaking
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded


def contains(view: QuickView, lat: float, lon: float) -> bool:
    """Tell whether a view shows a point, on whichever turn around the Earth."""
    (south, west), (north, east) = view.corners
    return south <= lat <= north and any(west <= lon + turn <= east for turn in (-360, 0, 360))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_all_shows_every_place_that_is_named(folder: Path) -> None:
    """The first view shows each located place of a statement, and each usual area, whole."""
    dataset = loaded(folder)
    everything = views(dataset)[0]
    assert everything.name == "All"
    named = set(dataset.statement_places["place"])
    for place in dataset.places[dataset.located].to_dict("records"):
        if place["id"] in named:
            assert contains(everything, float(place["lat"]), float(place["lon"])), place["id"]
    for area in dataset.areas:
        if area.default:
            point = area.geometry.representative_point()
            assert contains(everything, point.y, point.x), area.reading


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_views_are_named_parts_of_the_whole(folder: Path) -> None:
    """Every view has a name of its own and corners in order, with room around a single point."""
    found = views(loaded(folder))
    assert 1 < len(found) <= MOST_VIEWS + 1
    assert len({view.name for view in found}) == len(found)
    for view in found:
        (south, west), (north, east) = view.corners
        assert -90 <= south < north <= 90
        assert west < east <= west + 360
        assert north - south >= 0.79
        assert east - west >= 0.79
        assert view.name[0] == view.name[0].upper()


def test_the_views_of_the_talks() -> None:
    """The clusters are those that a reader would name."""
    names = [view.name for view in views(loaded(MOSCOW))]
    assert names[0] == "All"
    assert set(names) == {"All", "Moscow", "Syria’s coast", "Northeastern Syria"}


def test_a_view_holds_its_area_across_the_date_line() -> None:
    """The view of the passage shows it on both sides of the date line, and not the whole Earth."""
    dataset = loaded(HARBOURS)
    view = next(view for view in views(dataset) if view.name == "Velani Passage")
    (_, west), (_, east) = view.corners
    assert contains(view, -17, 177.7)
    assert contains(view, -17, -177.5)
    assert east - west < 20


def test_the_date_line() -> None:
    """A dataset around the Pacific is cut elsewhere; one within a continent is not."""
    assert date_line(loaded(MOSCOW)) is None
    cut = date_line(loaded(HARBOURS))
    assert cut is not None
    assert 73.1 < cut < 173.02


@pytest.mark.parametrize("places", [0, 1])
def test_few_places(tmp_path: Path, places: int) -> None:
    """Without places there is no view, with one place the whole is the only one."""
    folder = breaking.copy(tmp_path)
    kept = {row[0] for row in breaking.table(folder, "places")[1:]} - {"apia"} if places else None
    links = [
        row
        for row in breaking.table(folder, "statement_places")
        if row[1] == "place" or (kept is not None and row[1] not in kept)
    ]
    breaking.write(folder, "statement_places", links)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    assert [view.name for view in views(dataset)] == ["All"][:places]
