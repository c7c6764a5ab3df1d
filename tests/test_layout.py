"""Where symbols and labels go: nothing covers anything, whatever the places."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from components.picture import arranging
from components.picture.sheet import Box as PageBox
from tests.helpers.node import run

Box = dict[str, float]

VIEW: Box = {"left": 0, "top": 0, "right": 900, "bottom": 640}
BLOCKED: list[Box] = [
    {"left": 0, "top": 540, "right": 180, "bottom": 640},
    {"left": 860, "top": 0, "right": 900, "bottom": 90},
]


def scene(name: str, number: int) -> list[dict[str, float]]:
    """Make places on the screen: spread, crowded, in one point, or partly out of view."""
    chance = random.Random(f"{name}-{number}")  # noqa: S311 - the same points in every run
    points: dict[str, Callable[[], tuple[float, float]]] = {
        "spread": lambda: (chance.uniform(20, 880), chance.uniform(20, 620)),
        "crowded": lambda: (chance.gauss(450, 60), chance.gauss(320, 40)),
        "one-point": lambda: (450.0, 320.0),
        "partly-out": lambda: (chance.uniform(-300, 1200), chance.uniform(-200, 840)),
        "at-the-edge": lambda: (chance.choice((1, 450, 899)), chance.choice((1, 300, 639))),
        "under-controls": lambda: (chance.uniform(0, 180), chance.uniform(540, 640)),
    }
    items = []
    for position in range(number):
        x, y = points[name]()
        items.append({"id": position, "x": x, "y": y, "weight": chance.randint(1, 12)})
    return items


SCENES = [
    (name, number)
    for name in ("spread", "crowded", "one-point", "partly-out", "at-the-edge", "under-controls")
    for number in (0, 1, 2, 3, 8, 40, 150)
]


def by_node(scenes: list[list[dict[str, float]]], blocked: list[Box]) -> list[Any]:
    """Arrange scenes in one run of node, each twice."""
    given = json.dumps({"scenes": scenes, "view": VIEW, "blocked": blocked})
    found: list[Any] = run("layout.js", given)
    return found


@cache
def arranged() -> list[list[list[dict[str, Any]]]]:
    """Arrange all scenes in one run of node, each twice."""
    return by_node([scene(*entry) for entry in SCENES], BLOCKED)


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes cover each other by more than rounding."""
    return (
        one["left"] < other["right"] - 1e-6
        and other["left"] < one["right"] - 1e-6
        and one["top"] < other["bottom"] - 1e-6
        and other["top"] < one["bottom"] - 1e-6
    )


def box(symbol: dict[str, Any]) -> Box:
    """Give a symbol's box."""
    x, y, half = symbol["atX"], symbol["atY"], symbol["half"]
    return {"left": x - half, "right": x + half, "top": y - half, "bottom": y + half}


def seen(symbol: dict[str, Any]) -> bool:
    """Tell whether a symbol's true point is in view."""
    x, y = float(symbol["x"]), float(symbol["y"])
    return 0 <= x <= 900 and 0 <= y <= 640


EVERY = pytest.mark.parametrize("entry", SCENES, ids=lambda entry: f"{entry[0]}-{entry[1]}")


@EVERY
def test_no_symbol_covers_another(entry: tuple[str, int]) -> None:
    """Symbols in view cover neither each other nor the controls."""
    symbols, _ = arranged()[SCENES.index(entry)]
    boxes = [box(symbol) for symbol in symbols if seen(symbol)]
    for place, one in enumerate(boxes):
        assert not any(overlap(one, other) for other in boxes[:place])
        if entry[1] <= 40:
            assert not any(overlap(one, other) for other in BLOCKED)


@EVERY
def test_symbols_in_view_are_whole(entry: tuple[str, int]) -> None:
    """A symbol whose place is in view is not cut by the edge, where there are few."""
    symbols, _ = arranged()[SCENES.index(entry)]
    if entry[1] > 8:
        return
    for symbol in filter(seen, symbols):
        edges = box(symbol)
        assert edges["left"] >= 0 <= edges["top"]
        assert edges["right"] <= 900
        assert edges["bottom"] <= 640


@EVERY
def test_every_place_is_in_one_symbol(entry: tuple[str, int]) -> None:
    """No place is lost or shown twice, and a symbol counts all that it gathers."""
    items = scene(*entry)
    symbols, _ = arranged()[SCENES.index(entry)]
    members = sorted(member for symbol in symbols for member in symbol["members"])
    assert members == [item["id"] for item in items]
    weights = {item["id"]: item["weight"] for item in items}
    for symbol in symbols:
        assert symbol["weight"] == sum(weights[member] for member in symbol["members"])


@EVERY
def test_no_label_covers_anything(entry: tuple[str, int]) -> None:
    """Labels cover neither symbols nor controls nor each other, and lie in view."""
    symbols, _ = arranged()[SCENES.index(entry)]
    labels = [symbol["label"]["box"] for symbol in symbols if symbol["label"]]
    symbol_boxes = [box(symbol) for symbol in symbols]
    for place, one in enumerate(labels):
        others = [*labels[:place], *BLOCKED, *symbol_boxes]
        assert not any(overlap(one, other) for other in others)
        assert one["left"] >= 0 <= one["top"]
        assert one["right"] <= 900
        assert one["bottom"] <= 640
    if entry[0] == "spread" and 0 < entry[1] <= 8:
        assert len(labels) == len(symbols)


@EVERY
def test_the_same_places_are_arranged_the_same(entry: tuple[str, int]) -> None:
    """Nothing moves unless something has changed."""
    first, second = arranged()[SCENES.index(entry)]
    assert first == second


def by_the_picture(items: list[dict[str, float]]) -> list[dict[str, Any]]:
    """Arrange a scene as the picture does."""
    spots = [
        arranging.Spot([int(item["id"])], int(item["weight"]), item["x"], item["y"])
        for item in items
    ]
    frame = PageBox(VIEW["left"], VIEW["top"], VIEW["right"], VIEW["bottom"])

    def half(spot: arranging.Spot) -> float:
        return min(24, 9 + 3 * math.sqrt(spot.weight))

    def size(spot: arranging.Spot) -> tuple[float, float]:
        return 30 + (spot.members[0] % 7) * 14, 16

    groups = arranging.arrange(spots, frame, (0, 0), half)
    arranging.label(groups, frame, size)
    return [
        {
            "members": spot.members,
            "weight": spot.weight,
            "at": pytest.approx((spot.at_x, spot.at_y), abs=1e-6),
            "label": spot.label and pytest.approx((spot.label.left, spot.label.top), abs=1e-6),
            "line": spot.leader and pytest.approx(spot.leader, abs=1e-6),
        }
        for spot in groups
    ]


def test_the_picture_is_arranged_as_the_map() -> None:
    """Symbols and labels stand in the same places, where neither edges nor controls take room."""
    chance = random.Random("map and picture")  # noqa: S311 - the same scenes in every run
    scenes = []
    for number in range(300):
        spread = chance.choice((20, 60, 200))
        scenes.append(
            [
                {
                    "id": place,
                    "x": min(850.0, max(50.0, chance.gauss(450, spread))),
                    "y": min(590.0, max(50.0, chance.gauss(320, spread))),
                    "weight": chance.randint(1, 12),
                }
                for place in range(number % 60)
            ]
        )
    for items, (symbols, _) in zip(scenes, by_node(scenes, []), strict=True):
        found = [
            {
                "members": symbol["members"],
                "weight": symbol["weight"],
                "at": (symbol["atX"], symbol["atY"]),
                "label": symbol["label"]
                and (symbol["label"]["box"]["left"], symbol["label"]["box"]["top"]),
                "line": symbol["label"] and symbol["label"]["line"],
            }
            for symbol in symbols
        ]
        assert found == by_the_picture(items)
