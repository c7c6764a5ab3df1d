"""How to read this map: what a statement is, what the symbols mean, what was inferred and why."""

from __future__ import annotations

from typing import Any

from data.dataset import Dataset
from data.selection import Selection, Shown


def guide(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the tab shows."""
    return {"count": shown.matching, "chosen": selection.statement, "title": dataset.name}
