"""What a person has done is not lost: killed processes, full disks, damaged files, many at once."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from data.workshop import editing, errors
from data.workshop.database import FILE
from data.workshop.errors import StoreError
from data.workshop.state import State
from data.workshop.store import Store
from tests.helpers.datasets import ROOT
from tests.helpers.drafts import HERE, HOSTED, begun, store_in
from tests.helpers.races import race

TIMES = 200


def noted(store: Store, draft: str, state: State, note: str) -> State:
    """Write a note into the first statement."""
    key = next(iter(state.rows("statements")))
    changes = editing.edit(state, "statements", key, {"note": note})
    saved = store.write(HERE, draft, "edit", changes, seen=state)
    assert isinstance(saved, State)
    return saved


@pytest.mark.served
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path) -> None:
    """Each save is whole or absent, none that was told is lost, and no version changes.

    After that the disk is full: the author hears so, and goes on when there is room.
    """
    run = subprocess.run(
        [sys.executable, "-m", "tests.helpers.killed", str(tmp_path), str(TIMES), str(TIMES)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout)
    assert found["rounds"] == TIMES
    assert found["lost"] == 0
    assert found["actions"] > TIMES
    assert found["versions"] > 1
    assert found["full"] == errors.NO_ROOM
    assert found["whole"]


@pytest.mark.parametrize(
    ("start", "end", "sign"),
    [
        (0, 10**9, "no database"),
        (100, 4_100, "\xff"),
        (20_000, 90_000, "\x00"),
        (40_000, 10**9, ""),
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, start: int, end: int, sign: str) -> None:
    """With a sentence, when it is opened or read; the last backup brings all back."""
    store = store_in(tmp_path / "workshop")
    draft, state = begun(store)
    store.database.forget()
    store.database.close()
    file = tmp_path / "workshop" / FILE
    good = file.read_bytes()
    written = (sign.encode("latin-1") * len(good))[: len(good[start:end])]
    file.write_bytes(good[:start] + written + good[end:])

    def go_on() -> None:
        again = store_in(tmp_path / "workshop")
        noted(again, draft, again.read(HERE, draft), "more")

    with pytest.raises(StoreError) as said:
        go_on()
    assert str(said.value) == errors.DAMAGED
    for beside in file.parent.glob(f"{FILE}*"):
        beside.unlink()
    file.write_bytes(good)
    again = store_in(tmp_path / "workshop")
    assert again.read(HERE, draft) == state
    again.database.close()


def test_a_locked_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the author's words and not the database's; after it the same can be saved."""
    monkeypatch.setattr("data.workshop.database._PATIENCE_S", 0.1)
    store = store_in(tmp_path / "workshop")
    draft, state = begun(store)
    other = sqlite3.connect(tmp_path / "workshop" / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Others are saving") as said:
        noted(store, draft, state, "one")
    assert "locked" not in str(said.value)
    assert store.read(HERE, draft) == state
    other.execute("ROLLBACK")
    other.close()
    assert noted(store, draft, state, "one").number == state.number + 1
    store.database.close()


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_a_folder_that_is_none_is_said(tmp_path: Path, where: str) -> None:
    """A setting that names a file."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"[A-Z].*\."):
        store_in(tmp_path / where)


@pytest.mark.parametrize("address", ["mysql://u:secret@h/d", "postgresql://u:secret@:x/d", "a://"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    """Without the password that is in it."""
    with pytest.raises(StoreError) as said:
        store_in(address)
    assert "secret" not in str(said.value)


def test_many_write_at_once(tmp_path: Path) -> None:
    """Two copies of the app, four authors: no error, no word lost, the log as it was done."""
    copies = [store_in(tmp_path / "workshop", HOSTED) for _ in range(2)]
    race(copies, 400)
    for store in copies:
        store.database.close()
