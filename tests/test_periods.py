"""The two times of a statement: days, steps and how many statements each step has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import dates
from data.dataset import Dataset, Mask
from data.periods import SCALES, Scale, histogram, spans, steps
from tests.datasets import FOLDERS, loaded

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
SCALE = pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.key)
MASKED = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(
        st.just(loaded(folder)),
        st.sampled_from(SCALES),
        st.lists(st.booleans(), min_size=loaded(folder).size, max_size=loaded(folder).size).map(
            np.array
        ),
    )
)


@EVERY
@SCALE
def test_spans(folder: Path, scale: Scale) -> None:
    """First and last day of each statement, zero where there is none."""
    dataset = loaded(folder)
    found = spans(dataset, scale)
    assert (found.dated == dataset.statements[scale.column].ne("").to_numpy()).all()
    assert (found.first[~found.dated] == 0).all()
    assert (found.last[~found.dated] == 0).all()
    assert (found.first <= found.last).all()


@given(MASKED)
def test_a_step_counts_what_may_lie_in_it(chosen: tuple[Dataset, Scale, Mask]) -> None:
    """Within are dates that lie in one step alone, across those that reach over several."""
    dataset, scale, mask = chosen
    counts = histogram(dataset, scale, mask)
    days = [
        dates.days(value)
        for value in dataset.statements.loc[mask, scale.column]
        if value
        and dates.days(value)[0] > dates.FIRST_DAY
        and dates.days(value)[1] < dates.LAST_DAY
    ]
    for number, step in enumerate(steps(dataset, scale)):
        inside = [first >= step.first and last <= step.last for first, last in days]
        touching = [first <= step.last and last >= step.first for first, last in days]
        assert counts.within[number] == sum(inside)
        assert counts.across[number] == sum(touching) - sum(inside)
