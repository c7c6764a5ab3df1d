"""Secret links to drafts: whoever has one has its rights, until it is taken back or not used."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from data.workshop import limits, room
from data.workshop.errors import FullError, NotHereError, StoreError
from data.workshop.queries import links as queries
from data.workshop.queries import writing
from data.workshop.queries.access import Access, known, lock
from data.workshop.queries.links import Link, NewLink
from data.workshop.rights import (
    PUBLISHING,
    READING,
    RIGHTS,
    Right,
    Visit,
    link_subject,
    new_secret,
    now,
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
