"""Folders that mean harm, and how their first problem begins and ends."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import limits
from data.limits import MOST_BYTES, MOST_FILES
from data.problem import MOST_PROBLEMS
from tests.helpers import breaking
from tests.helpers.breaking import Break, content, rows


@dataclass(frozen=True)
class Case:
    """A hostile folder, and how its first problem begins and ends."""

    name: str
    act: Break
    begins: str
    ends: str


def sparse(name: str, size: int) -> Break:
    """Make a file so many bytes long without writing them."""

    def act(folder: Path) -> None:
        os.truncate(folder / name, size)

    return act


def repeated(name: str, line: bytes, times: int) -> Break:
    """Add a line to a file many times."""

    def act(folder: Path) -> None:
        with (folder / name).open("ab") as file:
            for _ in range(100):
                file.write(line * (times // 100))

    return act


def many_files(folder: Path) -> None:
    """Put more files than there may be into a folder inside a folder."""
    place = folder / "sources" / "more"
    place.mkdir()
    for number in range(MOST_FILES):
        (place / str(number)).touch()


def pipe(name: str) -> Break:
    """Put a pipe, which nobody writes to, in place of a file."""

    def act(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return act


def device(folder: Path) -> None:
    """Put a link to a device that never ends in place of a source."""
    (folder / "sources" / "al-marfa.txt").unlink()
    (folder / "sources" / "al-marfa.txt").symlink_to("/dev/zero")


def outside(folder: Path) -> None:
    """Put a link to a file outside the package in place of a source."""
    path = folder / "sources" / "al-marfa.txt"
    path.rename(folder.parent / "outside.txt")
    path.symlink_to(folder.parent / "outside.txt")


def linked(name: str, target: str) -> Break:
    """Put a link in place of a file."""

    def act(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(target)

    return act


def round_links(folder: Path) -> None:
    """Put a link to itself in place of a source."""
    (folder / "sources" / "al-marfa.txt").unlink()
    (folder / "sources" / "al-marfa.txt").symlink_to("al-marfa.txt")


def linked_sources(folder: Path) -> None:
    """Move the folder of the sources out of the package, and link to it."""
    (folder / "sources").rename(folder.parent / "elsewhere")
    (folder / "sources").symlink_to(folder.parent / "elsewhere")


def many_sources(folder: Path) -> None:
    """Name one large text so often that all together are too large."""
    os.truncate(folder / "sources" / "al-marfa.txt", limits.MOST_BYTES_OF_SOURCE)

    def add(found: list[list[str]]) -> None:
        row = next(row for row in found if row[0] == "al-marfa")
        found.extend([f"copy-{number}", *row[1:]] for number in range(20))

    rows("sources", add)(folder)


def many_unknown(folder: Path) -> None:
    """Name thousands of topics that are not there in each of hundreds of statements."""
    topics = " ".join(f"t{number}" for number in range(12_000))

    def add(found: list[list[str]]) -> None:
        row, column = found[1], found[0].index("topics")
        found.extend(
            [f"s{number}", *row[1:column], topics, *row[column + 1 :]] for number in range(400)
        )

    rows("statements", add)(folder)


def rare_dates(folder: Path) -> None:
    """Date thousands of statements each in another way that takes long to read."""

    def add(found: list[list[str]]) -> None:
        row, column = found[1], found[0].index("about_when")
        found.extend(
            [
                f"s{number}",
                *row[1:column],
                f"{1000 + number // 12}-{number % 12 + 1:02d}-XX",
                *row[column + 1 :],
            ]
            for number in range(20_000)
        )

    rows("statements", add)(folder)


def large_tables(folder: Path) -> None:
    """Make two tables that are small enough, and too large together."""
    for name in ("statements.csv", "statement_places.csv"):
        os.truncate(folder / name, MOST_BYTES[name])


def feature(geometry: object, **changed: object) -> dict[str, Any]:
    """Give a feature of a place that has areas, in another reading."""
    properties = {
        "place": "velani-passage",
        "reading": "hostile",
        "label": "Hostile",
        "note": "Hostile",
        "source": "Hostile",
        "default": False,
        "edge_m": 0,
    }
    return {"type": "Feature", "properties": properties | changed, "geometry": geometry}


def polygon(*rings: object) -> dict[str, Any]:
    """Give a polygon of rings."""
    return {"type": "Polygon", "coordinates": list(rings)}


def added(name: str, geometry: object, ends: str, column: str = "geometry", **changed: Any) -> Case:  # noqa: ANN401 - any JSON
    """Describe a third feature that is hostile."""
    act = breaking.areas(lambda features: features.append(feature(geometry, **changed)))
    return Case(f"area-{name}", act, f"areas.geojson, row 3, column {column}: ", ends)


def in_areas(name: str, text: str, begins: str, ends: str) -> Case:
    """Describe a hostile ``areas.geojson``."""
    return Case(f"areas-{name}", content("areas.geojson", text.encode()), begins, ends)


SQUARE = [[178, -18], [179, -18], [179, -17], [178, -17], [178, -18]]
BOW = [[178, -18], [179, -17], [179, -18], [178, -17], [178, -18]]
COLLECTION = '{"type": "FeatureCollection", "features": [%s]}'
POLYGON = "a polygon or multipolygon"
LONGITUDES = "longitudes from -180 to 180 and latitudes from -90 to 90"
LINKED = "a file that can be read, not a link"
INSIDE = "expected a file inside the package"
A_PATH = "expected a path inside the package, such as sources/report.txt"


def assert_refused(case: Case, problems: list[str]) -> None:
    """Expect that one problem says where and why, and that all are short lines."""
    fitting = [p for p in problems if p.startswith(case.begins) and p.endswith(case.ends)]
    assert fitting, [problem[:300] for problem in problems[:5]]
    assert len(problems) <= MOST_PROBLEMS + 1
    assert all(len(problem) < 1_500 and problem.isprintable() for problem in problems)
