"""The map as a table: which places stand in it, in which order, and what no place can show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.choosing.place_links import place_counts, places_of
from data.dataset import Dataset, Mask
from data.folding import fold
from data.memory import once_per_dataset
from data.wording import isolated, plural

REVERSE = "-"
"""Before an order in the link."""
_RISING = {"name", "precision"}
"""Orders that usually begin with the least; those by numbers begin with the most."""

ORDERS = ("either", "name", "precision", "said", "about")
"""Orders of a table of places: by its statements, by name, by how exact it is known."""


@dataclass(frozen=True, eq=False)
class PlaceTable:
    """The places of a table as positions in places.csv, in order, and the counts of all places.

    ``counts`` is what ``place_counts`` gives.
    """

    places: npt.NDArray[np.int64]
    counts: pd.DataFrame


def place_table(dataset: Dataset, mask: Mask, sort: str | None, chosen: set[int]) -> PlaceTable:
    """Find the places with matching statements and the chosen ones, and order them.

    Rules: ``sort`` is one of ORDERS, "-" before it for the reverse, None for the first. Precision
    goes from the most exact to the least, by the uncertainty where the precision is the same.
    What is equal goes by name, and that by the order of places.csv.
    """
    counts = place_counts(dataset, mask)
    wanted = counts["either"].to_numpy() > 0
    wanted[sorted(chosen)] = True
    places = np.flatnonzero(wanted)
    order = (sort or ORDERS[0]).removeprefix(REVERSE)
    ranks = _ranks(dataset)
    values = ranks[order] if order in ranks else -counts[order].to_numpy()
    turned = -1 if (sort or "").startswith(REVERSE) else 1
    keys = (ranks["name"][places], turned * values[places])
    return PlaceTable(places[np.lexsort(keys)], counts)


@once_per_dataset
def _ranks(dataset: Dataset) -> dict[str, npt.NDArray[np.int64]]:
    """Give each place's rank by name (accents and case make no difference) and by precision."""
    places = dataset.places
    precision = places["where_prec"].to_numpy(dtype=np.int64)
    uncertainty = places["uncertainty_m"].fillna(np.inf).to_numpy(dtype=float)
    exactness = pd.Series(zip(precision, uncertainty, strict=True), dtype=object)
    return {
        "name": _rank(places["name"].map(fold)),
        "precision": _rank(exactness),
    }


def _rank(values: pd.Series) -> npt.NDArray[np.int64]:
    """Give values their numbers from the least on, equal ones the same."""
    numbers = {value: number for number, value in enumerate(sorted(set(values)))}
    return np.array([numbers[value] for value in values], dtype=np.int64)


def direction_of(order: str, sort: str | None) -> str:
    """Say how a table is sorted by an order, in the words of ``aria-sort``."""
    current = sort or ORDERS[0]
    if current.removeprefix(REVERSE) != order:
        return "none"
    rising = (order in _RISING) != current.startswith(REVERSE)
    return "ascending" if rising else "descending"


def next_sort(order: str, sort: str | None) -> str:
    """Give what the link has after the heading of an order is pressed: a second time reverses."""
    return f"{REVERSE}{order}" if (sort or ORDERS[0]) == order else order


def why_unplaced(dataset: Dataset, statement: int) -> list[str]:
    """Say in sentences why a statement (a position), none of whose places has a point, has none.

    Where the dataset says why a place has no point, its own words follow.
    """
    found = places_of(dataset, statement)
    if not found:
        return ["No place is recorded for it."]
    sentences = []
    for role, words in ((True, "It was said in"), (False, "It is about")):
        names = [isolated(str(dataset.places["name"][of.place])) for of in found if of.said == role]
        if names:
            verb = plural(len(names), "has", "have")
            sentences.append(f"{words} {' and '.join(names)}, which {verb} no point on the map.")
    reasons = [str(dataset.places["coordinate_source"][of.place]) for of in found]
    return [*sentences, *dict.fromkeys(reason for reason in reasons if reason)]
