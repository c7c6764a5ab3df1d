"""What a careful editor would ask of a draft, and what is never asked of one that is right."""

from __future__ import annotations

import pytest

from data.drafting.rows import UNNAMED
from data.workshop.contents import Records
from data.workshop.questions import MOST_OF_A_KIND, ask

TOWNS = {
    "lisbon": ("38.7", "-9.1"),
    "porto": ("41.2", "-8.6"),
    "faro": ("37.0", "-7.9"),
    "madrid": ("40.4", "-3.7"),
    "lyon": ("45.8", "4.8"),
}


def good() -> dict[str, dict[str, dict[str, str]]]:
    """Give records of which there is nothing to ask."""
    return {
        "sources": {"report": {"publisher": "The Ledger", "published": "2026-01-28"}},
        "actors": {
            "ana": {"name": "Ana Duarte", "affiliation": "port"},
            "port": {"name": "The port", "affiliation": "state"},
            "state": {"name": "The state"},
            "ledger": {"name": "The Ledger"},
        },
        "topics": {"sea": {"name": "Sea"}},
        "places": {
            name: {"name": name, "lat": lat, "lon": lon} for name, (lat, lon) in TOWNS.items()
        },
        "statements": {
            "one": {
                "source": "report",
                "exact": "We close at noon.",
                "speaker": "ana",
                "reported_by": "ledger",
                "directness": "direct",
                "said_on": "2026-01-27",
                "topics": "sea",
            }
        },
        "statement_places": {
            f"one {place} about": {"statement": "one", "place": place} for place in TOWNS
        },
        "statement_relations": {},
        "areas": {},
    }


def with_cells(table: str, key: str, **cells: str) -> Records:
    """Give them with other cells in one record, which may be new."""
    records = good()
    records[table][key] = records[table].get(key, {}) | cells
    return records


def without(table: str, key: str) -> Records:
    """Give them without a record."""
    records = good()
    del records[table][key]
    return records


TWICE = good()["statements"]["one"]


@pytest.mark.parametrize(
    ("records", "table", "key", "column"),
    [
        (with_cells("statements", "one", speaker=""), "statements", "one", "speaker"),
        (with_cells("actors", "ana", name=UNNAMED), "statements", "one", "speaker"),
        (with_cells("statements", "one", said_on=""), "statements", "one", "said_on"),
        (with_cells("statements", "one", said_on="2026-01-29"), "statements", "one", "said_on"),
        (with_cells("statements", "two", **TWICE), "statements", "two", "exact"),
        (with_cells("actors", "bo", name="Bo"), "actors", "bo", "name"),
        (with_cells("actors", "ledger", name="ana duarte"), "actors", "ledger", "name"),
        (with_cells("places", "faro", lat="", lon=""), "places", "faro", "lat"),
        (with_cells("places", "faro", lat="-37", lon="175"), "places", "faro", "lat"),
        (without("statement_places", "one faro about"), "places", "faro", "name"),
        (with_cells("sources", "report", published=""), "sources", "report", "published"),
        (with_cells("sources", "report", publisher=""), "sources", "report", "publisher"),
        (
            with_cells("sources", "other", publisher="A", published="2026"),
            "sources",
            "other",
            "title",
        ),
        (with_cells("topics", "land", name="Land"), "topics", "land", "name"),
    ],
)
def test_what_an_editor_would_ask(records: Records, table: str, key: str, column: str) -> None:
    """Each leads to one cell of one record, and says what is to be looked at."""
    found = ask(records)
    assert (table, key, column) in {(each.table, each.key, each.column) for each in found}
    assert all(each.question.endswith("?") for each in found)


@pytest.mark.parametrize(
    "records",
    [
        good(),
        {table: {} for table in good()},
        with_cells("statements", "one", said_on="soon"),
        with_cells("statements", "one", said_on="", directness="indirect"),
        with_cells("sources", "report", publisher="", author="Bo"),
        with_cells("places", "faro", lat="x", lon="y"),
        {**with_cells("places", "faro", lat="", lon=""), "areas": {"faro all": {"place": "faro"}}},
        {
            **good(),
            "statements": {
                "one": TWICE | {"claim": "noon"},
                "two": TWICE | {"claim": "noon"},
            },
        },
    ],
)
def test_what_is_right_is_not_asked_about(records: Records) -> None:
    """Nor what is a problem of its own, as a date that is none."""
    assert ask(records) == []


def test_places_all_over_the_world_are_not_far() -> None:
    """A place is far by what is usual among the others."""
    points = ("0 0", "0 90", "0 179", "0 -90", "80 10", "-80 10", "40 40", "-40 -140")
    records = good()
    records["places"] = {
        key: {"name": key, "lat": key.split()[0], "lon": key.split()[1]} for key in points
    }
    assert not [each for each in ask(records) if each.column == "lat"]


def test_not_too_many_are_asked_at_once() -> None:
    """Of each kind only so many."""
    records = good()
    records["topics"] = {str(n): {"name": str(n)} for n in range(MOST_OF_A_KIND * 2)}
    assert len(ask(records)) == MOST_OF_A_KIND
