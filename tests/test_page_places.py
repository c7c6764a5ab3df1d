"""The Places tab and the guide as Streamlit runs them: what their scripts are handed."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from components.map.world import POLICY
from components.panels.guide import guide
from components.panels.places import places
from data.catalogue import VARIABLE
from data.choosing.selection import Selection, select
from data.dataset import PACKAGES, Dataset
from data.schema import PRECISION
from tests.helpers.datasets import FOLDERS, HARBOURS, OWN_PACKAGES, loaded
from tests.helpers.page import Link, run

DATASETS = [loaded(folder) for folder in FOLDERS]
NAMES = [dataset.name for dataset in DATASETS]
PLACES: Link = {"dataset": "two-harbours", "tab": "places"}
MOST_BYTES = 30_000


@pytest.fixture(autouse=True)
def _both_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, os.pathsep.join([str(PACKAGES), str(OWN_PACKAGES)]))


def content(link: Link) -> dict[str, Any]:
    """Give what the panel's tab is handed for a link, and check that it is not too much."""
    found: dict[str, Any] = run(link)["panel"]["content"]
    assert len(json.dumps(found, ensure_ascii=False).encode()) < MOST_BYTES
    return found


def test_the_table_says_all_of_a_place() -> None:
    """Name, kind, precision in words, coordinates, identifiers and the three numbers."""
    rows = {row["id"]: row for row in content(PLACES)["rows"]}
    assert len(rows) == len(loaded(HARBOURS).places)
    row = rows["maiana"]
    assert (row["name"], row["kind"], row["precision"]) == ("Maiana", "atoll", PRECISION[2])
    assert row["where"] == "0.9300 N, 173.0200 E (±\u00a025\u00a0km)"
    assert row["identifiers"] == "ISO 3166 KI"
    assert row["numbers"] == [
        {"at": "said_at:maiana", "count": 0},
        {"at": "about:maiana", "count": 1},
        {"at": "maiana", "count": 1},
    ]
    assert rows["kazakhstan"]["where"] == "It has no point on the map"


@pytest.mark.parametrize(
    ("link", "first", "sorted_by"),
    [
        ({}, "delta-district", {"either": "descending"}),
        ({"sort": "name"}, "apia", {"name": "ascending"}),
        ({"sort": "-name"}, "velani-signal-house", {"name": "descending"}),
        ({"sort": "-precision"}, "mediator-ship", {"precision": "descending"}),
    ],
)
def test_the_order_is_that_of_the_link(link: Link, first: str, sorted_by: dict[str, str]) -> None:
    """The columns say by which of them, and in which direction."""
    found = content(PLACES | link)
    assert found["rows"][0]["id"] == first
    columns = {column["key"]: column["sorted"] for column in found["columns"]}
    assert {key: words for key, words in columns.items() if words != "none"} == sorted_by


def test_filters_count_in_the_table() -> None:
    """Only places with statements that match have a row, with the numbers of those."""
    found = content(PLACES | {"act": "directive", "at": "fiji"})
    rows = {row["id"]: [number["count"] for number in row["numbers"]] for row in found["rows"]}
    assert rows.pop("fiji") == [0, 0, 0]
    assert rows
    assert all(numbers[2] > 0 for numbers in rows.values())
    assert found["place"] == "fiji"


def test_areas_with_their_readings() -> None:
    """Each vague area has its readings, and the link's is the chosen one."""
    (area,) = content(PLACES | {"reading": "velani-passage:puerto-alba"})["areas"]["items"]
    assert area["id"] == "velani-passage"
    assert [reading["chosen"] for reading in area["readings"]] == [False, True]
    assert all(reading["note"] and reading["source"] for reading in area["readings"])


def test_statements_without_a_place_say_why() -> None:
    """There are as many as at ``none``, each with a reason in words."""
    found = content(PLACES)["unplaced"]
    assert found["count"] == content({"dataset": "two-harbours", "at": "none"})["count"]
    assert len(found["items"]) == found["count"]
    assert all(item["why"] and item["words"] for item in found["items"])
    assert {item["direction"] for item in found["items"]} == {"ltr", "rtl"}


@pytest.mark.parametrize("role", ["said_at", "about"])
def test_a_role_has_the_place_card_and_its_own_statements(role: str) -> None:
    """The card's number is that of the cards listed, and the map shows the place as chosen."""
    drawn = run({"dataset": "two-harbours", "at": f"{role}:velani-old-quay"})
    card = drawn["panel"]["place"]
    assert card["name"] == "Velani old quay"
    (count,) = [count for count in card["counts"] if count["chosen"]]
    assert count["at"] == f"{role}:velani-old-quay"
    assert count["now"] == drawn["panel"]["content"]["count"]
    assert drawn["map"]["state"]["at"] == loaded(HARBOURS).positions["places"]["velani-old-quay"]
    assert drawn["head"]["notices"] == []


@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_the_guide_explains_this_dataset(dataset: Dataset) -> None:
    """Precisions, sources of coordinates, what was inferred, status and licences are all there."""
    facts = content({"dataset": dataset.name, "tab": "guide"})["facts"]
    assert facts["policy"] == POLICY
    assert len(facts["disputed"]) > 20
    assert {entry["code"] for entry in facts["precisions"]} == set(dataset.places["where_prec"])
    named = {place["id"] for group in facts["coordinates"]["groups"] for place in group["places"]}
    if not any(group["more"] for group in facts["coordinates"]["groups"]):
        assert named == set(dataset.ids["places"])
    assert {kind["id"] for kind in facts["inferred"]} <= {
        "said-on",
        "about-when",
        "said-at",
        "about",
    }
    assert sum(entry["count"] for entry in facts["status"]) == dataset.size
    assert sum(source["count"] for source in facts["licences"]["sources"]) == dataset.size
    assert facts["dataset"] == list(dataset.about.licences)


@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_every_number_of_the_guide_is_what_it_opens(dataset: Dataset) -> None:
    """Each count is that of the statements behind the value that it stands beside."""
    facts = guide(dataset, Selection(), select(dataset, Selection()))["facts"]
    entries = [
        ("inferred", entry) for kind in facts["inferred"] for entry in (kind, *kind["reasons"])
    ]
    entries += [("inferred", entry) for entry in facts["unsure"]]
    entries += [("status", entry) for entry in facts["status"]]
    entries += [("source", entry) for entry in facts["licences"]["sources"]]
    assert len(entries) > 5
    for key, entry in entries:
        shown = select(dataset, Selection(filters=((key, (entry["id"],)),)))
        assert shown.matching == entry["count"], (key, entry["id"])


@pytest.mark.parametrize("page", [None, 1, 2, 900])
def test_a_table_of_one_page_ignores_what_lies_beyond(page: int | None) -> None:
    """A page that is not there is the last."""
    dataset = loaded(HARBOURS)
    selection = Selection(page=page)
    found = places(dataset, selection, select(dataset, selection))
    assert (found["page"], found["pages"], found["first"]) == (1, 1, 1)
    assert found["last"] == found["of"] == len(dataset.places)
