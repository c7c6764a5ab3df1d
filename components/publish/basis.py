"""What the page in one file computes from: all that does not depend on what is chosen in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import numpy as np

from components import controls, head
from components.controls import MOST_OPTIONS
from components.map.bases import BASES
from components.map.layers import LAYERS
from components.map.world import content as world
from components.panels import PANELS
from components.panels.cards import side_of, statement_cards
from components.panels.guide import guide
from components.panels.place import place_card
from components.panels.source import MOST_CHARACTERS, MOST_OTHERS, details
from components.panels.statements import MOST_PINLESS, MOST_WORDINGS, PER_PAGE
from components.publish import wordings
from components.publish.ground import ground
from data.choosing import link, suggesting
from data.choosing.filters import FILTERS, Filter
from data.choosing.periods import SCALES, Scale, spans, steps
from data.choosing.selection import Selection, select
from data.choosing.trackers import PATTERN as TRACKERS
from data.dataset import Dataset
from data.exports.excerpt import Excerpt, left_out
from data.folding import tables
from data.part import part
from data.passages import segment
from data.schema import TABLES
from data.telling.claims import claim_of, has_ties
from data.telling.direction import direction
from data.telling.quick_views import views
from data.telling.sources import of_source
from data.wording import isolated

LIVE_PANELS = ("statements", "source")
"""The panels whose content the browser can make by itself for anything that is chosen."""
KEPT_PANELS = (*LIVE_PANELS, "guide")
"""The panels that the page in one file has, in the order shown."""


def basis(excerpt: Excerpt) -> dict[str, Any]:
    """Give the page's data: an excerpt of a selection has the selection's statements alone."""
    dataset = part_of(excerpt)
    everything = Selection()
    usual = head.content(dataset, everything, ())
    return {
        **columns(dataset, KEPT_PANELS),
        "head": {key: usual[key] for key in ("dataset", "title", "details")},
        "first": controls.first_words(dataset),
        "views": [{"name": view.name, "corners": view.corners} for view in views(dataset)],
        "about": _about(excerpt),
        "start": _start(excerpt, dataset),
        "guide": _guide(guide(dataset, everything, select(dataset, everything))["facts"]),
        "world": world(dataset, ground(dataset), BASES[:1]),
    }


def columns(dataset: Dataset, panels: tuple[str, ...]) -> dict[str, Any]:
    """Give what choices are answered from, in the browser, where it has these panels."""
    known = {panel.key: panel for panel in PANELS}
    return {
        "dataset": dataset.name,
        "cards": statement_cards(dataset, list(range(dataset.size))),
        "withdrawn": np.flatnonzero(dataset.statements["status"] == "withdrawn").tolist(),
        "source": dataset.statements["source"].map(_numbers(dataset)).tolist(),
        "sources": _sources(dataset),
        "claims": claim_of(dataset).tolist() if has_ties(dataset) else None,
        "differs": wordings.differs(dataset),
        "nearness": wordings.nearness(),
        "filters": [_filter(dataset, entry) for entry in FILTERS],
        "periods": [_period(dataset, scale) for scale in SCALES],
        "months": suggesting.months(dataset),
        "places": _places(dataset),
        "readings": {f"{area.place}:{area.reading}": area.default for area in dataset.areas},
        "layers": [{"id": layer.key, "label": layer.label} for layer in LAYERS],
        "tabs": [
            {"key": key, "label": known[key].label, "hidden": not known[key].in_tabs}
            for key in panels
        ],
        "limits": {
            "page": PER_PAGE,
            "characters": MOST_CHARACTERS,
            "most": {
                "options": MOST_OPTIONS,
                "wordings": MOST_WORDINGS,
                "pinless": MOST_PINLESS,
                "others": MOST_OTHERS,
            },
        },
        "folding": tables(),
        "trackers": TRACKERS,
    }


def part_of(excerpt: Excerpt) -> Dataset:
    """Give the dataset of an excerpt: its statements, and what these have of the other tables."""
    whole = excerpt.dataset
    if len(excerpt.positions) == whole.size:
        return whole
    kept = set(whole.statements["id"].iloc[excerpt.positions])
    tables = part({table.name: getattr(whole, table.name) for table in TABLES}, kept)
    frames: dict[str, Any] = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
    places = set(frames["places"]["id"])
    areas = tuple(area for area in whole.areas if area.place in places)
    return replace(whole, areas=areas, whole=whole, **frames)


def _start(excerpt: Excerpt, dataset: Dataset) -> str:
    """Give what is chosen beside the filters as the page's own link, on which it opens."""
    selection = excerpt.selection
    there = set(selection.places) <= set(dataset.positions["places"])
    known = selection.statement in dataset.positions["statements"]
    opening = Selection(
        at=selection.at if there else None,
        statement=selection.statement if known else None,
        layers=selection.layers,
        view=selection.view,
        readings=selection.readings,
    )
    return urlencode(link.write(opening), doseq=True)


def _about(excerpt: Excerpt) -> dict[str, Any]:
    some = len(excerpt.positions) < excerpt.dataset.size
    rows = {
        "Shows": (excerpt.sentence,),
        "Dataset": (f"{isolated(excerpt.dataset.name)}, version {excerpt.version}",),
        "Made": (excerpt.time,),
        "Credits": excerpt.credits,
        "Left out": excerpt.withheld,
    }
    return {
        "excerpt": f"An excerpt of the dataset: {excerpt.sentence}." if some else "",
        "rows": [{"label": label, "words": list(words)} for label, words in rows.items() if words],
        "link": excerpt.link,
    }


def _guide(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the page does not have: online base maps, comparisons."""
    keys = [key for key in facts["keys"] if key != "compare"]
    return {**facts, "keys": keys, "tiles": []}


def _filter(dataset: Dataset, entry: Filter) -> dict[str, Any]:
    found = {"key": entry.key, "label": entry.label, "kind": entry.kind, "words": entry.words}
    found["menu"] = entry.menu
    if entry.options is None:
        return found
    options = entry.options(dataset)
    sides = (
        [side_of(dataset, key)["colour"] for key in options.ids] if entry.key == "speaker" else []
    )
    return found | {
        "ids": options.ids,
        "labels": options.labels,
        "statement": options.statement.tolist(),
        "option": options.option.tolist(),
        "offered": options.offered,
        **({"sides": sides} if sides else {}),
        **({"also": _also(dataset, entry)} if entry.key in suggesting.NAMED else {}),
    }


def _also(dataset: Dataset, entry: Filter) -> list[list[tuple[str, float]]]:
    """Give the names that each value goes by beside its label, with what a fit of one weighs."""
    return [names[1:] for names in suggesting.names_of(dataset, entry.key)]


def _period(dataset: Dataset, scale: Scale) -> dict[str, Any]:
    days = spans(dataset, scale)
    return {
        "label": scale.label,
        "keys": [scale.since, scale.until],
        "verb": scale.verb,
        "begins": next((step.value for step in steps(dataset, scale)), ""),
        "counts": controls.histogram(dataset)[scale.key].tolist(),
        "first": days.first.tolist(),
        "last": days.last.tolist(),
        "dated": days.dated.astype(int).tolist(),
    }


def _places(dataset: Dataset) -> dict[str, Any]:
    links = dataset.links
    nothing = select(dataset, Selection()).mask
    ids = dataset.ids["places"]
    pointed = dataset.located
    return {
        "ids": ids,
        "names": dataset.places["name"].tolist(),
        "pointed": pointed.astype(int).tolist(),
        "cards": [
            {**(place_card(dataset, Selection(at=key), nothing) or {}), "counts": []} for key in ids
        ],
        "statement": links["statement"].tolist(),
        "place": links["place"].tolist(),
        "said": links["said"].astype(int).tolist(),
    }


def _numbers(dataset: Dataset) -> dict[str, int]:
    return {key: number for number, key in enumerate(dataset.ids["sources"])}


def _sources(dataset: Dataset) -> list[dict[str, Any]]:
    """Give each source with its text, cut at the edges of its passages, unless it is withheld."""
    own = of_source(dataset)
    withheld = dataset.sources["withheld"].fillna(value=False).to_numpy(dtype=bool)
    found = []
    for number, (_, record) in enumerate(dataset.sources.iterrows()):
        positions = own[record["id"]].tolist() if record["id"] in own else []
        if withheld[number]:
            text: list[list[Any]] = [[left_out(record["title"]), []]]
        else:
            text = _segments(dataset, record["id"], positions)
        found.append(
            {
                "title": record["title"],
                "withheld": bool(withheld[number]),
                "details": details(record),
                "language": "en" if withheld[number] else record["language"],
                "direction": "ltr"
                if withheld[number]
                else direction(record["language"], dataset.texts[record["id"]]),
                "segments": text,
                "first": positions[0] if positions else None,
            }
        )
    return found


def _segments(dataset: Dataset, source: str, positions: list[int]) -> list[list[Any]]:
    """Give a text as pairs: the words, and the positions of the statements that they belong to."""
    edges = zip(
        dataset.statements["start"].iloc[positions].tolist(),
        dataset.statements["end"].iloc[positions].tolist(),
        map(str, positions),
        strict=True,
    )
    parts = segment(dataset.texts[source], edges)
    return [[part.text, [int(key) for key in part.statements]] for part in parts]
