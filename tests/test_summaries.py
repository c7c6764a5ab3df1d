"""Counts per place, and the sides of speakers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from data.choosing.place_links import at_place, place_counts, unplaced
from data.choosing.spot import listed, read
from data.dataset import Dataset, Mask
from data.telling.sides import MOST_SIDES, Side, sides, speaker_sides
from data.telling.sources import of_source
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded
from tests.helpers.selections import MASKED

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@given(MASKED)
def test_counts_per_place(masked: tuple[Dataset, Mask]) -> None:
    """Counts are of matching statements, each once, whatever it was said at or is about."""
    dataset, mask = masked
    counts = place_counts(dataset, mask)
    matching = set(dataset.statements.loc[mask, "id"])
    records = dataset.statement_places.to_dict("records")
    for position, place in enumerate(dataset.places["id"]):
        said = {r["statement"] for r in records if (r["place"], r["role"]) == (place, "said_at")}
        about = {r["statement"] for r in records if (r["place"], r["role"]) == (place, "about")}
        assert counts["said"][position] == len(said & matching)
        assert counts["about"][position] == len(about & matching)
        assert counts["either"][position] == len((said | about) & matching)


@given(MASKED)
def test_what_is_listed_at_a_place(masked: tuple[Dataset, Mask]) -> None:
    """A place's matching statements are those that its count counts; without a place, all."""
    dataset, mask = masked
    counts = place_counts(dataset, mask)
    for position, place in enumerate(dataset.places["id"]):
        here = listed(dataset, mask, read(place))
        assert here.sum() == counts["either"][position]
        assert not (here & ~mask).any()
        found = at_place(dataset, place)
        assert mask[found.said].sum() == counts["said"][position]
        assert mask[found.about].sum() == counts["about"][position]
    assert (listed(dataset, mask, None) == mask).all()


@EVERY
def test_statements_of_a_source(folder: Path) -> None:
    """Each source has its statements in their order."""
    dataset = loaded(folder)
    found = of_source(dataset)
    for source in dataset.sources["id"]:
        ids = dataset.statements.loc[dataset.statements["source"] == source, "id"]
        assert [dataset.statements["id"][n] for n in found[source]] == list(ids)


def test_what_cannot_be_placed() -> None:
    """Statements without a place, and with unlocated places alone, are told apart."""
    dataset = loaded(HARBOURS)
    assert set(dataset.statements.loc[unplaced(dataset), "id"]) == {
        "mediator-hopes",
        "harbours-like-twins",
        "new-tariff",
        "not-a-party",
        "no-answer",
    }
    assert not unplaced(loaded(MOSCOW)).all()


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (MOSCOW, [Side("Russia", 1), Side("Syria", 2), Side("The report", 0)]),
        (
            HARBOURS,
            [
                Side("Harbour Council of Velani", 1),
                Side("Free Port of Puerto Alba", 2),
                Side("Meridian Ports Company", 3),
                Side("Delta Canal Board", 4),
                Side("Steppe Rail Union", 5),
                Side("The mediator", 6),
                Side("The reports", 0),
            ],
        ),
    ],
    ids=["moscow-talks", "two-harbours"],
)
def test_sides(folder: Path, expected: list[Side]) -> None:
    """Sides follow the affiliations to their end; the reports are a side without a colour."""
    assert list(sides(loaded(folder)).sides) == expected


@EVERY
def test_every_speaker_has_a_side(folder: Path) -> None:
    """Each statement's side is that of its speaker."""
    dataset = loaded(folder)
    found = sides(dataset)
    of_statement = speaker_sides(dataset)
    assert len(of_statement) == dataset.size
    assert set(of_statement.tolist()) == set(range(len(found.sides)))
    upward = dict(zip(dataset.actors["id"], dataset.actors["affiliation"], strict=True))
    kinds = dict(zip(dataset.actors["id"], dataset.actors["kind"], strict=True))
    names = dict(zip(dataset.actors["id"], dataset.actors["name"], strict=True))
    for speaker, side in zip(dataset.statements["speaker"], of_statement, strict=True):
        root = speaker
        while upward[root]:
            root = upward[root]
        if kinds[root] == "outlet":
            assert found.sides[side].colour == 0
        else:
            assert found.sides[side].name == names[root]


def test_more_sides_than_colours() -> None:
    """The sides with fewest statements are one when the palette has no more colours."""
    dataset = loaded(HARBOURS)
    actors = dataset.actors.copy()
    actors["affiliation"] = ""
    actors.loc[actors["kind"] == "outlet", "kind"] = "person"
    alone = dataclasses.replace(dataset, actors=actors)
    found = sides(alone)
    assert len(found.sides) == MOST_SIDES
    assert [side.colour for side in found.sides] == list(range(1, MOST_SIDES + 1))
    assert found.sides[-1].name == "Others"
    counts = np.bincount(speaker_sides(alone))
    speakers = alone.statements["speaker"].value_counts()
    assert sorted(counts[:-1], reverse=True) == list(speakers.iloc[: MOST_SIDES - 1])
    assert counts.sum() == alone.size


def test_an_empty_dataset_has_no_sides() -> None:
    """Without statements there are no sides and no counts."""
    dataset = loaded(HARBOURS)
    empty = Dataset(
        **{
            **{f.name: getattr(dataset, f.name) for f in dataclasses.fields(dataset)},
            "statements": dataset.statements.iloc[:0],
            "statement_places": dataset.statement_places.iloc[:0],
        }
    )
    assert sides(empty).sides == ()
    assert speaker_sides(empty).tolist() == []
    assert (place_counts(empty, np.zeros(0, dtype=bool)) == 0).all(axis=None)
    assert unplaced(empty).tolist() == []
