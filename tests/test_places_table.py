"""The table of places: its rows, its orders, its numbers, and what no place can show."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.choosing.place_links import unplaced
from data.choosing.selection import Selection, select
from data.choosing.spot import is_known, listed, read
from data.choosing.spot import words as spot_words
from data.dataset import Dataset
from data.folding import fold
from data.telling.place_table import ORDERS, direction_of, next_sort, place_table, why_unplaced
from data.telling.sentence import describe
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded

DATASETS = [loaded(folder) for folder in FOLDERS]
NAMES = [dataset.name for dataset in DATASETS]
FILTERS = {
    "none": Selection(),
    "asks": Selection(filters=(("act", ("directive",)),)),
    "nothing": Selection(filters=(("q", ("no such words",)),)),
}


def plain_counts(dataset: Dataset, selection: Selection) -> dict[str, dict[str, int]]:
    """Count matching statements for each place and role, row by row."""
    mask = select(dataset, selection).mask
    matching = {key for key, yes in zip(dataset.ids["statements"], mask, strict=True) if yes}
    found: dict[str, dict[str, set[str]]] = {}
    for row in dataset.statement_places.to_dict("records"):
        if row["statement"] in matching:
            own = found.setdefault(row["place"], {"said_at": set(), "about": set()})
            own[row["role"]].add(row["statement"])
    return {
        place: {
            "said": len(roles["said_at"]),
            "about": len(roles["about"]),
            "either": len(roles["said_at"] | roles["about"]),
        }
        for place, roles in found.items()
    }


def expected_order(dataset: Dataset, selection: Selection, sort: str) -> list[str]:
    """Order the places of a table as its rules have it, with Python's own sort."""
    counts = plain_counts(dataset, selection)
    rows = [row for row in dataset.places.to_dict("records") if row["id"] in counts]
    order = sort.removeprefix("-")

    def uncertainty(row: dict[Hashable, Any]) -> float:
        return float("inf") if pd.isna(row["uncertainty_m"]) else row["uncertainty_m"]

    keys: dict[str, Callable[[dict[Hashable, Any]], Any]] = {
        "name": lambda row: fold(row["name"]),
        "precision": lambda row: (row["where_prec"], uncertainty(row)),
        "said": lambda row: -counts[row["id"]]["said"],
        "about": lambda row: -counts[row["id"]]["about"],
        "either": lambda row: -counts[row["id"]]["either"],
    }
    rows.sort(key=lambda row: fold(row["name"]))
    # What is equal keeps its order in Python's sort, reversed or not.
    rows.sort(key=keys[order], reverse=sort.startswith("-"))
    return [row["id"] for row in rows]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("sort", [*ORDERS, *(f"-{order}" for order in ORDERS)])
@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_rows_and_their_order(dataset: Dataset, sort: str, name: str) -> None:
    """There is a row for each place with matching statements, with its counts, in order."""
    selection = FILTERS[name]
    table = place_table(dataset, select(dataset, selection).mask, sort, set())
    ids = [dataset.ids["places"][position] for position in table.places]
    assert ids == expected_order(dataset, selection, sort)
    counts = table.counts.iloc[table.places].to_dict("records")
    assert dict(zip(ids, counts, strict=True)) == plain_counts(dataset, selection)


def test_a_chosen_place_stands_in_the_table() -> None:
    """Also when no statement of it matches."""
    dataset = loaded(HARBOURS)
    mask = np.zeros(dataset.size, dtype=bool)
    fiji = dataset.positions["places"]["fiji"]
    assert place_table(dataset, mask, None, {fiji}).places.tolist() == [fiji]
    assert place_table(dataset, mask, None, set()).places.tolist() == []


@pytest.mark.parametrize(
    ("sort", "order", "direction", "pressed"),
    [
        (None, "either", "descending", "-either"),
        (None, "name", "none", "name"),
        ("name", "name", "ascending", "-name"),
        ("-name", "name", "descending", "name"),
        ("precision", "precision", "ascending", "-precision"),
        ("said", "said", "descending", "-said"),
        ("-said", "said", "ascending", "said"),
        ("-said", "about", "none", "about"),
    ],
)
def test_what_a_heading_says_and_does(
    sort: str | None, order: str, direction: str, pressed: str
) -> None:
    """It says how the table is sorted; a second press reverses."""
    assert direction_of(order, sort) == direction
    assert next_sort(order, sort) == pressed


@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_a_role_counts_what_its_number_says(dataset: Dataset) -> None:
    """What is listed for a role of a place are as many statements as the table counts."""
    mask = select(dataset, Selection()).mask
    for place, counts in plain_counts(dataset, Selection()).items():
        for at, kind in ((f"said_at:{place}", "said"), (f"about:{place}", "about")):
            assert is_known(dataset, at)
            assert int(listed(dataset, mask, read(at)).sum()) == counts[kind]
            assert read(at).places == (place,)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("said_at:moscow", "said in Moscow"),
        ("about:moscow", "about Moscow"),
        ("moscow", "made in or about Moscow"),
    ],
)
def test_a_role_in_words(at: str, words: str) -> None:
    """The sentence says which role is chosen."""
    dataset = loaded(MOSCOW)
    assert spot_words(dataset, read(at)) == words
    assert describe(dataset, Selection(at=at)).endswith(f"of them {words}")


@pytest.mark.parametrize(
    "at",
    [
        "near:moscow",
        ":moscow",
        "said_at:",
        "about:none",
        "about:moscow>syria",
        "about:about:moscow",
    ],
)
def test_what_names_no_role(at: str) -> None:
    """Another word before the colon, or an arc after it, is nothing that can be chosen."""
    assert not is_known(loaded(MOSCOW), at)


@pytest.mark.parametrize(
    ("at", "places"),
    [(None, ()), ("none", ()), ("apia", ("apia",)), ("apia>fiji", ("apia", "fiji"))],
)
def test_chosen_places(at: str | None, places: tuple[str, ...]) -> None:
    """An arc has two places, and nothing has none."""
    assert Selection(at=at).places == places
    assert Selection(at=at).spot == (None if at is None else read(at))
    assert at is None or str(read(at)) == at


@pytest.mark.parametrize(
    ("statement", "reasons"),
    [
        (
            "new-tariff",
            [
                "It is about \u2068Kazakhstan\u2069, which has no point on the map.",
                "No point: the source gives none.",
            ],
        ),
        (
            "mediator-hopes",
            [
                "It was said in \u2068The mediator’s ship\u2069, which has no point on the map.",
                "No point: the source gives none.",
            ],
        ),
        ("harbours-like-twins", ["No place is recorded for it."]),
    ],
)
def test_why_a_statement_has_no_place(statement: str, reasons: list[str]) -> None:
    """The sentences name the places that have no point, and repeat the dataset's own words."""
    dataset = loaded(HARBOURS)
    position = dataset.positions["statements"][statement]
    found = why_unplaced(dataset, position)
    plain = [text.replace("\u2068", "").replace("\u2069", "") for text in found]
    assert plain == [text.replace("\u2068", "").replace("\u2069", "") for text in reasons]


@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_every_statement_without_a_place_has_a_reason(dataset: Dataset) -> None:
    """There is at least one sentence for each."""
    positions = np.flatnonzero(unplaced(dataset)).tolist()
    assert positions
    assert all(why_unplaced(dataset, position) for position in positions)
