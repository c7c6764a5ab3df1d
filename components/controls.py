"""The filters, layers and base maps beside the map: one group for each entry of FILTERS."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from components import state
from components.choices import CHOICES
from components.map.bases import BASES
from components.map.layers import LAYERS
from components.panels.cards import side_of
from data import dates
from data.dataset import Dataset
from data.filters import FILTERS, Filter, periods
from data.folding import fold
from data.memory import once_per_dataset
from data.selection import Selection, Shown

MOST_OPTIONS = 12
"""Values of a filter that are shown at once; the others are found by typing."""
_MOST_MONTHS = 600


def content(
    dataset: Dataset, selection: Selection, shown: Shown, datasets: list[dict[str, str]]
) -> dict[str, Any]:
    """Give what the controls offer, and what of it is chosen."""
    return {
        "datasets": datasets,
        "dataset": dataset.name,
        "filters": [
            _group(dataset, entry, selection, shown) for entry in FILTERS if entry.kind != "date"
        ],
        "period": _period(dataset, selection),
        "layers": [
            {"id": layer.key, "label": layer.label, "chosen": layer.key in _layers(selection)}
            for layer in LAYERS
        ],
        "bases": [
            {
                "id": base.key,
                "label": base.label,
                "chosen": base.key == (selection.base or BASES[0].key),
                "online": base.address is not None,
            }
            for base in BASES
        ],
        "keys": [entry.key for entry in FILTERS],
        "filtered": bool(selection.filters),
    }


def _layers(selection: Selection) -> tuple[str, ...]:
    return CHOICES.layers if selection.layers is None else selection.layers


def _group(dataset: Dataset, entry: Filter, selection: Selection, shown: Shown) -> dict[str, Any]:
    chosen = selection.values(entry.key)
    group: dict[str, Any] = {"key": entry.key, "label": entry.label, "kind": entry.kind}
    if entry.options is None:
        return group | {"value": chosen[0] if chosen else ""}
    options = entry.options(dataset)
    counts = shown.counts[entry.key]
    find = state.finding().get(entry.key, "")
    if len(options.ids) > MOST_OPTIONS:
        kept = _most(dataset, entry.key, counts, find)
        kept = sorted({*kept, *(n for n in map(options.ids.index, chosen))})
    else:
        kept = list(range(len(options.ids)))
    return group | {
        "options": [
            {
                "id": options.ids[n],
                "label": options.labels[n],
                "count": int(counts[n]),
                **({"chosen": True} if options.ids[n] in chosen else {}),
                **(
                    {"side": side_of(dataset, options.ids[n])["colour"]}
                    if entry.key == "speaker"
                    else {}
                ),
            }
            for n in kept
        ],
        "hidden": len(options.ids) - len(kept),
        "find": find,
    }


def _most(dataset: Dataset, key: str, counts: npt.NDArray[np.int64], find: str) -> list[int]:
    """Give the values with the most statements, of those in whose labels the words are."""
    hits = np.arange(len(counts))
    if words := fold(find).split():
        labels = _folded_labels(dataset)[key]
        hits = np.array([n for n in hits if all(word in labels[n] for word in words)], dtype=int)
    most: list[int] = hits[np.argsort(-counts[hits], kind="stable")[:MOST_OPTIONS]].tolist()
    return most


@once_per_dataset
def _folded_labels(dataset: Dataset) -> dict[str, list[str]]:
    return {
        entry.key: [fold(label) for label in entry.options(dataset).labels]
        for entry in FILTERS
        if entry.options
    }


@once_per_dataset
def _months(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the months from the first to the last day spoken about, with their statements.

    Over a longer time than ``_MOST_MONTHS`` months, the steps are years.
    """
    first, last, dated = periods(dataset)
    closed = dated & (first > dates.FIRST_DAY) & (last < dates.LAST_DAY)
    edges = [*first[dated & (first > dates.FIRST_DAY)], *last[dated & (last < dates.LAST_DAY)]]
    if not edges:
        return []
    steps = dates.steps(int(min(edges)), int(max(edges)), _MOST_MONTHS)
    return [
        {
            "value": step.value,
            "label": step.label,
            "count": int(np.sum(closed & (first <= step.last) & (last >= step.first))),
        }
        for step in steps
    ]


def _period(dataset: Dataset, selection: Selection) -> dict[str, Any]:
    months = _months(dataset)
    _, _, dated = periods(dataset)
    since, until = (next(iter(selection.values(key)), "") for key in ("from", "to"))
    return {
        "steps": months,
        "from": since,
        "to": until,
        "fromWords": dates.words(since) if since else "",
        "toWords": dates.words(until) if until else "",
        "undated": int((~dated).sum()),
    }
