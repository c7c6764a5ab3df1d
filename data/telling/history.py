"""What became of a dataset's records from version to version, as its description tells it.

A dataset that was published more than once names its versions there, the first first, each with
what was added, changed and withdrawn. What cannot be read of it is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data import dates
from data.dataset import Dataset
from data.memory import once_per_dataset
from data.wording import isolated

MOST_VERSIONS = 1_000
LABELS = {
    "exact": "Words",
    "speaker": "Speaker",
    "reported_by": "Reported by",
    "quoted_by": "Passed on by",
    "claim": "Claim",
    "cue": "Reporting verb",
    "directness": "Directness",
    "act": "Kind",
    "topics": "Topics",
    "said_on": "Said on",
    "said_on_inferred": "Why that date was inferred",
    "about_when": "Speaks of",
    "about_when_inferred": "Why that time was inferred",
    "event_code": "Event code",
    "certainty": "Certainty of the reading",
    "translation": "Translation",
    "translation_language": "Language of the translation",
    "note": "Note",
    "source": "Source",
}
"""What a reader calls the fields of a statement that may change."""
_NAMED = {"speaker": "actors", "reported_by": "actors", "quoted_by": "actors", "topics": "topics"}
_DATES = {"said_on", "about_when"}


@dataclass(frozen=True)
class Change:
    """A field of a statement that is another one: what was, and what is, in a reader's words."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Version:
    """A version: its number, when it was published (ISO 8601), and why, in its author's words.

    ``added`` and ``withdrawn`` are ids of statements, ``changed`` their changes by id.
    """

    number: int
    published: str
    note: str
    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    changed: dict[str, tuple[Change, ...]]


@once_per_dataset
def history(dataset: Dataset) -> tuple[Version, ...]:
    """Give the versions of a dataset, the first first."""
    entries = (json.loads(each) for each in dataset.about.versions[:MOST_VERSIONS])
    return tuple(_version(dataset, number, entry) for number, entry in enumerate(entries, 1))


def _version(dataset: Dataset, number: int, entry: dict[str, Any]) -> Version:
    changed: dict[str, list[Change]] = {}
    for key, column, was, now in _of_statements(entry.get("changed"), 5):
        if column in LABELS:
            words = (_said(dataset, column, value) for value in (was, now))
            changed.setdefault(key, []).append(Change(LABELS[column], *words))
    published, note = (entry.get(key) for key in ("published", "note"))
    return Version(
        number,
        published if isinstance(published, str) else "",
        note if isinstance(note, str) else "",
        tuple(key for (key,) in _of_statements(entry.get("added"), 2)),
        tuple(key for (key,) in _of_statements(entry.get("withdrawn"), 2)),
        {key: tuple(changes) for key, changes in changed.items()},
    )


def _of_statements(entries: object, length: int) -> Iterable[list[str]]:
    """Give what is told of statements in a list of table, id and more."""
    for entry in entries if isinstance(entries, list) else ():
        fits = isinstance(entry, list) and len(entry) == length
        if fits and all(isinstance(part, str) for part in entry) and entry[0] == "statements":
            yield entry[1:]


def _said(dataset: Dataset, column: str, value: str) -> str:
    """Say a value of a field as a reader knows it: names for ids, dates in words."""
    if column in _NAMED:
        names = dataset.names[_NAMED[column]]
        return ", ".join(isolated(names.get(key, key)) for key in value.split())
    if column in _DATES and dates.is_edtf(value):
        return dates.words(value)
    return value
