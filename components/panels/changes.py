"""The Changes tab: what each version added, corrected and withdrew of the statements shown."""

from __future__ import annotations

from typing import Any, TypedDict

from components.panels.cards import statement_cards
from data import dates
from data.choosing.selection import Selection, Shown
from data.choosing.spot import listed
from data.dataset import Dataset
from data.telling.changes import Changed, changes
from data.telling.history import Version

MOST_OF_VERSION = 50
"""Statements of a version that are shown; all are in the table."""
ENDING = "changes.csv"


class FieldChange(TypedDict):
    """A field that is another one: what was, and what is."""

    label: str
    was: str
    now: str


class ChangedStatement(TypedDict):
    """A statement in short, and what became of it."""

    id: str
    what: str
    speaker: str
    exact: str
    quoted: bool
    language: str
    direction: str
    status: str
    fields: list[FieldChange]


class VersionChanges(TypedDict):
    """A version, why there is one, and the first statements that it changed."""

    number: int
    published: str
    note: str
    count: int
    statements: list[ChangedStatement]


class ChangesContent(TypedDict):
    """What changed from version to version, the newest first."""

    chosen: str | None
    dataset: str
    ending: str
    versions: list[VersionChanges]


def changed(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what changed of the statements that are listed, version by version."""
    here = listed(dataset, shown.mask, selection.spot)
    return {
        "chosen": selection.statement,
        "dataset": dataset.name,
        "ending": ENDING,
        "versions": [_version(dataset, *told) for told in changes(dataset, here)],
    }


def _version(dataset: Dataset, version: Version, found: list[Changed]) -> dict[str, Any]:
    kept = found[:MOST_OF_VERSION]
    cards = statement_cards(dataset, [one.position for one in kept])
    day = version.published[:10]
    return {
        "number": version.number,
        "published": dates.words(day) if dates.is_edtf(day) else "",
        "note": version.note,
        "count": len(found),
        "statements": [_statement(*each) for each in zip(kept, cards, strict=True)],
    }


def _statement(one: Changed, card: dict[str, Any]) -> dict[str, Any]:
    keys = ("id", "speaker", "exact", "quoted", "language", "direction", "status")
    fields = [{"label": f.label, "was": f.was, "now": f.now} for f in one.fields]
    return {key: card[key] for key in keys} | {"what": one.what, "fields": fields}
