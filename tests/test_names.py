"""Names on the map and in the picture: every country in sight, disputes together or not at all."""

from __future__ import annotations

import gzip
import json
import math
import random
from functools import cache
from typing import Any

import numpy as np
import pytest

from components.picture.ground import DETAIL_ZOOM, _cell_boxes, countries_in, towns_in
from components.picture.names import overview, placed, town
from components.picture.naming import STYLES, Name, Names, choose
from components.picture.room import Taken
from components.picture.sheet import Box
from components.picture.sight import Frame, seen
from components.picture.view import View, of_link
from data.basemap import lookup
from tests.helpers.node import run

SIZES = ((1000, 800), (560, 600), (390, 420))
TOGETHER = [tuple(names) for names in lookup.world()["together"]]
NAMED = ("35.3161,36.0180,7", "33,35.3,8", "31.8,35,7", "38,127,6", "37.5,127,8", "36,38,5")
EDGE = 4


def links(number: int, seed: str) -> list[tuple[str, tuple[int, int]]]:
    """Make views: those once wrong, many where names stand together, and others over the world."""
    chance = random.Random(seed)  # noqa: S311 - the same views in every run
    around = ((31.7, 35.0, 4.0), (38.5, 127.3, 6.0), (20.0, 20.0, 90.0))
    found = [(link, size) for link in NAMED for size in SIZES]
    while len(found) < number:
        lat, lon, far = chance.choice(around)
        lat = max(-70.0, min(75.0, lat + chance.uniform(-far, far) * 0.7))
        lon += chance.uniform(-far, far) * 1.5
        zoom = round(chance.uniform(1, 9) * 4) / 4
        found.append((f"{lat:.4f},{lon:.4f},{zoom}", chance.choice(SIZES)))
    return found


def view(link: str, size: tuple[int, int]) -> View:
    """Read a view of a link on a page of so many units."""
    found = of_link(link, Box(0, 0, *size))
    assert found
    return found


def frame(of: View) -> Frame:
    """Give the frame that names are placed in."""
    width, height = of.box[2:]
    corner = of.corner
    return Frame(of.scale, -corner[0], -corner[1], EDGE, EDGE, width - EDGE, height - EDGE)


def cells(of: View) -> list[str]:
    """Name the cells that a view shows."""
    found = []
    names, boxes = _cell_boxes()
    for turn in of.turns if of.zoom >= DETAIL_ZOOM else ():
        at = (boxes + np.array([turn, 0, turn, 0])) * of.scale + np.array(of.corner * 2)
        for name, (left, top, right, bottom) in zip(names, at.tolist(), strict=True):
            box = of.box
            if right > box.left and left < box.right and bottom > box.top and top < box.bottom:
                found.append(name)
    return list(dict.fromkeys(found))


def taken(link: str) -> list[Box]:
    """Make symbols that stand in the way, other ones for each view."""
    chance = random.Random(link)  # noqa: S311
    corners = [
        (chance.uniform(0, 900), chance.uniform(0, 700)) for _ in range(chance.randint(0, 9))
    ]
    return [Box(x, y, x + 120, y + 34) for x, y in corners]


def measure(text: str, kind: str) -> float:
    """Give the width that the test in node gives a text too."""
    style = STYLES[kind]
    return len(text) * style.font * (0.6 + style.spacing) + 2


def on_map(views: list[tuple[str, tuple[int, int]]], told: tuple[str, ...] = ()) -> list[Any]:
    """Name views as the map does."""
    given = []
    for link, size in views:
        at = view(link, size)
        boxes = [box._asdict() for box in taken(link)]
        entry = {"frame": frame(at)._asdict(), "zoom": at.zoom, "cells": cells(at), "taken": boxes}
        given.append(entry | {"told": told})
    found: list[Any] = run("naming.js", json.dumps({"views": given}))
    return found


def in_picture(link: str, size: tuple[int, int]) -> list[Name]:
    """Name a view as the picture does."""
    at = view(link, size)
    stands: Taken[str] = Taken()
    for box in taken(link):
        stands.add(box)
    names = Names(frame(at), at.zoom, countries_in(at), stands, frozenset(), measure)
    of_countries, others = overview()
    towns = placed([town(entry) for entry in towns_in(at)])
    return choose(names, of_countries, TOGETHER, [*others, *towns])


@cache
def many() -> tuple[list[tuple[str, tuple[int, int]]], list[Any]]:
    """Name thousands of views on the map."""
    views = links(2000, "map")
    return views, on_map(views)


@pytest.mark.parametrize("group", TOGETHER, ids="-".join)
def test_names_of_a_dispute_stand_together_or_not_at_all(group: tuple[str, ...]) -> None:
    """None of them is written in a view that does not have all of them, as often as each other."""
    views, found = many()
    stood = 0
    for link, names in zip(views, found, strict=True):
        countries = [name["name"] for name in names if name["kind"] == "country"]
        counts = {countries.count(name) for name in group}
        assert len(counts) == 1, (link, group)
        stood += counts != {0}
    assert stood > 50
    assert {name for group in TOGETHER for name in group} <= {
        label["name"] for label in lookup.world()["labels"]
    }


@pytest.mark.parametrize("link", NAMED[:3])
def test_both_sides_are_named_where_one_was(link: str) -> None:
    """Where there is room for both, both are named."""
    [names] = on_map([(link, (1100, 900))])
    assert {"Israel", "Palestine"} <= {name["name"] for name in names}


def test_no_name_covers_another_or_leaves_the_view() -> None:
    """Names stand apart from each other and from symbols, within the view."""
    views, found = many()
    for (link, size), names in zip(views, found, strict=True):
        boxes = [Box(**name["box"]) for name in names]
        for number, box in enumerate(boxes):
            assert min(box[:2]) >= EDGE
            assert box.right <= size[0] - EDGE
            assert box.bottom <= size[1] - EDGE
            for other in [*boxes[:number], *taken(link)]:
                apart = box.right <= other.left or other.right <= box.left
                assert apart or box.bottom <= other.top or other.bottom <= box.top, (link, names)


def test_every_country_in_sight_is_named_where_there_is_room() -> None:
    """None is left out that could stand on its land in sight, in a view without symbols."""
    kept = {name for group in TOGETHER for name in group}
    checked = 0
    for link, size in links(60, "sight"):
        at = view(link, size)
        window, layers = frame(at), countries_in(at)
        stands: Taken[str] = Taken()
        names = Names(window, at.zoom, layers, stands, frozenset(), measure)
        found = choose(names, overview()[0], TOGETHER, [])
        named = {name.name for name in found}
        for label in overview()[0]:
            sight = seen([one[label["iso"]] for one in layers if label["iso"] in one], window)
            shortest = label.get("short", label["name"])
            if sight is None or len(names.frames()) > 1 or label["name"] in named | kept:
                continue
            half = measure(shortest, "country") / 2 + 7
            for row, stretches in sight.rows.items():
                y = row * 8 - window.y
                for start, end in stretches:
                    low, high = max(start + half, window.left), min(end - half, window.right)
                    box = Box(low - half, y - 11, low + half, y + 11)
                    inside = y - 11 >= window.top and y + 11 <= window.bottom
                    rows = all(
                        any(
                            a <= low - half and b >= low + half for a, b in sight.rows.get(near, ())
                        )
                        for near in range(row - 2, row + 3)
                    )
                    free = low < high and inside and rows and not stands.hit(box)
                    assert not free or sight.area < 300, (link, label["name"])
        checked += len(named)
    assert checked > 300


def test_a_name_that_the_data_shows_is_not_written_twice() -> None:
    """What the data tells counts as standing: the other side is named, the name itself not."""
    [names] = on_map([("31.8,35,7", (1100, 900))], told=("ISRAEL", "Amman"))
    found = {name["name"] for name in names}
    assert "Palestine" in found
    assert not found & {"Israel", "Amman"}


def test_the_picture_names_what_the_map_names() -> None:
    """Both choose the same names at the same points."""
    views = links(120, "picture")
    for (link, size), expected in zip(views, on_map(views), strict=True):
        found = in_picture(link, size)
        assert [(n.kind, n.name, list(n.lines)) for n in found] == [
            (n["kind"], n["name"], n["lines"]) for n in expected
        ], link
        for name, other in zip(found, expected, strict=True):
            assert math.dist(name.at, (other["x"], other["y"])) < 0.01


def test_a_name_of_a_country_stands_on_its_land() -> None:
    """The middle of each name lies within the country: nobody's land is given to another."""
    for link in ("45,38,4.75", "35,38,7", "20,10,3", "47,10,6"):
        at = view(link, SIZES[0])
        codes = {label["name"]: label["iso"] for label in overview()[0]}
        for name in in_picture(link, SIZES[0]):
            if name.kind == "country":
                parts = [
                    one[codes[name.name]] for one in countries_in(at) if codes[name.name] in one
                ]
                sight = seen(parts, frame(at))
                assert sight
                rows = sight.rows[round((name.at[1] + frame(at).y) / 8)]
                assert any(start - 1 <= name.at[0] <= end + 1 for start, end in rows), name


def test_the_base_map_keeps_within_its_budget() -> None:
    """What the first view loads hardly grew, and what comes after stays small."""
    folder = lookup.HERE

    def weight(name: str) -> tuple[int, int]:
        whole = (folder / name).read_bytes()
        return len(whole), len(gzip.compress(whole, 6, mtime=0))

    assert weight("world.json") <= (1_110_000, 400_000)
    assert weight("names.json") <= (32_000, 12_000)
    heaviest = max(weight(f"detail/{name}.json") for name in lookup.cells())
    assert heaviest[0] <= 180_000
    assert sum(weight(f"detail/{name}.json")[1] for name in lookup.cells()) <= 3_000_000


def test_no_town_carries_a_country_and_disputed_ones_no_mark() -> None:
    """A town is a name, a point, a zoom and whether it is a capital that nobody disputes."""
    towns = list(lookup.names()["towns"])
    for name in lookup.cells():
        towns += json.loads((lookup.HERE / "detail" / f"{name}.json").read_text("utf-8"))["towns"]
    assert all(len(entry) == 5 for entry in towns)
    marked = {entry[0] for entry in towns if entry[4]}
    shown = {entry[0] for entry in towns}
    assert {"Damascus", "Moscow", "Washington", "Paris"} <= marked
    unmarked = {"Jerusalem", "Pristina", "Taipei", "Laayoune", "Sevastopol", "Hargeisa", "Sukhumi"}
    assert unmarked <= shown
    assert not unmarked & marked
    assert not shown & {"East Jerusalem", "West Jerusalem", "Sokhumi", "Pejë"}
