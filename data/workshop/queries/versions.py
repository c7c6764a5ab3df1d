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


def version_content(connection: Connection, access: Access, number: int) -> bytes:
    """Give the file of a published version. Raises ``NotHereError``."""
    found = connection.scalar(
        sa.select(versions.c.content).where(
            versions.c.draft == access.draft, versions.c.number == number, allowed(access)
        )
    )
    if not found:
        raise NotHereError
    return bytes(found)


_VERSION = tuple(versions.c[name] for name in Version._fields)


def named(connection: Connection, locked: Locked) -> str | None:
    """Give the name under which a draft was published, if it was and is still."""
    return connection.scalar(
        sa.select(names.c.name).where(names.c.draft == locked.access.draft, names.c.withdrawn == "")
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
    """Throw away what was published under a name; the name stays taken."""
    mine = sa.and_(versions.c.draft == locked.access.draft, versions.c.name == name)
    connection.execute(versions.update().where(mine).values(content=b"", said="{}"))
    connection.execute(
        names.update()
        .where(names.c.draft == locked.access.draft, names.c.name == name)
        .values(withdrawn=locked.access.at)
    )


def keep_version(connection: Connection, locked: Locked, version: Version, content: bytes) -> None:
    """Keep a published version."""
    connection.execute(
        versions.insert().values(draft=locked.access.draft, content=content, **version._asdict())
    )


def everything_published(connection: Connection) -> list[tuple[str, int, int, str, bytes]]:
    """Give name, number, newest number, digest and file of all that is published."""
    newest = sa.func.max(versions.c.number).over(partition_by=versions.c.name)
    found = connection.execute(
        sa.select(versions.c.name, versions.c.number, newest, versions.c.digest, versions.c.content)
        .join_from(versions, names, versions.c.name == names.c.name)
        .where(names.c.withdrawn == "")
    )
    return [(row[0], row[1], row[2], row[3], bytes(row[4])) for row in found]
