"""What an operator decides about the workshop, in environment variables.

``STANDPOINT_WORKSHOP`` is the folder or the PostgreSQL address in which drafts are kept.
``STANDPOINT_AUTHORS`` says who may write where the app has a public address: e-mail addresses,
domains such as ``@example.org``, and ``links`` for holders of a draft's secret link; usually
nobody. ``STANDPOINT_WORKSHOP_KEY`` is the key by which the secrets are hashed; usually it is a file
beside the database.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.catalogue import looked_in
from data.dataset import PACKAGES
from data.workshop import errors
from data.workshop.database import is_folder, open_database
from data.workshop.errors import StoreError
from data.workshop.publishing import settle
from data.workshop.rights import Policy
from data.workshop.store import Store

WHERE = "STANDPOINT_WORKSHOP"
AUTHORS = "STANDPOINT_AUTHORS"
KEY = "STANDPOINT_WORKSHOP_KEY"
ADDRESS = "STANDPOINT_ADDRESS"
LINKS = "links"
KEY_FILE = "key"
_KEY_BYTES = 32
_AUTHOR = re.compile(r"[^@\s]*@[^@\s]+\.[^@\s]+|[^@\s]*@localhost")


@dataclass(frozen=True)
class Settings:
    """Where drafts are kept, who may write, and the key of the secrets where one is set."""

    where: str
    policy: Policy
    key: bytes = b""
    datasets: Path = PACKAGES
    """Where what is published goes: the first folder in which datasets are found."""


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises ``StoreError``, which names the variable; never the key."""
    given = environment.get(AUTHORS, "").split()
    people = [each.lower() for each in given if each != LINKS]
    for each in people:
        if not (each.isascii() and _AUTHOR.fullmatch(each)):
            expected = f"e-mail addresses, domains such as @example.org, or {LINKS}"
            raise StoreError(f"{AUTHORS} names “{each}”; expected were {expected}.")
    policy = Policy(
        hosted=bool(environment.get(ADDRESS, "").strip()),
        people=frozenset(people),
        links=LINKS in given,
    )
    key = environment.get(KEY, "").strip()
    if key and len(key) < _KEY_BYTES:
        raise StoreError(f"{KEY} is too short; expected are at least {_KEY_BYTES} characters.")
    where = environment.get(WHERE, "").strip() or str(_usual(environment))
    if policy.links and not (key or is_folder(where)):
        raise StoreError(f"{KEY} is not set; links to drafts in a database need it.")
    return Settings(where, policy, key.encode(), looked_in(environment)[0])


def _usual(environment: Mapping[str, str]) -> Path:
    kept = environment.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(kept) / "standpoint" / "workshop"


def open_store(settings: Settings) -> Store:
    """Open the store of drafts; it is made where there is none. Raises ``StoreError``."""
    database = open_database(settings.where)
    key = settings.key or (_key(Path(settings.where)) if is_folder(settings.where) else b"")
    key = key or secrets.token_bytes(_KEY_BYTES)
    store = Store(database, settings.policy, key, settings.datasets)
    with suppress(StoreError):  # said when somebody publishes
        settle(store)
    return store


def _key(folder: Path) -> bytes:
    """Read the key beside the database; make one where there is none."""
    path = folder / KEY_FILE
    try:
        with suppress(FileExistsError):
            file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(file, "wb") as new:
                new.write(secrets.token_bytes(_KEY_BYTES))
        key = path.read_bytes()
    except OSError as error:
        raise StoreError(errors.NOT_WRITABLE) from error
    if len(key) < _KEY_BYTES:
        raise StoreError(f"The file {KEY_FILE} beside the drafts is not whole.")
    return key
