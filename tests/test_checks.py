"""Where a place may lie, and what leads back to itself, beyond what test_problems.py breaks."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loading.checks import check_loops, check_places, check_withheld
from data.schema import PLACES


@pytest.mark.parametrize(
    ("country", "lat", "lon", "problems"),
    [
        ("JP", "24.29", "153.98", 0),  # Minamitori, an island that the base map lacks
        ("JP", "37.5", "127.0", 1),  # in another country
        ("JP", "-40.0", "-30.0", 1),  # at sea, but nowhere near
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
