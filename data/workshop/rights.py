"""Who may do what to a draft: pure rules, judged by the store for each reading and writing.

Rules: nobody writes but whom the operator admits. Without a public address that is the reader on
the same machine. With one it is whoever signed in with a verified e-mail that is listed, and, where
links are allowed, whoever has a draft's secret. A person is known by issuer and subject, never
by their e-mail.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

Right = Literal["reading", "editing", "publishing"]
READING: Right = "reading"
EDITING: Right = "editing"
PUBLISHING: Right = "publishing"
RIGHTS: tuple[Right, ...] = (READING, EDITING, PUBLISHING)
"""Whoever may publish may also give rights, take a publication back, and delete the draft."""

LOCAL = "local"
UNUSED = timedelta(days=30)
"""After so long without use a secret link opens nothing any more."""
_SECRET_BYTES = 24


@dataclass(frozen=True)
class Account:
    """Whom an identity provider says that somebody is."""

    issuer: str
    subject: str
    email: str = ""
    verified: bool = False
    session: str = ""
    """A name of this sign-in, which nobody else's has."""


@dataclass(frozen=True)
class Visit:
    """What the server knows of whoever asks: nothing of it is said by the page.

    ``local`` when the connection comes from this machine by no proxy; ``secret`` is that of a link.
    """

    local: bool = False
    account: Account | None = None
    secret: str = ""


@dataclass(frozen=True)
class Policy:
    """Whom the operator admits: e-mail addresses and domains such as ``@example.org``, links."""

    hosted: bool = False
    people: frozenset[str] = frozenset()
    links: bool = False


def person(policy: Policy, visit: Visit) -> str | None:
    """Give the key of a person who may begin drafts; None for whoever may not."""
    if not policy.hosted:
        return LOCAL if visit.local else None
    account = visit.account
    if account is None or not (account.verified and account.issuer and account.subject):
        return None
    if not is_listed(policy, address_of(account.email)):
        return None
    known = hashlib.sha256(f"{account.issuer}\n{account.subject}".encode()).hexdigest()
    return f"person-{known[:40]}"


def is_listed(policy: Policy, address: str) -> bool:
    """Tell whether the operator admits an address."""
    _, at, domain = address.rpartition("@")
    return bool(address and policy.people & {address, at + domain})


def invitation(address: str) -> str:
    """Give the key of a right until whoever has an address takes it up; nobody comes by it."""
    return f"invited-{hashlib.sha256(address.encode()).hexdigest()[:40]}"


def address_of(email: str) -> str:
    """Write an e-mail address as all are compared; "" for what is none.

    Letters beyond ASCII are refused: folded, some become others' ("ſ" is "s").
    """
    name, at, domain = email.strip(" ").rpartition("@")
    plain = email.isascii() and email.isprintable() and "@" not in name and " " not in name + domain
    return f"{name}{at}{domain}".lower() if plain and name and domain else ""


def subjects(policy: Policy, visit: Visit, key: bytes) -> tuple[str, ...]:
    """Give the keys by which somebody may have rights, the person's first; often there is one."""
    found = [person(policy, visit)]
    if policy.hosted and policy.links and visit.secret:
        found.append(link_subject(visit.secret, key))
    return tuple(filter(None, found))


def new_secret() -> str:
    """Make a secret of 192 bits, for a link."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def link_subject(secret: str, key: bytes) -> str:
    """Give what the database holds of a secret: a keyed hash."""
    digest = hmac.new(key, secret.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
    return f"link-{digest}"


def now() -> str:
    """Give this moment in UTC, as ISO 8601 has it; later moments are greater texts."""
    return moment(datetime.now(UTC))


def moment(at: datetime) -> str:
    """Write a moment."""
    return f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"


def read_moment(written: str) -> datetime:
    """Read a moment."""
    return datetime.strptime(written, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def still_used(at: str) -> str:
    """Give the moment since which a link must have been used to be good at another."""
    return moment(read_moment(at) - UNUSED)
