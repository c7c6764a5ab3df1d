"""The Source tab: the whole report, with the passages of its statements highlighted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from components.panels.cards import direction, side_of
from data import dates
from data.dataset import Dataset
from data.passages import segment
from data.selection import Selection, Shown

MOST_CHARACTERS = 60_000
"""A longer text is shown around the chosen passage, or from its beginning."""


def source(dataset: Dataset, selection: Selection, shown: Shown, _most: int) -> dict[str, Any]:
    """Give the text of the chosen statement's source, or of the first, cut into passages.

    Passages of statements that match are highlighted; the others are plain.
    """
    if len(dataset.sources) == 0:
        return {"count": None, "sources": [], "segments": []}
    statements = dataset.statements
    chosen = dataset.positions["statements"].get(selection.statement or "")
    matching = np.flatnonzero(shown.mask)
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
    of_source = matching[(statements["source"].take(matching) == key).to_numpy()]
    if chosen is not None and chosen not in of_source:
        of_source = np.append(of_source, chosen)
    spans = [
        (
            int(statements["start"][n]) - start,
            int(statements["end"][n]) - start,
            statements["id"][n],
        )
        for n in of_source
        if start <= statements["start"][n] and statements["end"][n] <= end
    ]
    return {
        "count": None,
        "title": record["title"],
        "details": _details(record),
        "language": record["language"],
        "direction": direction(record["language"]),
        "cutBefore": start > 0,
        "cutAfter": end < len(text),
        "segments": [
            {"text": part.text, "statements": list(part.statements)}
            for part in segment(text[start:end], spans)
        ],
        "sides": {
            statements["id"][n]: side_of(dataset, statements["speaker"][n]) for n in of_source
        },
        "chosen": selection.statement,
        "others": [
            {"title": other["title"], "statement": first}
            for other in dataset.sources.to_dict("records")
            if other["id"] != key and (first := _first_statement(dataset, other["id"]))
        ],
    }


def _details(record: pd.Series) -> str:
    published = f"published {dates.words(record['published'])}" if record["published"] else ""
    licence = f"licence: {record['licence']}" if record["licence"] else ""
    parts = (record["publisher"], record["author"], published, licence, record["note"])
    return " · ".join(part for part in parts if part)


def _first_statement(dataset: Dataset, source: str) -> str:
    ids = dataset.statements.loc[dataset.statements["source"] == source, "id"]
    return str(ids.iloc[0]) if len(ids) else ""
