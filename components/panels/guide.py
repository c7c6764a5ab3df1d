"""How to read this map: what a statement is, what the symbols mean, what was inferred and why."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.map.bases import BASES
from components.map.world import CREDIT, POLICY
from data.basemap import lookup
from data.choosing.filters import STATUS_WORDS
from data.choosing.inferred import Kind, kinds
from data.choosing.selection import NARROWING, Selection, Shown
from data.dataset import Dataset, all_of
from data.memory import once_per_dataset
from data.schema import PRECISION
from data.telling.claims import claim_count, has_ties
from data.telling.sides import sides

MOST_REASONS = 12
MOST_GROUPS = 12
MOST_PLACES = 8
MOST_SOURCES = 12
"""What is listed at most of each; the others are counted."""


def guide(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the page shows. Its numbers are of the whole dataset, whatever the filters."""
    del shown
    return {"chosen": selection.statement, "facts": _facts(dataset)}


@once_per_dataset
def _facts(dataset: Dataset) -> dict[str, Any]:
    found = kinds(dataset)
    everything = all_of(dataset)
    return {
        "keys": list(NARROWING),
        "statements": dataset.size,
        "claims": claim_count(dataset, everything) if has_ties(dataset) else None,
        "sides": [
            {"name": side.name, "colour": f"side-{side.colour}" if side.colour else "neutral"}
            for side in sides(dataset).sides
        ],
        "precisions": [
            {"code": int(code), "words": PRECISION[int(code)]}
            for code in np.unique(dataset.places["where_prec"].to_numpy(dtype=np.int64))
        ],
        "areas": bool(dataset.areas),
        "policy": POLICY,
        "disputed": _disputed(),
        "coordinates": _coordinates(dataset),
        "inferred": [_inferred(kind) for kind in found if kind.reasons],
        "unsure": _unsure(found),
        "status": _status(dataset),
        "licences": _licences(dataset),
        "dataset": [licence for licence in dataset.about.licences if licence],
        "credit": CREDIT,
        "tiles": [
            {"label": base.label, "credit": "".join(text for text, _ in base.credits)}
            for base in BASES
            if base.address
        ],
    }


def _disputed() -> list[str]:
    """Give the sentences on disputed areas and lines that the map dashes, each once."""
    world = lookup.world()
    features = [*world["disputed_areas"]["features"], *world["disputed"]["features"]]
    notes = {feature["properties"].get("note") for feature in features}
    return sorted(note for note in notes if note)


def _coordinates(dataset: Dataset) -> dict[str, Any]:
    """Gather the places by where their coordinates come from, the widest source first."""
    places = dataset.places
    names = places["coordinate_source"].to_numpy(dtype=object)
    groups = places.groupby(names, sort=False).indices
    ordered = sorted(groups.items(), key=lambda group: (group[0] == "", -len(group[1])))
    ids = dataset.ids["places"]
    return {
        "groups": [
            {
                "words": str(words),
                "places": [
                    {"id": ids[position], "name": dataset.names["places"][ids[position]]}
                    for position in np.asarray(positions)[:MOST_PLACES].tolist()
                ],
                "more": max(0, len(positions) - MOST_PLACES),
            }
            for words, positions in ordered[:MOST_GROUPS]
        ],
        "more": max(0, len(ordered) - MOST_GROUPS),
    }


def _inferred(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.key,
        "label": kind.label,
        "count": len(kind.statements),
        "reasons": [
            {"id": reason.key, "words": reason.words, "count": len(reason.statements)}
            for reason in kind.reasons[:MOST_REASONS]
        ],
        "more": max(0, len(kind.reasons) - MOST_REASONS),
    }


def _unsure(found: tuple[Kind, ...]) -> list[dict[str, Any]]:
    """Give the grades of certainty below the first; those have no reasons."""
    return [
        {"id": kind.key, "label": kind.label, "count": len(kind.statements)}
        for kind in found
        if not kind.reasons
    ]


def _status(dataset: Dataset) -> list[dict[str, Any]]:
    counts = dataset.statements["status"].value_counts()
    return [
        {"id": key, "label": words, "count": int(counts[key])}
        for key, words in STATUS_WORDS.items()
        if key in counts
    ]


def _licences(dataset: Dataset) -> dict[str, Any]:
    """Give each source's title and licence, with how many statements it has."""
    counts = dataset.statements["source"].value_counts()
    kept = dataset.sources.head(MOST_SOURCES).to_dict("records")
    return {
        "sources": [
            {
                "id": source["id"],
                "title": source["title"],
                "licence": source["licence"],
                "count": int(counts.get(source["id"], 0)),
            }
            for source in kept
        ],
        "more": max(0, len(dataset.sources) - MOST_SOURCES),
    }
