"""Where a place may lie, beyond what test_problems.py breaks."""

from __future__ import annotations

import pandas as pd
import pytest

from data.checks import check_places
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
