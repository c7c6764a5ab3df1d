"""The Statements tab: the cards of what matches, at the chosen place or everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.panels.cards import statement_cards
from data.dataset import Dataset
from data.filters import FILTERS
from data.selection import Selection, Shown, relief
from data.summaries import listed, pinless_counts, unplaced

PER_PAGE = 25
MOST_PINLESS = 30


def statements(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give the cards of one page: the one asked for, else that of the chosen statement.

    A chosen statement that is not listed stands first, with a sentence that says so.
    """
    here = listed(dataset, shown.mask, selection.at)
    positions = np.flatnonzero(here)
    chosen = dataset.positions["statements"].get(selection.statement or "")
    pages = max(1, -(-len(positions) // PER_PAGE))
    page = 1
    if selection.page is not None:
        page = min(selection.page, pages)
    elif chosen is not None and here[chosen]:
        page = int(np.searchsorted(positions, chosen)) // PER_PAGE + 1
    first = (page - 1) * PER_PAGE
    cards = positions[first : first + PER_PAGE].tolist()
    outside = ""
    if chosen is not None and not here[chosen]:
        filtered = not shown.mask[chosen]
        why = "among those that the filters show" if filtered else "one of those listed here"
        outside = f"The chosen statement is not {why}."
        cards = [chosen, *cards]
    return {
        "count": len(positions),
        "cards": statement_cards(dataset, cards),
        "chosen": selection.statement,
        "outside": outside,
        "page": page,
        "pages": pages,
        "first": first + 1,
        "last": min(first + PER_PAGE, len(positions)),
        "unplaced": int((shown.mask & unplaced(dataset)).sum()),
        "pinless": _pinless(dataset, shown),
        "empty": _empty(dataset, selection, shown),
    }


def _pinless(dataset: Dataset, shown: Shown) -> list[dict[str, Any]]:
    """Give the places of matching statements that have no point on the map, with their counts."""
    ids = dataset.ids["places"]
    counts = pinless_counts(dataset, shown.mask)
    return [
        {"id": ids[place], "name": dataset.names["places"][ids[place]], "count": count}
        for place, count in counts[:MOST_PINLESS]
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
