"""What a picture shows of an excerpt: places, arcs and areas, with their counts and sides.

The rules are those of counting.js: all counts are of statements that match, and a statement
counts once for a place, or for several that are drawn as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from components.map.layers import LAYERS
from components.map.world import content as map_content
from components.map.world import drawn_positions
from components.picture.drawing import DRAWING
from data.choosing.comparing import part
from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.memory import once_per_dataset
from data.telling.sides import sides, speaker_sides

_COMPARED = DRAWING["sides"]["COMPARED"]
"""Colours of the one side of a comparison, the other, and what is in both."""


@dataclass(frozen=True, eq=False)
class _Links:
    """Statement and place of each link to a place on the map, sorted by place."""

    statement: npt.NDArray[np.int64]
    said: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.int64]


@once_per_dataset
def _links(dataset: Dataset) -> _Links:
    number = np.full(len(dataset.places), -1, dtype=np.int64)
    for place, drawn in drawn_positions(dataset).items():
        number[place] = drawn
    place = number[dataset.links["place"].to_numpy(dtype=np.int64)]
    order = np.argsort(place, kind="stable")
    order = order[place[order] >= 0]
    starts = np.searchsorted(place[order], np.arange(len(drawn_positions(dataset)) + 1))
    return _Links(
        dataset.links["statement"].to_numpy(dtype=np.int64)[order],
        dataset.links["said"].to_numpy(dtype=bool)[order],
        starts,
    )


@dataclass(frozen=True)
class Counts:
    """Matching statements of one or more places: all, those said there, about it, by side."""

    total: int
    said: int
    about: int
    by_side: tuple[int, ...]


@dataclass(frozen=True)
class Key:
    """A side as the legend has it: its name and its colour in the palette."""

    name: str
    colour: str


@dataclass(frozen=True, eq=False)
class Content:
    """What is to be drawn. Places are meant by their number on the map, sides by position."""

    excerpt: Excerpt

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        return self.excerpt.dataset

    @cached_property
    def world(self) -> dict[str, Any]:
        """The places, areas and arcs that there are, as the browser has them."""
        return map_content(self.dataset, {}, ())

    def turn(self, x: float) -> int:
        """Give the copy of the world that all data stands in, for a view with its middle at x.

        The data stays together across the date line, as on the screen.
        """
        (_, west), (_, east) = self.world["home"]
        middle: float = (west + east) / 720 + 0.5
        return round(x - middle)

    @cached_property
    def layers(self) -> frozenset[str]:
        """The layers that are on."""
        chosen = self.excerpt.selection.layers
        return frozenset(layer.key for layer in LAYERS) if chosen is None else frozenset(chosen)

    @cached_property
    def _divided(self) -> tuple[tuple[Key, ...], npt.NDArray[np.int64]]:
        mask = self.excerpt.shown.mask
        compared = [part(self.dataset, value) for value in self.excerpt.selection.compare]
        if len(compared) != 2:
            own = tuple(
                Key(side.name, f"side-{side.colour}" if side.colour else "neutral")
                for side in sides(self.dataset).sides
            )
            return own, speaker_sides(self.dataset)
        one, other = (side.mask & mask for side in compared)
        side = np.where(other, 1 + one, 0).astype(np.int64)
        names = [*(entry.label for entry in compared), "both"][: 3 if (side == 2).any() else 2]
        return tuple(Key(*pair) for pair in zip(names, _COMPARED, strict=False)), side

    @property
    def compared(self) -> bool:
        """Whether two sides are compared."""
        return len(self.excerpt.selection.compare) == 2

    @property
    def sides(self) -> tuple[Key, ...]:
        """The sides by which statements are counted."""
        return self._divided[0]

    @cached_property
    def spoken(self) -> frozenset[int]:
        """The sides that speak anywhere in the dataset, or are compared."""
        if self.compared:
            return frozenset(range(len(self.sides)))
        return frozenset(int(side) for side in np.unique(self._divided[1]))

    def _of(self, place: int) -> slice:
        starts = _links(self.dataset).starts
        return slice(int(starts[place]), int(starts[place + 1]))

    @cached_property
    def totals(self) -> list[int]:
        """Count the matching statements of each place."""
        return [self.together((place,)).total for place in range(len(self.world["places"]))]

    @cached_property
    def most(self) -> int:
        """The most statements of one place, whatever is chosen."""
        links = _links(self.dataset)
        size = len(self.world["places"])
        counts = (len(np.unique(links.statement[self._of(place)])) for place in range(size))
        return max(counts, default=1)

    def together(self, places: Sequence[int]) -> Counts:
        """Count the matching statements of several places, each once."""
        links, mask = _links(self.dataset), self.excerpt.shown.mask
        rows = [self._of(place) for place in places]
        statement = np.concatenate([links.statement[own] for own in rows])
        said = np.concatenate([links.said[own] for own in rows])
        hit = mask[statement]
        statement, said = statement[hit], said[hit]
        each = np.unique(statement)
        by_side = np.bincount(self._divided[1][each], minlength=len(self.sides))
        return Counts(
            len(each),
            len(np.unique(statement[said])),
            len(np.unique(statement[~said])),
            tuple(by_side.tolist()),
        )

    def _ends(self, places: Sequence[str]) -> list[int | None]:
        number, ids = drawn_positions(self.dataset), self.dataset.positions["places"]
        return [number.get(ids.get(key, -1)) for key in places]

    @cached_property
    def chosen(self) -> int | None:
        """The chosen place, if it is one and on the map."""
        ends = self._ends(self.excerpt.selection.places)
        return ends[0] if len(ends) == 1 else None

    @cached_property
    def chosen_arc(self) -> tuple[int, int] | None:
        """The ends of the chosen arc, if there is one."""
        start, end = [*self._ends(self.excerpt.selection.places), None, None][:2]
        return None if start is None or end is None else (start, end)

    @cached_property
    def statement(self) -> int | None:
        """The position of the chosen statement."""
        return self.dataset.positions["statements"].get(self.excerpt.selection.statement or "")

    @cached_property
    def lit(self) -> frozenset[int]:
        """The places of the chosen statement."""
        if self.statement is None:
            return frozenset()
        links = _links(self.dataset)
        rows = np.flatnonzero(links.statement == self.statement)
        return frozenset((np.searchsorted(links.starts, rows, side="right") - 1).tolist())

    def _statements(self, place: int, *, said: bool) -> npt.NDArray[np.int64]:
        links, own = _links(self.dataset), self._of(place)
        found: npt.NDArray[np.int64] = links.statement[own][links.said[own] == said]
        return found

    def on_arc(self, arc: int) -> npt.NDArray[np.int64]:
        """Give the statements of an arc: said in the one place, about the other."""
        ends = self.world["arcs"][arc]
        found: npt.NDArray[np.int64] = np.intersect1d(
            self._statements(ends["from"], said=True), self._statements(ends["to"], said=False)
        )
        return found

    @cached_property
    def arcs(self) -> tuple[list[npt.NDArray[np.int64]], int]:
        """Give the matching statements of each arc, and the most that one has of any."""
        whole = [self.on_arc(arc) for arc in range(len(self.world["arcs"]))]
        mask = self.excerpt.shown.mask
        return [own[mask[own]] for own in whole], max((len(own) for own in whole), default=1)

    @cached_property
    def own_arcs(self) -> frozenset[int]:
        """The arcs of the chosen statement."""
        if self.statement is None:
            return frozenset()
        arcs = range(len(self.world["arcs"]))
        return frozenset(arc for arc in arcs if self.statement in self.on_arc(arc))

    @cached_property
    def areas(self) -> dict[int, dict[str, Any]]:
        """Give the area of each place in the chosen reading, else in the usual one."""
        wanted = dict(entry.split(":", 1) for entry in self.excerpt.selection.readings)
        found: dict[int, dict[str, Any]] = {}
        for area in self.world["areas"]:
            key = self.world["places"][area["place"]]["id"]
            asked = area["reading"] == wanted.get(key)
            known = found.get(area["place"])
            if known is None or asked or (area["default"] and known["reading"] != wanted.get(key)):
                found[area["place"]] = area
        return found

    def drawn(self, place: int) -> bool:
        """Tell whether a place has something to show: matches, or that it was chosen."""
        return self.totals[place] > 0 or place == self.chosen or place in self.lit
