"""What changed from version to version: told as filtered, and found again from a citation."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.exporting.reading import read
from components.panels import desk
from data.catalogue import VARIABLE, catalogue
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.exports import changes as table
from data.telling.history import history
from tests.helpers import breaking
from tests.helpers.breaking import package
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.excerpts import excerpt

LOCK = "lock-stays-closed"
WITHDRAWN = str(
    loaded(HARBOURS).statements.loc[lambda rows: rows["status"] == "withdrawn", "id"].iloc[0]
)
ADDED = next(key for key in loaded(HARBOURS).ids["statements"] if key not in {LOCK, WITHDRAWN})
VERSIONS: list[Any] = [
    {"number": 1, "published": "2031-05-01T10:00:00Z"},
    {
        "number": 2,
        "published": "2031-06-02T11:12:13Z",
        "note": "Read anew.",
        "added": [["statements", ADDED], ["places", "fiji"], ["statements", "gone-since"]],
        "withdrawn": [["statements", WITHDRAWN]],
        "changed": [
            ["statements", LOCK, "exact", "=1+1", "The lock <b>stays"],
            ["statements", LOCK, "speaker", "nobody", "somebody"],
            ["statements", LOCK, "start", "1", "2"],
            ["statements", WITHDRAWN, "note", "a", "b"],
            ["statements", None],
            7,
        ],
    },
    {"number": 3, "published": "never", "note": 7, "added": "statements"},
    "none",
]


def with_versions(folder: Path, versions: object = VERSIONS) -> Dataset:
    """Load a dataset that tells of its versions."""
    package(lambda about: about.update(versions=versions))(folder)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    return dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Give a dataset of three versions."""
    return with_versions(breaking.copy(tmp_path))


def panel(dataset: Dataset, selection: Selection) -> dict[str, Any]:
    """Give what the panel shows."""
    return desk.content(dataset, selection, select(dataset, selection))


def test_each_version_is_told(dataset: Dataset) -> None:
    """The newest first, each with what it withdrew, corrected and added, in a reader's words."""
    content = panel(dataset, Selection(tab="changes"))["content"]
    assert [version["number"] for version in content["versions"]] == [3, 2]
    third, second = content["versions"]
    assert (third["published"], third["note"], third["count"]) == ("", "", 0)
    assert (second["published"], second["note"], second["count"]) == (
        "2 June 2031",
        "Read anew.",
        3,
    )
    assert [(each["id"], each["what"]) for each in second["statements"]] == [
        (WITHDRAWN, "Withdrawn"),
        (LOCK, "Corrected"),
        (ADDED, "Added"),
    ]
    assert second["statements"][0]["status"].startswith("Withdrawn on")
    assert second["statements"][1]["fields"] == [
        {"label": "Words", "was": "=1+1", "now": "The lock <b>stays"},
        {"label": "Speaker", "was": "nobody", "now": "somebody"},
    ]


def test_changes_are_filtered_as_everything_is(dataset: Dataset) -> None:
    """What the filters leave out is not told."""
    act = str(dataset.statements.set_index("id").loc[LOCK, "act"])
    chosen = Selection(tab="changes", filters=(("act", (act,)),))
    shown = select(dataset, chosen).mask
    [_, second] = panel(dataset, chosen)["content"]["versions"]
    left = [each["id"] for each in second["statements"]]
    assert LOCK in left
    assert all(shown[dataset.positions["statements"][key]] for key in left)
    nothing = replace(chosen, filters=(("q", ("nothing has these words",)),))
    assert not any(v["count"] for v in panel(dataset, nothing)["content"]["versions"])


@pytest.mark.parametrize("versions", [None, [], VERSIONS[:1], "no list", [1, 2, 3], {"a": 1}])
def test_without_versions_there_is_no_tab(tmp_path: Path, versions: object) -> None:
    """A link to it shows the statements."""
    found = panel(with_versions(breaking.copy(tmp_path), versions), Selection(tab="changes"))
    assert found["tab"] == "statements"
    assert "changes" not in [tab["key"] for tab in found["tabs"]]


def test_a_dataset_is_carried_with_its_versions(dataset: Dataset) -> None:
    """Also to the process that serves it."""
    assert len(history(dataset)) == 3
    assert all(isinstance(each, str) for each in dataset.about.versions)


def test_the_table_has_a_row_for_each_field(dataset: Dataset) -> None:
    """With what was and what is; no cell is a formula."""
    rows = list(csv.DictReader(io.StringIO(table.write(excerpt(dataset)).decode("utf-8-sig"))))
    assert [(row["version"], row["change"], row["id"], row["field"]) for row in rows] == [
        ("2", "Withdrawn", WITHDRAWN, ""),
        ("2", "Corrected", LOCK, "Words"),
        ("2", "Corrected", LOCK, "Speaker"),
        ("2", "Added", ADDED, ""),
    ]
    assert rows[1]["was"] == "'=1+1"
    assert rows[0]["status"] == "withdrawn"
    assert rows[0]["status_reason"]


def test_a_citation_leads_to_the_version_that_it_cites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that is kept beside its dataset; its hash is that version's."""
    folder = breaking.copy(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    page = "https://maps.example.org/"
    before = read("two-harbours.txt", {"act": ["directive"]}, page).excerpt
    assert before.link == f"{page}?dataset=two-harbours&act=directive"
    named = f"two-harbours.v{before.dataset.about.version}"
    shutil.copytree(folder, tmp_path / named)
    package(lambda about: about.update(name=named))(tmp_path / named)
    cited = read("two-harbours.txt", {"act": ["directive"]}, page).excerpt
    assert cited.link == f"{page}?dataset={named}&act=directive"
    assert cited.dataset.name == named
    assert cited.positions == before.positions
    assert read("two-harbours.csv", {}, page).excerpt.link == f"{page}?dataset=two-harbours"


def test_a_version_that_is_not_kept_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest is shown in its place."""
    breaking.copy(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    name, notices = catalogue().choose("two-harbours.v7")
    assert name == "two-harbours"
    assert notices == (
        "Version 7 of this dataset is not kept here; this is the newest that there is.",
    )
    assert "which is not here" in catalogue().choose("elsewhere.v7")[1][0]
