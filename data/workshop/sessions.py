"""The end of a sign-in: it holds for every copy of the cookie, in every copy of the app."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data.workshop.queries import sessions
from data.workshop.rights import Visit, moment, now, read_moment
from data.workshop.store import Store

FORGOTTEN = timedelta(days=32)
"""After so long no cookie that was given before is good by itself."""


def end(store: Store, visit: Visit) -> None:
    """End the sign-in by which somebody came; of nobody else's anything is known."""
    if visit.account is None:
        return
    at = now()
    before = moment(read_moment(at) - FORGOTTEN)
    with store.database.writing() as connection:
        sessions.end(connection, visit.account.session, at, before)


def current(store: Store, visit: Visit) -> Visit:
    """Give who asks, without the account where its sign-in was ended."""
    if visit.account is None:
        return visit
    with store.database.reading() as connection:
        over = sessions.has_ended(connection, visit.account.session)
    return replace(visit, account=None) if over else visit
