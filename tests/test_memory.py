"""What is remembered for a dataset goes with the dataset."""

from __future__ import annotations

import gc
import weakref

import pytest

from components.map.world import content
from data.choosing.comparing import part
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.memory import once_per_dataset, per_dataset
from data.telling.sentence import describe
from data.telling.warm import warm
from tests.helpers.datasets import HARBOURS


class Thing:
    """Something to compute from."""


def test_it_runs_once_for_each() -> None:
    """A second call gives the same object; another dataset has its own."""
    calls: list[Thing] = []

    @once_per_dataset
    def compute(thing: Thing) -> list[Thing]:
        """Say what is computed."""
        calls.append(thing)
        return list(calls)

    one, other = Thing(), Thing()
    assert compute(one) is compute(one)
    assert compute(other) is not compute(one)
    assert calls == [one, other]
    assert compute.__doc__ == "Say what is computed."


def test_it_forgets_with_the_dataset() -> None:
    """Neither the dataset nor the result stays behind when nobody holds the dataset."""

    @once_per_dataset
    def compute(_thing: Thing) -> Thing:
        return Thing()

    thing = Thing()
    held = weakref.ref(thing)
    result = weakref.ref(compute(thing))
    del thing
    gc.collect()
    assert held() is None
    assert result() is None


def test_an_error_is_not_remembered() -> None:
    """A computation that failed is tried again."""
    answers = iter([None, 5])

    @once_per_dataset
    def compute(_thing: Thing) -> int:
        answer = next(answers)
        if answer is None:
            raise ValueError
        return answer

    thing = Thing()
    with pytest.raises(ValueError, match=r"^$"):
        compute(thing)
    assert compute(thing) == 5


def test_the_last_results_are_kept_for_each_dataset() -> None:
    """So many as were asked for, the one that was used last longest; no other dataset's."""
    calls: list[tuple[Thing, int]] = []

    @per_dataset(most=2)
    def compute(thing: Thing, number: int) -> int:
        """Say what is computed."""
        calls.append((thing, number))
        return number

    one, other = Thing(), Thing()
    for number in (1, 2, 1, 3, 1, 2):
        assert compute(one, number) == number
    assert [number for _, number in calls] == [1, 2, 3, 2]
    assert compute(other, 1) == 1
    assert calls[-1] == (other, 1)
    assert compute.__doc__ == "Say what is computed."


def test_a_dataset_that_was_replaced_is_gone() -> None:
    """Loaded, warmed, chosen from, compared and drawn, it goes when nobody holds it."""
    dataset = load(HARBOURS)
    assert isinstance(dataset, Dataset)
    warm(dataset)
    chosen = Selection(filters=(("act", ("commissive",)),))
    assert select(dataset, chosen) is select(dataset, chosen)
    describe(dataset, chosen)
    part(dataset, "said:2031")
    content(dataset, {}, ())
    held = weakref.ref(dataset)
    del dataset
    gc.collect()
    assert held() is None
