"""What a page of the workshop asks for over HTTP: one thing at a time, in JSON, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from components.operating.askers import LOCAL, is_within, read_address
from components.workshop import signing
from data.workshop.errors import NotHereError, StoreError
from data.workshop.rights import EDITING, Visit, person
from data.workshop.store import Store
from data.workshop.tables import is_text

HEADER = "standpoint-secret"
NOBODY = "Nobody may begin a map here but whom the operator admits."
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class AskedWronglyError(StoreError):
    """What the page sent cannot be read; no page of ours sends it."""

    def __init__(self) -> None:
        super().__init__("This cannot be read. Reload the page; what was saved is there.")


@dataclass(frozen=True)
class Asked:
    """What is asked for: its content, and who asks."""

    store: Store
    visit: Visit
    content: Mapping[str, Any]
    page: str = ""
    """The public address of the page, where the operator set one."""

    def admitted(self) -> None:
        """Refuse whoever may neither begin a draft nor add to the one that is named.

        Raises ``StoreError``.
        """
        draft = self.words("draft", "")
        if draft and EDITING in self.store.rights(self.visit, draft):
            return
        if draft:
            raise NotHereError
        if not self.store.may_begin(self.visit):
            raise StoreError(NOBODY)

    @property
    def person(self) -> str:
        """Give the key of whoever asks; "" where nobody knows."""
        return person(self.store.policy, self.visit) or ""

    def words(self, name: str, usual: str | None = None) -> str:
        """Give a text of the content. Raises ``AskedWronglyError``, without ``usual``."""
        found = self.content.get(name, usual)
        if not (isinstance(found, str) and is_text(found)):
            raise AskedWronglyError
        return found

    def number(self, name: str) -> int:
        """Give a number of the content. Raises ``AskedWronglyError``."""
        found = self.content.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**31:
            raise AskedWronglyError
        return found

    def several(self, name: str, most: int) -> list[Any]:
        """Give a list of the content. Raises ``AskedWronglyError``."""
        found = self.content.get(name, [])
        if not isinstance(found, list) or len(found) > most:
            raise AskedWronglyError
        return found


def may_write(store: Store, visit: Visit) -> None:
    """Refuse whoever can have nothing to write here. Raises ``StoreError``."""
    if not (store.may_begin(visit) or store.drafts(visit)):
        raise StoreError(NOBODY)


def visit_of(scope: Scope) -> Visit:
    """Say who asks: from this machine, signed in, or with a link's secret."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    here = is_within(read_address(client[0]) if client else None, LOCAL)
    local = here and not any(name in headers for name in _FORWARDED)
    secret = headers.get(HEADER, "")[:200]
    return Visit(local=local, account=signing.account_of(scope), secret=secret)
