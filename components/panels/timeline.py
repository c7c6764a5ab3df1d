"""The Timeline tab: statements on the two times, when they were said and what they speak of."""

from __future__ import annotations

from typing import Any

from data.dataset import Dataset
from data.selection import Selection, Shown


def timeline(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the tab shows."""
    return {"count": shown.matching, "chosen": selection.statement, "title": dataset.name}
