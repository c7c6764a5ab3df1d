"""What is chosen on the map: a place, a role of one, an arc between two, or what has none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.choosing.place_links import at_place, unplaced
from data.dataset import Dataset, Mask
from data.schema import NOWHERE, ROLES
from data.wording import isolated

SAID_AT, ABOUT = ROLES
ARC = ">"
"""Between two places' ids: from where it was said to what it is about."""
ROLE = ":"
"""After one of ``schema.ROLES``, before a place's id: only what was said there, or is about it."""


@dataclass(frozen=True)
class Spot:
    """What a link has as ``at``: a place, in one role or in any; two, the ends of an arc; or none.

    As text that is "place", "said_at:place", "about:place", "place>place" and ``NOWHERE``.
    """

    places: tuple[str, ...] = ()
    role: str = ""

    def __str__(self) -> str:
        """Write it as a link has it."""
        return (f"{self.role}{ROLE}" if self.role else "") + (ARC.join(self.places) or NOWHERE)


def read(text: str) -> Spot:
    """Take a text apart; whether there are such places and roles, ``is_known`` tells."""
    if text == NOWHERE:
        return Spot()
    role, _, rest = text.rpartition(ROLE)
    start, arc, end = rest.partition(ARC)
    return Spot((start, end) if arc else (start,), role)


def is_known(dataset: Dataset, text: str) -> bool:
    """Tell whether a text names something that can be chosen on the map."""
    spot, ids = read(text), dataset.positions["places"]
    if spot.role and (spot.role not in ROLES or len(spot.places) > 1):
        return False
    return str(spot) == text and all(place in ids for place in spot.places)


def listed(dataset: Dataset, mask: Mask, spot: Spot | None) -> Mask:
    """Keep of the matching statements those at what is chosen on the map; all where nothing is.

    Of an arc these are the ones that were said in the first place and are about the second.
    """
    if spot is None:
        return mask
    if not spot.places:
        return mask & unplaced(dataset)
    start, *end = (at_place(dataset, place) for place in spot.places)
    here = np.zeros(dataset.size, dtype=bool)
    if spot.role != ABOUT:
        here[start.said] = True
    if not end and spot.role != SAID_AT:
        here[start.about] = True
    if not end:
        return mask & here
    there = np.zeros(dataset.size, dtype=bool)
    there[end[0].about] = True
    return mask & here & there


def words(dataset: Dataset, spot: Spot) -> str:
    """Say what is chosen on the map: "made in or about Tartus"."""
    if not spot.places:
        return "without a place on the map"
    start, *end = (isolated(dataset.names["places"][place]) for place in spot.places)
    if end:
        return f"said in {start} about {end[0]}"
    return f"{_ROLE_WORDS.get(spot.role, 'made in or about')} {start}"


_ROLE_WORDS = {SAID_AT: "said in", ABOUT: "about"}
