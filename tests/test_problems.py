"""Every problem that the loader can report: what is broken is said by file, row and column."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
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
from data.loading.areas import read_areas
from data.problem import Problem
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.breaking import Break, areas, cell, content, package, removed, rows, source
from tests.helpers.datasets import HARBOURS, loaded

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


DESCRIPTOR = [
    bad_file("no-descriptor", removed("datapackage.json"), "datapackage.json", "", "missing"),
    bad_file(
        "descriptor-in-latin-1",
        content("datapackage.json", b'{"title": "\xe9"}'),
        "datapackage.json",
        "byte 12 is 0xe9",
        "UTF-8",
    ),
    bad_file(
        "descriptor-no-json",
        content("datapackage.json", b"{title}"),
        "datapackage.json",
        "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "JSON",
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

NOT_EMPTY = "this column may not be empty"
WHOLE = "a whole number"
DECIMAL = "a number with a decimal point"

CELL = [
    bad_cell("topics", "fishing", "name", "", NOT_EMPTY),
    bad_cell("topics", "fishing", "id", "", NOT_EMPTY),
    bad_cell("actors", "mediator", "kind", "", NOT_EMPTY),
    bad_cell("topics", "fishing", "description", "a\x00b", "without null characters"),
    bad_cell("topics", "fishing", "id", "Fishing", "a slug"),
    bad_cell("topics", "fishing", "id", "fish--ing", "a slug"),
    bad_cell("topics", "fishing", "id", "fishing\n", "a slug"),
    bad_cell("places", "apia", "where_prec", "one", WHOLE),
    bad_cell("places", "apia", "where_prec", "1.0", WHOLE),
    bad_cell("places", "apia", "where_prec", "8", "a number from 1 to 7"),
    bad_cell("places", "apia", "lat", "south", DECIMAL),
    bad_cell("places", "apia", "lat", "13,8", DECIMAL),
    bad_cell("places", "apia", "lat", "nan", DECIMAL),
    bad_cell("places", "apia", "lat", "inf", DECIMAL),
    bad_cell("places", "south-pacific", "lat", "-91", "a number from -90 to 90"),
    bad_cell("places", "south-pacific", "lon", "180.5", "a number from -180 to 180"),
    bad_cell("places", "apia", "uncertainty_m", "-1", "0 or more"),
    bad_cell("places", "apia", "area", "yes", "true or false"),
    bad_cell("places", "apia", "geonames", "0123", "a GeoNames id"),
    bad_cell("places", "apia", "wikidata", "649", "a Wikidata id"),
    bad_cell("places", "apia", "iso_3166_2", "Samoa", "an ISO 3166 code"),
    bad_cell("places", "apia", "names", "Apia", "a JSON object of texts"),
    bad_cell("places", "apia", "names", '["Apia"]', "a JSON object of texts"),
    bad_cell("places", "apia", "names", '{"sm": 5}', "a JSON object of texts"),
    bad_cell("places", "apia", "names", '{"sm": "\\ud800"}', "a JSON object of texts"),
    bad_cell("places", "apia", "names", "[" * 90_000, "a JSON object of texts"),
    bad_cell("places", "apia", "parent", "samoa", "an id of places.csv"),
    bad_cell("actors", "mediator", "kind", "human", "one of person, organisation, state, outlet"),
    bad_cell("actors", "mediator", "affiliation", "nobody", "an id of actors.csv"),
    bad_cell("sources", "al-marfa", "language", "arabic!", "a BCP 47 language tag"),
    bad_cell("sources", "al-marfa", "url", "example.org", "begins with http:// or https://"),
    bad_cell("sources", "al-marfa", "published", "5 March", "a date in EDTF"),
    bad_cell("statements", "thanks-for-patience", "start", "-1", "0 or more"),
    bad_cell("statements", "thanks-for-patience", "start", "9" * 5000, WHOLE),
    bad_cell("statements", "thanks-for-patience", "end", "x", WHOLE),
    bad_cell("statements", "thanks-for-patience", "source", "the-sun", "an id of sources.csv"),
    bad_cell("statements", "thanks-for-patience", "speaker", "", NOT_EMPTY),
    bad_cell("statements", "thanks-for-patience", "speaker", "nobody", "an id of actors.csv"),
    bad_cell("statements", "thanks-for-patience", "reported_by", "nobody", "an id of actors.csv"),
    bad_cell("statements", "thanks-for-patience", "directness", "loud", "one of direct, indirect"),
    bad_cell("statements", "thanks-for-patience", "act", "speech", "one of assertive, commissive"),
    bad_cell("statements", "thanks-for-patience", "certainty", "sure", "one of certain, probable"),
    bad_cell("statements", "thanks-for-patience", "status", "ok", "one of reported, disputed"),
    bad_cell("statements", "thanks-for-patience", "said_on", "03/03/2031", "a date in EDTF"),
    bad_cell("statements", "thanks-for-patience", "about_when", "2031-02-30", "a date in EDTF"),
    bad_cell("statements", "thanks-for-patience", "status_on", "now", "a date in EDTF"),
    bad_cell("statements", "lock-stays-closed", "translation_language", "e", "a BCP 47 language"),
    bad_cell("statements", "thanks-for-patience", "cue", "sang", "stands in tidewater-post"),
    bad_cell("statements", "thanks-for-patience", "prefix", "x", "the words right before 120"),
    bad_cell("statements", "thanks-for-patience", "suffix", "x", "the words right after 226"),
    bad_cell("statements", "thanks-for-patience", "exact", "", NOT_EMPTY, more=1),
    bad_cell(
        "statements",
        "thanks-for-patience",
        "exact",
        "no toll",
        "the words at 120 to 226 of tidewater-post; these words begin at 210",
    ),
    bad_cell(
        "statements",
        "thanks-for-patience",
        "exact",
        "Its chairwoman sang",
        "the words at 120 to 226 of tidewater-post; these words are nowhere in it",
    ),
    bad_cell("sources", "al-marfa", "file", "", NOT_EMPTY, more=1),
    bad_cell("sources", "al-marfa", "file", "/etc/hostname", "a path inside the package"),
    bad_cell("sources", "al-marfa", "file", "../two-harbours/x.txt", "a path inside the package"),
    bad_cell("sources", "al-marfa", "file", "sources\\al-marfa.txt", "a path inside the package"),
    bad_cell("sources", "al-marfa", "file", "sources/else.txt", "this file, which is missing"),
    *(
        bad_cell("sources", "al-marfa", "url", address, "of characters that can all be seen")
        for address in (
            "https://u:p@evil.example/",
            "https://e.org@evil.example/",
            "https://b.org\\@evil.example/",
            "https://\u202emoc.live",
            "https://z\u200bple.org/",
            "https://y.org/\u2066x",
            "https:///evil.example",
            "https://x:99999/",
        )
    ),
    *(
        Case(
            f"name-{name}",
            copied_to(name),
            "sources.csv",
            "al-marfa",
            "file",
            name,
            "a name that is a file of its own on every system",
        )
        for name in (
            "con",
            "sources/aux.txt",
            "sources/x:y.txt",
            "sources/x.",
            "sources/Tidewater-Post.txt",
        )
    ),
    bad_cell("sources", "al-marfa", "file", "sources", "a file inside the package"),
    bad_cell("sources", "al-marfa", "file", "x" * 3000, "a file inside the package"),
    bad_cell("sources", "al-marfa", "file", "a\x00b", "a file inside the package", more=1),
    bad_cell("sources", "al-marfa", "sha256", "abc", "64 small hexadecimal digits", more=1),
    bad_cell("sources", "al-marfa", "sha256", "0" * 64, hashlib.sha256().hexdigest()[:0]),
    bad_cell("places", "apia", "area", "true", "true exactly when areas.geojson has a reading"),
    bad_cell("places", "velani-passage", "area", "", "true exactly when areas.geojson has"),
    bad_cell(
        "actors", "velani-council", "affiliation", "sione-tamarua", "does not lead back", more=2
    ),
    bad_cell("actors", "velani-council", "affiliation", "velani-council", "does not lead back"),
    bad_cell("places", "fiji", "parent", "fiji", "does not lead back to fiji"),
    Case(
        "unknown-topic-among-several",
        cell("statements", "thanks-for-patience", "topics", "courtesy tea"),
        "statements.csv",
        "thanks-for-patience",
        "topics",
        "tea",
        "an id of topics.csv",
    ),
    Case(
        "topics-with-two-spaces",
        cell("statements", "thanks-for-patience", "topics", "courtesy  tolls"),
        "statements.csv",
        "thanks-for-patience",
        "topics",
        "courtesy  tolls",
        "ids of topics separated by single spaces",
        1,
    ),
    Case(
        "id-twice",
        rows("topics", lambda r: r.append(r[1])),
        "topics.csv",
        7,
        "id",
        "access",
        "an id that no earlier row has",
    ),
    Case(
        "actor-without-id",
        rows("actors", lambda r: r.append(["", "Nobody", "person", "", "", "", ""])),
        "actors.csv",
        19,
        "id",
        "",
        NOT_EMPTY,
    ),
    Case(
        "unknown-role",
        rows("statement_places", lambda r: r[1].__setitem__(2, "near")),
        "statement_places.csv",
        2,
        "role",
        "near",
        "one of said_at, about",
    ),
    Case(
        "unknown-statement",
        rows("statement_places", lambda r: r[1].__setitem__(0, "no-such")),
        "statement_places.csv",
        2,
        "statement",
        "no-such",
        "an id of statements.csv",
    ),
    Case(
        "unknown-place",
        rows("statement_places", lambda r: r[1].__setitem__(1, "atlantis")),
        "statement_places.csv",
        2,
        "place",
        "atlantis",
        "an id of places.csv",
    ),
]


def coordinates(key: str, lat: str, lon: str) -> Break:
    """Set a place's coordinates."""

    def act(folder: Path) -> None:
        cell("places", key, "lat", lat)(folder)
        cell("places", key, "lon", lon)(folder)

    return act


def misplaced(lat: str, lon: str, column: str, value: str, expected: str) -> Case:
    """Describe bad coordinates of Karaganda."""
    return Case(
        f"at-{lat}-{lon}",
        coordinates("karaganda-depot", lat, lon),
        "places.csv",
        "karaganda-depot",
        column,
        value,
        expected,
    )


MORE = [
    misplaced("49.8", "", "lon", "", "both coordinates, or neither"),
    misplaced("", "73.1", "lat", "", "both coordinates, or neither"),
    misplaced("0", "0.0", "lat", "0, 0.0", "a real place, not 0, 0"),
    misplaced("55.75", "37.62", "lat", "55.75, 37.62", "a point inside KZ or within 25 km of it"),
    misplaced("73.1", "49.8", "lat", "73.1, 49.8", "latitude and longitude seem to be swapped"),
    Case(
        "empty-passage",
        cell("statements", "thanks-for-patience", "start", "226"),
        "statements.csv",
        "thanks-for-patience",
        "exact",
        "Its chairwoman, Litia Vakarua, thanked the people of Apia and Maiana "
        "“for a patience that no toll can buy”",
        "the words at 226 to 226 of tidewater-post; these words begin at 120",
    ),
    bad_file(
        "source-in-latin-1",
        source("tidewater-post", b"Caf\xe9"),
        "sources/tidewater-post.txt",
        "byte 4 is 0xe9",
        "UTF-8",
    ),
    bad_file(
        "no-source",
        removed("sources.csv"),
        "sources.csv",
        "",
        "this file, which is missing",
    ),
    Case(
        "no-date-of-withdrawal",
        cell("statements", "compensation-promised", "status_on", ""),
        "statements.csv",
        "compensation-promised",
        "status_on",
        "",
        "the date when it was withdrawn",
    ),
    Case(
        "no-reason-of-correction",
        cell("statements", "coffee-on-every-quay", "status_reason", ""),
        "statements.csv",
        "coffee-on-every-quay",
        "status_reason",
        "",
        "the reason why it was corrected",
    ),
    Case(
        "no-date-of-dispute",
        cell("statements", "unreadable-formula", "status_on", ""),
        "statements.csv",
        "unreadable-formula",
        "status_on",
        "",
        "the date when it was disputed",
    ),
]

POLYGON = "a polygon or multipolygon"
LONGITUDES = "longitudes from -180 to 180"
AREA = [
    bad_file(
        "areas-in-latin-1",
        content("areas.geojson", b'{"\xe9"}'),
        "areas.geojson",
        "byte 3 is 0xe9",
        "UTF-8",
    ),
    *(
        bad_file(
            f"areas-{name}",
            content("areas.geojson", text),
            "areas.geojson",
            found,
            "a GeoJSON FeatureCollection",
        )
        for name, text, found in (
            ("no-json", b"areas", ""),
            ("list", b"[]", ""),
            ("no-features", b"{}", ""),
            ("features-object", b'{"features": {}}', ""),
            ("too-deep", b"[" * 100_000, ""),
        )
    ),
    in_areas("no-properties", lambda f: f.pop("properties"), "properties", "", "with properties"),
    Case(
        "area-no-object",
        areas(lambda features: features.append(5)),  # type: ignore[arg-type]
        "areas.geojson",
        3,
        "properties",
        "",
        "a feature with properties",
    ),
    property_of("place", "atlantis", "atlantis", "an id of places.csv"),
    property_of("place", None, "", "an id of places.csv"),
    property_of("place", ["apia"], "['apia']", "an id of places.csv"),
    property_of("reading", "The widest", "The widest", "a slug that names the reading"),
    property_of("reading", None, "", "a slug that names the reading"),
    property_of("label", "", "", "a text that a reader understands"),
    property_of("note", None, "", "a text that a reader understands"),
    property_of("source", 5, "5", "a text that a reader understands"),
    property_of("default", "true", "true", "true or false"),
    property_of("edge_m", "wide", "wide", "the soft edge's width in metres, 0 to 500000"),
    property_of("edge_m", -1, "-1", "0 to 500000"),
    property_of("edge_m", 500_001, "500001", "0 to 500000"),
    property_of("edge_m", float("nan"), "nan", "0 to 500000"),
    property_of("edge_m", [True], "[True]", "0 to 500000"),
    geometry("none", None, POLYGON),
    geometry("point", {"type": "Point", "coordinates": [178, -18]}, POLYGON),
    geometry("unknown-type", {"type": "Circle", "coordinates": [178, -18]}, POLYGON),
    geometry("no-coordinates", {"type": "Polygon"}, POLYGON),
    geometry("texts", {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, POLYGON),
    geometry("empty", {"type": "Polygon", "coordinates": []}, POLYGON),
    geometry("beyond", ring((179, 1), (181, 1), (180, 2)), LONGITUDES),
    geometry("too-far-north", ring((17, 89), (18, 91), (19, 89)), LONGITUDES),
    geometry("bow", ring((1, 1), (2, 2), (2, 1), (1, 2)), "a valid polygon (Self-intersection"),
    Case(
        "area-reading-twice",
        areas(lambda features: features[1]["properties"].update(reading="pilots")),
        "areas.geojson",
        None,
        "reading",
        "pilots",
        "each reading of velani-passage once",
    ),
    Case(
        "area-two-defaults",
        areas(lambda features: [f["properties"].update(default=True) for f in features]),
        "areas.geojson",
        None,
        "default",
        "",
        "exactly one default reading of velani-passage",
    ),
    Case(
        "area-no-default",
        areas(lambda features: [f["properties"].update(default=False) for f in features]),
        "areas.geojson",
        None,
        "default",
        "",
        "exactly one default reading of velani-passage",
    ),
]

CASES = [*DESCRIPTOR, *TABLE, *CELL, *MORE, *AREA]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_broken_is_reported(tmp_path: Path, case: Case) -> None:
    """Each breakage gives its problem, at its place, and nothing that does not follow from it."""
    folder = breaking.copy(tmp_path)
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


def test_case_names_differ() -> None:
    """No case hides behind another's name."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))


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
    assert [str(problem) for problem in _problems(found.load("broken"))] == [
        "datapackage.json, column name: found “two-harbours”, expected the folder's name broken"
    ]


def _problems(found: Dataset | tuple[Problem, ...]) -> tuple[Problem, ...]:
    assert not isinstance(found, Dataset)
    return found


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_an_unreadable_file_is_reported(tmp_path: Path, table: str) -> None:
    """What cannot be read, here a folder of the file's name, is a problem and no traceback."""
    folder = breaking.copy(tmp_path)
    (folder / f"{table}.csv").unlink()
    (folder / f"{table}.csv").mkdir()
    problems = _problems(load(folder))
    expected = "a file that can be read, not a link"
    assert Problem(f"{table}.csv", None, None, "", expected) in problems


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    """Every file that is missing is named."""
    missing = {problem.file for problem in _problems(load(tmp_path))}
    assert missing == {"datapackage.json", *(table.file for table in TABLES if not table.optional)}


def test_a_table_outside_the_package_is_not_read(tmp_path: Path) -> None:
    """A link in place of a table or a description is not followed."""
    folder = breaking.copy(tmp_path)
    for name in ("topics.csv", "areas.geojson", "datapackage.json"):
        (folder / name).rename(tmp_path / name)
        (folder / name).symlink_to(tmp_path / name)
    linked = {p.file for p in _problems(load(folder)) if p.expected.endswith("not a link")}
    assert linked == {"topics.csv", "areas.geojson", "datapackage.json"}


def test_a_source_outside_the_package_is_not_read(tmp_path: Path) -> None:
    """A link that leads out of the package is not followed."""
    folder = breaking.copy(tmp_path)
    inside = folder / "sources" / "al-marfa.txt"
    outside = tmp_path / "outside.txt"
    inside.rename(outside)
    inside.symlink_to(outside)
    (problem,) = _problems(load(folder))
    assert problem.column == "file"
    assert problem.expected == "a file inside the package"


@pytest.mark.parametrize("text", [b"", b"\n", b"\n\n\n", b"\xef\xbb\xbf", b'""\n""\n', b",\n,\n"])
def test_a_table_without_a_header(tmp_path: Path, text: bytes) -> None:
    """An empty file lacks its columns; that is said, whatever else is in it."""
    folder = breaking.copy(tmp_path)
    (folder / "topics.csv").write_bytes(text)
    problems = _problems(load(folder))
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
    problems = _problems(load(folder))
    assert {problem.column for problem in problems} >= {"exact"}
    assert all(problem.file == "statements.csv" for problem in problems)


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    """A blank line is skipped, and rows after it keep their number in the file."""
    folder = breaking.copy(tmp_path)
    path = folder / "topics.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n", 1) + b"Bad,Bad,\n")
    (problem,) = _problems(load(folder))
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
        (problem,) = [p for p in _problems(load(folder)) if p.file == "topics.csv"]
    finally:
        csv.field_size_limit(usual)
    assert (problem.row, problem.expected) == (6, "a row of valid CSV")
