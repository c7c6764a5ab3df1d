"""What maps and panels count: statements per place and side. All counts are of statements."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.choosing.filters import isolated
from data.dataset import Dataset, Mask
from data.memory import once_per_dataset
from data.schema import NOWHERE, ROLES

SAID_AT, ABOUT = ROLES
ARC = ">"
"""Between two places' ids: from where it was said to what it is about."""
ROLE = ":"
"""After one of ``schema.ROLES``, before a place's id: only what was said there, or is about it."""
ORDERS = ("either", "name", "precision", "said", "about")
"""Orders of a table of places: by its statements, by name, by how exact it is known."""
MOST_SIDES = 6
"""Sides that have a colour of their own; the palette has no more."""


@dataclass(frozen=True)
class Side:
    """A side that speakers belong to. ``colour`` is its number in the palette, 0 for none."""

    name: str
    colour: int


@dataclass(frozen=True, eq=False)
class Sides:
    """The sides of a dataset, and each actor's side as a position in ``sides``."""

    sides: tuple[Side, ...]
    of_actor: npt.NDArray[np.int64]


@once_per_dataset
def sides(dataset: Dataset) -> Sides:
    """Find the sides from the actors' affiliations.

    Rules: an actor's side is the last actor that its affiliations lead to. Outlets with no
    affiliation are one side of their own, without a colour. Sides are in the order of
    actors.csv; when there are more than the palette has colours, those with the fewest
    statements are one side, "Others". A part of a dataset has the sides of the whole, so that
    nobody changes colour.
    """
    if dataset.whole is not None:
        return sides(dataset.whole)
    actors = dataset.actors
    upward = dict(zip(actors["id"], actors["affiliation"], strict=True))
    kinds = dict(zip(actors["id"], actors["kind"], strict=True))
    names = dict(zip(actors["id"], actors["name"], strict=True))

    def root(key: str) -> str:
        while upward[key]:
            key = upward[key]
        return key

    roots = [root(key) for key in actors["id"]]
    spoken = dataset.statements["speaker"].map(dict(zip(actors["id"], roots, strict=True)))
    counts = spoken.value_counts()
    outlets = [key for key in actors["id"] if key in counts and kinds[key] == "outlet"]
    coloured = [key for key in actors["id"] if key in counts and kinds[key] != "outlet"]
    if len(coloured) > MOST_SIDES:
        largest = sorted(coloured, key=lambda key: -counts[key])[: MOST_SIDES - 1]
        own = [key for key in coloured if key in largest]
    else:
        own = coloured
    found = [Side(names[key], number) for number, key in enumerate(own, start=1)]
    position = {key: number for number, key in enumerate(own)}
    others = [key for key in coloured if key not in position]
    if others:
        position |= dict.fromkeys(others, len(found))
        found.append(Side("Others", MOST_SIDES))
    if outlets:
        position |= dict.fromkeys(outlets, len(found))
        found.append(Side(names[outlets[0]] if len(outlets) == 1 else "The reports", 0))
    of_actor = np.array([position.get(key, -1) for key in roots], dtype=np.int64)
    return Sides(tuple(found), of_actor)


@once_per_dataset
def speaker_sides(dataset: Dataset) -> npt.NDArray[np.int64]:
    """Give each statement's side as a position in ``sides(dataset).sides``."""
    actor = dataset.statements["speaker"].map(dataset.positions["actors"])
    return sides(dataset).of_actor[actor.to_numpy(dtype=np.int64)]


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


@once_per_dataset
def unplaced(dataset: Dataset) -> Mask:
    """Tell for each statement whether no place of it can be drawn on the map."""
    mask = np.ones(dataset.size, dtype=bool)
    links = _links(dataset)
    mask[links.statement[dataset.located[links.place]]] = False
    return mask


@once_per_dataset
def of_source(dataset: Dataset) -> dict[str, npt.NDArray[np.int64]]:
    """Find the statements of each source, as positions in the order of statements.csv."""
    found = dataset.statements.groupby("source", sort=False).indices
    return {str(key): np.asarray(positions, dtype=np.int64) for key, positions in found.items()}
