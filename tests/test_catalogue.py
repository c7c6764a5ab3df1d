"""The datasets there are, and which one a link means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.catalogue import VARIABLE, catalogue
from data.dataset import PACKAGES, Dataset, names
from tests import breaking
from tests.breaking import content, package
from tests.datasets import HARBOURS, OWN_PACKAGES


@pytest.fixture(autouse=True)
def _usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_datasets_are_found_by_their_folders() -> None:
    """Every folder with a ``datapackage.json`` is a dataset, in the order of names."""
    found = catalogue()
    assert found.names == names(PACKAGES)
    assert "moscow-talks" in found.names
    assert found.entries()[0].keys() == {"id", "label"}


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ([OWN_PACKAGES], ("two-harbours",)),
        ([PACKAGES, OWN_PACKAGES], (*names(PACKAGES), *names(OWN_PACKAGES))),
        ([OWN_PACKAGES, Path(), OWN_PACKAGES], ("two-harbours",)),
        ([Path("/no/such/folder")], ()),
    ],
)
def test_other_folders_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, folders: list[Path], expected: tuple[str, ...]
) -> None:
    """The environment names other folders to look in, one or several."""
    monkeypatch.chdir(PACKAGES.parent)  # a folder that holds no dataset itself
    monkeypatch.setenv(VARIABLE, os.pathsep.join(map(str, folders)))
    assert catalogue().names == expected


@pytest.mark.parametrize(
    ("asked", "chosen", "notices"),
    [
        (None, "moscow-talks", 0),
        ("two-harbours", "two-harbours", 0),
        ("elsewhere", "moscow-talks", 1),
        ("../packages/two-harbours", "moscow-talks", 1),
        ("<script>\n\u202e" + "x" * 5000, "moscow-talks", 1),
    ],
)
def test_choosing(asked: str | None, chosen: str, notices: int) -> None:
    """A name that is none of the datasets is said, and the first is shown; no path is followed."""
    name, said = catalogue([PACKAGES, OWN_PACKAGES]).choose(asked)
    assert name == chosen
    assert len(said) == notices
    for sentence in said:
        assert sentence.isprintable()
        assert len(sentence) < 200
        assert asked is not None
        assert asked[:8] in sentence


def test_no_datasets(tmp_path: Path) -> None:
    """Without a dataset there is nothing to choose."""
    assert catalogue([tmp_path]).choose(None) == (None, ())
    assert catalogue([tmp_path]).choose("a")[0] is None
    assert catalogue([tmp_path]).entries() == []


def test_the_earlier_of_two_folders_counts(tmp_path: Path) -> None:
    """Of two datasets with one name the one in the earlier folder is loaded."""
    own = breaking.copy(tmp_path)
    package(lambda p: p.update(title="Ours"))(own)
    found = catalogue([tmp_path, OWN_PACKAGES])
    assert found.entries() == [{"id": "two-harbours", "label": "Ours"}]
    loaded = found.load("two-harbours")
    assert isinstance(loaded, Dataset)
    assert loaded.about.title == "Ours"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"title": 5}',
        b'{"title": ""}',
        b'{"title": "\\ud800"}',
        b"[" * 100_000,
    ],
)
def test_a_dataset_without_a_title_is_named_by_its_folder(tmp_path: Path, text: bytes) -> None:
    """Whatever stands in its description, a dataset can be offered."""
    folder = breaking.copy(tmp_path, HARBOURS)
    content("datapackage.json", text)(folder)
    found = catalogue([tmp_path])
    assert found.entries() == [{"id": "two-harbours", "label": "two-harbours"}]
    assert not isinstance(found.load("two-harbours"), Dataset)
