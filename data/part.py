"""The part of a dataset that some statements need: they, and all that they refer to."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

Tables = dict[str, pd.DataFrame]
"""Each table's records, by the table's name; ids and words are text."""


def part(tables: Tables, statements: set[str]) -> Tables:
    """Keep the statements named and all that they refer to; the files' order stays.

    Rules: their sources, topics, speakers, those who report and who pass words on, with all
    affiliations upwards; their places with all parents upwards; relations both of whose
    statements are kept.
    """
    kept = tables["statements"][tables["statements"]["id"].isin(statements)]
    links = tables["statement_places"]
    links = links[links["statement"].isin(statements)]
    relations = tables["statement_relations"]
    inside = relations["statement"].isin(statements) & relations["other"].isin(statements)
    actors = {*kept["speaker"], *kept["reported_by"], *_split(kept["quoted_by"])}
    found = {
        "sources": set(kept["source"]),
        "actors": _upwards(tables["actors"], "affiliation", actors),
        "places": _upwards(tables["places"], "parent", set(links["place"])),
        "topics": set(_split(kept["topics"])),
    }
    others = {name: tables[name][tables[name]["id"].isin(ids)] for name, ids in found.items()}
    return others | {
        "statements": kept,
        "statement_places": links,
        "statement_relations": relations[inside],
    }


def _split(cells: Iterable[str]) -> list[str]:
    return [key for cell in dict.fromkeys(cells) for key in cell.split()]


def _upwards(frame: pd.DataFrame, column: str, ids: set[str]) -> set[str]:
    upward = dict(zip(frame["id"], frame[column], strict=True))
    found = set()
    for start in ids:
        key = start
        while key and key not in found:
            found.add(key)
            key = upward[key]
    return found
