"""For operators: copy all drafts while people write, bring them back, look whether all is whole.

PostgreSQL has its own means for the first two.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from data.workshop.database import FILE, open_database
from data.workshop.errors import StoreError
from data.workshop.queries import reading, versions
from data.workshop.queries.access import Access
from data.workshop.rights import READING, now
from data.workshop.settings import KEY_FILE
from data.workshop.state import replay
from data.workshop.store import Store, state_of

OF_POSTGRESQL = "Drafts are kept in PostgreSQL: use pg_dump and pg_restore."
_TOGETHER = (FILE, KEY_FILE)


def back_up(folder: Path, target: Path) -> None:
    """Copy the database and the key of a folder into a new folder, as they are at one moment.

    It may be done while people write. Raises ``StoreError``; then there is no copy.
    """
    if not (folder / FILE).is_file():
        raise StoreError(f"There are no drafts in {folder}.")
    if target.exists():
        raise StoreError(f"{target} is there already. Name a folder that is new.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as beside:
            made = Path(beside) / target.name
            made.mkdir(mode=0o700)
            with (
                closing(sqlite3.connect(folder / FILE)) as source,
                closing(sqlite3.connect(made / FILE)) as copy,
            ):
                source.backup(copy)
            if (folder / KEY_FILE).exists():
                shutil.copyfile(folder / KEY_FILE, made / KEY_FILE)
            for name in _TOGETHER:
                if (made / name).exists():
                    (made / name).chmod(0o600)
            made.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"The drafts could not be copied to {target}.") from error


def restore(source: Path, folder: Path) -> Path | None:
    """Put a backup in the place of a folder's drafts; what was there is put aside, and named.

    The app must not run meanwhile. Raises ``StoreError``; then all is as it was.
    """
    if not (source / FILE).is_file():
        raise StoreError(f"{source} is no backup of drafts.")
    open_database(source).close()  # refuses a backup that is damaged
    aside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{folder.name}-"))
        for name in _TOGETHER:
            if (source / name).exists():
                shutil.copyfile(source / name, new / name)
                (new / name).chmod(0o600)
        if folder.exists():
            aside = folder.with_name(f"{folder.name}-before-{now().replace(':', '-')}")
            folder.rename(aside)
        new.rename(folder)
    except OSError as error:
        raise StoreError(f"The drafts could not be put into {folder}.") from error
    return aside


def look(store: Store) -> list[str]:
    """Say what is not as it should be; nothing where all is whole.

    Rules: the database's own check finds nothing, each draft is what its log makes, each text
    and each published version has its digest.
    """
    found = store.database.look()
    with store.database.reading() as connection:
        for draft, owner in reading.every(connection):
            access = Access(draft, (owner,), READING, now())
            log = reading.log(connection, access, 0, 2**31 - 1)
            try:
                same = replay(log) == state_of(connection, access, len(log), None)
            except ValueError:
                same = False
            if not same:
                found.append(f"The draft {draft} is not what its log makes.")
            for sha256, content in reading.all_texts(connection, access):
                if hashlib.sha256(content).hexdigest() != sha256:
                    found.append(f"A text of the draft {draft} is not as it was.")
        found += [
            f"Version {each.number} of {each.name} is not as it was."
            for each in versions.everything(connection)
            if hashlib.sha256(each.content).hexdigest() != each.digest
        ]
    return found
