"""Sign-ins that were ended: their cookies sign nobody in any more, whoever has a copy."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import ended


def end(connection: Connection, session: str, at: str, forgotten: str) -> None:
    """Note the end of a sign-in; forget those that ended before a moment."""
    connection.execute(ended.delete().where(ended.c.at < forgotten))
    if not has_ended(connection, session):
        connection.execute(ended.insert().values(session=session, at=at))


def has_ended(connection: Connection, session: str) -> bool:
    """Tell whether a sign-in was ended."""
    there = sa.select(ended.c.session).where(ended.c.session == session)
    return connection.execute(there).first() is not None
