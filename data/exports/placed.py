"""Where an excerpt's statements are on the map: a mark for each statement, place and role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.choosing.place_links import places_of
from data.choosing.spot import ABOUT, SAID_AT
from data.exports.excerpt import Excerpt
from data.exports.rows import Row, positioned_rows
from data.schema import PRECISION

FIELDS = (
    "place",
    "place_id",
    "place_kind",
    "place_role",
    "where_prec",
    "where_prec_words",
    "uncertainty_m",
    "inferred",
)


@dataclass(frozen=True)
class Mark:
    """A statement's row at one place in one role, or without a place on the map.

    ``point`` is longitude and latitude in degrees, WGS 84, as they stand in places.csv, or None;
    ``place`` has a value for each of ``FIELDS``, None where there is none.
    """

    id: str
    row: Row
    place: dict[str, Any]
    point: tuple[float, float] | None


def marks(excerpt: Excerpt) -> Iterator[Mark]:
    """Give the marks in the excerpt's order, those where a statement was made first.

    A statement none of whose places has coordinates has one mark, without a point.
    """
    dataset = excerpt.dataset
    located = dataset.located.tolist()
    points = list(zip(dataset.places["lon"], dataset.places["lat"], strict=True))
    described = [
        {
            "place": place["name"],
            "place_id": place["id"],
            "place_kind": place["kind"],
            "where_prec": int(place["where_prec"]),
            "where_prec_words": PRECISION[int(place["where_prec"])],
            "uncertainty_m": _number(place["uncertainty_m"]),
        }
        for place in dataset.places.astype(object)
        .where(dataset.places.notna(), None)
        .to_dict("records")
    ]
    nowhere = dict.fromkeys(FIELDS)
    for position, row in positioned_rows(excerpt):
        found = [place for place in places_of(dataset, position) if located[place.place]]
        for place in found:
            role = SAID_AT if place.said else ABOUT
            values = described[place.place] | {"place_role": role, "inferred": place.inferred}
            key = f"{row['id']}/{role}/{values['place_id']}"
            lon, lat = points[place.place]
            ordered = {name: values[name] for name in FIELDS}
            yield Mark(key, row, ordered, (float(lon), float(lat)))
        if not found:
            yield Mark(row["id"], row, nowhere, None)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
