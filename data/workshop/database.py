"""The database of drafts: its tables, and how it is opened; SQLite in one file, or PostgreSQL.

The log (``actions``) is only ever added to. ``records`` is what it makes, kept so that a draft
opens without being built anew. Times are texts in UTC, as ``rights.now`` writes them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data.workshop import errors
from data.workshop.errors import StoreError

HEAD = "v0002"
"""The newest migration."""

FILE = "drafts.sqlite3"
_PATIENCE_S = 20
_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATING = 7_305_461_904
"""A number by which copies that start at once wait for each other, in PostgreSQL."""

metadata = sa.MetaData()
_draft = ("draft", sa.String(40))

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("owner", sa.String(80), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("changed", sa.String(40), nullable=False),
)
grants = sa.Table(
    "grants",
    metadata,
    sa.Column(*_draft, primary_key=True),
    sa.Column("subject", sa.String(80), primary_key=True),
    sa.Column("right", sa.String(20), primary_key=True),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("used", sa.String(40), nullable=False),
    sa.Column("link", sa.String(40), nullable=False),
    sa.Column("revoked", sa.Boolean, nullable=False),
    sa.Column("address", sa.String(254), nullable=False, server_default=""),
    sa.Index("grants_by_subject", "subject"),
)
ended = sa.Table(
    "ended",
    metadata,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("at", sa.String(40), nullable=False),
)
texts = sa.Table(
    "texts",
    metadata,
    sa.Column(*_draft, primary_key=True),
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
actions = sa.Table(
    "actions",
    metadata,
    sa.Column(*_draft, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("author", sa.String(80), nullable=False),
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Column("of", sa.Integer, nullable=False),
    sa.Column("changes", sa.Text, nullable=False),
)
records = sa.Table(
    "records",
    metadata,
    sa.Column(*_draft, primary_key=True),
    sa.Column("table", sa.String(40), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("place", sa.BigInteger, nullable=False),
    sa.Column("cells", sa.Text, nullable=True),
)
names = sa.Table(
    "names",
    metadata,
    sa.Column("name", sa.String(80), primary_key=True),
    sa.Column(*_draft, nullable=False, index=True),
    sa.Column("made", sa.String(40), nullable=False),
    sa.Column("withdrawn", sa.String(40), nullable=False),
)
versions = sa.Table(
    "versions",
    metadata,
    sa.Column("name", sa.String(80), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column(*_draft, nullable=False, index=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("author", sa.String(80), nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)


class Database:
    """One database: transactions that are whole or absent, and say in a sentence what failed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        embedded = engine.dialect.name == "sqlite"  # whose transactions all see one moment
        self._writing = Lock() if embedded else None
        self._snapshots = (
            engine if embedded else engine.execution_options(isolation_level="REPEATABLE READ")
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read what is saved, all of it at one moment."""
        with _in_words(), self._snapshots.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write all of what the block writes, or nothing."""
        waiting = self._writing
        if waiting and not waiting.acquire(timeout=_PATIENCE_S):
            raise StoreError(errors.BUSY)
        try:
            writer = self.engine.execution_options(writes=True)
            with _in_words(), writer.begin() as connection:
                yield connection
        finally:
            if waiting:
                waiting.release()

    def forget(self) -> None:
        """Leave nothing of what was deleted in the files beside the database."""
        if self.engine.dialect.name == "sqlite":
            with _in_words(), self.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                if raw is not None:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def look(self) -> list[str]:
        """Say what the database itself finds wrong with its file."""
        if self.engine.dialect.name != "sqlite":
            return []
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        return [f"The file of the drafts is damaged: {each}." for each in found if each != "ok"]

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(where: str | Path) -> Database:
    """Open the database in a folder, or at an address such as ``postgresql://…``; make it newest.

    Raises ``StoreError`` with a sentence where that cannot be done.
    """
    database = Database(_sqlite(Path(where)) if is_folder(where) else _postgresql(str(where)))
    try:
        with database.writing() as connection:
            _migrate(connection)
    except StoreError:
        database.close()
        raise
    return database


def is_folder(where: str | Path) -> bool:
    """Tell whether a setting names a folder and no address."""
    return "://" not in str(where)


def _sqlite(folder: Path) -> Engine:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            os.close(os.open(folder / FILE, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreError(errors.NOT_WRITABLE) from error
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(folder / FILE)),
        connect_args={"timeout": _PATIENCE_S, "check_same_thread": False},
        hide_parameters=True,
    )

    def connected(raw: Any, _: object) -> None:  # noqa: ANN401 - a connection of the driver
        raw.isolation_level = None  # transactions begin where we say so
        cursor = raw.cursor()
        # "FULL" waits until the disk has it; what is deleted is written over.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        # Whoever will write waits at the beginning, and so never finds others in between.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _postgresql(address: str) -> Engine:
    try:
        url = sa.make_url(address)
    except (SQLAlchemyError, ValueError) as error:
        raise StoreError("The address of the database of drafts cannot be read.") from error
    if url.get_backend_name() != "postgresql":
        raise StoreError("Drafts are kept in a folder, or in a database at postgresql://…")
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": _PATIENCE_S, "options": "-c lock_timeout=20000"},
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _migrate(connection: Connection) -> None:
    """Bring the tables to the newest form; whoever comes second finds it done."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))
    if sa.inspect(connection).has_table("alembic_version"):
        found = connection.scalar(sa.select(sa.column("version_num")).select_from(_ALEMBIC))
        if found == HEAD:
            return
    from alembic import command  # noqa: PLC0415 - loaded where there is something to do
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


_ALEMBIC = sa.table("alembic_version")

_WORDS = (
    (("unique", "duplicate key"), errors.TAKEN),
    (("locked", "lock timeout", "deadlock"), errors.BUSY),
    (("is full", "no space", "disk i/o error", "could not extend"), errors.NO_ROOM),
    (("malformed", "not a database", "corrupt"), errors.DAMAGED),
    (("readonly", "read-only", "unable to open"), errors.NOT_WRITABLE),
)


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what a database says into a sentence for whoever was saving."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:  # a connection's first words come as they are
        said = str(error.orig if isinstance(error, DBAPIError) else error).casefold()
        sentence = next(
            (words for signs, words in _WORDS if any(sign in said for sign in signs)),
            errors.UNREACHABLE,
        )
        raise StoreError(sentence) from error
