"""A Selection and what it shows: the pure function from dataset and choice to statements.

Rules: a statement matches when it passes every filter that is set and, where two sides are
compared, belongs to one of them. An option's count is the
number of statements that would match if its filter had that option alone, all other filters as
they are. What is chosen (a place, a statement) never hides anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from data.choosing import comparing
from data.choosing import spot as spots
from data.choosing.filters import FILTERS
from data.dataset import Dataset, Mask, all_of
from data.memory import per_dataset

NARROWING = (*(entry.key for entry in FILTERS), "compare")
"""The parameters of the link that leave statements out."""


@dataclass(frozen=True)
class Selection:
    """What a reader has chosen. Values are the tables' ids; None and () mean nothing chosen.

    ``filters`` holds ``(key, values)`` in the order of FILTERS, only those that are set;
    ``layers`` is None for the usual ones; ``view`` is "lat,lon,zoom" in degrees, WGS 84;
    ``readings`` are the ids of readings of areas ("place:reading") that are not the usual ones;
    ``page`` is the page of the list, None for that of the chosen statement, or the first;
    ``sort`` is the order of a table, "-" before it for the reverse; ``compare`` is () or the two
    sides of a comparison, as ``comparing`` has them.
    """

    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at: str | None = None
    statement: str | None = None
    tab: str | None = None
    layers: tuple[str, ...] | None = None
    base: str | None = None
    view: str | None = None
    readings: tuple[str, ...] = ()
    page: int | None = None
    sort: str | None = None
    compare: tuple[str, ...] = ()

    @cached_property
    def spot(self) -> spots.Spot | None:
        """What is chosen on the map, taken apart once."""
        return None if self.at is None else spots.read(self.at)

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places that are chosen on the map: one, or the two ends of an arc."""
        return self.spot.places if self.spot else ()

    def values(self, key: str) -> tuple[str, ...]:
        """Give the values chosen in one filter."""
        return dict(self.filters).get(key, ())

    def without(self, *keys: str) -> Selection:
        """Give the same selection with some filters dropped."""
        return replace(self, filters=tuple(entry for entry in self.filters if entry[0] not in keys))


@dataclass(frozen=True, eq=False)
class Shown:
    """What a selection shows: a mask over all statements, and every option's count."""

    mask: Mask
    total: int
    counts: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    @property
    def matching(self) -> int:
        """Count the statements that match."""
        return int(self.mask.sum())


@per_dataset(most=64)
def _select(
    dataset: Dataset, filters: tuple[tuple[str, tuple[str, ...]], ...], compare: tuple[str, ...]
) -> Shown:
    chosen = dict(filters)
    masks = {
        entry.key: entry.test(dataset, chosen[entry.key])
        for entry in FILTERS
        if chosen.get(entry.key)
    }
    if compare:
        sides = [comparing.part(dataset, value).mask for value in compare]
        masks["compare"] = np.logical_or.reduce(sides)
    everything = all_of(dataset)
    mask = np.logical_and.reduce([everything, *masks.values()])
    counts = {}
    for entry in FILTERS:
        if entry.options is None:
            continue
        others = [other for key, other in masks.items() if key != entry.key]
        rest = np.logical_and.reduce([everything, *others])
        options = entry.options(dataset)
        hits = options.option[rest[options.statement]]
        counts[entry.key] = np.bincount(hits, minlength=len(options.ids))
    return Shown(mask, dataset.size, counts)


def select(dataset: Dataset, selection: Selection) -> Shown:
    """Give what a selection shows of a dataset."""
    return _select(dataset, selection.filters, selection.compare)


@dataclass(frozen=True)
class Relief:
    """The parameters to drop so that statements match again, and how many then do."""

    keys: tuple[str, ...]
    matching: int


def relief(dataset: Dataset, selection: Selection) -> Relief | None:
    """Find the one filter whose dropping brings back most; all filters if no one alone does.

    Where even that brings nothing back, a comparison is dropped too. None when nothing is set
    or the dataset has no statements.
    """
    gains = [
        (select(dataset, selection.without(key)).matching, -position, key)
        for position, (key, _) in enumerate(selection.filters)
    ]
    if dataset.size == 0 or not (gains or selection.compare):
        return None
    most, _, key = max(gains, default=(0, 0, ""))
    if most:
        return Relief((key,), most)
    keys = tuple(key for key, _ in selection.filters)
    left = select(dataset, selection.without(*keys)).matching
    if keys and left:
        return Relief(keys, left)
    return Relief((*keys, "compare"), dataset.size)
