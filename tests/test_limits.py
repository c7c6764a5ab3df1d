"""What is large, deep or endless is refused within bounds of time and memory.

What is large, deep or endless is loaded by a process of its own that may take ``SECONDS`` of a
processor's time and ``MEMORY``, and is ended by the system when it takes more.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data import dataset, descriptor, limits
from data.limits import MOST_BYTES, MOST_CELL, MOST_FILES, MOST_POINTS, MOST_ROW, MOST_ROWS
from data.loading import archive, areas, unpacking
from data.problem import MOST_PROBLEMS, Problem, curtail, shown
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.breaking import cell, content
from tests.helpers.datasets import ROOT
from tests.helpers.outsized import (
    COLLECTION,
    INSIDE,
    LINKED,
    SQUARE,
    Case,
    assert_refused,
    device,
    feature,
    in_areas,
    large_tables,
    many_files,
    many_sources,
    pipe,
    polygon,
    rare_dates,
    repeated,
    sparse,
)
from tests.helpers.processes import bounded

SECONDS = 20
"""Seconds of a processor's time, which other work on the machine does not lengthen; starting takes
one or two of them."""

MEMORY = 2_000_000_000
"""Bytes of address space; the libraries alone take half of it."""

RESIDENT = 600_000_000
"""Bytes of memory that refusing really takes, the libraries among them."""

SIZES = [
    Case(
        "rare-dates",
        rare_dates,
        "statements.csv, row ",
        f"at most {limits.MOST_RARE_DATES:,} different dates in rarer forms of EDTF",
    ),
    *(
        Case(
            f"ten-gigabytes-{name}",
            sparse(name, 10_000_000_000),
            f"{name}: found “10,000,000,000 bytes”, ",
            f"expected at most {most:,} bytes",
        )
        for name, most in MOST_BYTES.items()
        if name in {"datapackage.json", "areas.geojson", "statements.csv"}
    ),
    Case(
        "ten-gigabytes-of-source",
        sparse("sources/al-marfa.txt", 10_000_000_000),
        "sources.csv, row 3, column file: found “sources/al-marfa.txt, 10,000,000,000 bytes”, ",
        "a text of at most 8,000,000 bytes",
    ),
    Case(
        "many-sources",
        many_sources,
        "sources.csv, row ",
        "column file: found “sources/al-marfa.txt, 8,000,000 bytes”, "
        "expected texts of at most 64,000,000 bytes in all",
    ),
    Case("large-tables", large_tables, "", "at most 192,000,000 bytes in all tables together"),
    Case("many-files", many_files, "two-harbours: ", f"at most {MOST_FILES:,} files and folders"),
    Case(
        "ten-million-rows",
        repeated("statement_relations.csv", b"a,b,c,\n", 10_000_000),
        f"statement_relations.csv, row {MOST_ROWS['statement_relations'] + 2}: ",
        "at most 1,000,000 rows below the header",
    ),
    Case(
        "ten-million-empty-lines",
        repeated("topics.csv", b"\n", 10_000_000),
        f"topics.csv, row {MOST_ROWS['topics'] + 2}: ",
        "at most 10,000 rows below the header",
    ),
    Case(
        "a-million-columns",
        content("topics.csv", b"id," * 1_000_000),
        "topics.csv, row 1: found “1,000,001 columns”, ",
        "at most 100 columns",
    ),
    Case(
        "a-cell-over-the-limit",
        cell("topics", "fishing", "description", "x" * (MOST_CELL + 1)),
        f"topics.csv, row 6, column description: found “{'x' * 40}…”, ",
        "at most 100,000 characters in a cell",
    ),
    Case(
        "a-cell-of-a-megabyte",
        cell("statements", "thanks-for-patience", "note", "x, y\n" * 200_000),
        "statements.csv, row 4, column note: found “x, y[U+000A]x",
        "at most 100,000 characters in a cell",
    ),
    Case(
        "a-table-of-one-line",
        repeated("topics.csv", b"," * 100, 100_000),
        "topics.csv, row 7: found “,,,",
        f"at most {MOST_ROW:,} characters in a row",
    ),
    Case(
        "a-quote-that-never-ends",
        repeated("topics.csv", b'"' + b"x\n" * 50_000, 100),
        "topics.csv, row 7, column id: ",
        "at most 100,000 characters in a cell",
    ),
]

PIPES = [
    Case("link-to-a-device", device, "sources.csv, row 3, column file: ", INSIDE),
    *(
        Case(f"pipe-{name}", pipe(name), f"{name}: ", LINKED)
        for name in ("datapackage.json", "topics.csv", "areas.geojson")
    ),
    Case("pipe-source", pipe("sources/al-marfa.txt"), "sources.csv, row 3, column file: ", INSIDE),
]

LARGE_JSON = [
    Case(
        "package-deep",
        content("datapackage.json", b'{"a":' * 100_000),
        "datapackage.json: found “too many levels”, ",
        "JSON",
    ),
    Case(
        "package-huge-number",
        content("datapackage.json", b'{"version": ' + b"9" * 900_000 + b"}"),
        "datapackage.json: ",
        "JSON",
    ),
    in_areas("deep", "[" * 1_000_000, "areas.geojson: found “too many levels”", "JSON"),
    in_areas(
        "millions-of-points",
        COLLECTION % json.dumps(feature(polygon([[1, 2]] * 900_000))).replace(" ", ""),
        "areas.geojson, row 1, column geometry: found “more”, ",
        f"at most {MOST_POINTS:,} points in all areas",
    ),
    in_areas(
        "a-point-too-many",
        COLLECTION % json.dumps(feature(polygon([[1, 2]] * (MOST_POINTS + 1)))),
        "areas.geojson, row 1, column geometry: found “more”, ",
        f"at most {MOST_POINTS:,} points in all areas",
    ),
    in_areas(
        "millions-of-rings",
        COLLECTION % ('{"geometry":{"coordinates":[' + "[]," * 2_000_000 + "[]]}}"),
        "areas.geojson, row 1, column geometry: ",
        f"at most {MOST_POINTS:,} points in all areas",
    ),
    in_areas(
        "many-features",
        COLLECTION % ",".join(['{"geometry":{"coordinates":[[]]}}'] * 30_000),
        "areas.geojson: found “30,000”, ",
        "at most 500 areas",
    ),
    in_areas(
        "many-readings-of-one-name",
        COLLECTION % ",".join([json.dumps(feature(polygon(SQUARE)))] * 499),
        "areas.geojson, column reading: ",
        "each reading of velani-passage once",
    ),
]

LARGE = [*SIZES, *PIPES, *LARGE_JSON]


@pytest.mark.parametrize("case", LARGE, ids=lambda case: case.name)
def test_what_is_large_is_refused(tmp_path: Path, case: Case) -> None:
    """A process of bounded time and memory refuses what is large, deep or never ends."""
    folder = breaking.copy(tmp_path)
    case.act(folder)
    found = bounded(folder, seconds=SECONDS, memory=MEMORY)
    assert found.peak < RESIDENT
    assert_refused(case, found.problems)


def test_a_stamp_looks_at_so_many_files_and_no_more(tmp_path: Path) -> None:
    """Asking whether a folder changed is bounded too, before it can be refused."""
    folder = breaking.copy(tmp_path)
    assert len(dataset.stamp(folder)) == sum(path.is_file() for path in folder.rglob("*"))
    many_files(folder)
    (folder / "round").symlink_to(folder)
    assert MOST_FILES - 10 < len(dataset.stamp(folder)) <= MOST_FILES + 1
    assert dataset.stamp(tmp_path / "gone") == ()


def test_every_file_has_a_limit() -> None:
    """Tables, description and areas are limited by the names that they are read by."""
    files = {descriptor.FILE, areas.FILE, *(table.file for table in TABLES)}
    assert set(MOST_BYTES) == files
    assert set(MOST_ROWS) == {table.name for table in TABLES}


def test_readme_states_the_limits() -> None:
    """What an author may rely on is said, with its number."""
    text = " ".join((ROOT / "docs" / "author.md").read_text("utf-8").split())
    numbers = (
        *(MOST_ROWS["statements"], MOST_CELL, MOST_POINTS, MOST_FILES),
        *(limits.MOST_AREAS, limits.MOST_LABEL, limits.MOST_RARE_DATES),
        limits.MOST_PAIRS,
    )
    for number in numbers:
        assert f"{number:,}" in text
    assert f"ZIP file, {archive.MOST_PACKED // limits.MB} MB packed" in text
    assert f"{unpacking.MOST_UNPACKED // limits.MB} MB unpacked" in text
    assert f"{SECONDS} s" in text
    assert f"{RESIDENT // limits.MB} MB of memory" in text
    for size in (*MOST_BYTES.values(), limits.MOST_BYTES_OF_SOURCE, limits.MOST_BYTES_OF_SOURCES):
        assert f"{size // limits.MB} MB" in text


def test_too_many_problems_are_cut() -> None:
    """The first are given, and one that says that there are more."""
    problems = [Problem("topics.csv", row, "id", "", "an id") for row in range(MOST_PROBLEMS + 5)]
    given = curtail(problems)
    assert given[:-1] == tuple(problems[:MOST_PROBLEMS])
    assert given[-1].value == "more than 10,000 problems"


@pytest.mark.parametrize(
    ("text", "longest", "said"),
    [
        ("plain", 10, "plain"),
        ("x" * 11, 10, "xxxxxxxxx…"),
        ("a\u202eb\x1b\n", 10, "a[U+202E]b[U+001B][U+000A]"),
        ("مرفأ", 10, "مرفأ"),
        ("\ud800", 10, "[U+D800]"),
    ],
)
def test_messages_show_what_cannot_be_seen(text: str, longest: int, said: str) -> None:
    """A message is short and one line, whatever it quotes."""
    assert shown(text, longest) == said
