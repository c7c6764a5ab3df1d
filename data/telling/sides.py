"""The sides that speakers belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.dataset import Dataset
from data.memory import once_per_dataset

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
        whole = sides(dataset.whole)
        kept = [dataset.whole.positions["actors"][key] for key in dataset.ids["actors"]]
        return Sides(whole.sides, whole.of_actor[kept])
    actors = dataset.actors[["id", "name", "kind", "affiliation"]].to_dict("records")
    spoken = dataset.statements["speaker"].value_counts()
    return arranged(actors, dict(zip(spoken.index.tolist(), spoken.tolist(), strict=True)))


def arranged(actors: Iterable[Mapping[Any, Any]], spoken: Mapping[str, int]) -> Sides:
    """Find the sides of actors, of whose statements there are so many: ``sides`` has the rules.

    In a draft affiliations may lead round: then an actor's side is where they come back.
    """
    actors = tuple(actors)
    upward = {row["id"]: row["affiliation"] for row in actors}
    kinds = {row["id"]: row["kind"] for row in actors}
    names = {row["id"]: row["name"] for row in actors}

    def root(key: str) -> str:
        seen = {key}
        while (above := upward[key]) in upward and above not in seen:
            seen.add(above)
            key = above
        return key

    roots = [root(key) for key in upward]
    counts: Counter[str] = Counter()
    for key, above in zip(upward, roots, strict=True):
        if spoken.get(key):
            counts[above] += spoken[key]
    outlets = [key for key in upward if key in counts and kinds[key] == "outlet"]
    coloured = [key for key in upward if key in counts and kinds[key] != "outlet"]
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
