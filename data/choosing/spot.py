"""What is chosen on the map: a place, a role of one, an arc between two, or what has none."""

from __future__ import annotations

import numpy as np

from data.choosing.place_links import at_place, unplaced
from data.dataset import Dataset, Mask
from data.schema import NOWHERE, ROLES
from data.text import isolated

SAID_AT, ABOUT = ROLES
ARC = ">"
"""Between two places' ids: from where it was said to what it is about."""
ROLE = ":"
"""After one of ``schema.ROLES``, before a place's id: only what was said there, or is about it."""


def listed(dataset: Dataset, mask: Mask, at: str | None) -> Mask:
    """Keep of the matching statements those at what is chosen on the map.

    That is a place, one role of it ("said_at:place", "about:place"), an arc ("place>place": said
    in the first, about the second), ``NOWHERE`` for those without a place on the map, or None for
    all.
    """
    if at is None:
        return mask
    if at == NOWHERE:
        return mask & unplaced(dataset)
    role, _, rest = at.rpartition(ROLE)
    start, arc, end = rest.partition(ARC)
    found = at_place(dataset, start)
    here = np.zeros(dataset.size, dtype=bool)
    if role != ABOUT:
        here[found.said] = True
    if not arc:
        if role != SAID_AT:
            here[found.about] = True
        return mask & here
    there = np.zeros(dataset.size, dtype=bool)
    there[at_place(dataset, end).about] = True
    return mask & here & there


def is_at(dataset: Dataset, at: str) -> bool:
    """Tell whether a text names something that can be chosen on the map, as ``listed`` has it."""
    ids = dataset.positions["places"]
    role, mark, rest = at.rpartition(ROLE)
    start, arc, end = rest.partition(ARC)
    if mark and (role not in ROLES or arc):
        return False
    return at == NOWHERE or (start in ids and (not arc or end in ids))


def chosen_places(at: str | None) -> tuple[str, ...]:
    """Give the ids of the places that are chosen on the map: one, or the two ends of an arc."""
    if at is None or at == NOWHERE:
        return ()
    return tuple(at.rpartition(ROLE)[2].split(ARC))


def at_words(dataset: Dataset, at: str) -> str:
    """Say what is chosen on the map: "made in or about Tartus"."""
    names = dataset.names["places"]
    if at == NOWHERE:
        return "without a place on the map"
    role, _, rest = at.rpartition(ROLE)
    start, arc, end = rest.partition(ARC)
    if arc:
        return f"said in {isolated(names[start])} about {isolated(names[end])}"
    words = {SAID_AT: "said in", ABOUT: "about"}.get(role, "made in or about")
    return f"{words} {isolated(names[start])}"
