"""The Statements tab: the cards of what matches, at the chosen place or everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.panels.cards import statement_card
from data.dataset import Dataset
from data.filters import FILTERS
from data.selection import Selection, Shown, narrowest, select
from data.summaries import listed, unplaced


def statements(dataset: Dataset, selection: Selection, shown: Shown, most: int) -> dict[str, Any]:
    """Give the cards, at most ``most`` of them, the chosen statement always among them.

    A chosen statement that the filters leave out stands first, with a sentence that says so.
    """
    here = listed(dataset, shown.mask, selection.at)
    positions = np.flatnonzero(here)
    first = positions[:most].tolist()
    chosen = dataset.positions["statements"].get(selection.statement or "")
    outside = False
    if chosen is not None and chosen not in first:
        outside = not here[chosen]
        first = [chosen, *first]
    return {
        "count": len(positions),
        "cards": [statement_card(dataset, position) for position in first],
        "chosen": selection.statement,
        "outside": outside,
        "more": max(0, len(positions) - most),
        "unplaced": int((here & unplaced(dataset)).sum()),
        "empty": _empty(dataset, selection, shown),
    }


def _empty(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any] | None:
    if dataset.size == 0:
        return {"words": "This dataset has no statements.", "key": None, "offer": ""}
    if shown.matching:
        return None
    key = narrowest(dataset, selection)
    if key is None:
        return None
    label = next(entry.label for entry in FILTERS if entry.key == key)
    back = select(dataset, selection.without(key)).matching
    noun = "statement" if back == 1 else "statements"
    return {
        "words": "No statement matches these filters.",
        "key": key,
        "offer": f"Drop the filter “{label}” ({back:,} {noun})",
    }
