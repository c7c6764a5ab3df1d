"""What was published: names that are given once, and versions that never change."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import names, versions
from data.workshop.errors import NotHereError
from data.workshop.queries.access import Access, Locked, allowed


class Version(NamedTuple):
    """A published version: its dataset's name, its number, when, by whom, what was said of it."""

    name: str
    number: int
    at: str
    author: str
    said: str
    digest: str


def published(connection: Connection, access: Access) -> list[Version]:
    """List the versions that were published of a draft, the first first."""
    found = connection.execute(
        sa.select(*_VERSION)
        .where(versions.c.draft == access.draft, allowed(access))
        .order_by(versions.c.number)
    )
    return [Version(*row) for row in found]


def content(connection: Connection, access: Access, name: str, number: int) -> bytes:
    """Give the file of a published version. Raises ``NotHereError``."""
    found = connection.scalar(
        sa.select(versions.c.content).where(
            versions.c.draft == access.draft,
            versions.c.name == name,
            versions.c.number == number,
            allowed(access),
        )
    )
    if not found:
        raise NotHereError
    return bytes(found)


_VERSION = tuple(versions.c[name] for name in Version._fields)


def name_of(connection: Connection, access: Access) -> str | None:
    """Give the name under which a draft was published, if it was and is still."""
    return connection.scalar(
        sa.select(names.c.name).where(
            names.c.draft == access.draft, names.c.withdrawn == "", allowed(access)
        )
    )


def is_taken(connection: Connection, name: str) -> bool:
    """Tell whether a name was ever given to a published dataset."""
    return (
        connection.execute(sa.select(names.c.name).where(names.c.name == name)).first() is not None
    )


def take_name(connection: Connection, locked: Locked, name: str) -> None:
    """Give a name to a draft's publications, for ever."""
    access = locked.access
    connection.execute(
        names.insert().values(name=name, draft=access.draft, made=access.at, withdrawn="")
    )


def withdraw(connection: Connection, locked: Locked, name: str) -> None:
    """Throw away what was published of a draft under a name; the name stays taken."""
    take_back(connection, name, locked.access.draft, locked.access.at)


def take_back(connection: Connection, name: str, draft: str, at: str) -> None:
    """Throw away what was published under the name that a draft has."""
    mine = sa.and_(versions.c.draft == draft, versions.c.name == name)
    connection.execute(versions.update().where(mine).values(content=b"", said="{}"))
    taken = sa.and_(names.c.draft == draft, names.c.name == name)
    connection.execute(names.update().where(taken).values(withdrawn=at))


def draft_of(connection: Connection, name: str) -> str | None:
    """Give the draft that was published under a name, which may be deleted, for the operator."""
    return connection.scalar(
        sa.select(names.c.draft).where(names.c.name == name, names.c.withdrawn == "")
    )


def keep(connection: Connection, locked: Locked, version: Version, content: bytes) -> None:
    """Keep a published version."""
    connection.execute(
        versions.insert().values(draft=locked.access.draft, content=content, **version._asdict())
    )


class Kept(NamedTuple):
    """A published version as it is kept, and the number of the newest of its name."""

    name: str
    number: int
    newest: int
    digest: str
    content: bytes


def everything(connection: Connection) -> list[Kept]:
    """Give all that is published, for all to read."""
    newest = sa.func.max(versions.c.number).over(partition_by=versions.c.name)
    found = connection.execute(
        sa.select(versions.c.name, versions.c.number, newest, versions.c.digest, versions.c.content)
        .join_from(versions, names, versions.c.name == names.c.name)
        .where(names.c.withdrawn == "")
    )
    return [Kept(*row[:4], bytes(row[4])) for row in found]


def withdrawn(connection: Connection) -> list[str]:
    """Name what was published once and taken back."""
    return list(connection.scalars(sa.select(names.c.name).where(names.c.withdrawn != "")))
