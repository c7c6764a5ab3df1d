"""The Positions tab: who spoke about which place and topic, and two sides compared."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.panels.cards import side_of, statement_cards
from data.choosing import comparing
from data.choosing.periods import SCALES, steps
from data.choosing.selection import Selection, Shown, select
from data.dataset import Dataset, Mask, all_of
from data.memory import once_per_dataset
from data.telling import grid as pure
from data.telling.timeline import bars, tally

MOST_ROWS = 12
MOST_COLUMNS = 8
"""Of a grid; the statements of the others are found by filters."""
MOST_RELATIONS = 20
MOST_COMPARED = 10
"""Cards, places and topics on each side of a comparison."""


def positions(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give two grids, what is said against what, and the comparison if there is one."""
    return {
        "grids": [
            {"key": key, "label": label, **_grid(dataset, selection, key)}
            for key, label in (("place", "places"), ("topic", "topics"))
        ],
        "relations": _relations(dataset, shown.mask),
        "offer": _offer(dataset) | {"chosen": list(selection.compare)},
        "compared": _compared(dataset, selection, shown),
        "chosen": selection.statement,
    }


def _heading(heading: pure.Heading) -> dict[str, Any]:
    return {"id": heading.id, "label": heading.label, "count": heading.count}


def _grid(dataset: Dataset, selection: Selection, key: str) -> dict[str, Any]:
    """Count as a filter's options do: its own choice dropped, which a click replaces."""
    mask = select(dataset, selection.without(key)).mask
    grid = pure.grid(dataset, mask, key, MOST_ROWS, MOST_COLUMNS)
    return {
        "columns": [_heading(column) for column in grid.columns],
        "rows": [
            {
                **_heading(row),
                "side": side_of(dataset, row.id)["colour"],
                "cells": [
                    {"count": cell.count, "relations": list(cell.relations)} for cell in cells
                ],
            }
            for row, cells in zip(grid.rows, grid.cells, strict=True)
        ],
        "moreColumns": grid.more_columns,
        "moreRows": grid.more_rows,
    }


def _relations(dataset: Dataset, mask: Mask) -> dict[str, Any]:
    found = pure.relations(dataset, mask)
    kept = found[:MOST_RELATIONS]
    cards = statement_cards(dataset, [end for of in kept for end in (of.statement, of.other)])
    return {
        "count": len(found),
        "pairs": [
            {
                "relation": of.relation,
                "note": of.note,
                "ends": [_brief(card) for card in cards[2 * number : 2 * number + 2]],
            }
            for number, of in enumerate(kept)
        ],
    }


def _brief(card: dict[str, Any]) -> dict[str, Any]:
    """Keep of a card what names it: who, the words, how they are written, when and where."""
    names = (
        "id",
        "speaker",
        "side",
        "exact",
        "quoted",
        "language",
        "direction",
        "source",
        "status",
    )
    return {name: card[name] for name in names}


@once_per_dataset
def _offer(dataset: Dataset) -> dict[str, Any]:
    """Give what may be compared: speakers, and the months or years of each time."""
    speakers = pure.options(dataset, "speaker")
    everything = all_of(dataset)
    times = []
    for scale in SCALES:
        found = steps(dataset, scale)
        counts = bars(dataset, scale, found, tally(dataset, scale, everything))
        times.append(
            {
                "key": scale.key,
                "label": scale.label,
                "first": next((step.value for step in found), ""),
                "counts": (counts.within + counts.across).tolist(),
            }
        )
    return {
        "speakers": [list(pair) for pair in zip(speakers.ids, speakers.labels, strict=True)],
        "times": times,
    }


def _compared(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any] | None:
    """Give both sides of the comparison: how many, about what, and the first statements."""
    if not selection.compare:
        return None
    parts = [comparing.part(dataset, value) for value in selection.compare]
    masks = [shown.mask & part.mask for part in parts]
    return {
        "sides": [
            {
                "label": part.label,
                "count": int(mask.sum()),
                "set": _narrowed(selection, part.value),
                "cards": _first(dataset, mask),
            }
            for part, mask in zip(parts, masks, strict=True)
        ],
        "both": int((masks[0] & masks[1]).sum()),
        "tables": [
            {"key": key, "label": label, "rows": _side_by_side(dataset, selection, key)}
            for key, label in (("topic", "Topics"), ("place", "Places"))
        ],
    }


def _first(dataset: Dataset, mask: Mask) -> list[dict[str, Any]]:
    first = np.flatnonzero(mask)[:MOST_COMPARED].tolist()
    return [_brief(card) for card in statement_cards(dataset, first)]


def _narrowed(selection: Selection, value: str) -> dict[str, list[str]] | None:
    """Give the filters that leave one side of a comparison alone.

    None where they would replace other speakers, or a finer period than the side itself.
    """
    kind, _, name = value.partition(":")
    if kind == comparing.SPEAKER:
        chosen = selection.values(kind)
        return None if chosen and name not in chosen else {kind: [name]}
    scale = next(scale for scale in SCALES if scale.key == kind)
    if selection.values(scale.since) or selection.values(scale.until):
        return None
    return {scale.since: [name], scale.until: [name]}


def _side_by_side(dataset: Dataset, selection: Selection, key: str) -> list[dict[str, Any]]:
    values = pure.options(dataset, key)
    mask = select(dataset, selection.without(key)).mask
    masks = [mask & comparing.part(dataset, value).mask for value in selection.compare]
    counts = [
        np.bincount(values.option[mask[values.statement]], minlength=len(values.ids))
        for mask in masks
    ]
    order = np.argsort(-(counts[0] + counts[1]), kind="stable")[:MOST_COMPARED]
    return [
        {"id": values.ids[n], "label": values.labels[n], "counts": [int(of[n]) for of in counts]}
        for n in order.tolist()
        if counts[0][n] or counts[1][n]
    ]
