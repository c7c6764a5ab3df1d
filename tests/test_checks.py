"""Where a place may lie, and what leads back to itself, beyond what test_problems.py breaks."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loading.checks import check_loops, check_withheld
from data.loading.placing import check_places
from data.schema import PLACES


@pytest.mark.parametrize(
    ("country", "lat", "lon", "problems"),
    [
        ("JP", "24.29", "153.98", 0),  # Minamitori, an island that the base map lacks
        ("JP", "37.5", "127.0", 1),  # in another country
        ("JP", "-40.0", "-30.0", 1),  # at sea, but nowhere near
        ("US-PR", "18.466", "-66.106", 0),  # a subdivision with a code of its own
        ("US-GU", "13.47", "144.75", 0),
        ("CN-HK", "22.28", "114.16", 0),
        ("CN-MO", "22.19", "113.54", 0),
        ("CN-TW", "25.03", "121.56", 0),
        ("FR-NC", "-22.27", "166.44", 0),
        ("FR-TF", "-49.35", "70.22", 0),
        ("FR-PF", "-17.54", "-149.57", 0),
        ("NL-CW", "12.11", "-68.93", 0),
        ("NO-21", "78.22", "15.65", 0),
        ("FI-01", "60.1", "19.94", 0),
        ("AR-V", "-51.7", "-57.85", 0),  # claimed by several
        ("FK", "-51.7", "-57.85", 0),
        ("SS", "9.59", "28.43", 0),
        ("SD", "9.59", "28.43", 0),
        ("VE", "6.8", "-60.5", 0),
        ("GY", "6.8", "-60.5", 0),
        ("IN", "35.3", "79.2", 0),
        ("CN", "28.0", "94.5", 0),
        ("EG", "22.2", "35.5", 0),
        ("SD", "22.2", "35.5", 0),
        ("RU", "48.0", "37.8", 0),
        ("UA", "48.0", "37.8", 0),
        ("MA", "35.29", "-2.94", 0),
        ("DE", "48.86", "2.35", 1),  # another country's own land
        ("AR", "-33.45", "-70.66", 1),
        ("US", "22.28", "114.16", 1),
        ("CN-HK", "28.6", "77.2", 1),
        ("RU", "50.45", "30.52", 1),
        ("SS", "15.5", "32.56", 1),
    ],
)
def test_a_point_at_sea_may_be_an_island(country: str, lat: str, lon: str, problems: int) -> None:
    """The base map lacks small islands, so a point at sea passes within 18 degrees."""
    row = dict.fromkeys((field.name for field in PLACES.fields), "")
    row |= {"id": "somewhere", "lat": lat, "lon": lon, "where_prec": "1", "iso_3166_2": country}
    assert len(check_places(pd.DataFrame([row]), set())) == problems


def test_a_withheld_text_is_withheld_wherever_it_stands() -> None:
    """The same text under another name would give away what the licence forbids."""
    frame = pd.DataFrame(
        {"sha256": ["a", "b", "a"], "withheld": ["true", "", ""]}, index=range(2, 5)
    )
    (problem,) = check_withheld(frame)
    assert (problem.row, problem.column) == (4, "withheld")


@given(st.lists(st.sampled_from(["", *"abcdef"]), min_size=6, max_size=6))
def test_what_leads_back_to_itself_is_found(upward: list[str]) -> None:
    """Each id on a loop is named, and none that only leads into one."""
    ids = list("abcdef")
    frame = pd.DataFrame({"id": ids, "parent": upward}, index=range(2, 8))
    following = dict(zip(ids, upward, strict=True))

    def returns(key: str) -> bool:
        at = following[key]
        for _ in ids:
            if at == key:
                return True
            at = following.get(at, "")
        return False

    found = [problem.row for problem in check_loops(frame, "places.csv", "parent")]
    assert found == [row for row, key in zip(frame.index, ids, strict=True) if returns(key)]


def test_a_long_chain_is_followed_once() -> None:
    """A loop of 20,000 places is found in a moment."""
    ids = [f"place-{number}" for number in range(20_000)]
    frame = pd.DataFrame({"id": ids, "parent": [*ids[1:], ids[0]]})
    assert len(check_loops(frame, "places.csv", "parent")) == len(ids)


def asked_about(*places: tuple[str, float, float, str]) -> list[int]:
    """Give the rows of places (code, latitude, longitude, precision) that are asked about."""
    empty = dict.fromkeys((field.name for field in PLACES.fields), "")
    rows = [
        empty
        | {"id": f"p{n}", "iso_3166_2": code, "lat": str(lat), "lon": str(lon), "where_prec": prec}
        for n, (code, lat, lon, prec) in enumerate(places, start=2)
    ]
    found = check_places(pd.DataFrame(rows, index=range(2, len(rows) + 2)), set())
    assert all("the other way round" in problem.expected for problem in found)
    return [problem.row or 0 for problem in found]


MOMBASA, KISUMU = ("KE", -4.05, 39.67, "1"), ("", -0.09, 34.77, "1")


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        ((MOMBASA, KISUMU), []),
        ((MOMBASA, ("", 36.82, -1.29, "1")), [3]),  # Nairobi in the sea of Alboran
        ((KISUMU, ("", 36.82, -1.29, "1")), [3]),
        ((MOMBASA, ("", 36.82, -1.29, "7")), []),  # said to be at sea
        ((("DE", 53.5, 9.9, "1"), ("", 13.4, 52.5, "1")), [3]),  # Berlin off Yemen
        ((("SY", 33.5, 36.3, "1"), ("", 37.2, 36.2, "1")), [3]),  # Aleppo in Türkiye
        ((("DE", 53.5, 9.9, "1"), ("", 48.86, 2.35, "1")), []),  # another country, as it is meant
        ((("RU", 55.75, 37.62, "1"), ("", 37.5, 55.9, "1")), [3]),  # Iran, where no other place is
        ((("RU", 55.75, 37.62, "1"), ("IR", 35.7, 51.4, "1"), ("", 37.5, 55.9, "1")), []),
        ((("", 13.4, 52.5, "1"), ("", 9.99, 53.55, "1")), [2, 3]),  # all of them
        ((("", 10.0, 10.0, "1"),), []),
    ],
)
def test_swapped_coordinates_are_asked_about(
    places: tuple[tuple[str, float, float, str], ...], rows: list[int]
) -> None:
    """What lies at sea, or alone in a country, and the other way round among the others."""
    assert asked_about(*places) == rows
