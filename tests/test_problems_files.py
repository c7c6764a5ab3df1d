"""Problems of a dataset's files: descriptor, tables as a whole, texts."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest

from data.dataset import Dataset, load
from data.loading.areas import read_areas
from data.problem import Problem
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.breaking import content, removed, rows, source
from tests.helpers.broken import (
    TEXT,
    Case,
    assert_reported,
    bad_file,
    in_package,
    join,
    problems_of,
    resource,
)
from tests.helpers.datasets import HARBOURS, loaded

DESCRIPTOR = [
    bad_file("no-descriptor", removed("datapackage.json"), "datapackage.json", "", "missing"),
    bad_file(
        "descriptor-in-latin-1",
        content("datapackage.json", b'{"title": "\xe9"}'),
        "datapackage.json",
        "byte 12 is 0xe9",
        "UTF-8",
    ),
    Case(
        "descriptor-no-json",
        content("datapackage.json", b'{"name": "a",\n "title" "b"}'),
        "datapackage.json",
        2,
        None,
        '"title" "b"}',
        "JSON; at character 10 of this line: expecting ':' delimiter",
    ),
    bad_file(
        "descriptor-too-deep",
        content("datapackage.json", b"[" * 100_000),
        "datapackage.json",
        "too many levels",
        "JSON",
    ),
    bad_file(
        "descriptor-list", content("datapackage.json", b"[]"), "datapackage.json", "", "JSON object"
    ),
    in_package("no-title", lambda p: p.pop("title"), "title", "", "a text"),
    in_package("title-empty", lambda p: p.update(title=""), "title", '""', "a text"),
    in_package("version-number", lambda p: p.update(version=1.0), "version", "1.0", "a text"),
    in_package("no-name", lambda p: p.pop("name"), "name", "", "a text"),
    in_package(
        "another-name", lambda p: p.update(name="else"), "name", "else", "the folder's name two-"
    ),
    in_package(
        "no-resource",
        lambda p: p["resources"].pop(0),
        "resources sources",
        "",
        "a resource for sources.csv",
    ),
    in_package(
        "resource-with-a-list-as-name",
        resource("topics", lambda r: r.update(name=["topics"])),
        "resources topics",
        "",
        "a resource for topics.csv",
    ),
    in_package(
        "another-path",
        resource("places", lambda r: r.update(path="ports.csv")),
        "resources places path",
        '"ports.csv"',
        "places.csv",
    ),
    in_package(
        "another-schema",
        resource("actors", lambda r: r["schema"]["fields"][2].pop("constraints")),
        "resources actors schema",
        "",
        "python -m data.descriptor writes it",
    ),
]

TABLE = [
    bad_file("no-table", removed("topics.csv"), "topics.csv", "", "this file, which is missing"),
    bad_file(
        "table-in-latin-1",
        content("topics.csv", b"id,name,description\naccess,Acc\xe8s,\n"),
        "topics.csv",
        "byte 31 is 0xe8",
        "when saving, choose “CSV UTF-8”",
    ),
    bad_file(
        "table-in-utf-16",
        content("topics.csv", "id,name,description\n".encode("utf-16")),
        "topics.csv",
        "UTF-16",
        "when saving, choose “CSV UTF-8”",
    ),
    bad_file(
        "table-in-utf-16-without-mark",
        content("topics.csv", "id,name,description\n".encode("utf-16-le")),
        "topics.csv",
        "UTF-16",
        "when saving, choose “CSV UTF-8”",
    ),
    *(
        Case(
            f"table-with-{words}",
            rows("topics", partial(join, mark=mark)),
            "topics.csv",
            1,
            None,
            f"{words} between the cells",
            "commas between the cells (RFC 4180); when saving, choose “CSV UTF-8”",
        )
        for mark, words in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars"))
    ),
    Case(
        "table-that-says-its-separator",
        content("topics.csv", b"sep=;\r\nid;name;description\r\n"),
        "topics.csv",
        1,
        None,
        "sep=;",
        "commas between them",
    ),
    Case(
        "comma-too-many-in-the-heading",
        rows("topics", lambda r: r[0].append("")),
        "topics.csv",
        1,
        "4",
        "",
        "a heading, or no comma for this column",
    ),
    Case(
        "comma-too-many-everywhere",
        rows("topics", lambda r: r.__setitem__(slice(None), [[*row, ""] for row in r])),
        "topics.csv",
        1,
        "4",
        "",
        "a heading, or no comma for this column",
    ),
    Case(
        "no-heading-in-between",
        rows("topics", lambda r: r.__setitem__(slice(None), [["", *row] for row in r])),
        "topics.csv",
        1,
        "1",
        "",
        "a heading",
    ),
    Case(
        "short-row",
        rows("topics", lambda r: r[-1].pop()),
        "topics.csv",
        6,
        None,
        "2 cells",
        "3 cells, as in the header",
    ),
    Case(
        "long-row",
        rows("topics", lambda r: r[-1].extend(["more"])),
        "topics.csv",
        6,
        None,
        "4 cells",
        "3 cells, as in the header",
    ),
    Case(
        "open-quote",
        content("topics.csv", b'id,name,description\naccess,"Access,\n'),
        "topics.csv",
        2,
        None,
        "unexpected end of data",
        "a row of valid CSV",
    ),
    Case(
        "no-required-column",
        rows("topics", lambda r: [row.pop(1) for row in r]),
        "topics.csv",
        1,
        "name",
        "",
        "this column, which must be there",
    ),
    Case(
        "unknown-column",
        rows("topics", lambda r: r.__setitem__(slice(None), [[*row, "x"] for row in r])),
        "topics.csv",
        1,
        "x",
        "x",
        "one of the columns id, name, description",
    ),
    Case(
        "column-twice",
        rows("topics", lambda r: r.__setitem__(slice(None), [[*row, row[1]] for row in r])),
        "topics.csv",
        1,
        "name",
        "name",
        "each column once",
    ),
    Case(
        "same-combination",
        rows("statement_places", lambda r: r.append(r[1])),
        "statement_places.csv",
        len(breaking.table(HARBOURS, "statement_places")) + 1,
        None,
        "quay-stays-open velani-signal-house said_at",
        "each combination once",
    ),
]


CASES = [*DESCRIPTOR, *TABLE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_broken_is_reported(tmp_path: Path, case: Case) -> None:
    """Each breakage gives its problem, at its place, and nothing that does not follow from it."""
    assert_reported(tmp_path, case)


def test_case_names_differ() -> None:
    """No case hides behind another's name."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_an_unreadable_file_is_reported(tmp_path: Path, table: str) -> None:
    """What cannot be read, here a folder of the file's name, is a problem and no traceback."""
    folder = breaking.copy(tmp_path)
    (folder / f"{table}.csv").unlink()
    (folder / f"{table}.csv").mkdir()
    problems = problems_of(load(folder))
    expected = "a file that can be read, not a link"
    assert Problem(f"{table}.csv", None, None, "", expected) in problems


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    """Every file that is missing is named."""
    missing = {problem.file for problem in problems_of(load(tmp_path))}
    assert missing == {"datapackage.json", *(table.file for table in TABLES if not table.optional)}


def test_a_table_outside_the_package_is_not_read(tmp_path: Path) -> None:
    """A link in place of a table or a description is not followed."""
    folder = breaking.copy(tmp_path)
    for name in ("topics.csv", "areas.geojson", "datapackage.json"):
        (folder / name).rename(tmp_path / name)
        (folder / name).symlink_to(tmp_path / name)
    linked = {p.file for p in problems_of(load(folder)) if p.expected.endswith("not a link")}
    assert linked == {"topics.csv", "areas.geojson", "datapackage.json"}


def test_a_source_outside_the_package_is_not_read(tmp_path: Path) -> None:
    """A link that leads out of the package is not followed."""
    folder = breaking.copy(tmp_path)
    inside = folder / "sources" / "al-marfa.txt"
    outside = tmp_path / "outside.txt"
    inside.rename(outside)
    inside.symlink_to(outside)
    (problem,) = problems_of(load(folder))
    assert problem.column == "file"
    assert problem.expected == "a file inside the package"


@pytest.mark.parametrize("text", [b"", b"\n", b"\n\n\n", b"\xef\xbb\xbf", b'""\n""\n', b",\n,\n"])
def test_a_table_without_a_header(tmp_path: Path, text: bytes) -> None:
    """An empty file lacks its columns; that is said, whatever else is in it."""
    folder = breaking.copy(tmp_path)
    (folder / "topics.csv").write_bytes(text)
    problems = problems_of(load(folder))
    missing = {problem.column for problem in problems if "must be there" in problem.expected}
    assert missing == {"id", "name"}


def test_a_byte_order_mark_and_other_line_ends_are_fine(tmp_path: Path) -> None:
    """Tables as some spreadsheets write them load as the same tables."""
    plain = loaded(HARBOURS)
    folder = breaking.copy(tmp_path)
    for table in TABLES:
        records = breaking.table(folder, table.name)
        with (folder / table.file).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\r\n").writerows(records)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    for table in TABLES:
        assert getattr(dataset, table.name).equals(getattr(plain, table.name))
    assert dataset.digest != plain.digest


def test_offsets_count_a_sources_own_line_ends(tmp_path: Path) -> None:
    """A source's line ends are kept as they are, since offsets count them."""
    folder = breaking.copy(tmp_path)
    source("tidewater-post", TEXT.replace(b"\n", b"\r\n"))(folder)
    problems = problems_of(load(folder))
    assert {problem.column for problem in problems} >= {"exact"}
    assert all(problem.file == "statements.csv" for problem in problems)


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    """A blank line is skipped, and rows after it keep their number in the file."""
    folder = breaking.copy(tmp_path)
    path = folder / "topics.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n", 1) + b"Bad,Bad,\n")
    (problem,) = problems_of(load(folder))
    assert (problem.row, problem.column, problem.value) == (8, "id", "Bad")


def test_an_empty_dataset_loads(tmp_path: Path) -> None:
    """Tables with a header alone, and no areas, are a dataset without statements."""
    folder = breaking.copy(tmp_path)
    for table in TABLES:
        header = breaking.table(folder, table.name)[:1]
        breaking.write(folder, table.name, header)
    (folder / "areas.geojson").unlink()
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    assert dataset.size == 0
    assert dataset.areas == ()
    assert dataset.links.empty
    assert dataset.folded.empty
    for table in TABLES:
        assert list(getattr(dataset, table.name).columns) == [f.name for f in table.fields]


def test_areas_are_optional(tmp_path: Path) -> None:
    """A dataset without ``areas.geojson`` has no areas."""
    assert read_areas(tmp_path, set()) == ((), [])
