"""A name that somebody types is looked up among all places that are known."""

from __future__ import annotations

from collections import Counter

import pytest

from data.drafting.ranking import Context
from data.drafting.searching import search

NOTHING = Context(Counter(), {})


@pytest.mark.parametrize(
    ("name", "country", "found", "code", "kind"),
    [
        ("Oslo", "", "Oslo", "NO", "town"),
        ("  oslo ", "", "Oslo", "NO", "town"),
        ("Москва", "", "Moscow", "RU", "town"),
        ("北京", "", "Beijing", "CN", "town"),
        ("القاهرة", "", "Cairo", "EG", "town"),
        ("Норвегия", "", "Norway", "NO", "country"),
        ("挪威", "", "Norway", "NO", "country"),
        ("Durham, North Carolina", "", "Durham", "US", "town"),
        ("Durham", "US", "Durham", "US", "town"),
        ("Durham, England", "GB", "Durham", "GB", "region"),
        ("Heathrow Airport", "", "London Heathrow Airport", "GB", "airport"),
        ("Black Sea", "", "Black Sea", "", "sea"),
        ("Bavaria", "", "Bavaria", "DE", "region"),
    ],
)
def test_a_name_is_found(name: str, country: str, found: str, code: str, kind: str) -> None:
    """In whichever script, in what is named after it, in a country that is told."""
    first = search(name, NOTHING, country)[0]
    assert (first.candidate.name, first.candidate.country) == (found, code)
    assert first.candidate.kind == kind
    assert first.candidate.lat is not None
    assert first.reason


@pytest.mark.parametrize(
    ("name", "country"),
    [("", ""), ("Qarzumgrad", ""), ("Oslo", "FR"), (",", ""), ("x" * 100_000, ""), ("\u0301", "")],
)
def test_what_is_in_no_list_is_not_found(name: str, country: str) -> None:
    """Nothing is made up, and a country that is told is kept to."""
    assert search(name, NOTHING, country) == ()


def test_what_is_spoken_of_comes_first() -> None:
    """Of several places of a name, the one in a country of which there is much."""
    spoken = Context(Counter({"GB": 5}), {"GB": "United Kingdom"})
    assert search("Durham", spoken)[0].candidate.country == "GB"
    assert len(search("Springfield", NOTHING, most=8)) == 8
