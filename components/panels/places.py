"""The Places tab: the map as a table, and the statements that have no place."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.panels.place import identifiers, precision, readings, where
from components.panels.statements import PER_PAGE
from data.choosing.place_links import unplaced
from data.choosing.selection import Selection, Shown
from data.choosing.spot import ABOUT, SAID_AT, Spot
from data.dataset import Dataset
from data.memory import once_per_dataset
from data.telling.direction import direction
from data.telling.place_table import PlaceTable, direction_of, next_sort, place_table, why_unplaced

COLUMNS = (
    ("name", "Place"),
    ("precision", "Precision"),
    ("said", "Said there"),
    ("about", "About it"),
    ("either", "In all"),
)
"""The orders of the table that have a column, and the words above it."""
MOST_AREAS = 8
MOST_UNPLACED = 25
LONGEST_WORDS = 160
LONGEST_NOTE = 300


def places(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give one page of the table: the one asked for, else that of the chosen place.

    A place stands in it when a statement of its matches, or when it is chosen.
    """
    positions = dataset.positions["places"]
    chosen = {positions[key] for key in selection.places}
    table = place_table(dataset, shown.mask, selection.sort, chosen)
    count = len(table.places)
    pages = max(1, -(-count // PER_PAGE))
    page = 1
    if selection.page is not None:
        page = min(selection.page, pages)
    elif len(chosen) == 1:
        page = int(np.flatnonzero(table.places == next(iter(chosen)))[0]) // PER_PAGE + 1
    first = (page - 1) * PER_PAGE
    return {
        "chosen": selection.statement,
        "place": dataset.ids["places"][next(iter(chosen))] if len(chosen) == 1 else None,
        "columns": [
            {
                "key": key,
                "label": label,
                "sorted": direction_of(key, selection.sort),
                "next": next_sort(key, selection.sort),
            }
            for key, label in COLUMNS
        ],
        "rows": _rows(dataset, table, first),
        "page": page,
        "pages": pages,
        "first": first + 1,
        "last": min(first + PER_PAGE, count),
        "of": count,
        "unit": "places",
        "areas": _areas(dataset, selection, table),
        "unplaced": _unplaced(dataset, shown),
    }


def _rows(dataset: Dataset, table: PlaceTable, first: int) -> list[dict[str, Any]]:
    kept = table.places[first : first + PER_PAGE]
    counts = table.counts[["said", "about", "either"]].to_numpy()[kept].tolist()
    rows = []
    for position, numbers in zip(kept.tolist(), counts, strict=True):
        place = _described(dataset, position)
        at = [str(Spot((place["id"],), role)) for role in (SAID_AT, ABOUT, "")]
        named = [{"at": key, "count": count} for key, count in zip(at, numbers, strict=True)]
        rows.append(place | {"numbers": named})
    return rows


@once_per_dataset
def _remembered(_dataset: Dataset) -> dict[int, dict[str, Any]]:
    """Keep what was said of places: no choice and no filter changes it."""
    return {}


def _described(dataset: Dataset, position: int) -> dict[str, Any]:
    """Say what a place is, where, and how exactly."""
    remembered = _remembered(dataset)
    if position not in remembered:
        place = dataset.places.iloc[position].to_dict()
        remembered[position] = {
            "id": place["id"],
            "name": place["name"],
            "kind": place["kind"],
            "code": int(place["where_prec"]),
            "precision": precision(place),
            "where": where(place),
            "identifiers": identifiers(place),
        }
    return remembered[position]


def _areas(dataset: Dataset, selection: Selection, table: PlaceTable) -> dict[str, Any]:
    """Give the readings of the table's vague areas, in the order of the table."""
    drawn = {dataset.positions["places"][area.place] for area in dataset.areas}
    found = table.places[np.isin(table.places, sorted(drawn))].tolist()
    ids = dataset.ids["places"]
    return {
        "items": [
            {
                "id": ids[position],
                "name": dataset.names["places"][ids[position]],
                "readings": readings(dataset, selection, ids[position]),
            }
            for position in found[:MOST_AREAS]
        ],
        "more": max(0, len(found) - MOST_AREAS),
    }


def _unplaced(dataset: Dataset, shown: Shown) -> dict[str, Any]:
    """Give the first matching statements that no point can show, each with the reasons."""
    found = np.flatnonzero(shown.mask & unplaced(dataset))
    kept = found[:MOST_UNPLACED].tolist()
    records = dataset.records(kept)
    return {
        "count": len(found),
        "items": [_reasoned(dataset, *of) for of in zip(kept, records, strict=True)],
    }


def _reasoned(dataset: Dataset, position: int, record: dict[str, Any]) -> dict[str, Any]:
    """Give a statement's words, and why it has no point."""
    source = dataset.sources.iloc[dataset.positions["sources"][record["source"]]]
    note = [_cut(record["note"], LONGEST_NOTE)] if record["note"] else []
    return {
        "id": record["id"],
        "speaker": dataset.names["actors"][record["speaker"]],
        "words": _cut(record["exact"], LONGEST_WORDS),
        "language": source["language"],
        "direction": direction(source["language"], record["exact"]),
        "why": [*why_unplaced(dataset, position), *note],
    }


def _cut(words: str, longest: int) -> str:
    """Cut a text at the end of a word."""
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(None, 1)[0] + " …"
