"""The same store in PostgreSQL: a real server, which the tests install and start."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.dataset import load
from data.workshop import editing, errors
from data.workshop.errors import NotHereError, StoreError
from data.workshop.publishing import publish, published, settle, unpublish
from data.workshop.queries import links as queries
from data.workshop.queries.access import lock
from data.workshop.queries.versions import Version
from data.workshop.rights import PUBLISHING, RIGHTS, Visit
from data.workshop.sharing import share
from data.workshop.state import State, replay
from tests.helpers import postgres
from tests.helpers.drafts import HOSTED, author, begun, ordered, seed, store_in
from tests.helpers.postgres import Server
from tests.helpers.races import race

pytestmark = pytest.mark.served
ANNA = author("anna")
CELLS = ("'; DROP TABLE drafts; --", '"', "%s", "%(draft)s", "{}", ":draft", "\\", "\U0001f4a5\r\n")
_numbers = count()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Give a server for the tests of this file."""
    with postgres.running() as running:
        yield running


@pytest.fixture
def where(server: Server) -> str:
    """Give the address of a new database."""
    return server.new(f"test{next(_numbers)}")


def test_a_draft_is_written_read_and_undone(where: str) -> None:
    """Whatever a cell says; its log makes the state that is kept; a second copy sees the same."""
    store = store_in(where, HOSTED)
    draft, state = begun(store, ANNA)
    key = next(iter(state.rows("statements")))
    for cell in CELLS:
        changes = editing.edit(state, "statements", key, {"note": cell})
        saved = store.write(ANNA, draft, "edit", changes, seen=state)
        assert isinstance(saved, State)
        state = saved
        assert store.read(ANNA, draft).rows("statements")[key]["note"] == cell
        with pytest.raises(NotHereError):
            store.read(ANNA, f"{draft}{cell}"[:40])
    undone = store.undo(ANNA, draft, state)
    assert isinstance(undone, State)
    assert undone.rows("statements")[key]["note"] == CELLS[-2]
    other = store_in(where, HOSTED)
    assert ordered(other.read(ANNA, draft)) == ordered(undone)
    assert ordered(replay(other.log(ANNA, draft))) == ordered(undone)
    assert [each.title for each in other.drafts(ANNA)] == [undone.rows("about")["about"]["title"]]
    digest = next(iter(undone.rows("sources").values()))["sha256"]
    assert other.text(ANNA, draft, digest) in seed().texts
    broken = editing.edit(undone, "statements", key, {"note": "\0"})
    with pytest.raises(StoreError, match="is no text"):
        store.write(ANNA, draft, "edit", broken, seen=undone)
    store.delete(ANNA, draft)
    assert other.drafts(ANNA) == []
    for each in (store, other):
        each.database.close()


def test_rights_are_the_databases_own(where: str) -> None:
    """A link reads until it is revoked; nobody else does."""
    store = store_in(where, HOSTED)
    draft, state = begun(store, ANNA)
    ben = Visit(secret=share(store, ANNA, draft, []).secret)
    assert store.read(ben, draft) == state
    for visit in (author("maria"), Visit(), Visit(secret=ben.secret[::-1])):
        with pytest.raises(NotHereError):
            store.read(visit, draft)
    store.database.close()


def test_a_right_that_is_taken_back_while_somebody_waits_is_gone(where: str) -> None:
    """Whoever waits for the lock is judged by what those before them left."""
    store = store_in(where, HOSTED)
    draft, state = begun(store, ANNA)
    link = share(store, ANNA, draft, RIGHTS)
    visit = Visit(secret=link.secret)
    changes = editing.edit(state, "statements", next(iter(state.rows("statements"))), {"note": "a"})
    log = store.log(ANNA, draft)
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with ThreadPoolExecutor(1) as pool:
        with store.database.writing() as connection:
            locked = lock(connection, store.access(ANNA, draft, PUBLISHING))
            writes = pool.submit(store.write, visit, draft, "edit", changes, seen=state)
            while True:
                with store.database.reading() as looking:
                    if looking.scalar(waiting):
                        break
            queries.revoke(connection, locked, link.id)
        with pytest.raises(NotHereError):
            writes.result()
    assert store.log(ANNA, draft) == log
    store.database.close()


def test_copies_that_start_at_once_agree(where: str) -> None:
    """The tables are made once."""
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: store_in(where, HOSTED), range(4)))
    draft, state = begun(stores[0], ANNA)
    assert all(store.read(ANNA, draft) == state for store in stores)
    for store in stores:
        store.database.close()


def test_many_write_at_once(where: str) -> None:
    """Two copies of the app, four authors: no error, no word lost, the log as it was done."""
    copies = [store_in(where, HOSTED) for _ in range(2)]
    race(copies, 600)
    for store in copies:
        store.database.close()


def test_what_is_published_reaches_each_copy(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another copy, with a folder of its own, writes the same file, and takes it away again."""
    monkeypatch.setattr("data.apart.load", load)
    one, two = (store_in(where, HOSTED, tmp_path / name) for name in ("one", "two"))
    draft, _ = begun(one, ANNA)
    assert isinstance(publish(one, ANNA, draft, name="harbours-in-postgres"), Version)
    settle(two)
    names = {"harbours-in-postgres.zip", "harbours-in-postgres.v1.zip"}
    assert {path.name for path in (tmp_path / "two").iterdir()} == names
    for name in names:
        content = [(tmp_path / copy / name).read_bytes() for copy in ("one", "two")]
        assert content[0] == content[1]
    unpublish(one, ANNA, draft)
    settle(two)
    assert not list((tmp_path / "two").iterdir())
    assert len(published(one, ANNA, draft)) == 1
    for store in (one, two):
        store.database.close()


def test_a_database_that_is_away_is_said(server: Server) -> None:
    """In words; when it is back, everything that was saved is there and one goes on."""
    store = store_in(server.new("away"), HOSTED)
    draft, state = begun(store, ANNA)
    key = next(iter(state.rows("statements")))
    changes = editing.edit(state, "statements", key, {"note": "while it was away"})
    server.stop()
    for _ in range(2):
        with pytest.raises(StoreError, match=errors.UNREACHABLE):
            store.write(ANNA, draft, "edit", changes, seen=state)
    server.start()
    assert store.read(ANNA, draft) == state
    saved = store.write(ANNA, draft, "edit", changes, seen=state)
    assert isinstance(saved, State)
    store.database.close()
