"""The sides that a draft's speakers belong to, with the colours that its map will have."""

from __future__ import annotations

from collections import Counter
from typing import Any

from components.workshop.asking import Asked
from components.workshop.states import remembered
from data.telling.sides import arranged
from data.workshop.contents import contents

_TOLD = ("id", "name", "kind", "affiliation")


def of(asked: Asked) -> dict[str, Any]:
    """Give the sides, each with its name and colour, and each speaker's as a position in them."""
    found = contents(remembered(asked, asked.words("draft")), undecided=True)
    actors = [{name: row.get(name, "") for name in _TOLD} for row in found["actors"].values()]
    spoken = Counter(row.get("speaker", "") for row in found["statements"].values())
    sides = arranged(actors, spoken)
    return {
        "sides": [
            {"name": side.name, "colour": f"side-{side.colour}" if side.colour else "neutral"}
            for side in sides.sides
        ],
        "of": {
            row["id"]: side
            for row, side in zip(actors, sides.of_actor.tolist(), strict=True)
            if side >= 0
        },
    }
