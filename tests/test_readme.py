"""README and docs name everything of which there are several, and nothing that is not there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from components.choices import CHOICES
from data.catalogue import VARIABLE
from data.choosing.filters import FILTERS
from data.choosing.link import PARAMETERS
from data.exports.formats import FORMATS
from data.importing.fields import FIELDS
from data.schema import TABLES
from tests.helpers.datasets import ROOT

FOLDERS = ("components", "data", "tests", "docs")


def written() -> str:
    """Give README and what it leads to, for authors and for operators."""
    files = ("README.md", "docs/author.md", "docs/tables.md", "docs/operator.md")
    return "\n\n".join((ROOT / file).read_text("utf-8") for file in files)


@cache
def tables() -> dict[str, list[str]]:
    """Give the keys in the first column of each table of the documents, by the column's name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in written().splitlines():
        if not line.startswith("|"):
            name = ""
            continue
        first = line.strip("|").split("|")[0]
        if not name:
            name = first.strip()
            found[name] = []
        else:
            found[name] += re.findall(r"`([^`]+)`", first)
    return found


def requirements() -> list[str]:
    """Name the packages that the app needs."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("parameter", [parameter.key for parameter in PARAMETERS]),
        ("filter", [entry.key for entry in FILTERS]),
        ("layer", list(CHOICES.layers)),
        ("panel", list(CHOICES.tabs)),
        ("base map", list(CHOICES.bases)),
        ("export", [export.key for export in FORMATS]),
        ("field", [field.key for field in FIELDS]),
        ("dependency", requirements()),
        ("table", [*(table.file for table in TABLES), "areas.geojson"]),
    ],
)
def test_readme_names_each(table: str, keys: list[str]) -> None:
    """A table of the documents has an entry for each, and none for what is not there."""
    assert sorted(tables()[table]) == sorted(keys)


def test_readme_names_the_environment_variable() -> None:
    """How datasets elsewhere are found is said."""
    assert VARIABLE in written()


def test_requirements_are_exact() -> None:
    """Every dependency has its exact version."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    for line in lines:
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/developer.md"])
def test_developers_are_led_to_what_is_there(name: str) -> None:
    """Each path and each test that is named is that of a file, but for those of something new."""
    written = (ROOT / name).read_text("utf-8")
    named = re.findall(r"`(\w[\w./]+\.(?:py|js|json|md|d\.ts))`", written)
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")]
    there = {path.name for path in (*files, *ROOT.iterdir())}
    known = [path for path in named if "NAME" not in path and "KEY" not in path]
    assert len(known) > 10
    for path in known:
        assert Path(path).name in there
        assert "/" not in path or any((ROOT / part / path).is_file() for part in ("", *FOLDERS))
