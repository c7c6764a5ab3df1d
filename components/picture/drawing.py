"""The numbers that the picture shares with the map, from ``map/drawing.json``; pixels are units."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DRAWING: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "map" / "drawing.json").read_text("utf-8")
)


def by_precision(name: str) -> dict[int, Any]:
    """Give what stands for each precision of a place, 1 to 7."""
    return {int(code): value for code, value in DRAWING["precision"][name].items()}
