"""Which statements have which places, and how many. All counts are of statements."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.dataset import Dataset, Mask
from data.memory import once_per_dataset


@dataclass(frozen=True, eq=False)
class Links:
    """Which statement has which place, as arrays of one length in one order.

    ``statement`` and ``place`` are positions; ``said`` tells whether the statement was said
    there, else it is about the place; ``first`` is False where the same pair came before.
    """

    statement: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    said: npt.NDArray[np.bool_]
    first: npt.NDArray[np.bool_]
    inferred: npt.NDArray[np.object_]

    @classmethod
    def of(cls, links: pd.DataFrame) -> Links:
        """Take the columns out of a table of links."""
        return cls(
            links["statement"].to_numpy(dtype=np.int64),
            links["place"].to_numpy(dtype=np.int64),
            links["said"].to_numpy(dtype=bool),
            ~links.duplicated(["statement", "place"]).to_numpy(),
            links["inferred"].to_numpy(dtype=object),
        )


@once_per_dataset
def _links(dataset: Dataset) -> Links:
    return Links.of(dataset.links)


def place_counts(dataset: Dataset, mask: Mask) -> pd.DataFrame:
    """Count matching statements per place: ``said`` there, ``about`` it, and ``either``.

    One row per place in the order of places.csv; ``either`` counts a statement once.
    """
    links, size = _links(dataset), len(dataset.places)
    hit = mask[links.statement]
    kinds = {"said": hit & links.said, "about": hit & ~links.said, "either": hit & links.first}
    return pd.DataFrame(
        {kind: np.bincount(links.place[rows], minlength=size) for kind, rows in kinds.items()}
    )


@once_per_dataset
def _pinless(dataset: Dataset) -> Links:
    """Give the links to places that have no point on the map, each pair once."""
    links = dataset.links
    rows = ~dataset.located[links["place"].to_numpy()]
    return Links.of(links[rows].drop_duplicates(["statement", "place"]))


def pinless_counts(dataset: Dataset, mask: Mask) -> list[tuple[int, int]]:
    """Count matching statements for each place without a point: its position, and how many."""
    links = _pinless(dataset)
    places, counts = np.unique(links.place[mask[links.statement]], return_counts=True)
    return list(zip(places.tolist(), counts.tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class AtPlace:
    """The statements of one place, as positions: those said there, and those about it."""

    said: npt.NDArray[np.int64]
    about: npt.NDArray[np.int64]


@once_per_dataset
def _by_place(dataset: Dataset) -> tuple[npt.NDArray[np.int64], Links]:
    """Sort the links by place; give where each place's begin, and the sorted links."""
    links = Links.of(dataset.links.sort_values("place", kind="stable"))
    return np.searchsorted(links.place, np.arange(len(dataset.places) + 1)), links


@once_per_dataset
def _by_statement(dataset: Dataset) -> tuple[npt.NDArray[np.int64], Links]:
    """Sort the links by statement, what was said somewhere first; give where each begin."""
    order = dataset.links.sort_values(["statement", "said"], ascending=[True, False], kind="stable")
    links = Links.of(order)
    return np.searchsorted(links.statement, np.arange(dataset.size + 1)), links


def at_place(dataset: Dataset, place: str) -> AtPlace:
    """Find the statements that were said at a place or are about it."""
    starts, links = _by_place(dataset)
    position = dataset.positions["places"][place]
    own = slice(starts[position], starts[position + 1])
    statement, said = links.statement[own], links.said[own]
    return AtPlace(statement[said], statement[~said])


@dataclass(frozen=True)
class PlaceOf:
    """One place of a statement: its position, whether it was said there, and why we think so."""

    place: int
    said: bool
    inferred: str


def places_of(dataset: Dataset, statement: int) -> list[PlaceOf]:
    """Give the places of a statement (a position), those where it was said first."""
    starts, links = _by_statement(dataset)
    return [
        PlaceOf(int(links.place[row]), bool(links.said[row]), str(links.inferred[row]))
        for row in range(starts[statement], starts[statement + 1])
    ]


@once_per_dataset
def unplaced(dataset: Dataset) -> Mask:
    """Tell for each statement whether no place of it can be drawn on the map."""
    mask = np.ones(dataset.size, dtype=bool)
    links = _links(dataset)
    mask[links.statement[dataset.located[links.place]]] = False
    return mask
