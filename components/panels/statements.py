"""The Statements tab: the cards of what matches, at the chosen place or everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.panels.cards import statement_card
from data.dataset import Dataset
from data.filters import FILTERS
from data.selection import Selection, Shown, relief
from data.summaries import listed, place_counts, unplaced

MOST_PINLESS = 30


def statements(dataset: Dataset, selection: Selection, shown: Shown, most: int) -> dict[str, Any]:
    """Give the cards, at most ``most`` of them, the chosen statement always among them.

    A chosen statement that the filters leave out stands first, with a sentence that says so.
    """
    here = listed(dataset, shown.mask, selection.at)
    positions = np.flatnonzero(here)
    first = positions[:most].tolist()
    chosen = dataset.positions["statements"].get(selection.statement or "")
    outside = ""
    if chosen is not None and chosen not in first:
        if not shown.mask[chosen]:
            outside = "The chosen statement is not among those that the filters show."
        elif not here[chosen]:
            outside = "The chosen statement is not one of those listed here."
        first = [chosen, *first]
    return {
        "count": len(positions),
        "cards": [statement_card(dataset, position) for position in first],
        "chosen": selection.statement,
        "outside": outside,
        "more": max(0, len(positions) - most),
        "unplaced": int((shown.mask & unplaced(dataset)).sum()),
        "pinless": _pinless(dataset, shown),
        "empty": _empty(dataset, selection, shown),
    }


def _pinless(dataset: Dataset, shown: Shown) -> list[dict[str, Any]]:
    """Give the places of matching statements that have no point on the map, with their counts."""
    counts = place_counts(dataset, shown.mask)["either"].to_numpy()
    return [
        {
            "id": dataset.places["id"][position],
            "name": dataset.places["name"][position],
            "count": int(counts[position]),
        }
        for position in np.flatnonzero(~dataset.located & (counts > 0))[:MOST_PINLESS]
    ]


def _empty(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any] | None:
    if dataset.size == 0:
        return {"words": "This dataset has no statements.", "keys": [], "offer": ""}
    if shown.matching:
        return None
    found = relief(dataset, selection)
    if found is None:
        return None
    noun = "statement" if found.matching == 1 else "statements"
    labels = [entry.label for entry in FILTERS if entry.key in found.keys]
    what = f"the filter “{labels[0]}”" if len(labels) == 1 else "all filters"
    return {
        "words": "No statement matches these filters.",
        "keys": list(found.keys),
        "offer": f"Drop {what} ({found.matching:,} {noun})",
    }
