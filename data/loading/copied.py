"""What a dataset's description has of another one, whose folder served as the model for it.

Another dataset is one beside it, or one that comes with the product, with which it has no source
in common: what names the one cannot fit the other. An edition of the same dataset is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd

from data.loading.measuring import check_sizes
from data.loading.parsing import parse_json
from data.loading.reading import read_table, read_text
from data.problem import Problem
from data.schema import TABLES

FILE = "datapackage.json"
_MOST_BESIDE = 50
"""Datasets that are looked at beside one."""
_LARGEST = 1_000_000
"""Bytes of a description that is looked at."""
_SHORTEST = 4
"""Characters of a name that is looked for in a sentence; a shorter one may be a part of a word."""
_NAMED = {"sources": "title", "actors": "name", "places": "name"}
_TABLES = {table.name: table for table in TABLES if table.name in _NAMED}


def check_copied(
    folder: Path, frames: Mapping[str, pd.DataFrame], beside: Iterable[Path]
) -> list[Problem]:
    """Report a description, sources and contributors that are word for word another dataset's.

    ``frames`` has the dataset's own tables; ``beside`` are folders of datasets. A description
    counts that names what is the other's alone, a source that is one of its texts; contributors,
    who may well be the same, beside one of these.
    """
    own = {name: set(frames[name][column]) for name, column in _NAMED.items()}
    if not own["sources"]:  # without a text there is nothing yet that they could fit
        return []
    about = _package(folder)
    for other, theirs in _others(folder, beside):
        alike = {key: _alike(about, theirs, key) for key in ("sources", "contributors")}
        description = about.get("description")
        same = bool(description) and description == theirs.get("description")
        if not (same or alike["sources"]) or check_sizes(other):
            continue
        named = {name: _named(other, name) for name in _NAMED}
        if own["sources"] & named["sources"]:
            continue
        strange = set().union(*named.values()) - set().union(*own.values())
        found = [("description", str(description), _of(str(description), strange))] if same else []
        found += [("sources", title, _of(title, named["sources"])) for title in alike["sources"]]
        found = [entry for entry in found if entry[2]]
        if found:
            found += [("contributors", title, title) for title in alike["contributors"]]
            return [
                Problem(
                    FILE, None, column, value, f"what fits this dataset; “{of}” is of {other.name}"
                )
                for column, value, of in found
            ]
    return []


def _others(folder: Path, beside: Iterable[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    found = chain.from_iterable(sorted(place.glob(f"*/{FILE}")) for place in beside)
    for path in islice(dict.fromkeys(found), _MOST_BESIDE):
        if path.parent.resolve() != folder.resolve() and path.stat().st_size < _LARGEST:
            yield path.parent, _package(path.parent)


def _package(folder: Path) -> dict[str, Any]:
    """Read a description; an empty one where it cannot be read."""
    text = read_text(folder, FILE)
    try:
        package = {} if isinstance(text, Problem) else parse_json(text)
    except ValueError:
        return {}
    return package if isinstance(package, dict) else {}


def _alike(one: dict[str, Any], other: dict[str, Any], key: str) -> list[str]:
    """Give the titles of the entries that two descriptions have alike."""
    entries, theirs = one.get(key), other.get(key)
    if not isinstance(entries, list) or not isinstance(theirs, list):
        return []
    alike = (entry for entry in entries if isinstance(entry, dict) and entry in theirs)
    return [str(entry["title"]) for entry in alike if entry.get("title")]


def _named(folder: Path, name: str) -> set[str]:
    names = read_table(folder, _TABLES[name]).frame[_NAMED[name]]
    return {value for value in names.tolist() if len(value) >= _SHORTEST}


def _of(text: str, names: set[str]) -> str:
    """Give the longest of the names that stand in a text, or nothing."""
    return max((name for name in names if name in text), key=len, default="")
