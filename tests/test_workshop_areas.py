"""The area of a vague place in a draft, drawn or a region; and the sides of speakers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point, shape

from data.basemap import regions
from data.telling.sides import arranged
from data.workshop import areas, publishing
from data.workshop.editing import EditError
from data.workshop.state import State
from data.workshop.store import Store
from data.workshop.tables import AREAS
from tests.helpers.drafts import HERE, begun, store_in

SQUARE = [[10.0, 50.0], [12.0, 50.0], [12.0, 51.0], [10.0, 51.0]]
CROSSED = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
PLACES = "places"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store on this machine."""
    return store_in(tmp_path)


def readings(state: State, place: str) -> list[Any]:
    """Give the areas of a place."""
    return [one for one in state.rows(AREAS).values() if one["place"] == place]


def test_an_area_is_drawn_changed_taken_and_taken_away(store: Store) -> None:
    """Each time the draft can be published as far as areas go; its label point lies within."""
    draft, state = begun(store)
    place = next(key for key in state.rows(PLACES) if not readings(state, key))
    steps = (
        areas.drawn(state, place, SQUARE),
        lambda now: areas.taken(now, place, "NO"),
        lambda now: areas.without(now, place),
        lambda now: areas.drawn(now, place, SQUARE),
    )
    for step in steps:
        changes = step(state) if callable(step) else step
        store.write(HERE, draft, "area", changes, seen=state)
        state = store.read(HERE, draft)
        found, row = readings(state, place), state.rows(PLACES)[place]
        assert (row.get("area") == "true") == (len(found) == 1)
        for one in found:
            area = shape(json.loads(one["geometry"]))
            assert area.covers(Point(float(row["lon"]), float(row["lat"])))
            assert int(one["edge_m"]) > 0
        told = [each for each in publishing.check(store, HERE, draft, state) if each.table == AREAS]
        assert not told
    assert row["where_prec"] == "5"


@pytest.mark.parametrize(
    "corners",
    [
        SQUARE[:2],
        CROSSED,
        [[0, 0], [1, 1], [2, 2]],
        [[0, 0], [1, 1], [181, 2]],
        [[0, 0], [1, 1], [float("nan"), 2]],
        [[0, 0], [1, 1], "ab"],
        [[0, 0], [1, 1], [1, "2"]],
        [[0, 0], [1, 1], None],
    ],
    ids=["two", "crossed", "a line", "off the world", "no number", "letters", "a text", "nothing"],
)
def test_what_is_no_area_is_refused(store: Store, corners: list[Any]) -> None:
    """With a sentence; nothing is written."""
    _, state = begun(store)
    with pytest.raises(EditError):
        areas.drawn(state, next(iter(state.rows(PLACES))), corners)


@pytest.mark.parametrize("key", ["", "no", "NO.999", "XX", "disputed.99", "../NO", "NO.x"])
def test_a_region_that_is_none_is_refused(store: Store, key: str) -> None:
    """Whatever is asked for."""
    _, state = begun(store)
    with pytest.raises(EditError):
        areas.taken(state, next(iter(state.rows(PLACES))), key)


@pytest.mark.parametrize(
    ("words", "first", "what"),
    [
        ("Norway", "Norway", "country"),
        ("northeastern Syria", "Syria", "country"),
        ("al-Hasakah", "Al-Hasakah", "division of Syria"),
        ("crimea", "Crimea", "administered by Russia, claimed by both"),
    ],
)
def test_regions_are_found_by_name(words: str, first: str, what: str) -> None:
    """Whole names first, then those that are in the words."""
    found = regions.find(words)[0]
    assert (found.name, found.words) == (first, what)
    outline = regions.outline(found.key)
    assert outline is not None
    assert outline.is_valid


@pytest.mark.parametrize("words", ["", " ", "Q" * 500, "\ud800"])
def test_no_region_has_no_name(words: str) -> None:
    """What names nothing finds nothing."""
    assert regions.find(words) == ()


def test_a_country_is_without_what_is_disputed() -> None:
    """Of an area that two states claim, neither state's own outline has any."""
    disputed = regions.find("Crimea")[0]
    crimea = regions.outline(disputed.key)
    assert crimea is not None
    for country in ("RU", "UA"):
        outline = regions.outline(country)
        assert outline is not None
        assert outline.intersection(crimea).area < crimea.area / 50


def actor(key: str, affiliation: str = "", kind: str = "person") -> dict[str, str]:
    """Give an actor of a draft."""
    return {"id": key, "name": key.upper(), "kind": kind, "affiliation": affiliation}


@pytest.mark.parametrize(
    ("actors", "sides"),
    [
        ([actor("a", "x"), actor("b", "x"), actor("x")], ["X"]),
        ([actor("a", "b"), actor("b", "a")], ["A", "B"]),
        ([actor("a", "a"), actor("b", "gone")], ["A", "B"]),
        ([actor("a"), actor("b", kind="outlet")], ["A", "B"]),
        ([], []),
    ],
    ids=["one side", "round", "of itself, of one that has gone", "an outlet", "nobody"],
)
def test_sides_of_a_draft_whose_affiliations_are_not_checked(
    actors: list[dict[str, str]], sides: list[str]
) -> None:
    """They come to an end, and each who speaks has one."""
    found = arranged(actors, {"a": 2, "b": 1})
    assert sorted(side.name for side in found.sides) == sides
    spoken = [row["id"] in {"a", "b"} for row in actors]
    assert all(side >= 0 for side, says in zip(found.of_actor, spoken, strict=True) if says)
