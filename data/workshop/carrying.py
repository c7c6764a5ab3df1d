"""A whole draft as one file, with its log and its texts, and brought back elsewhere.

The file is a ZIP file with ``draft.json`` and the texts by their SHA-256. It names nobody: what
whoever carries it did themselves is theirs again where they bring it; all others have a number.
Nothing in a file that is brought is believed: each action has to follow from those before it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import secrets
import zipfile
import zlib
from threading import Lock
from typing import Any

from data.limits import MB
from data.workshop import room
from data.workshop.errors import BUSY, NotHereError, StoreError
from data.workshop.history import Entry, reach
from data.workshop.package import zipped
from data.workshop.queries import links, writing
from data.workshop.queries.access import Access
from data.workshop.rights import EDITING, RIGHTS, Visit, now, person, read_moment
from data.workshop.state import Action, Rows, State, apply, read_change
from data.workshop.store import MOST_KIND, Store
from data.workshop.tables import RecordError

FORMAT = 1
FILE = "draft.json"
MOST_LOG = 48 * MB
"""Bytes of a log in the file; a longer one is left out, and the records are taken as they are."""
MOST_BROUGHT = 200 * MB
"""Bytes of all that is in the file."""
NOT_A_DRAFT = "This file is no draft that was taken from here, or it is not whole."
_MOST_TEXTS = 2_000
_TEXT = re.compile(r"texts/([0-9a-f]{64})\.txt")
_PATIENCE_S = 60
_bringing = Lock()
"""One file is unpacked at a time: it may take hundreds of megabytes until it is read."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def carry(store: Store, visit: Visit, draft: str) -> bytes:
    """Give a whole draft as one file."""
    state = store.read(visit, draft)
    log = store.log(visit, draft, until=state.number)
    own = store.author(visit)
    authors: dict[str, int] = {own: 0}
    written = json.dumps(
        {
            "format": FORMAT,
            "actions": [
                [authors.setdefault(each.author, len(authors)), *_written(each)] for each in log
            ],
        }
    )
    if len(written) > MOST_LOG:
        written = json.dumps({"format": FORMAT, "actions": [[0, *_written(_as_one(state))]]})
    texts = store.texts(visit, draft, state)
    content = {f"texts/{digest}.txt": text.encode() for digest, text in texts.items()}
    return zipped("draft", {FILE: written.encode(), **content})


def _written(action: Action) -> list[Any]:
    return [action.at, action.kind, action.of, [change.written() for change in action.changes]]


def _as_one(state: State) -> Action:
    """Give one action that makes the records there are of nothing."""
    changes = tuple(
        read_change([table, key, None, row])
        for table in state.tables
        for key, row in state.rows(table).items()
    )
    return Action(1, "", now(), "start", changes)


def bring(store: Store, visit: Visit, content: bytes) -> str:
    """Begin a draft from such a file; give its id. Raises ``StoreError`` for any other file."""
    owner = person(store.policy, visit)
    if owner is None:
        raise NotHereError
    if not _bringing.acquire(timeout=_PATIENCE_S):
        raise StoreError(BUSY)
    try:
        try:
            log, texts = _read(content, owner)
        except (*_BROKEN, RecordError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise StoreError(NOT_A_DRAFT) from error
        return _brought(store, owner, log, texts)
    finally:
        _bringing.release()


def _brought(store: Store, owner: str, log: list[Action], texts: list[bytes]) -> str:
    access = Access(secrets.token_hex(8), (owner,), EDITING, now())
    with store.database.writing() as connection:
        room.for_draft(connection, owner)
        locked = writing.begin(connection, access)
        links.give(connection, locked, owner, RIGHTS)
        for text in texts:
            writing.keep_text(connection, locked, hashlib.sha256(text).hexdigest(), text)
        state, own = State(), Rows()
        for action in log:
            there = {
                place: row
                for place, row in state.among(action.changes).items()
                if place[1] in state.tables[place[0]]
            }
            after = apply(state, action, own)
            writing.append(connection, locked, action, there, after.among(action.changes))
            state = after
        room.for_bytes(connection, locked)
    return access.draft


def _read(content: bytes, owner: str) -> tuple[list[Action], list[bytes]]:
    """Read the actions and the texts of a file, and check that each follows from the others."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        infos = {info.filename.partition("/")[2]: info for info in package.infolist()}
        sizes = [info.file_size for info in infos.values()]
        if (
            len(infos) > _MOST_TEXTS
            or sum(sizes) > MOST_BROUGHT
            or infos[FILE].file_size > MOST_LOG
        ):
            raise ValueError("more than is ever written")
        written = json.loads(_member(package, infos.pop(FILE)))
        texts = [_text(package, name, info) for name, info in infos.items()]
    if written["format"] != FORMAT:
        raise ValueError("another form")
    log: list[Action] = []
    state, own = State(), Rows()
    for number, (author, at, kind, of, changes) in enumerate(written["actions"], start=1):
        read_moment(at)
        if not (isinstance(author, int) and isinstance(of, int) and 0 <= of < number):
            raise ValueError("no numbers")
        if not isinstance(kind, str) or not kind.isprintable() or len(kind) > MOST_KIND:
            raise ValueError("no kind")
        whose = owner if author == 0 else f"brought-{author % 10_000}"
        action = Action(number, whose, at, kind, tuple(map(read_change, changes)), of)
        room.for_action(action)
        state = apply(state, action, own)
        log.append(action)
    for whose in {action.author for action in log}:
        reach(Entry(each.number, each.kind, each.of) for each in log if each.author == whose)
    if not log:
        raise ValueError("nothing")
    return log, texts


def _member(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with package.open(info) as file:
        content = file.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise ValueError("another size than is said")
    return content


def _text(package: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> bytes:
    content = _member(package, info)
    found = _TEXT.fullmatch(name)
    if not found or hashlib.sha256(content).hexdigest() != found[1]:
        raise ValueError("another text than is said")
    (kept,) = room.for_texts([content.decode()])
    return kept
