"""The Places tab: the map as a table, and the statements that have no place."""

from __future__ import annotations

from typing import Any

from data.dataset import Dataset
from data.selection import Selection, Shown


def places(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the tab shows."""
    return {"count": shown.matching, "chosen": selection.statement, "title": dataset.name}
