"""The card of the chosen place: what it is, where, how exactly, and its statements by role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.panels.cards import sentence_case
from data.choosing.place_links import at_place
from data.choosing.selection import Selection
from data.choosing.spot import ABOUT, ROLE, SAID_AT, Spot, words
from data.dataset import Dataset, Mask
from data.schema import PRECISION

VAGUE = 5
"""The first precision at which a place has no point of its own, only one for its label."""
NO_POINT = "It has no point on the map"


def place_card(dataset: Dataset, selection: Selection, mask: Mask) -> dict[str, Any] | None:
    """Say all of the chosen place: what and where it is, how exactly, and where that is from."""
    spot, at = selection.spot, selection.at
    if spot is None or at is None:
        return None
    if len(spot.places) != 1:
        return {
            "id": at,
            "at": at,
            "name": sentence_case(words(dataset, spot)),
            "kind": "",
            "rows": [],
            "counts": [],
            "readings": [],
            "drawn": bool(spot.places),
        }
    position = dataset.positions["places"][spot.places[0]]
    place = dataset.places.iloc[position].to_dict()
    rows = [
        {"label": "Where", "words": where(place)},
        {"label": "Precision", "words": precision(place)},
        {"label": "Checked", "words": place["coordinate_source"]},
        {"label": "Part of", "words": dataset.names["places"].get(place["parent"], "")},
        {"label": "Identifiers", "words": identifiers(place)},
    ]
    return {
        "id": place["id"],
        "at": at,
        "name": place["name"],
        "kind": place["kind"],
        "rows": [row for row in rows if row["words"]],
        "counts": _counts(dataset, place["id"], spot, mask),
        "readings": readings(dataset, selection, place["id"]),
        "drawn": bool(dataset.located[position]),
    }


def precision(place: Mapping[Any, Any]) -> str:
    """Say in words what a place's precision means."""
    return PRECISION[int(place["where_prec"])]


def where(place: Mapping[Any, Any]) -> str:
    """Give a place's coordinates in words, with as many digits as they bear."""
    if pd.isna(place["lat"]):
        return NO_POINT
    lat, lon = float(place["lat"]), float(place["lon"])
    exact = int(place["where_prec"]) < VAGUE
    digits = 4 if exact else 1
    north, east = ("N" if lat >= 0 else "S"), ("E" if lon >= 0 else "W")
    words = f"{abs(lat):.{digits}f} {north}, {abs(lon):.{digits}f} {east}"
    if not exact:
        words = f"labelled near {words}; no exact point"
    if pd.isna(place["uncertainty_m"]):
        return words
    metres = float(place["uncertainty_m"])
    far = f"{metres:,.0f}\u00a0m" if metres < 10_000 else f"{metres / 1000:,.0f}\u00a0km"
    return f"{words} (±\u00a0{far})"


def identifiers(place: Mapping[Any, Any]) -> str:
    """Name a place's identifiers in public registers."""
    kinds = (("Wikidata", "wikidata"), ("GeoNames", "geonames"), ("ISO 3166", "iso_3166_2"))
    return " · ".join(f"{label} {place[column]}" for label, column in kinds if place[column])


def _counts(dataset: Dataset, place: str, spot: Spot, mask: Mask) -> list[dict[str, Any]]:
    """Count a place's matching statements by role, each with what the link calls them."""
    found = at_place(dataset, place)
    roles = (("said here", SAID_AT, found.said), ("about it", ABOUT, found.about))
    return [
        {
            "words": told,
            "at": str(Spot((place,), role)),
            "now": int(mask[positions].sum()),
            "all": len(positions),
            "chosen": spot.role == role,
        }
        for told, role, positions in roles
        if len(positions)
    ]


def readings(dataset: Dataset, selection: Selection, place: str) -> list[dict[str, Any]]:
    """Give the readings of a place's area as the link names them, and which is chosen."""
    areas = [area for area in dataset.areas if area.place == place]
    chosen = {f"{place}{ROLE}{area.reading}" for area in areas} & set(selection.readings)
    return [
        {
            "value": f"{place}{ROLE}{area.reading}",
            "label": area.label,
            "note": area.note,
            "source": area.source,
            "chosen": f"{place}{ROLE}{area.reading}" in chosen if chosen else area.default,
        }
        for area in areas
    ]
