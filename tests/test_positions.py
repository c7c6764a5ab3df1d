"""Grids of speakers by places and topics, relations between statements, and comparisons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import comparing
from data.dataset import Dataset, Mask
from data.link import read
from data.positions import PASSIVE, grid, relations
from data.schema import RELATIONS
from data.selection import Selection, describe, select
from tests.datasets import FOLDERS, HARBOURS, loaded

MASKED = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(
        st.just(loaded(folder)),
        st.lists(st.booleans(), min_size=loaded(folder).size, max_size=loaded(folder).size).map(
            np.array
        ),
    )
)


def counted(dataset: Dataset, mask: Mask, *filters: tuple[str, str]) -> int:
    """Count the statements of a mask that pass filters of one value each."""
    chosen = Selection(tuple((key, (value,)) for key, value in filters))
    return int((select(dataset, chosen).mask & mask).sum())


@given(MASKED, st.sampled_from(["place", "topic"]), st.integers(1, 30))
def test_every_number_is_that_of_its_filters(
    masked: tuple[Dataset, Mask], key: str, most: int
) -> None:
    """A cell counts what the filters for its speaker and its column leave; so do the headings."""
    dataset, mask = masked
    found = grid(dataset, mask, key, most, most)
    assert len(found.rows) <= most
    assert len(found.columns) <= most
    for row, cells in zip(found.rows, found.cells, strict=True):
        assert row.count == counted(dataset, mask, ("speaker", row.id))
        for column, cell in zip(found.columns, cells, strict=True):
            chosen = (("speaker", row.id), (key, column.id))
            assert cell.count == counted(dataset, mask, *chosen)
            assert cell.count or not cell.relations
    for column in found.columns:
        assert column.count == counted(dataset, mask, (key, column.id))
    speakers = set(dataset.statements.loc[mask, "speaker"])
    assert len(found.rows) + found.more_rows == len(speakers)


def test_cells_are_marked_where_statements_speak_to_one_another() -> None:
    """A relation marks the cells of both its statements, in both directions' words."""
    dataset = loaded(HARBOURS)
    everything = np.ones(dataset.size, dtype=bool)
    found = grid(dataset, everything, "topic", 30, 30)
    marks = {
        (row.id, column.id): cell.relations
        for row, cells in zip(found.rows, found.cells, strict=True)
        for column, cell in zip(found.columns, cells, strict=True)
        if cell.relations
    }
    assert marks["puerto-alba", "tolls"] == ("is denied by", "is qualified by")
    assert "denies" in marks["sione-tamarua", "tolls"]
    assert set(PASSIVE) == set(RELATIONS)
    one = dataset.positions["statements"]["toll-in-the-passage"]
    assert len(relations(dataset, everything)) == len(dataset.statement_relations)
    without = everything.copy()
    without[one] = False
    assert [of.relation for of in relations(dataset, without)] == ["affirms"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("speaker:mediator", "speaker:pilots-guild"), {"mediator-hopes", "twelve-knots"}),
        (("about:1831", "about:2030"), {"bicentenary", "compensation-demanded"}),
        (("said:2031-02", "said:2031-02-05"), {"toll-in-the-passage"}),
    ],
)
def test_a_comparison_shows_both_sides_and_nothing_else(
    values: tuple[str, ...], expected: set[str]
) -> None:
    """What is shown belongs to one of the two sides, and the sentence names both."""
    dataset = loaded(HARBOURS)
    selection = Selection(compare=values)
    mask = select(dataset, selection).mask
    parts = [comparing.part(dataset, value) for value in values]
    assert (mask == (parts[0].mask | parts[1].mask)).all()
    assert expected <= set(dataset.statements.loc[mask, "id"])
    assert all(part.label in describe(dataset, selection) for part in parts)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["speaker:mediator"], "1 sides of 1 kinds"),
        (["speaker:mediator", "said:2031"], "2 sides of 2 kinds"),
        (["said:2031", "said:2030", "said:2029"], "3 sides of 1 kinds"),
    ],
)
def test_a_comparison_has_two_sides_of_one_kind(values: list[str], said: str) -> None:
    """Anything else is ignored with a sentence."""
    from components.choices import CHOICES  # noqa: PLC0415 - only what the link may name

    selection, notices = read(loaded(HARBOURS), {"compare": values}, CHOICES)
    assert selection.compare == ()
    assert said in notices[0]
