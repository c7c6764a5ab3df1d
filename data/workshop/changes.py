"""What became of a published dataset from one version to the next, and how its readers see it.

Rules: a statement whose words, speaker, places or dates are others is marked as corrected. One
that is no longer there stays as withdrawn, with what it refers to, so that a link to it says so.
Both have the day and a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from data.schema import TABLES
from data.workshop.contents import Records
from data.workshop.tables import AREAS, Row

CORRECTED, WITHDRAWN, REPORTED = "corrected", "withdrawn", "reported"
_SEEN = {
    "exact": "words",
    "speaker": "speaker",
    "reported_by": "who reports it",
    "quoted_by": "who passed it on",
    "directness": "directness",
    "act": "act",
    "said_on": "date",
    "about_when": "time that it is about",
    "translation": "translation",
}
"""What of a statement is corrected, and not only completed, when it changes."""
_STATUS = ("status", "status_on", "status_reason")
_LINKS = ("statement_places", "statement_relations")
_UNSAID = {"file", "sha256", "review", *_STATUS, "prefix", "suffix"}
"""Columns whose change says nothing to a reader, or is said by the others."""


@dataclass(frozen=True)
class Changed:
    """What changed: records by table and id, and for each cell its words before and after."""

    added: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str, str, str, str], ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()

    def written(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return asdict(self)


def compare(before: Records, after: Records) -> Changed:
    """Compare two versions, record by record and cell by cell."""
    added, changed, withdrawn = [], [], []
    for table in (*(each.name for each in TABLES), AREAS):
        old, new = before.get(table, {}), after.get(table, {})
        added += [(table, key) for key in new if key not in old]
        withdrawn += [(table, key) for key in old if key not in new]
        for key, row in new.items():
            if key in old:
                changed += [(table, key, *cell) for cell in _cells(old[key], row)]
            if table == "statements" and _is_withdrawn(row) and not _is_withdrawn(old.get(key, {})):
                withdrawn.append((table, key))
    return Changed(tuple(added), tuple(changed), tuple(withdrawn))


def _cells(old: Row, new: Row) -> Iterator[tuple[str, str, str]]:
    for column in dict.fromkeys((*old, *new)):
        if column not in _UNSAID and old.get(column, "") != new.get(column, ""):
            yield column, old.get(column, ""), new.get(column, "")


def _is_withdrawn(row: Row) -> bool:
    return row.get("status") == WITHDRAWN


def marked(before: Records, after: Records, day: str, note: str) -> Records:
    """Mark what is corrected since the version before, and keep what is withdrawn."""
    found = {table: dict(rows) for table, rows in after.items()}
    then, now = _places(before), _places(after)
    for key, row in after["statements"].items():
        old = before["statements"].get(key)
        if old is not None and row.get("status") == REPORTED:
            what = [name for each, name in _SEEN.items() if old.get(each, "") != row.get(each, "")]
            what += ["places"] if then.get(key) != now.get(key) else []
            found["statements"][key] = _corrected(old, row, what, day, note)
    for key, old in before["statements"].items():
        if key not in found["statements"]:
            _keep(found, before, key, _withdrawn(old, day, note))
    return found


def _corrected(old: Row, row: Row, what: list[str], day: str, note: str) -> Row:
    if what:
        reason = note or f"Changed: {', '.join(what)}."
        return {**row, "status": CORRECTED, "status_on": day, "status_reason": reason}
    if old.get("status") == CORRECTED:  # it was corrected before, and is not withdrawn again
        return {**row, **{column: old.get(column, "") for column in _STATUS}}
    return row


def _places(records: Records) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for link in records["statement_places"].values():
        found.setdefault(link["statement"], set()).add((link["place"], link["role"]))
    return found


def _withdrawn(old: Row, day: str, note: str) -> Row:
    if _is_withdrawn(old):
        return old
    reason = note or "It is no longer part of this dataset."
    return {**old, "status": WITHDRAWN, "status_on": day, "status_reason": reason}


def _keep(found: dict[str, dict[str, Row]], before: Records, key: str, row: Row) -> None:
    """Keep a statement of the version before, with its links and all that it refers to."""
    _take(found, before, "statements", key, row)
    for name in _LINKS:
        for place, link in before[name].items():
            others = {link["statement"], link.get("other", key)}
            if key in others and others <= found["statements"].keys():
                _take(found, before, name, place, link)


def _take(
    found: dict[str, dict[str, Row]], before: Records, table: str, key: str, row: Row
) -> None:
    if key in found[table]:
        return
    found[table][key] = row
    if table == "places":
        found[AREAS] |= {each: area for each, area in before[AREAS].items() if area["place"] == key}
    for column, other, several in _REFERENCES[table]:
        cell = row.get(column, "")
        for part in cell.split(" ") if several else [cell]:
            if part and part in before[other]:
                _take(found, before, other, part, before[other][part])


_REFERENCES: Mapping[str, tuple[tuple[str, str, bool], ...]] = {
    table.name: tuple(
        (field.name, field.refers_to, field.several) for field in table.fields if field.refers_to
    )
    for table in TABLES
}
