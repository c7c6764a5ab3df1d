"""Publish a draft as a version of a dataset: one way, in one transaction, and never changed after.

A version is kept in the database, and lies as two ZIP files in the folder in which datasets are
found: ``NAME.zip`` is the newest, ``NAME.vN.zip`` stays as it is. Each is written beside its place
and put there at once; what is missing there is written again from the database.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data import apart
from data.catalogue import catalogue
from data.dataset import Dataset
from data.loading.archive import forget
from data.prepared import throw_away
from data.problem import Problem
from data.schema import SLUG
from data.workshop import limits
from data.workshop.changes import Changed, compare, marked
from data.workshop.contents import Found, Records, contents, missing
from data.workshop.errors import FullError, StoreError
from data.workshop.package import Said, Texts, files, read, renamed, zipped
from data.workshop.queries import versions
from data.workshop.queries.access import known, lock
from data.workshop.queries.versions import Kept, Version
from data.workshop.rights import PUBLISHING, READING, Visit, now
from data.workshop.state import State
from data.workshop.store import Store
from data.workshop.tables import ABOUT, AREAS, Row

NOT_WRITABLE = "Nothing was published: the folder of the datasets cannot be written to."
PREVIEW = "draft"
_TRIES = 5
_VERSIONED = re.compile(rf"{SLUG}\.v[1-9][0-9]*")


def preview(store: Store, visit: Visit, draft: str, state: State, folder: Path) -> Path:
    """Write all of a draft but what is set aside as a ZIP file that opens as any dataset does.

    It is marked as a draft while a record is undecided. Raises ``StoreError``.
    """
    found = contents(state, undecided=True)
    texts = store.texts(visit, draft, state)
    made = zipped(PREVIEW, files(PREVIEW, _about(state), found, texts, Said()))
    with _writable():
        return _put(made, folder / f"{PREVIEW}-{state.number}.zip")


def check(store: Store, visit: Visit, draft: str, state: State) -> list[Found]:
    """Say what keeps a draft from being published as it is, each with where it is put right."""
    found = contents(state)
    texts = store.texts(visit, draft, state)
    with tempfile.TemporaryDirectory() as beside:
        package = zipped(PREVIEW, files(PREVIEW, _about(state), found, texts, Said("1")))
        return [*missing(state, found), *_problems(Path(beside) / f"{PREVIEW}.zip", package, found)]


def _about(state: State) -> Row:
    return state.row(ABOUT, ABOUT) or {}


def _problems(path: Path, package: bytes, found: Records) -> list[Found]:
    """Load a package as readers will, in a process apart, and say what keeps it from opening."""
    path.write_bytes(package)
    loaded = apart.load(path)
    forget(path)
    problems = () if isinstance(loaded, Dataset) else loaded
    return [_found(problem, found) for problem in problems]


def _found(problem: Problem, records: Records) -> Found:
    table = problem.file.removesuffix(".csv")
    first, table = (1, AREAS) if problem.file.startswith(AREAS) else (2, table)
    keys = list(records.get(table, ()))
    number = (problem.row or 0) - first
    if table not in records:
        return Found(problem, ABOUT, ABOUT)
    return Found(problem, table, keys[number] if 0 <= number < len(keys) else "")


def publish(  # noqa: PLR0913 - what a version is published with
    store: Store,
    visit: Visit,
    draft: str,
    *,
    name: str = "",
    note: str = "",
    by: str = "",
) -> Version | list[Found]:
    """Publish what is decided as the next version; give it, or what keeps it from opening.

    ``name`` is that of the dataset, taken for ever with the first version; ``note`` tells readers
    why there is a new one, ``by`` who publishes it. Raises ``StoreError``.
    """
    for _ in range(_TRIES):
        found = _publish(store, visit, draft, name, note, by)
        if found is not None:
            return found
    raise StoreError("Others are publishing this draft at this moment. Look what they published.")


def _publish(  # noqa: PLR0913, PLR0917 - as above
    store: Store, visit: Visit, draft: str, name: str, note: str, by: str
) -> Version | list[Found] | None:
    """Try to publish once; None where another version came in between."""
    access = store.access(visit, draft, PUBLISHING)
    with store.database.reading() as connection:
        known(connection, access)
        taken = versions.name_of(connection, access)
        before = [each for each in versions.published(connection, access) if each.name == taken]
        last = versions.content(connection, access, taken, len(before)) if before and taken else b""
        if not taken:
            _check_name(name, taken=versions.is_taken(connection, name))
    if len(before) >= limits.MOST_VERSIONS:
        raise FullError(f"A dataset has {limits.MOST_VERSIONS:,} versions at most.")
    state = store.read(visit, draft)
    called, number = taken or name, len(before) + 1
    records = contents(state)
    if absent := missing(state, records):
        return absent
    texts: Texts = store.texts(visit, draft, state)
    old: Records = {}
    if last:
        old, old_texts = read(last)
        texts = {**old_texts, **texts}
        records = marked(old, records, access.at[:10], note)
    changed = compare(old, records) if last else Changed()
    told = {"number": number, "published": access.at[:10], "by": by, "note": note}
    entry = {**told, **changed.written()}
    said = Said(str(number), f"{access.at[:19]}Z", [*(json.loads(v.said) for v in before), entry])
    address = f"{called}.v{number}"
    content = zipped(address, files(address, _about(state), records, texts, said))
    digest = hashlib.sha256(content).hexdigest()
    version = Version(called, number, access.at, access.subjects[0], json.dumps(entry), digest)
    with _writable(), _beside(store.datasets) as beside:
        if problems := _problems(beside / f"{address}.zip", content, records):
            return problems
        with store.database.writing() as connection:
            locked = lock(connection, access)
            if versions.name_of(connection, access) != taken or len(before) != len(
                [each for each in versions.published(connection, access) if each.name == called]
            ):
                return None
            if not taken:
                _check_name(name, taken=versions.is_taken(connection, name))
                versions.take_name(connection, locked, name)
            versions.keep(connection, locked, version, content)
        with store.database.writing() as connection:
            lock(connection, access)  # whoever published next puts theirs there after it
            newest = [v for v in versions.everything(connection) if v.name == called]
            _put_right(store.datasets, newest)
    return version


def _check_name(name: str, *, taken: bool) -> None:
    """Refuse a name that is none, or that any dataset has or had."""
    if not re.fullmatch(SLUG, name) or len(name) > limits.MOST_NAME:
        expected = f"at most {limits.MOST_NAME} small letters from a to z, digits, single hyphens"
        raise StoreError(f"A dataset’s name has {expected}.")
    others = {each.casefold() for each in catalogue().names}
    versions_of = re.compile(rf"{re.escape(name)}\.v[0-9]+")
    shadowing = name in others or any(map(versions_of.fullmatch, others))
    if taken or shadowing or name == PREVIEW:
        raise StoreError(f"The name {name} is taken; another one is needed.")


def unpublish(store: Store, visit: Visit, draft: str) -> None:
    """Take back all that was published of a draft; nothing else ever gets its name."""
    access = store.access(visit, draft, PUBLISHING)
    with store.database.writing() as connection:
        locked = lock(connection, access)
        name = versions.name_of(connection, access)
        if name is None:
            return
        versions.withdraw(connection, locked, name)
    store.database.forget()
    _clear(store.datasets, name)


def take_back(store: Store, name: str) -> None:
    """Take back all that was published under a name, whether its draft is there or not.

    It is the operator's to do. Raises ``StoreError`` where there is no such name.
    """
    with store.database.writing() as connection:
        draft = versions.draft_of(connection, name)
        if draft is None:
            raise StoreError(f"Nothing is published as {name}.")
        versions.take_back(connection, name, draft, now())
    store.database.forget()
    _clear(store.datasets, name)


def _clear(into: Path, name: str) -> None:
    for path in (into / f"{name}.zip", *into.glob(f"{name}.v*.zip")):
        if path.stem == name or _VERSIONED.fullmatch(path.stem):
            throw_away(path)
            with suppress(OSError):
                path.unlink()


def published(store: Store, visit: Visit, draft: str) -> list[Version]:
    """List the versions that were published of a draft, the first first."""
    access = store.access(visit, draft, READING)
    with store.database.reading() as connection:
        known(connection, access)
        return versions.published(connection, access)


def settle(store: Store) -> None:
    """Put the folder of the datasets right, as after a crash or a restored backup.

    What is published and missing there is written again; what was taken back goes.
    """
    with store.database.reading() as connection:
        kept = versions.everything(connection)
        gone = versions.withdrawn(connection)
    with _writable():
        for name in gone:
            _clear(store.datasets, name)
        _put_right(store.datasets, kept)


def _put_right(into: Path, kept: Iterable[Kept]) -> None:
    """Write what is missing of published versions, and the newest of each under its name."""
    for each in kept:
        wanted = {f"{each.name}.v{each.number}.zip": each.content}
        if each.number == each.newest:
            wanted[f"{each.name}.zip"] = renamed(each.name, each.content)
        for name, content in wanted.items():
            path = into / name
            if not path.exists() or path.read_bytes() != content:
                _put(content, path)


@contextmanager
def _beside(into: Path) -> Iterator[Path]:
    into.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=into, prefix=".publishing-"))
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(NOT_WRITABLE) from error


def _put(content: bytes, path: Path) -> Path:
    """Write a file that is there as a whole or not at all, and stays after a loss of power."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(file, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return path
