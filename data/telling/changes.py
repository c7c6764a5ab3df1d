"""What changed of the statements that are shown, version by version: the newest version first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.dataset import Dataset, Mask
from data.telling.history import Change, Version, history

ADDED, CORRECTED, WITHDRAWN = "Added", "Corrected", "Withdrawn"


@dataclass(frozen=True)
class Changed:
    """A statement, by its position, that a version added, corrected or withdrew."""

    position: int
    what: str
    fields: tuple[Change, ...] = ()


def has_changes(dataset: Dataset) -> bool:
    """Tell whether there is more than one version."""
    return len(history(dataset)) > 1


def changes(dataset: Dataset, mask: Mask) -> Iterator[tuple[Version, list[Changed]]]:
    """Give each version but the first, and what it changed of the statements of a mask.

    A statement that is no longer among those of the dataset is left out.
    """
    places = dataset.positions["statements"]

    def here(keys: Iterator[str]) -> Iterator[tuple[str, int]]:
        return ((key, places[key]) for key in keys if key in places and mask[places[key]])

    for version in reversed(history(dataset)[1:]):
        gone = set(version.withdrawn)
        still = (key for key in version.changed if key not in gone)
        yield (
            version,
            [
                *(Changed(position, WITHDRAWN) for _, position in here(iter(version.withdrawn))),
                *(
                    Changed(position, CORRECTED, version.changed[key])
                    for key, position in here(still)
                ),
                *(Changed(position, ADDED) for _, position in here(iter(version.added))),
            ],
        )
