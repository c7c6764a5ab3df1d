"""Who may come to a draft: the condition of every query, and the lock of whoever writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import drafts, grants
from data.workshop.errors import NotHereError
from data.workshop.rights import Right, moment, read_moment, still_used

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Access:
    """A draft, who asks for it (the keys of their rights), by which right, and when."""

    draft: str
    subjects: tuple[str, ...]
    right: Right
    at: str


@dataclass(frozen=True)
class Locked:
    """A draft to which nobody else writes until the transaction ends; ``lock`` alone gives it."""

    access: Access
    owner: str
    number: int
    bytes: int


class Known(NamedTuple):
    """A draft that is open to whoever asked."""

    number: int
    made: str
    changed: str
    unmarked: bool
    """Whether the link by which it was asked for is to be marked as used."""


def given(access: Access) -> sa.ColumnElement[bool]:
    """Tell which grant gives the right that is asked for."""
    return sa.and_(
        grants.c.draft == access.draft,
        grants.c.subject.in_(access.subjects),
        grants.c.right == access.right,
        good(access.at),
    )


def good(at: str) -> sa.ColumnElement[bool]:
    """Tell whether a grant still holds at a moment: a link that nobody uses ends."""
    used = sa.or_(grants.c.link == "", grants.c.used > still_used(at))
    return sa.and_(sa.not_(grants.c.revoked), used)


def allowed(access: Access) -> sa.ColumnElement[bool]:
    """Tell whether there is one."""
    return sa.exists(sa.select(grants.c.draft).where(given(access)))


def known(connection: Connection, access: Access) -> Known:
    """Give a draft that is open to whoever asks. Raises ``NotHereError`` for any other."""
    found = connection.execute(
        sa.select(drafts, grants.c.link, grants.c.used)
        .join_from(drafts, grants, drafts.c.id == grants.c.draft)
        .where(drafts.c.id == access.draft, given(access))
        .order_by(grants.c.link)
    ).first()
    if found is None:
        raise NotHereError
    unmarked = bool(found.link) and found.used < moment(read_moment(access.at) - _DAY)
    return Known(found.number, found.made, found.changed, unmarked)


def lock(connection: Connection, access: Access) -> Locked:
    """Lock a draft for whoever has the right to write to it. Raises ``NotHereError``."""
    found = connection.execute(
        sa.select(drafts)
        .where(drafts.c.id == access.draft, allowed(access))
        .with_for_update(of=drafts)
    ).first()
    if found is None:
        raise NotHereError
    known(connection, access)  # whoever had the lock before may have taken the right back
    return Locked(access, found.owner, found.number, found.bytes)
