"""The places that a name may mean, the likeliest first, each with its reason."""

from __future__ import annotations

from collections import Counter
from typing import Any

from components.workshop.asking import Asked
from components.workshop.states import remembered
from data.drafting.candidate import Candidate
from data.drafting.countries import territories
from data.drafting.ranking import Context, Ranked
from data.drafting.searching import search


def candidates(asked: Asked) -> dict[str, Any]:
    """Look a name up in the lists; of which countries the draft speaks counts for the order."""
    places = remembered(asked, asked.words("draft")).rows("places").values()
    spoken = Counter(row["iso_3166_2"][:2] for row in places if row.get("iso_3166_2"))
    names = {code: _country(code) for code in spoken}
    ranked = search(asked.words("name"), Context(spoken, names))
    return {"candidates": [_offer(each) for each in ranked]}


def _country(code: str) -> str:
    return str(territories("en").get(code, code))


def _offer(ranked: Ranked) -> dict[str, Any]:
    """Give a candidate in words, and the cells that it gives a place."""
    one = ranked.candidate
    where = [f"in {_country(one.country)}"] if one.country and one.kind != "country" else []
    people = [f"{one.population:,} people"] if one.population and one.kind == "town" else []
    pointless = ["no point"] if one.lat is None else []
    return {
        "name": one.name,
        "words": ", ".join([" ".join([one.kind, *where]), *people, *pointless]),
        "reason": ranked.reason,
        "cells": _cells(one),
    }


def _cells(one: Candidate) -> dict[str, str]:
    point = one.lat is not None and one.lon is not None
    return {
        "kind": one.kind,
        "lat": str(one.lat) if point else "",
        "lon": str(one.lon) if point else "",
        "where_prec": str(one.precision),
        "iso_3166_2": one.country if one.country != "XK" else "",
        "geonames": str(one.geonames or ""),
        "coordinate_source": one.source,
    }
