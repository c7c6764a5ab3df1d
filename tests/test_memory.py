"""What is remembered for a dataset goes with the dataset."""

from __future__ import annotations

import gc
import weakref

import pytest

from data.memory import once_per_dataset


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
