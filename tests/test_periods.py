"""The two times of a statement, as days."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.choosing.periods import SCALES, Scale, spans
from tests.helpers.datasets import FOLDERS, loaded

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
SCALE = pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.key)


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
