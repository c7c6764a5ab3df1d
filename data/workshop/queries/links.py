"""Secret links to drafts, and the rights that they and persons have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.workshop.database import grants
from data.workshop.queries.access import Access, Locked, allowed, good
from data.workshop.rights import RIGHTS, Right, invitation, still_used


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


class Invited(NamedTuple):
    """An address that was invited to a draft, and whether somebody took that up."""

    address: str
    rights: tuple[Right, ...]
    taken: bool


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


def invited(connection: Connection, access: Access) -> list[Invited]:
    """List who was invited to a draft."""
    found = connection.execute(
        sa.select(grants)
        .where(grants.c.draft == access.draft, grants.c.address != "", allowed(access))
        .order_by(grants.c.address)
    ).all()
    addresses = dict.fromkeys(row.address for row in found)
    by_address = {each: [row for row in found if row.address == each] for each in addresses}
    return [
        Invited(
            each,
            _in_order(row.right for row in rows),
            not all(row.subject == invitation(each) for row in rows),
        )
        for each, rows in by_address.items()
    ]


def uninvite(connection: Connection, locked: Locked, address: str) -> bool:
    """Take back what an address was invited to; tell whether there was something."""
    mine = sa.and_(grants.c.draft == locked.access.draft, grants.c.address == address)
    return bool(connection.execute(grants.delete().where(mine, grants.c.address != "")).rowcount)


def waiting(connection: Connection, address: str, at: str) -> list[tuple[str, str]]:
    """Give what an address was invited to and nobody took up: drafts and rights."""
    found = connection.execute(
        sa.select(grants.c.draft, grants.c.right).where(
            grants.c.subject == invitation(address), grants.c.made > still_used(at)
        )
    )
    return [(row.draft, row.right) for row in found]


def take_up(connection: Connection, address: str, person: str, at: str) -> None:
    """Make what an address was invited to somebody's own, where they have not the same already."""
    for draft, right in waiting(connection, address, at):
        one = sa.and_(grants.c.draft == draft, grants.c.right == right)
        theirs = sa.select(grants.c.draft).where(one, grants.c.subject == person)
        mine = sa.and_(one, grants.c.subject == invitation(address))
        if connection.execute(theirs).first() is None:
            connection.execute(grants.update().where(mine).values(subject=person))
        else:
            connection.execute(grants.delete().where(mine))


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


def give(  # noqa: PLR0913, PLR0917 - what a grant is
    connection: Connection,
    locked: Locked,
    subject: str,
    rights: Iterable[Right],
    link: str = "",
    address: str = "",
) -> None:
    """Give rights to a draft; ``link`` is the link's public number, empty for a person.

    ``address`` is that to which somebody was invited, empty for whoever began the draft.
    """
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
                address=address,
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
