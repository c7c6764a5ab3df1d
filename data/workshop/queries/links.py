"""Secret links to drafts, and the rights that they and persons have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import grants
from data.workshop.queries.access import Access, Locked, allowed, good
from data.workshop.rights import RIGHTS, Right


class Link(NamedTuple):
    """A secret link to a draft: which rights it gives, since when, and its last use."""

    id: str
    rights: tuple[Right, ...]
    made: str
    used: str
    revoked: bool


class NewLink(NamedTuple):
    """A link that was just made: its number in the list, and its secret, said this once."""

    id: str
    secret: str


def links(connection: Connection, access: Access) -> list[Link]:
    """List the secret links to a draft, without their secrets, which nobody has."""
    found = connection.execute(
        sa.select(grants)
        .where(grants.c.draft == access.draft, grants.c.link != "", allowed(access))
        .order_by(grants.c.made, grants.c.link)
    ).all()
    ids = dict.fromkeys(row.link for row in found)
    by_id = {each: [row for row in found if row.link == each] for each in ids}
    return [
        Link(each, _in_order(r.right for r in rows), rows[0].made, rows[0].used, rows[0].revoked)
        for each, rows in by_id.items()
    ]


def _in_order(rights: Iterable[str]) -> tuple[Right, ...]:
    given = {*rights}
    return tuple(right for right in RIGHTS if right in given)


def mark_used(connection: Connection, locked: Locked) -> None:
    """Note that the links by which somebody came are in use."""
    access = locked.access
    connection.execute(
        grants.update()
        .where(
            grants.c.draft == access.draft,
            grants.c.subject.in_(access.subjects),
            good(access.at),
        )
        .values(used=access.at)
    )


def give(
    connection: Connection, locked: Locked, subject: str, rights: Iterable[Right], link: str = ""
) -> None:
    """Give rights to a draft; ``link`` is the link's public number, empty for a person."""
    for right in rights:
        connection.execute(
            grants.insert().values(
                draft=locked.access.draft,
                subject=subject,
                right=right,
                made=locked.access.at,
                used=locked.access.at,
                link=link,
                revoked=False,
            )
        )


def revoke(connection: Connection, locked: Locked, link: str) -> bool:
    """Take back all rights that a link gives; tell whether there was one."""
    found = connection.execute(
        grants.update()
        .where(grants.c.draft == locked.access.draft, grants.c.link == link, grants.c.link != "")
        .values(revoked=True)
    )
    return bool(found.rowcount)
