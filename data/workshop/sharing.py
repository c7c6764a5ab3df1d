"""Who else may come to a draft: whoever has its secret link, and whoever was invited.

A link ends when it is taken back or not used. An invitation is to an address; the first who signs
in with it, verified, has the right from then on, by issuer and subject.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from data.workshop import limits, room
from data.workshop.errors import FullError, NotHereError, StoreError
from data.workshop.queries import links as queries
from data.workshop.queries import writing
from data.workshop.queries.access import Access, known, lock
from data.workshop.queries.links import Invited, Link, NewLink
from data.workshop.rights import (
    PUBLISHING,
    READING,
    RIGHTS,
    Right,
    Visit,
    address_of,
    invitation,
    is_listed,
    link_subject,
    new_secret,
    now,
    person,
)
from data.workshop.store import Store

OPERATOR = "operator"
"""The key of whoever runs the place; nobody comes by it."""


def share(store: Store, visit: Visit, draft: str, rights: Iterable[Right]) -> NewLink:
    """Make a secret link with rights to a draft; the secret itself is kept nowhere."""
    given = [right for right in RIGHTS if right in {*rights, READING}]
    access = store.access(visit, draft, PUBLISHING)
    made = NewLink(secrets.token_hex(4), new_secret())
    with store.database.writing() as connection:
        locked = lock(connection, access)
        if not (store.policy.hosted and store.policy.links):
            raise StoreError("Links to drafts are not open here.")
        good = [link for link in queries.links(connection, access) if not link.revoked]
        if len(good) >= limits.MOST_LINKS:
            raise FullError(f"A draft has {limits.MOST_LINKS} links at most.")
        subject = link_subject(made.secret, store.key)
        queries.give(connection, locked, subject, given, made.id)
    return made


def hand_out(store: Store) -> tuple[str, NewLink]:
    """Begin an empty draft for whoever gets its link, with all rights; give its id and the link.

    It is the operator's to do: where nobody signs in, drafts begin so.
    """
    if not (store.policy.hosted and store.policy.links):
        raise StoreError("Links to drafts are not open here.")
    made = NewLink(secrets.token_hex(4), new_secret())
    access = Access(secrets.token_hex(8), (OPERATOR,), PUBLISHING, now())
    with store.database.writing() as connection:
        room.for_draft(connection, OPERATOR)
        locked = writing.begin(connection, access)
        queries.give(connection, locked, OPERATOR, RIGHTS)
        queries.give(connection, locked, link_subject(made.secret, store.key), RIGHTS, made.id)
    return access.draft, made


def links(store: Store, visit: Visit, draft: str) -> list[Link]:
    """List the links to a draft."""
    access = store.access(visit, draft, PUBLISHING)
    with store.database.reading() as connection:
        known(connection, access)
        return queries.links(connection, access)


def revoke(store: Store, visit: Visit, draft: str, link: str) -> None:
    """Take back what a link gives; whoever has it open is refused from now on."""
    with store.database.writing() as connection:
        locked = lock(connection, store.access(visit, draft, PUBLISHING))
        if not queries.revoke(connection, locked, link):
            raise NotHereError


def invite(store: Store, visit: Visit, draft: str, address: str, right: Right) -> None:
    """Give whoever signs in with an address a right to a draft, and those below it, anew."""
    to = address_of(address)
    given = RIGHTS[: RIGHTS.index(right) + 1]
    access = store.access(visit, draft, PUBLISHING)
    with store.database.writing() as connection:
        locked = lock(connection, access)
        if not store.policy.hosted or not is_listed(store.policy, to):
            raise StoreError("Whoever is invited needs an address that the operator admits.")
        if visit.account and to == address_of(visit.account.email):
            raise StoreError("This is your own address.")
        queries.uninvite(connection, locked, to)
        if len(queries.invited(connection, access)) >= limits.MOST_LINKS:
            raise FullError(f"{limits.MOST_LINKS} people are invited to a draft at most.")
        queries.give(connection, locked, invitation(to), given, address=to)


def invited(store: Store, visit: Visit, draft: str) -> list[Invited]:
    """List who was invited to a draft."""
    access = store.access(visit, draft, PUBLISHING)
    with store.database.reading() as connection:
        known(connection, access)
        return queries.invited(connection, access)


def uninvite(store: Store, visit: Visit, draft: str, address: str) -> None:
    """Take back what an address was invited to; whoever has the draft open is refused from now."""
    with store.database.writing() as connection:
        locked = lock(connection, store.access(visit, draft, PUBLISHING))
        if not queries.uninvite(connection, locked, address):
            raise NotHereError


def take_up(store: Store, visit: Visit) -> None:
    """Let somebody who signed in have what their address was invited to, from now on."""
    whose = person(store.policy, visit)
    address = address_of(visit.account.email) if visit.account else ""
    if not (whose and address):
        return
    with store.database.reading() as connection:
        if not queries.waiting(connection, address, now()):
            return
    with store.database.writing() as connection:
        queries.take_up(connection, address, whose, now())
