"""Problems of single cells, and of records that contradict each other."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.helpers.breaking import Break, cell, removed, rows, source
from tests.helpers.broken import (
    Case,
    assert_reported,
    bad_cell,
    bad_file,
    copied_to,
)

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


CASES = [*CELL, *MORE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_broken_is_reported(tmp_path: Path, case: Case) -> None:
    """Each breakage gives its problem, at its place, and nothing that does not follow from it."""
    assert_reported(tmp_path, case)


def test_case_names_differ() -> None:
    """No case hides behind another's name."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
