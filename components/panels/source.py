"""The Source tab: the whole report, with the passages of its statements highlighted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from components.panels.cards import side_of, statement_cards
from data import dates
from data.choosing.selection import Selection, Shown
from data.choosing.spot import listed
from data.dataset import Dataset
from data.passages import segment
from data.telling.direction import direction
from data.telling.sources import of_source
from data.wording import isolated

MOST_CHARACTERS = 60_000
"""A longer text is shown around the chosen passage, or from its beginning."""
MOST_OTHERS = 20
"""Other sources that are offered; with more, a source is opened by one of its statements."""


def source(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give the text of the chosen statement's source, or of the first, cut into passages.

    Passages of statements that match are highlighted; the others are plain. A chosen statement's
    card stands above the text.
    """
    if len(dataset.sources) == 0:
        return {"segments": []}
    statements = dataset.statements
    chosen = dataset.positions["statements"].get(selection.statement or "")
    here = listed(dataset, shown.mask, selection.spot)
    matching = np.flatnonzero(here)
    if chosen is not None:
        key = statements["source"][chosen]
    elif len(matching):
        key = statements["source"][matching[0]]
    else:
        key = dataset.sources["id"][0]
    record = dataset.sources.iloc[dataset.positions["sources"][key]]
    text = dataset.texts[key]
    start = 0
    if len(text) > MOST_CHARACTERS and chosen is not None:
        start = max(0, int(statements["start"][chosen]) - MOST_CHARACTERS // 2)
    end = min(len(text), start + MOST_CHARACTERS)
    own = of_source(dataset).get(key, np.array([], dtype=np.int64))
    passages = own[here[own] | (own == chosen)]
    spans = [
        (
            int(statements["start"][n]) - start,
            int(statements["end"][n]) - start,
            statements["id"][n],
        )
        for n in passages
        if start <= statements["start"][n] and statements["end"][n] <= end
    ]
    return {
        "card": None if chosen is None else statement_cards(dataset, [chosen])[0],
        "narrowed": bool(selection.filters or selection.at or selection.compare),
        "title": record["title"],
        "details": details(record),
        "language": record["language"],
        "direction": direction(record["language"], text),
        "cutBefore": start > 0,
        "cutAfter": end < len(text),
        "segments": [
            {"text": part.text, "statements": list(part.statements)}
            for part in segment(text[start:end], spans, selection.statement)
        ],
        "sides": {
            statements["id"][n]: side_of(dataset, statements["speaker"][n]) for n in passages
        },
        "chosen": selection.statement,
        "others": _others(dataset, key),
    }


def details(record: pd.Series) -> str:
    """Say who published a source, who wrote it, when, under which licence."""
    published = f"published {dates.words(record['published'])}" if record["published"] else ""
    licence = f"licence: {isolated(record['licence'])}" if record["licence"] else ""
    who, by = isolated(record["publisher"]), isolated(record["author"])
    parts = (who, by, published, licence, isolated(record["note"]))
    return " · ".join(part for part in parts if part)


def _others(dataset: Dataset, shown: str) -> list[dict[str, str]]:
    """Give other sources, each with its first statement, by which it is opened."""
    titles = dict(zip(dataset.sources["id"], dataset.sources["title"], strict=True))
    others = [(key, own) for key, own in of_source(dataset).items() if key != shown and len(own)]
    return [
        {"title": titles[key], "statement": dataset.statements["id"][own[0]]}
        for key, own in others[:MOST_OTHERS]
    ]
