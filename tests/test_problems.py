"""What is said of many problems at once, in bounded time, and where it is shown."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components import problems as problem_page
from components import screen
from data import dataset as loader
from data.catalogue import catalogue
from data.dataset import Dataset, load
from data.loading import checks
from data.problem import Problem
from tests.helpers import breaking
from tests.helpers.breaking import areas, cell, package
from tests.helpers.broken import problems_of
from tests.helpers.datasets import HARBOURS


def test_everything_is_reported_at_once(tmp_path: Path) -> None:
    """Several breakages in several files are all in one list."""
    folder = breaking.copy(tmp_path)
    for act in (
        package(lambda p: p.pop("title")),
        cell("places", "apia", "lat", "89"),
        cell("topics", "fishing", "name", ""),
        cell("statements", "lock-stays-closed", "exact", "مفتوح"),
        cell("statements", "thanks-for-patience", "act", "speech"),
        areas(lambda features: features[0].update(geometry=None)),
    ):
        act(folder)
    problems = load(folder)
    assert isinstance(problems, tuple)
    assert {(problem.file, problem.column) for problem in problems} >= {
        ("datapackage.json", "title"),
        ("places.csv", "lat"),
        ("topics.csv", "name"),
        ("statements.csv", "exact"),
        ("statements.csv", "act"),
        ("areas.geojson", "geometry"),
    }


def test_a_broken_dataset_hides_no_other(tmp_path: Path) -> None:
    """Beside a broken dataset the others load; the broken one is still offered by its title."""
    packages = tmp_path / "packages"
    good = breaking.copy(packages)
    broken = packages / "broken"
    good.rename(broken)
    breaking.copy(packages)
    found = catalogue([packages])
    assert found.names == ("broken", "two-harbours")
    assert isinstance(found.load("two-harbours"), Dataset)
    assert [str(problem) for problem in problems_of(found.load("broken"))] == [
        "datapackage.json, column name: found “two-harbours”, expected the folder's name broken"
    ]


def test_a_problem_is_said_in_one_line() -> None:
    """A long value is cut, an empty one is left out."""
    problem = Problem("a.csv", 3, "name", "x" * 500, "a name")
    assert str(problem) == f"a.csv, row 3, column name: found “{'x' * 119}…”, expected a name"
    assert str(Problem("a.csv", None, None, "", "text")) == "a.csv: expected text"


def test_a_page_of_problems_is_small_whatever_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Place, value and expectation are cut and can be sent, however long or odd they are."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(screen, "show", lambda content, _dataset: sent.append(content))
    monkeypatch.setattr(screen, "room", lambda _name: None)
    odd = "\ud800\u202e" + "x" * 1_000_000
    problem = Problem(odd, 1, odd, odd, odd)
    problem_page.draw(catalogue([tmp_path]), None, (problem,) * 10_000, ())
    text = json.dumps(sent[0]["problems"], ensure_ascii=False)
    assert text.isprintable()
    assert len(text.encode()) < 2_000_000


@pytest.mark.parametrize(
    ("most", "words", "said"),
    [
        (checks.MOST_SEARCHED, "boats", "; these words begin at 0, 3, 6, 9, 12"),
        (checks.MOST_SEARCHED, "xy", "; these words are nowhere in it"),
        (100, "boats", ""),
    ],
)
def test_searching_for_misplaced_words_is_bounded(
    monkeypatch: pytest.MonkeyPatch, most: int, words: str, said: str
) -> None:
    """The first places are named; when too much was searched, they are left out."""
    monkeypatch.setattr(checks, "MOST_SEARCHED", most)
    text = "ab " * 1_000
    row = {
        "source": "s",
        "exact": words.replace("boats", "ab"),
        "prefix": "",
        "suffix": "",
        "start": "1",
        "end": "3",
        "cue": "",
    }
    (problem,) = checks.check_passages(pd.DataFrame([row]), checks.Search({"s": text}))
    assert problem.expected == f"the words at 1 to 3 of s{said}"


@pytest.mark.parametrize(
    ("most", "cue", "expected"),
    [
        (5_000, "said", None),
        (5_000, "denied", "a verb that stands in s"),
        (100, "said", "a verb that stands near these words in s"),
        (100, "ab", None),
    ],
)
def test_searching_for_verbs_is_bounded(
    monkeypatch: pytest.MonkeyPatch, most: int, cue: str, expected: str | None
) -> None:
    """A verb far away is found, once for all its statements, until too much was searched."""
    monkeypatch.setattr(checks, "MOST_SEARCHED", most)
    row = {
        "source": "s",
        "exact": "ab",
        "prefix": "",
        "suffix": "",
        "start": "0",
        "end": "2",
        "cue": cue,
    }
    search = checks.Search({"s": "ab " * 1_000 + "said"})
    problems = checks.check_passages(pd.DataFrame([row] * 10), search)
    assert {problem.expected for problem in problems} == ({expected} if expected else set())


def test_what_was_loaded_is_loaded_again_only_when_it_changes(tmp_path: Path) -> None:
    """The same files give the same Dataset; a changed one is read anew."""
    packages = tmp_path / "packages"
    folder = breaking.copy(packages)
    found = catalogue([packages])
    first = found.load("two-harbours")
    assert found.load("two-harbours") is first
    cell("topics", "fishing", "name", "Fishing with nets")(folder)
    second = found.load("two-harbours")
    assert isinstance(second, Dataset)
    assert second is not first
    assert list(second.topics["name"])[-1] == "Fishing with nets"


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``python -m data.dataset`` says what is wrong, and fails when something is."""
    assert loader.main([str(HARBOURS)]) == 0
    assert "30 statements, 14 places, no problem" in capsys.readouterr().out
    folder = breaking.copy(tmp_path)
    cell("topics", "fishing", "name", "")(folder)
    assert loader.main([str(HARBOURS), str(folder)]) == 1
    assert "topics.csv, row 6, column name" in capsys.readouterr().out


def test_the_current_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset is named after its folder also when it is given as the current one."""
    monkeypatch.chdir(breaking.copy(tmp_path))
    dataset = load(Path())
    assert isinstance(dataset, Dataset)
    assert dataset.name == "two-harbours"


def test_a_cell_too_long_for_csv(tmp_path: Path) -> None:
    """A cell longer than Python's limit for CSV is a problem at its row, no traceback."""
    folder = breaking.copy(tmp_path)
    cell("topics", "fishing", "description", "x" * 1001)(folder)
    usual = csv.field_size_limit(1000)
    try:
        (problem,) = [p for p in problems_of(load(folder)) if p.file == "topics.csv"]
    finally:
        csv.field_size_limit(usual)
    assert (problem.row, problem.expected) == (6, "a row of valid CSV")
