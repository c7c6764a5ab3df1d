"""What is written to drafts."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import actions, drafts, grants, records, texts
from data.workshop.queries.access import Access, Locked
from data.workshop.queries.reading import cells_of
from data.workshop.state import Action, Records
from data.workshop.tables import Row

_AT_ONCE = 500
"""Keys that one query names."""
_PLACES = 10_000_000
"""Records that one action adds at most."""


def begin(connection: Connection, access: Access) -> Locked:
    """Begin a draft, which belongs to the first who asks."""
    owner = access.subjects[0]
    connection.execute(
        drafts.insert().values(
            id=access.draft, owner=owner, number=0, bytes=0, made=access.at, changed=access.at
        )
    )
    return Locked(access, owner, 0, 0)


def touched(connection: Connection, locked: Locked, keys: Iterable[tuple[str, str]]) -> Records:
    """Give the records of a draft that are named by table and key, as they are now.

    One that never was is not among them; one that was taken away is None.
    """
    wanted: dict[str, list[str]] = {}
    for table, key in dict.fromkeys(keys):
        wanted.setdefault(table, []).append(key)
    found: dict[tuple[str, str], Row | None] = {}
    for table, named in wanted.items():
        for start in range(0, len(named), _AT_ONCE):
            rows = connection.execute(
                sa.select(records.c.key, records.c.cells).where(
                    records.c.draft == locked.access.draft,
                    records.c.table == table,
                    records.c.key.in_(named[start : start + _AT_ONCE]),
                )
            )
            found |= {(table, row.key): cells_of(row.cells) for row in rows}
    return found


def append(
    connection: Connection, locked: Locked, action: Action, before: Records, after: Records
) -> None:
    """Add an action to the log, and keep what it makes of the records it touches.

    What was never there is missing in ``before``.
    """
    draft = locked.access.draft
    written = written_changes(action)
    new = after.keys() - before.keys()
    connection.execute(
        actions.insert().values(
            draft=draft,
            number=action.number,
            at=action.at,
            author=action.author,
            kind=action.kind,
            of=action.of,
            changes=written,
        )
    )
    first = action.number * _PLACES
    added = [
        {
            "draft": draft,
            "table": place[0],
            "key": place[1],
            "place": first + number,
            "cells": _json(row),
        }
        for number, (place, row) in enumerate(after.items())
        if place in new
    ]
    if added:
        connection.execute(records.insert(), added)
    changed = [
        {"of_table": place[0], "of_key": place[1], "now": _json(row)}
        for place, row in after.items()
        if place not in new
    ]
    if changed:
        connection.execute(
            records.update()
            .where(
                records.c.draft == draft,
                records.c.table == sa.bindparam("of_table"),
                records.c.key == sa.bindparam("of_key"),
            )
            .values(cells=sa.bindparam("now")),
            changed,
        )
    _grow(connection, locked, len(written), number=action.number, changed=action.at)


def _grow(connection: Connection, locked: Locked, size: int, **values: object) -> None:
    connection.execute(
        drafts.update()
        .where(drafts.c.id == locked.access.draft)
        .values(bytes=drafts.c.bytes + size, **values)
    )


def keep_text(connection: Connection, locked: Locked, sha256: str, content: bytes) -> None:
    """Keep a text of a draft, once."""
    draft = locked.access.draft
    there = sa.select(texts.c.sha256).where(texts.c.draft == draft, texts.c.sha256 == sha256)
    if connection.execute(there).first() is None:
        connection.execute(texts.insert().values(draft=draft, sha256=sha256, content=content))
        _grow(connection, locked, len(content))


def delete(connection: Connection, locked: Locked) -> None:
    """Delete a draft, its log, texts and links; what was published of it stays."""
    draft = locked.access.draft
    for table in (records, actions, texts, grants):
        connection.execute(table.delete().where(table.c.draft == draft))
    connection.execute(drafts.delete().where(drafts.c.id == draft))


def written_changes(action: Action) -> str:
    """Write the changes of an action as the log keeps them."""
    return json.dumps([change.written() for change in action.changes])


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(dict(row))
