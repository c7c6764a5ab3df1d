"""The store of drafts: what is read and written, and by whom; each save is whole or absent.

Every call says who asks (``Visit``); the right is judged anew, by the database's own words, for
each reading and writing. Raises ``NotHereError`` where there is no such right, ``StoreError``
with a sentence where something cannot be done; then nothing is changed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Connection

from data.workshop import room
from data.workshop.database import Database
from data.workshop.errors import NotHereError, StoreError
from data.workshop.history import REDO, UNDO, Reach, reach
from data.workshop.queries import links, reading, writing
from data.workshop.queries.access import Access, Locked, known, lock
from data.workshop.queries.reading import Listed
from data.workshop.rights import (
    EDITING,
    PUBLISHING,
    READING,
    RIGHTS,
    Policy,
    Right,
    Visit,
    now,
    person,
    subjects,
)
from data.workshop.state import (
    Action,
    Change,
    Clash,
    State,
    apply,
    changed,
    checked,
    inverse,
    merge,
)
from data.workshop.tables import DRAFTED, RecordError, Row, is_text

Clashes = tuple[Clash, ...]

_NEAR = 200
"""Actions after which a state is read as a whole rather than followed."""
MOST_KIND = 60


@dataclass(frozen=True)
class Store:
    """All drafts: their database, whom the operator admits, and the key of the links' secrets.

    ``datasets`` is the folder into which they are published.
    """

    database: Database
    policy: Policy
    key: bytes
    datasets: Path

    # Who asks

    def may_begin(self, visit: Visit) -> bool:
        """Tell whether somebody may begin drafts of their own."""
        return person(self.policy, visit) is not None

    def author(self, visit: Visit) -> str:
        """Give the key by which the log names somebody."""
        return next(iter(subjects(self.policy, visit, self.key)), "")

    def access(self, visit: Visit, draft: str, right: Right) -> Access:
        """Say who asks for a draft, and by which right. Raises ``NotHereError`` for nobody."""
        found = subjects(self.policy, visit, self.key)
        if not is_text(draft):
            raise NotHereError
        return Access(draft, found, right, now())

    def rights(self, visit: Visit, draft: str) -> tuple[Right, ...]:
        """Give the rights that somebody has to a draft, for what a screen offers."""
        found = []
        for right in RIGHTS:
            try:
                with self.database.reading() as connection:
                    known(connection, self.access(visit, draft, right))
            except NotHereError:
                continue
            found.append(right)
        return tuple(found)

    # Drafts

    def drafts(self, visit: Visit) -> list[Listed]:
        """List the drafts that somebody may read, the last changed first."""
        found = subjects(self.policy, visit, self.key)
        with self.database.reading() as connection:
            return reading.listed(connection, found, READING, now())

    def start(
        self,
        visit: Visit,
        changes: Iterable[Change] = (),
        texts: Iterable[str] = (),
        kind: str = "start",
    ) -> str:
        """Begin a draft with its first action and the texts of its sources; give its id."""
        owner = person(self.policy, visit)
        if owner is None:
            raise NotHereError
        access = Access(secrets.token_hex(8), (owner,), EDITING, now())
        changes = _checked(changes)
        with self.database.writing() as connection:
            room.for_draft(connection, owner)
            locked = writing.begin(connection, access)
            links.give(connection, locked, owner, RIGHTS)
            self._save(connection, locked, kind, changes, texts)
        return access.draft

    def delete(self, visit: Visit, draft: str) -> None:
        """Delete a draft for ever, with its texts and its log; what was published stays."""
        with self.database.writing() as connection:
            writing.delete(connection, lock(connection, self.access(visit, draft, PUBLISHING)))
        self.database.forget()

    # Reading

    def read(self, visit: Visit, draft: str, seen: State | None = None) -> State:
        """Give a draft's state as it is now; from one that was seen, if given, it is quicker."""
        access = self.access(visit, draft, READING)
        with self.database.reading() as connection:
            there = known(connection, access)
            state = state_of(connection, access, there.number, seen)
        if there.unmarked:
            with self.database.writing() as connection:
                links.mark_used(connection, lock(connection, access))
        return state

    def text(self, visit: Visit, draft: str, sha256: str) -> str:
        """Give the text of a source by the SHA-256 in its record."""
        if not is_text(sha256):
            raise NotHereError
        with self.database.reading() as connection:
            return reading.text(connection, self.access(visit, draft, READING), sha256).decode()

    def texts(self, visit: Visit, draft: str, state: State) -> dict[str, str]:
        """Give the texts that a state's sources name, by their SHA-256."""
        wanted = {row.get("sha256", "") for row in state.rows("sources").values()}
        access = self.access(visit, draft, READING)
        with self.database.reading() as connection:
            known(connection, access)
            return reading.texts_of(connection, access, wanted)

    def log(self, visit: Visit, draft: str, since: int = 0, until: int = 2**31 - 1) -> list[Action]:
        """Give what was done to a draft, in its order: who, when, what."""
        access = self.access(visit, draft, READING)
        with self.database.reading() as connection:
            known(connection, access)
            return reading.log(connection, access, since, until)

    # Writing

    def write(  # noqa: PLR0913 - who does what to which draft, after having seen what
        self,
        visit: Visit,
        draft: str,
        kind: str,
        changes: Iterable[Change],
        *,
        seen: State,
        texts: Iterable[str] = (),
    ) -> State | Clashes:
        """Save one action of an author who saw a state of the draft; give the state after it.

        What others did meanwhile to other cells is kept. Where they changed the same, nothing is
        saved, and each such cell comes back with both versions.
        """
        changes = _checked(changes)
        access = self.access(visit, draft, EDITING)
        with self.database.writing() as connection:
            locked = lock(connection, access)
            done = self._save(connection, locked, kind[:MOST_KIND], changes, texts)
            if isinstance(done, tuple):
                return done
            return state_of(connection, access, done, seen)

    def undo(self, visit: Visit, draft: str, seen: State) -> State | Clashes:
        """Take back what this author did last; the state stays where there is nothing."""
        return self._turn(visit, draft, seen, UNDO)

    def redo(self, visit: Visit, draft: str, seen: State) -> State | Clashes:
        """Do again what this author took back last."""
        return self._turn(visit, draft, seen, REDO)

    def reach(self, visit: Visit, draft: str) -> Reach:
        """Give the numbers of the actions that an author can undo and redo, the next one last."""
        access = self.access(visit, draft, READING)
        with self.database.reading() as connection:
            known(connection, access)
            return reach(reading.entries(connection, access, _author(access)))

    def _turn(self, visit: Visit, draft: str, seen: State, kind: str) -> State | Clashes:
        access = self.access(visit, draft, EDITING)
        with self.database.writing() as connection:
            locked = lock(connection, access)
            done, undone = reach(reading.entries(connection, access, _author(access)))
            wanted = done if kind == UNDO else undone
            number = locked.number
            if wanted:
                (action,) = reading.log(connection, access, wanted[-1] - 1, wanted[-1])
                changes = inverse(action.changes) if kind == UNDO else action.changes
                saved = self._save(connection, locked, kind, changes, of=action.number)
                if isinstance(saved, tuple):
                    return saved
                number = saved
            return state_of(connection, access, number, seen)

    def _save(  # noqa: PLR0913 - what an action is
        self,
        connection: Connection,
        locked: Locked,
        kind: str,
        changes: tuple[Change, ...],
        texts: Iterable[str] = (),
        *,
        of: int = 0,
    ) -> int | Clashes:
        """Save an action in a transaction; give its number, or that before it for nothing new."""
        there = writing.touched(connection, locked, ((one.table, one.key) for one in changes))
        fitting, clashes = merge(changes, there)
        if clashes:
            return clashes
        for content in room.for_texts(texts):
            writing.keep_text(connection, locked, hashlib.sha256(content).hexdigest(), content)
        if not (fitting or of or locked.number == 0):
            return locked.number
        after = dict(there)
        for change in fitting:
            place = (change.table, change.key)
            after[place] = changed(after.get(place), change)
        access = locked.access
        action = Action(locked.number + 1, _author(access), access.at, kind, fitting, of)
        room.for_action(action)
        writing.append(connection, locked, action, there, after)
        room.for_bytes(connection, locked)
        return action.number


def _author(access: Access) -> str:
    return access.subjects[0] if access.subjects else ""


def _checked(changes: Iterable[Change]) -> tuple[Change, ...]:
    try:
        return tuple(checked(change) for change in changes)
    except RecordError as error:
        raise StoreError(str(error)) from error


def state_of(connection: Connection, access: Access, number: int, seen: State | None) -> State:
    """Give the state at the newest number: from one that was seen, or as a whole."""
    if seen is not None and 0 < seen.number <= number <= seen.number + _NEAR:
        for action in reading.log(connection, access, seen.number, number):
            seen = apply(seen, action)
        return seen
    tables: dict[str, dict[str, Row | None]] = {table.name: {} for table in DRAFTED}
    for table, key, cells in reading.all_records(connection, access):
        tables[table][key] = cells
    return State(number, tables)
