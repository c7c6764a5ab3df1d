"""Remember what was computed from a dataset for as long as the dataset itself lives."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

Source = TypeVar("Source")
Result = TypeVar("Result")
Asked = ParamSpec("Asked")


def once_per_dataset(compute: Callable[[Source], Result]) -> Callable[[Source], Result]:
    """Let a function of a dataset run once for each; the result goes when the dataset goes."""
    remembered: WeakKeyDictionary[Source, Result] = WeakKeyDictionary()

    @wraps(compute)
    def remember(dataset: Source) -> Result:
        if dataset not in remembered:
            remembered[dataset] = compute(dataset)
        return remembered[dataset]

    return remember


def per_dataset(
    most: int,
) -> Callable[
    [Callable[Concatenate[Source, Asked], Result]], Callable[Concatenate[Source, Asked], Result]
]:
    """Remember for each dataset the results last asked for, ``most`` of them; they go with it.

    All that the function takes beside the dataset is hashable, and given by position.
    """

    def decorate(
        compute: Callable[Concatenate[Source, Asked], Result],
    ) -> Callable[Concatenate[Source, Asked], Result]:
        remembered: WeakKeyDictionary[Source, OrderedDict[object, Result]] = WeakKeyDictionary()
        lock = Lock()

        @wraps(compute)
        def remember(dataset: Source, /, *asked: Asked.args, **named: Asked.kwargs) -> Result:
            with lock:
                results = remembered.setdefault(dataset, OrderedDict())
                if asked in results:
                    results.move_to_end(asked)
                    return results[asked]
            result = compute(dataset, *asked, **named)
            with lock:
                results[asked] = result
                if len(results) > most:
                    results.popitem(last=False)
            return result

        return remember

    return decorate
