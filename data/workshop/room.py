"""Whether there is room for more: the limits, asked in the transaction that would take it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from data.limits import MB, MOST_BYTES_OF_SOURCE
from data.workshop import limits
from data.workshop.errors import FullError, StoreError
from data.workshop.queries import reading, writing
from data.workshop.queries.access import Locked
from data.workshop.state import Action
from data.workshop.tables import is_text


def for_draft(connection: Connection, owner: str) -> None:
    """Refuse one draft more than there may be."""
    if reading.totals(connection, owner).drafts >= limits.MOST_DRAFTS:
        raise FullError(f"You have {limits.MOST_DRAFTS:,} drafts; delete one to begin anew.")
    if reading.totals(connection, None).drafts >= limits.MOST_DRAFTS_IN_ALL:
        raise FullError("There is no room for more drafts here at this moment.")


def for_action(action: Action) -> None:
    """Refuse more than a draft takes at once."""
    if len(writing.written_changes(action)) > limits.MOST_ACTION:
        raise FullError(
            f"This is more than a draft takes at once, {limits.MOST_ACTION // MB:,} MB."
        )


def for_bytes(connection: Connection, locked: Locked) -> None:
    """Refuse what was just written where it is more than may be kept."""
    if reading.totals(connection, locked.owner).bytes > limits.MOST_BYTES:
        most = limits.MOST_BYTES // MB
        raise FullError(f"The drafts of one author take {most:,} MB; delete one to go on.")
    if reading.totals(connection, None).bytes > limits.MOST_BYTES_IN_ALL:
        raise FullError("There is no room for more here; ask whoever runs this place.")


def for_texts(texts: Iterable[str]) -> list[bytes]:
    """Give texts as they are kept. Raises ``StoreError`` for what is none, or too long."""
    found = []
    for text in texts:
        if not is_text(text):
            raise StoreError("A source’s text has characters that are none.")
        found.append(text.encode())
        if len(found[-1]) > MOST_BYTES_OF_SOURCE:
            most = MOST_BYTES_OF_SOURCE // MB
            raise FullError(f"A source’s text takes {most:,} MB; this one has more.")
    return found
