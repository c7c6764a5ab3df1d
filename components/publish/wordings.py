"""How the wordings of one claim stand together on the page in one file."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.panels.cards import statement_cards
from components.panels.statements import NEARNESS, difference, nearness_of
from data.choosing.filters import DIRECTNESS_WORDS
from data.dataset import Dataset
from data.telling.claims import claim_of, has_ties


def nearness() -> dict[str, Any]:
    """Give the grades of nearness to a speaker's own words, and each form's grade."""
    forms = {form: NEARNESS.index(nearness_of({"form": form})) for form in DIRECTNESS_WORDS}
    return {"words": list(NEARNESS), "forms": forms}


def differs(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Mark, by the position of a wording, what differs from its claim's nearest to own words."""
    if not has_ties(dataset):
        return {}
    codes = claim_of(dataset)
    order = np.argsort(codes, kind="stable")
    cuts = np.flatnonzero(np.diff(codes[order])) + 1
    found: dict[str, dict[str, Any]] = {}
    for group in np.split(order, cuts):
        if len(group) > 1:
            found |= _of_claim(dataset, group.tolist())
    return found


def _of_claim(dataset: Dataset, positions: list[int]) -> dict[str, dict[str, Any]]:
    cards = dict(zip(positions, statement_cards(dataset, positions), strict=True))
    nearest = min(positions, key=lambda n: NEARNESS.index(nearness_of(cards[n])))
    marks = {n: difference(cards[n], cards[nearest]) for n in positions if n != nearest}
    return {str(n): {**mark, "against": nearest} for n, mark in marks.items() if mark}
