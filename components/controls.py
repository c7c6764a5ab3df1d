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
from components.panels.statements import suggested
from data import dates
from data.choosing import comparing
from data.choosing.filters import FILTERS, Filter, Options
from data.choosing.periods import SCALES, UNDATED, Scale, spans, steps
from data.choosing.place_links import place_counts
from data.choosing.selection import NARROWING, Selection, Shown, select
from data.choosing.suggesting import suggestions
from data.dataset import Dataset, all_of
from data.folding import fold
from data.memory import once_per_dataset
from data.telling.quick_views import views
from data.telling.timeline import bars, tally

MOST_OPTIONS = 12
"""Values of a filter that are shown at once; the others are found by typing."""


def content(
    dataset: Dataset, selection: Selection, shown: Shown, datasets: list[dict[str, str]]
) -> dict[str, Any]:
    """Give what the controls offer, and what of it is chosen."""
    return {
        "datasets": datasets,
        "dataset": dataset.name,
        "filters": [
            _group(dataset, entry, selection, shown) for entry in FILTERS if _offers(dataset, entry)
        ],
        "periods": [_period(dataset, selection, scale) for scale in SCALES],
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
        "first": first_words(dataset),
        "views": [{"name": view.name, "corners": view.corners} for view in views(dataset)],
        "keys": list(NARROWING),
        "filtered": bool(selection.filters or selection.compare),
        "compared": comparing.words(dataset, selection.compare) if selection.compare else "",
        "matching": shown.matching,
    }


@once_per_dataset
def first_words(dataset: Dataset) -> dict[str, Any] | None:
    """Give the place on the map that most statements are about, for who sees the map first."""
    about = np.where(dataset.located, place_counts(dataset, all_of(dataset))["about"], 0)
    if not about.any():
        return None
    most = int(about.argmax())
    lines = bool((dataset.links["said"]).any())
    return {"count": int(about[most]), "name": dataset.places["name"].iloc[most], "lines": lines}


def _offers(dataset: Dataset, entry: Filter) -> bool:
    """Tell whether a filter stands in the list: one value alone leaves nothing to choose."""
    return entry.kind == "search" or (
        entry.options is not None and len(_offered(entry.options(dataset))) > 1
    )


def _offered(options: Options) -> range:
    """Give the positions of the values that stand among the controls."""
    return range(len(options.ids) if options.offered is None else options.offered)


def _layers(selection: Selection) -> tuple[str, ...]:
    return CHOICES.layers if selection.layers is None else selection.layers


def _group(dataset: Dataset, entry: Filter, selection: Selection, shown: Shown) -> dict[str, Any]:
    chosen = selection.values(entry.key)
    group: dict[str, Any] = {"key": entry.key, "label": entry.label, "kind": entry.kind}
    if entry.options is None:
        typed = state.finding().get(entry.key, "")
        offers = suggestions(dataset, selection, typed) if typed else ()
        return group | {
            "value": chosen[0] if chosen else "",
            "suggestions": [suggested(dataset, one) for one in offers],
        }
    group["menu"] = entry.menu
    options = entry.options(dataset)
    counts = shown.counts[entry.key]
    find = state.finding().get(entry.key, "")
    offered = _offered(options)
    if len(offered) > MOST_OPTIONS:
        kept = _most(dataset, entry.key, counts[: len(offered)], find)
    else:
        kept = list(offered)
    kept = sorted({*kept, *(n for n in map(options.ids.index, chosen))})
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
        "hidden": len(set(offered) - set(kept)),
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


def _period(dataset: Dataset, selection: Selection, scale: Scale) -> dict[str, Any]:
    """Give how many statements each step of a scale has, and the period that is chosen.

    The first step is a month or a year; so are all that follow it.
    """
    counts = histogram(dataset)[scale.key]
    others = select(dataset, selection.without(scale.since, scale.until)).mask
    chosen = [next(iter(selection.values(key)), "") for key in (scale.since, scale.until)]
    since, until = ("" if value == UNDATED else value for value in chosen)
    return {
        "label": scale.label,
        "keys": [scale.since, scale.until],
        "first": next((step.value for step in steps(dataset, scale)), ""),
        "counts": counts.tolist(),
        "from": since,
        "to": until,
        "fromWords": dates.words(since) if since else "",
        "toWords": dates.words(until) if until else "",
        "undated": int((others & ~spans(dataset, scale).dated).sum()),
        "hasUndated": not bool(spans(dataset, scale).dated.all()),
        "undatedOnly": UNDATED in chosen,
    }


@once_per_dataset
def histogram(dataset: Dataset) -> dict[str, npt.NDArray[np.int64]]:
    """Count the statements of each step of each scale, whatever is chosen."""
    everything = all_of(dataset)
    found = {
        scale.key: bars(dataset, scale, steps(dataset, scale), tally(dataset, scale, everything))
        for scale in SCALES
    }
    return {key: counts.within + counts.across for key, counts in found.items()}
