"""A breakage of a dataset, and the problem that must be reported for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.dataset import Dataset, load
from data.problem import Problem
from tests.helpers import breaking
from tests.helpers.breaking import Break, areas, cell, package
from tests.helpers.datasets import HARBOURS

TEXT = (HARBOURS / "sources" / "tidewater-post.txt").read_bytes()


@dataclass(frozen=True)
class Case:
    """A breakage, and the problem that must be reported for it.

    ``row`` is the id of the record meant, or the row itself; ``more`` the number of problems
    that follow from the same breakage.
    """

    name: str
    act: Break
    file: str
    row: str | int | None
    column: str | None
    value: str
    expected: str
    more: int = 0


def bad_cell(
    table: str, key: str, column: str, value: str, expected: str, *, more: int = 0
) -> Case:
    """Describe a bad cell that is reported as it stands."""
    name = f"{table}-{column}-{value[:12] or 'empty'}"
    act = cell(table, key, column, value)
    return Case(name, act, f"{table}.csv", key, column, value, expected, more)


def copied_to(name: str) -> Break:
    """Give a source's text another name."""

    def act(folder: Path) -> None:
        (folder / name).write_bytes((folder / "sources" / "al-marfa.txt").read_bytes())
        cell("sources", "al-marfa", "file", name)(folder)

    return act


def bad_file(name: str, act: Break, file: str, value: str, expected: str, *, more: int = 0) -> Case:
    """Describe a file that is bad as a whole."""
    return Case(name, act, file, None, None, value, expected, more)


def in_package(
    name: str, change: Callable[[dict[str, Any]], Any], column: str, value: str, expected: str
) -> Case:
    """Describe a bad entry of ``datapackage.json``."""
    return Case(name, package(change), "datapackage.json", None, column, value, expected)


def in_areas(
    name: str,
    change: Callable[[dict[str, Any]], Any],
    column: str,
    value: str,
    expected: str,
    *,
    more: int = 0,
) -> Case:
    """Describe a bad second feature of ``areas.geojson``."""
    act = areas(lambda features: change(features[1]))
    return Case(f"area-{name}", act, "areas.geojson", 2, column, value, expected, more)


def join(table: list[list[str]], mark: str) -> None:
    """Put another mark than a comma between the cells of a table's rows."""
    table[:] = [[mark.join(cell.replace(mark, " ") for cell in row)] for row in table]


def ring(*points: tuple[float, float]) -> dict[str, Any]:
    """Give a polygon of one ring."""
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


def resource(name: str, change: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """Change one resource of a package."""
    return lambda found: change(next(r for r in found["resources"] if r["name"] == name))


def geometry(name: str, value: object, expected: str) -> Case:
    """Describe a bad geometry of the second feature."""
    return in_areas(name, lambda f: f.update(geometry=value), "geometry", "", expected)


def property_of(name: str, value: object, said: str, expected: str, *, more: int = 0) -> Case:
    """Describe a bad property of the second feature."""
    return in_areas(
        f"{name}-{said[:10]}",
        lambda f: f["properties"].update({name: value}),
        name,
        said,
        expected,
        more=more,
    )


def assert_reported(to: Path, case: Case) -> None:
    """Break a copy: its problem is reported where it is, and nothing that does not follow."""
    folder = breaking.copy(to)
    row = case.row
    if isinstance(row, str):
        row = breaking.row_of(folder, case.file.removesuffix(".csv"), row)
    case.act(folder)
    problems = load(folder)
    assert isinstance(problems, tuple)
    found = [
        problem
        for problem in problems
        if (problem.file, problem.row, problem.column, problem.value)
        == (case.file, row, case.column, case.value)
        and case.expected in problem.expected
    ]
    assert len(found) == 1, [str(problem) for problem in problems]
    assert len(problems) == 1 + case.more, [str(problem) for problem in problems]


def problems_of(found: Dataset | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Give the problems of a dataset that was not opened."""
    assert not isinstance(found, Dataset)
    return found
