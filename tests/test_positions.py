"""Grids of speakers by places and topics, relations between statements, and comparisons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.choices import CHOICES
from components.panels.positions import positions as panel
from data.choosing import comparing
from data.choosing.link import read, write
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from data.schema import RELATIONS
from data.telling.grid import PASSIVE, grid, relations
from data.telling.sentence import describe
from tests.helpers.datasets import FOLDERS, HARBOURS, loaded
from tests.helpers.selections import selections

CHOSEN = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(st.just(loaded(folder)), selections(loaded(folder)))
)


def opened(dataset: Dataset, selection: Selection, **asked: list[str]) -> int:
    """Count what stands in the list after a click that asks for these parameters."""
    link = {**write(selection), "at": [], "tab": [], "statement": [], **asked}
    after, notices = read(dataset, link, CHOICES)
    assert not [notice for notice in notices if "ignored" in notice]
    return select(dataset, after).matching


@given(CHOSEN)
@example(
    (
        loaded(HARBOURS),
        Selection(
            filters=(("speaker", ("mediator",)),),
            compare=("speaker:pilots-guild", "speaker:puerto-alba"),
        ),
    )
)
def test_every_number_is_that_of_what_it_opens(chosen: tuple[Dataset, Selection]) -> None:
    """A cell, a heading and a side of a comparison count exactly what their click leaves."""
    dataset, selection = chosen
    shown = select(dataset, selection)
    content = panel(dataset, selection, shown)
    for grid_ in content["grids"]:
        key = grid_["key"]
        for column in grid_["columns"]:
            assert column["count"] == opened(dataset, selection, **{key: [column["id"]]})
        for row in grid_["rows"]:
            speaker = [row["id"]]
            assert row["count"] == opened(dataset, selection, **{"speaker": speaker, key: []})
            for column, cell in zip(grid_["columns"], row["cells"], strict=True):
                asked = {"speaker": speaker, key: [column["id"]]}
                assert cell["count"] == opened(dataset, selection, **asked)
    for number, side in enumerate((content["compared"] or {"sides": []})["sides"]):
        if side["set"] is None:
            continue
        numbers: list[tuple[int, dict[str, list[str]]]] = [(side["count"], {})]
        for table in content["compared"]["tables"]:
            numbers += [
                (row["counts"][number], {table["key"]: [row["id"]]}) for row in table["rows"]
            ]
        for count, more in numbers:
            if count:  # a zero is no button
                asked = {**side["set"], **more, "compare": []}
                assert count == opened(dataset, selection, **asked)


def test_a_side_that_other_speakers_are_chosen_over_opens_nothing() -> None:
    """Its count of none is not that of the speaker alone; a side that is chosen too opens."""
    dataset = loaded(HARBOURS)
    first, second, third = dataset.actors["id"][:3]
    compared = (f"speaker:{first}", f"speaker:{second}")
    selection = Selection(filters=(("speaker", (first, third)),), compare=compared)
    content = panel(dataset, selection, select(dataset, selection))
    assert [side["set"] for side in content["compared"]["sides"]] == [{"speaker": [first]}, None]


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
        (["speaker:mediator"], "two sides of one kind"),
        (["speaker:mediator", "said:2031"], "two sides of one kind"),
        (["said:2031", "said:2030", "said:2029"], "two sides of one kind"),
        (["said:2031/2032", "said:2030"], "“said:2031/2032”"),
    ],
)
def test_a_comparison_has_two_sides_of_one_kind(values: list[str], said: str) -> None:
    """Anything else is ignored with a sentence."""
    selection, notices = read(loaded(HARBOURS), {"compare": values}, CHOICES)
    assert selection.compare == ()
    assert said in notices[0]
