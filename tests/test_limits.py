"""Hostile folders are refused within bounds of time and memory; hostile words stay what they are.

What is large, deep or endless is loaded by a process of its own that may take ``SECONDS`` of a
processor's time and ``MEMORY``, and is ended by the system when it takes more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data import dataset, descriptor, limits
from data.dataset import Dataset, load
from data.limits import MOST_BYTES, MOST_CELL, MOST_FILES, MOST_POINTS, MOST_ROW, MOST_ROWS
from data.loading import archive, areas, measuring, unpacking
from data.problem import MOST_PROBLEMS, Problem, curtail, shown
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.breaking import Break, cell, content, package, rows, source
from tests.helpers.datasets import HARBOURS, ROOT
from tests.helpers.processes import bounded

SECONDS = 20
"""Seconds of a processor's time, which other work on the machine does not lengthen; starting takes
one or two of them."""

MEMORY = 2_000_000_000
"""Bytes of address space; the libraries alone take half of it."""

RESIDENT = 600_000_000
"""Bytes of memory that refusing really takes, the libraries among them."""


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

PATHS = [
    *(
        Case(
            f"path-{name}",
            cell("sources", "al-marfa", "file", path),
            "sources.csv, row 3, column file: found “",
            expected,
        )
        for name, path, expected in (
            ("absolute", "/etc/hostname", A_PATH),
            ("parent", "sources/../../x.txt", A_PATH),
            ("backslashes", "..\\..\\x.txt", A_PATH),
            ("endless-device", "/dev/zero", A_PATH),
            ("long", "x/" * 40_000, "expected this file, which is missing"),
        )
    ),
    Case(
        "path-null",
        cell("sources", "al-marfa", "file", "a\0b"),
        "sources.csv, row 3, column file: found “a[U+0000]b”, ",
        "text without null characters",
    ),
    Case("link-to-a-file-outside", outside, "sources.csv, row 3, column file: ", INSIDE),
    Case("link-to-itself", round_links, "sources.csv, row 3, column file: ", INSIDE),
    Case("linked-folder", linked_sources, "sources.csv, row 2, column file: ", INSIDE),
    *(
        Case(f"{name}-linked-to-{target.replace('/', '-')}", linked(name, target), place, LINKED)
        for target in ("/etc/passwd", "/dev/zero", "missing", ".", "topics.csv")
        for name, place in (
            ("datapackage.json", "datapackage.json: "),
            ("statements.csv", "statements.csv: "),
            ("statement_relations.csv", "statement_relations.csv: "),
            ("areas.geojson", "areas.geojson: "),
        )
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

TOPICS = (HARBOURS / "topics.csv").read_text("utf-8")
NOT_UTF_8 = "text in UTF-8, not in Windows-1252 or another encoding; when saving, "
SAVED = (
    ("statements.csv", "“CSV UTF-8”"),
    ("datapackage.json", "UTF-8"),
    ("areas.geojson", "UTF-8"),
)
ENCODINGS = [
    Case(
        "table-in-utf-16",
        content("topics.csv", TOPICS.encode("utf-16")),
        "topics.csv: found “UTF-16”, ",
        "text in UTF-8; when saving, choose “CSV UTF-8”",
    ),
    Case(
        "table-in-utf-16-without-mark",
        content("topics.csv", "id,name\na,b\n".encode("utf-16-le")),
        "topics.csv: found “UTF-16”, ",
        "text in UTF-8; when saving, choose “CSV UTF-8”",
    ),
    Case(
        "invalid-utf-8",
        content("topics.csv", b"id,name\na,\xc0\xaf\n"),
        "topics.csv: found “byte 11 is 0xc0”, ",
        f"{NOT_UTF_8}choose “CSV UTF-8”",
    ),
    Case(
        "source-in-utf-16-without-mark",
        source("al-marfa", "Caf".encode("utf-16-le")),
        "sources/al-marfa.txt: found “character 2 is null”, ",
        "text in UTF-8 without null characters",
    ),
    *(
        Case(
            f"{name}-in-utf-16-be",
            content(name, b"\xfe\xff" + 'id,n\xe9,"title"\n'.encode("utf-16-be")),
            f"{name}: found “UTF-16”, ",
            f"text in UTF-8; when saving, choose {saved}",
        )
        for name, saved in SAVED
    ),
    *(
        Case(
            f"{name}-in-{encoding}",
            content(name, mark + 'id,n\xe9,"title"\n'.encode(encoding)),
            f"{name}: found “byte {place} is 0x{byte}”, ",
            f"{NOT_UTF_8}choose {saved}",
        )
        for name, saved in SAVED
        for encoding, mark, place, byte in (
            ("latin-1", b"", 5, "e9"),
            ("utf-8", b"\xed\xa0\x80", 1, "ed"),
            ("utf-8", b"\xf8\x88\x80\x80\x80", 1, "f8"),
        )
    ),
    Case(
        "source-in-latin-1",
        source("al-marfa", "Caf\xe9".encode("latin-1")),
        "sources/al-marfa.txt: found “byte 4 is 0xe9”, ",
        f"{NOT_UTF_8}choose UTF-8",
    ),
    Case(
        "source-with-half-a-character",
        source("al-marfa", b"\xed\xa0\x80"),
        "sources/al-marfa.txt: found “byte 1 is 0xed”, ",
        f"{NOT_UTF_8}choose UTF-8",
    ),
    Case(
        "mark-in-the-middle-of-a-header",
        rows("topics", lambda found: found[0].__setitem__(1, "\ufeffname")),
        "topics.csv, row 1, column [U+FEFF]name: ",
        "one of the columns id, name, description",
    ),
    Case(
        "two-marks",
        content("topics.csv", b"\xef\xbb\xbf\xef\xbb\xbfid,name,description\n"),
        "topics.csv, row 1, column id: ",
        "this column, which must be there",
    ),
    Case(
        "title-with-half-a-character",
        content("datapackage.json", b'{"title": "\\ud800"}'),
        "datapackage.json: ",
        "JSON",
    ),
    Case(
        "title-with-null",
        package(lambda found: found.update(title="a\0b")),
        "datapackage.json, column title: ",
        "a text",
    ),
    Case(
        "many-unknown-words-in-many-cells",
        many_unknown,
        "statements.csv: found “more than 10,000 problems”, ",
        "none; mend these first",
    ),
    Case(
        "many-short-rows",
        repeated("statement_places.csv", b"x\n", 1_900_000),
        "statement_places.csv: found “more than 10,000 problems”, ",
        "none; mend these first",
    ),
    Case(
        "many-bad-cells",
        repeated("topics.csv", b"A,,\n", 9_000),
        "topics.csv: found “more than 10,000 problems”, ",
        "none; mend these first",
    ),
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
    in_areas("deep", "[" * 1_000_000, "areas.geojson: ", "a GeoJSON FeatureCollection"),
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

JSON = [
    *(
        Case(
            f"package-version-{number.decode()}",
            content("datapackage.json", b'{"name": "n", "title": "t", "version": ' + number + b"}"),
            "datapackage.json, column version: ",
            "a text",
        )
        for number in (b"1e999", b"NaN", b"-Infinity")
    ),
    added("bow", polygon(BOW), "expected a valid polygon (Self-intersection[178.5 -17.5])"),
    added(
        "nan",
        polygon([*SQUARE[:2], [float("nan"), -17], *SQUARE[3:]]),
        "(Invalid Coordinate[nan -17])",
    ),
    added("infinite", polygon([*SQUARE[:2], [float("inf"), 1], *SQUARE[3:]]), LONGITUDES),
    added("beyond-float", polygon([*SQUARE[:2], [10**400, 1], *SQUARE[3:]]), POLYGON),
    added("across-180", polygon([[179, 1], [181, 1], [181, 2], [179, 2], [179, 1]]), LONGITUDES),
    added(
        "hole-outside",
        polygon(SQUARE, [[1, 1], [2, 1], [2, 2], [1, 1]]),
        "Hole lies outside shell[1 1])",
    ),
    added("empty-ring", polygon([]), POLYGON),
    added("two-points", polygon(SQUARE[:2]), POLYGON),
    added("unknown-type", {"type": "Blob", "coordinates": SQUARE}, POLYGON),
    added("type-is-a-list", {"type": [], "coordinates": SQUARE}, POLYGON),
    added("no-type", {}, POLYGON),
    added("a-line", {"type": "LineString", "coordinates": SQUARE}, POLYGON),
    added("edge-1e999", polygon(SQUARE), "0 to 500000", "edge_m", edge_m=float("inf")),
    added("edge-huge", polygon(SQUARE), "0 to 500000", "edge_m", edge_m=10**400),
    added(
        "label-with-null", polygon(SQUARE), "a text that a reader understands", "label", label="\0"
    ),
]

LONG = "W" * (limits.MOST_LABEL + 1)
LABEL = f"at most {limits.MOST_LABEL:,} characters"
NULL = "text without null characters"
LABELS = [
    Case(
        "long-name",
        cell("places", "velani-passage", "name", LONG),
        "places.csv, row ",
        LABEL,
    ),
    Case("long-title", package(lambda p: p.update(title=LONG)), "datapackage.json", LABEL),
    Case("null-in-licence", package(lambda p: p.update(x=["a\0"])), "datapackage.json", NULL),
    Case(
        "null-in-names",
        cell("places", "velani-passage", "names", r'{"fr": "a\u0000"}'),
        "places.csv, row ",
        'a JSON object of texts, such as {"ar": "…"}',
    ),
]

LARGE = [*SIZES, *PIPES, *LARGE_JSON]
SMALL = [*PATHS, *ENCODINGS, *JSON, *LABELS]


@pytest.mark.parametrize("case", LARGE, ids=lambda case: case.name)
def test_what_is_large_is_refused(tmp_path: Path, case: Case) -> None:
    """A process of bounded time and memory refuses what is large, deep or never ends."""
    folder = breaking.copy(tmp_path)
    case.act(folder)
    found = bounded(folder, seconds=SECONDS, memory=MEMORY)
    assert found.peak < RESIDENT
    _assert_refused(case, found.problems)


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_what_is_hostile_is_refused(tmp_path: Path, case: Case) -> None:
    """What tricks readers of paths, encodings, numbers and rings is refused."""
    folder = breaking.copy(tmp_path)
    case.act(folder)
    problems = load(folder)
    assert isinstance(problems, tuple)
    _assert_refused(case, [str(problem) for problem in problems])


def _assert_refused(case: Case, problems: list[str]) -> None:
    """Expect that one problem says where and why, and that all are short lines."""
    fitting = [p for p in problems if p.startswith(case.begins) and p.endswith(case.ends)]
    assert fitting, [problem[:300] for problem in problems[:5]]
    assert len(problems) <= MOST_PROBLEMS + 1
    assert all(len(problem) < 1_500 and problem.isprintable() for problem in problems)


def test_a_ring_that_is_not_closed_is_closed(tmp_path: Path) -> None:
    """Shapely closes a ring; the area that comes of it is whole, and loads."""
    folder = breaking.copy(tmp_path)
    breaking.areas(lambda f: f.append(feature(polygon(SQUARE[:-1]))))(folder)
    loaded = load(folder)
    assert isinstance(loaded, Dataset)
    assert loaded.areas[-1].geometry.exterior.is_closed


WORDS = "\u202eevil\u2066 \x1b[31m \x07 <script>{{ 7*7 }}${x}` =1+1 \ufeff \U0001f600"


@pytest.mark.parametrize(
    "change",
    [
        cell("topics", "fishing", "name", WORDS),
        cell("topics", "fishing", "description", "x" * MOST_CELL),
        cell("actors", "mediator", "role", WORDS),
        cell("statements", "thanks-for-patience", "note", WORDS),
    ],
)
def test_hostile_words_are_text(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Overrides, control characters and code are kept to the letter: they are shown as text."""
    folder = breaking.copy(tmp_path)
    change(folder)
    loaded = load(folder)
    assert isinstance(loaded, Dataset)
    tables = (loaded.topics, loaded.actors, loaded.statements)
    cells = [value for table in tables for value in table.astype(str).to_numpy().ravel()]
    assert WORDS in cells or "x" * MOST_CELL in cells


def test_two_of_one_name_are_two(tmp_path: Path) -> None:
    """Names may be the same, since ids tell records apart."""
    folder = breaking.copy(tmp_path)
    cell("topics", "fishing", "name", "Access")(folder)
    assert isinstance(load(folder), Dataset)


@pytest.mark.parametrize(
    ("file", "place", "expected"),
    [
        ("topics.csv", "topics.csv", "this file, which is missing"),
        ("sources/al-marfa.txt", "sources.csv, row 3, column file", "this file, which is missing"),
    ],
)
def test_a_file_that_vanishes_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, place: str, expected: str
) -> None:
    """A file that is taken away after the folder was measured is named."""
    folder = breaking.copy(tmp_path)

    def measured(at: Path) -> list[Problem]:
        problems = measuring.check_sizes(at)
        (at / file).unlink()
        return problems

    monkeypatch.setattr(dataset, "check_sizes", measured)
    found = load(folder)
    assert isinstance(found, tuple)
    assert (place, expected) in {(problem.where, problem.expected) for problem in found}


def test_a_file_that_vanishes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says of a file that is gone is a problem, and no traceback."""
    folder = breaking.copy(tmp_path)
    path = folder / "sources" / "al-marfa.txt"

    def gone(_folder: Path, _files: list[str]) -> str:
        path.unlink()
        return path.read_text("utf-8")

    monkeypatch.setattr(dataset, "fingerprint", gone)
    expected = "a file that stays while it is read"
    assert load(folder) == (Problem("al-marfa.txt", None, None, "", expected),)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    """A folder without permission is named."""
    folder = breaking.copy(tmp_path)
    (folder / "sources").chmod(0)
    found = load(folder)
    (folder / "sources").chmod(0o700)
    place = f"{folder.name}/sources"
    assert found == (Problem(place, None, None, "", "a folder that can be read"),)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that is gone is named."""
    expected = "a folder that can be read"
    assert load(tmp_path / "gone") == (Problem("gone", None, None, "", expected),)


@pytest.mark.parametrize(
    ("act", "place", "expected"),
    [
        (many_files, HARBOURS.name, f"at most {MOST_FILES:,} files and folders"),
        (linked("topics.csv", "/dev/zero"), "topics.csv", LINKED),
        (pipe("topics.csv"), "topics.csv", LINKED),
        (linked("datapackage.json", "/dev/zero"), "datapackage.json", LINKED),
        (content("datapackage.json", b"[" * 100_000), "datapackage.json", "have names"),
        (content("datapackage.json", b'{"resources": 5}'), "datapackage.json", "have names"),
        (content("datapackage.json", b'{"resources": [5]}'), "datapackage.json", "have names"),
        (content("topics.csv", b"\xff"), "topics.csv", "choose “CSV UTF-8”"),
        (sparse("topics.csv", 10_000_000_000), "topics.csv", "at most 128,000,000 bytes"),
    ],
)
def test_schemas_are_written_to_nothing_hostile(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    act: Break,
    place: str,
    expected: str,
) -> None:
    """``python -m data.descriptor`` names what it can't read, and writes nothing then."""
    folder = breaking.copy(tmp_path)
    assert descriptor.main([str(folder)]) == 0
    act(folder)
    path = folder / "datapackage.json"
    before = None if path.is_symlink() else path.read_bytes()
    (problem,) = descriptor.write_schemas(folder)
    assert problem.where == place
    assert problem.expected.endswith(expected)
    assert descriptor.main([str(folder)]) == 1
    assert place in capsys.readouterr().out
    assert before is None or path.read_bytes() == before


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
