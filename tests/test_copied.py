"""What was copied along with a dataset that served as the model is a problem that names it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from data.dataset import Dataset, load
from data.loading.parsing import parse_json
from tests.helpers import breaking
from tests.helpers.breaking import package
from tests.helpers.datasets import HARBOURS, MOSCOW

ABOUT: Any = parse_json((MOSCOW / "datapackage.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("columns", "reported"),
    [
        (("description",), {"description"}),
        (("sources",), {"sources"}),
        (("description", "contributors"), {"description", "contributors"}),
        (("contributors", "licenses", "keywords", "version"), set()),
    ],
)
def test_what_is_of_the_model_is_named(
    tmp_path: Path, columns: tuple[str, ...], reported: set[str]
) -> None:
    """A description and a source do not fit; a team, a licence and a map may be the same."""
    folder = breaking.copy(tmp_path)
    package(lambda about: about.update({key: ABOUT[key] for key in columns}))(folder)
    found = load(folder)
    problems = () if isinstance(found, Dataset) else found
    assert {problem.column for problem in problems} == reported
    assert all(problem.file == "datapackage.json" for problem in problems)
    assert all("is of moscow-talks" in problem.expected for problem in problems)
    if "sources" in reported:
        assert "Moscow's Syria Rebuild Push" in problems[0].value


def test_what_is_of_a_dataset_beside_it_is_named(tmp_path: Path) -> None:
    """The other need not come with the product; its editions share what they will."""
    own: Any = parse_json((HARBOURS / "datapackage.json").read_text("utf-8"))
    words = "What was said in Velani old quay, and about it."
    model = breaking.copy(tmp_path)
    package(lambda about: about.update(description=words))(model)
    edition = tmp_path / "second-edition"
    shutil.copytree(model, edition)
    package(lambda about: about.update(name="second-edition"))(edition)
    other = breaking.copy(tmp_path, MOSCOW)
    package(lambda about: about.update(description=words))(other)
    assert own["name"] == model.name
    assert isinstance(load(edition), Dataset)
    found = load(other)
    assert isinstance(found, tuple)
    assert [problem.column for problem in found] == ["description"]
    assert "“Velani old quay” is of" in found[0].expected


def test_words_that_name_nothing_may_be_the_same(tmp_path: Path) -> None:
    """Such as those that a program writes of every draft."""
    words = "Statements drafted by a program. No person has read them against the text."
    for source in (HARBOURS, MOSCOW):
        package(lambda about: about.update(description=words))(breaking.copy(tmp_path, source))
    assert all(isinstance(load(folder), Dataset) for folder in tmp_path.iterdir())
