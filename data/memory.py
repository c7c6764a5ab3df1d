"""Remember what was computed from a dataset for as long as the dataset itself lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

Source = TypeVar("Source")
Result = TypeVar("Result")


def once_per_dataset(compute: Callable[[Source], Result]) -> Callable[[Source], Result]:
    """Let a function of a dataset run once for each; the result goes when the dataset goes."""
    remembered: WeakKeyDictionary[Source, Result] = WeakKeyDictionary()

    @wraps(compute)
    def remember(dataset: Source) -> Result:
        if dataset not in remembered:
            remembered[dataset] = compute(dataset)
        return remembered[dataset]

    return remember
