"""The datasets there are, and which one a link means."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

import pytest

from data import catalogue as shelf
from data.catalogue import VARIABLE, catalogue
from data.dataset import PACKAGES, Dataset, Report, load, unheard
from data.problem import Problem
from tests.helpers import breaking
from tests.helpers.breaking import cell, content, package, removed, rows
from tests.helpers.datasets import HARBOURS, OWN_PACKAGES

USUAL = tuple(sorted(path.parent.name for path in PACKAGES.glob("*/datapackage.json")))


@pytest.fixture(autouse=True)
def _usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_datasets_are_found_by_their_folders() -> None:
    """Every folder with a ``datapackage.json`` is a dataset, in the order of names."""
    found = catalogue()
    assert found.names == USUAL
    assert "moscow-talks" in found.names
    assert found.entries()[0].keys() == {"id", "label"}


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ([OWN_PACKAGES], ("two-harbours",)),
        ([PACKAGES, OWN_PACKAGES], (*USUAL, "two-harbours")),
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


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (cell("topics", "fishing", "name", ""), "topics.csv, row 6, column name: expected a value"),
        (removed("datapackage.json"), "datapackage.json: expected this file, which is missing"),
        (removed("statements.csv"), "statements.csv: expected this file, which is missing"),
        (rows("topics", lambda found: found.clear()), "topics.csv, row 1, column id: expected"),
    ],
)
def test_a_newer_version_with_problems_is_not_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, act: breaking.Break, said: str
) -> None:
    """Readers keep the version that was good, an editor is told why; what is mended is shown."""
    folder = breaking.copy(tmp_path)
    found = catalogue([tmp_path])
    first = found.load(folder.name)
    assert isinstance(first, Dataset)
    assert found.notices(folder.name) == ()
    act(folder)
    assert catalogue([tmp_path]).names == (folder.name,)
    with caplog.at_level(logging.WARNING, "standpoint"):
        assert found.load(folder.name) is first
    assert said in caplog.text
    (notice,) = found.notices(folder.name)
    assert said in notice
    assert notice.startswith("A newer version of this dataset has problems and is not shown.")
    assert found.load(folder.name) is first
    shutil.rmtree(folder)
    breaking.copy(tmp_path)
    cell("topics", "fishing", "name", "Nets")(folder)
    second = found.load(folder.name)
    assert isinstance(second, Dataset)
    assert list(second.topics["name"])[-1] == "Nets"
    assert found.notices(folder.name) == ()


def test_a_version_that_was_never_good_is_its_problems(tmp_path: Path) -> None:
    """Without an earlier version the problems are what is shown, and no notice repeats them."""
    folder = breaking.copy(tmp_path)
    cell("topics", "fishing", "name", "")(folder)
    found = catalogue([tmp_path])
    assert not isinstance(found.load(folder.name), Dataset)
    assert found.notices(folder.name) == ()


def test_files_that_change_while_they_are_read_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read from two versions is never shown in place of a whole one."""
    folder = breaking.copy(tmp_path)
    found = catalogue([tmp_path])
    first = found.load(folder.name)
    cell("topics", "fishing", "name", "Nets")(folder)

    def changing(path: Path, report: Report = unheard) -> Dataset | tuple[Problem, ...]:
        loaded = load(path, report)
        cell("topics", "fishing", "name", "Nets and boats")(folder)
        return loaded

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "load", changing)
        assert found.load(folder.name) is first
        assert found.notices(folder.name) == ()
    second = found.load(folder.name)
    assert isinstance(second, Dataset)
    assert list(second.topics["name"])[-1] == "Nets and boats"


def test_nobody_waits_for_a_newer_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one reader's request loads the newer version, others are given the earlier one."""
    folder = breaking.copy(tmp_path)
    found = catalogue([tmp_path])
    first = found.load(folder.name)
    cell("topics", "fishing", "name", "Nets")(folder)
    given: list[object] = []

    def slow(path: Path, report: Report = unheard) -> Dataset | tuple[Problem, ...]:
        given.append(found.load(folder.name))  # what another reader is given meanwhile
        return load(path, report)

    monkeypatch.setattr(shelf, "load", slow)
    assert found.load(folder.name) is not first
    assert given == [first]


def test_an_error_leaves_the_earlier_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw is in the log, and readers keep what they had."""
    folder = breaking.copy(tmp_path)
    found = catalogue([tmp_path])
    first = found.load(folder.name)
    cell("topics", "fishing", "name", "Nets")(folder)

    def failing(*_: object) -> Dataset:
        raise MemoryError

    monkeypatch.setattr(shelf, "load", failing)
    assert found.load(folder.name) is first
    (tmp_path / "more").mkdir()
    breaking.copy(tmp_path / "more")
    assert not isinstance(catalogue([tmp_path / "more"]).load(folder.name), Dataset)


def test_a_description_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each opening of the page tells all titles: a large description costs nothing again."""
    folder = breaking.copy(tmp_path)
    found = catalogue([tmp_path])
    before = found.entries()
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "parse_json", lambda _: pytest.fail("read again"))
        assert found.entries() == before
    package(lambda about: about.update(title="Another"))(folder)
    assert [entry["label"] for entry in found.entries()] == ["Another"]


def test_a_name_that_no_link_can_hold_hides_no_other(tmp_path: Path) -> None:
    """A folder whose name is no text is left out; the others are there, odd names among them."""
    folder = breaking.copy(tmp_path)
    for name in (b"\xff", "a\u202eb".encode()):
        shutil.copytree(folder, tmp_path / os.fsdecode(name))
    assert catalogue([tmp_path]).names == ("a\u202eb", folder.name)
