"""Folders that trick readers of paths, encodings, numbers and rings; words kept as text."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from data import dataset, descriptor, limits
from data.dataset import Dataset, load
from data.limits import MOST_CELL, MOST_FILES
from data.loading import measuring
from data.problem import Problem
from tests.helpers import breaking
from tests.helpers.breaking import Break, cell, content, package, rows, source
from tests.helpers.datasets import HARBOURS
from tests.helpers.outsized import (
    A_PATH,
    BOW,
    INSIDE,
    LINKED,
    LONGITUDES,
    POLYGON,
    SQUARE,
    Case,
    added,
    assert_refused,
    feature,
    linked,
    linked_sources,
    many_files,
    many_unknown,
    outside,
    pipe,
    polygon,
    repeated,
    round_links,
    sparse,
)

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

SMALL = [*PATHS, *ENCODINGS, *JSON, *LABELS]


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_what_is_hostile_is_refused(tmp_path: Path, case: Case) -> None:
    """What tricks readers of paths, encodings, numbers and rings is refused."""
    folder = breaking.copy(tmp_path)
    case.act(folder)
    problems = load(folder)
    assert isinstance(problems, tuple)
    assert_refused(case, [str(problem) for problem in problems])


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
