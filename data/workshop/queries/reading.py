"""What is read of drafts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import actions, drafts, grants, records, texts
from data.workshop.errors import NotHereError
from data.workshop.history import Entry
from data.workshop.queries.access import Access, allowed, good
from data.workshop.rights import Right
from data.workshop.state import Action, Change, read_change
from data.workshop.tables import ABOUT, Row


class Listed(NamedTuple):
    """A draft in the list of somebody's drafts."""

    id: str
    title: str
    number: int
    made: str
    changed: str


class Totals(NamedTuple):
    """How much somebody keeps, or all do."""

    drafts: int
    bytes: int


def listed(
    connection: Connection, subjects: tuple[str, ...], right: Right, at: str
) -> list[Listed]:
    """List the drafts to which somebody has a right, the last changed first."""
    about = sa.and_(records.c.draft == drafts.c.id, records.c.table == ABOUT)
    allowed = sa.exists(
        sa.select(grants.c.draft).where(
            grants.c.draft == drafts.c.id,
            grants.c.subject.in_(subjects),
            grants.c.right == right,
            good(at),
        )
    )
    found = connection.execute(
        sa.select(drafts, records.c.cells)
        .outerjoin_from(drafts, records, about)
        .where(allowed)
        .order_by(drafts.c.changed.desc())
    )
    return [
        Listed(
            row.id, (cells_of(row.cells) or {}).get("title", ""), row.number, row.made, row.changed
        )
        for row in found
    ]


def all_records(connection: Connection, access: Access) -> list[tuple[str, str, Row | None]]:
    """Give all records of a draft: table, key and cells, in their order."""
    found = connection.execute(
        sa.select(records.c.table, records.c.key, records.c.cells)
        .where(records.c.draft == access.draft, allowed(access))
        .order_by(records.c.place)
    )
    return [(row.table, row.key, cells_of(row.cells)) for row in found]


def log(connection: Connection, access: Access, since: int, until: int) -> list[Action]:
    """Give the actions of a draft after one number and up to another, in their order."""
    found = connection.execute(
        sa.select(actions)
        .where(
            actions.c.draft == access.draft,
            actions.c.number > since,
            actions.c.number <= until,
            allowed(access),
        )
        .order_by(actions.c.number)
    )
    return [
        Action(row.number, row.author, row.at, row.kind, _changes(row.changes), row.of)
        for row in found
    ]


def entries(connection: Connection, access: Access, author: str) -> list[Entry]:
    """Give what the log says of an author's actions beside their changes."""
    found = connection.execute(
        sa.select(actions.c.number, actions.c.kind, actions.c.of)
        .where(actions.c.draft == access.draft, actions.c.author == author, allowed(access))
        .order_by(actions.c.number)
    )
    return [Entry(*row) for row in found]


def text(connection: Connection, access: Access, sha256: str) -> bytes:
    """Give a text of a draft by its SHA-256. Raises ``NotHereError``."""
    found = connection.scalar(
        sa.select(texts.c.content).where(
            texts.c.draft == access.draft, texts.c.sha256 == sha256, allowed(access)
        )
    )
    if found is None:
        raise NotHereError
    return bytes(found)


def totals(connection: Connection, owner: str | None) -> Totals:
    """Count the drafts and their bytes of one owner, or of all."""
    counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(drafts.c.bytes), 0))
    found = connection.execute(
        counted.select_from(drafts).where(sa.true() if owner is None else drafts.c.owner == owner)
    ).one()
    return Totals(int(found[0]), int(found[1]))


def texts_of(connection: Connection, access: Access, wanted: Iterable[str]) -> dict[str, str]:
    """Give those texts of a draft that it has, by their SHA-256."""
    found = connection.execute(
        sa.select(texts.c.sha256, texts.c.content).where(
            texts.c.draft == access.draft, texts.c.sha256.in_(list(wanted)), allowed(access)
        )
    )
    return {row.sha256: bytes(row.content).decode() for row in found}


def all_texts(connection: Connection, access: Access) -> list[tuple[str, bytes]]:
    """Give all texts of a draft, with their SHA-256."""
    found = connection.execute(
        sa.select(texts.c.sha256, texts.c.content).where(
            texts.c.draft == access.draft, allowed(access)
        )
    )
    return [(row.sha256, bytes(row.content)) for row in found]


def every(connection: Connection) -> list[tuple[str, str]]:
    """Name all drafts and whose they are, for the operator who looks whether they are whole."""
    return [
        (row.id, row.owner) for row in connection.execute(sa.select(drafts.c.id, drafts.c.owner))
    ]


def cells_of(written: str | None) -> Row | None:
    """Read a record's cells as they are kept."""
    if written is None:
        return None
    cells: Row = json.loads(written)
    return cells


def _changes(written: str) -> tuple[Change, ...]:
    return tuple(read_change(each) for each in json.loads(written))
