"""An excerpt holds what the screen shows, and says where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.choosing.selection import Selection, select
from data.choosing.spot import listed
from data.telling.sentence import describe
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.selections import selections


@given(st.data())
def test_an_excerpt_lists_what_the_statements_tab_lists(data: st.DataObject) -> None:
    """Filters and the chosen place decide, and nothing else."""
    dataset = loaded(HARBOURS)
    selection = data.draw(selections(dataset))
    taken = excerpt(dataset, selection)
    mask = listed(dataset, select(dataset, selection).mask, selection.spot)
    assert taken.positions == [number for number, here in enumerate(mask) if here]
    assert taken.sentence == describe(dataset, selection)


def test_an_excerpt_names_its_origin() -> None:
    """Version, hash, time, and the credits of the sources that it quotes."""
    dataset = loaded(HARBOURS)
    taken = excerpt(dataset)
    assert taken.version == f"{dataset.about.version} (sha256 {dataset.digest})"
    assert taken.time == "2031-03-06T07:08:09Z"
    assert taken.file_stem == dataset.name
    for title in dataset.sources["title"]:
        assert any(title in credit for credit in taken.credits)
    source = dataset.sources["id"].iloc[0]
    one = excerpt(dataset, Selection(filters=(("source", (source,)),)))
    assert one.file_stem == f"{dataset.name}-selection"
    assert sum(credit.startswith("Text: ") for credit in one.credits) == 1


@pytest.mark.parametrize(("folder", "count"), [(HARBOURS, 1), (MOSCOW, 0)])
def test_what_is_withheld_is_said(folder: Path, count: int) -> None:
    """One sentence for each source whose licence forbids passing its whole text on."""
    dataset = loaded(folder)
    assert len(excerpt(dataset).withheld) == count
