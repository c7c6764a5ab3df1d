"""The Positions tab: who spoke about which place and topic, and two sides compared."""

from __future__ import annotations

from typing import Any

from data.dataset import Dataset
from data.selection import Selection, Shown


def positions(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the tab shows."""
    return {"count": shown.matching, "chosen": selection.statement, "title": dataset.name}
