"""Write to a store in processes that are killed at random moments; say what was found after each.

``python -m tests.helpers.killed FOLDER TIMES SEED``. Its answer is one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from pathlib import Path

from data import apart, dataset
from data.workshop import editing
from data.workshop.database import FILE
from data.workshop.errors import NO_ROOM, StoreError
from data.workshop.publishing import publish, published, settle
from data.workshop.queries.versions import Version
from data.workshop.state import Action, State, apply, replay
from data.workshop.store import Store
from tests.helpers.drafts import HERE, anything, begun, ordered, store_in

_LONGEST = 0.06
"""Seconds after its first save within which a process is killed."""


_FEW = 40
"""Actions from which on so few are undone that the draft never ends up without its records."""


def main(folder: Path, times: int, seed: int) -> None:
    """Kill so many processes one after another, and look after each what there is."""
    os.environ["STANDPOINT_PACKAGES"] = str(folder / "datasets")
    apart.load = dataset.load  # a process of its own would outlive the one that is killed
    chance = random.Random(seed)  # noqa: S311 - no secret
    store = _opened(folder)
    draft, state = begun(store)
    steady, _ = begun(store)
    log = [*store.log(HERE, draft)]
    kept: dict[str, bytes] = {}
    rounds = lost = 0
    for number in range(times):
        publishing = number % 20 == 19
        store.database.close()  # a connection is no use on the other side of a fork
        told = _killed(store, steady if publishing else draft, chance, publishing=publishing)
        rounds += 1
        store = _opened(folder) if publishing else store
        state = _looked_at(store, draft, state, log)
        there = store.read(HERE, steady if publishing else draft)
        lost += sum(1 for each in told if each > there.number)
        kept = _versions(store, steady, folder, kept)
    store.database.close()
    assert ordered(replay(log)) == ordered(state)
    said = {"rounds": rounds, "lost": lost, "actions": state.number, "versions": len(kept)}
    print(json.dumps(said | _full(folder, draft)))


def _opened(folder: Path) -> Store:
    store = store_in(folder / "workshop", datasets=folder / "datasets")
    settle(store)
    return store


def _killed(store: Store, draft: str, chance: random.Random, *, publishing: bool) -> list[int]:
    """Let a process write until it is killed; give the numbers that it was told are saved."""
    reading, writing = os.pipe()
    luck = chance.randrange(10**9)
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _write(store, draft, writing, random.Random(luck), publishing=publishing)  # noqa: S311
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()
        time.sleep(chance.random() * _LONGEST * (20 if publishing else 1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [first, *told.read().split(b"\n")]
    return [int(line) for line in lines if line.strip().isdigit()]


def _write(store: Store, draft: str, told: int, chance: random.Random, *, publishing: bool) -> None:
    state = store.read(HERE, draft)
    while publishing:
        key = next(iter(state.rows("statements")))
        changes = editing.edit(state, "statements", key, {"note": str(state.number)})
        saved = store.write(HERE, draft, "edit", changes, seen=state)
        assert isinstance(saved, State)
        state = saved
        os.write(told, b"%d\n" % state.number)
        assert isinstance(publish(store, HERE, draft, name="killed"), Version)
    while True:
        kind, changes = anything(state, chance)
        do = chance.random()
        if do < 0.1 and state.number > _FEW:
            saved = store.undo(HERE, draft, state)
        elif do < 0.15:
            saved = store.redo(HERE, draft, state)
        else:
            saved = store.write(HERE, draft, kind, changes, seen=state)
        if isinstance(saved, State):
            state = saved
        os.write(told, b"%d\n" % state.number)


def _looked_at(store: Store, draft: str, before: State, log: list[Action]) -> State:
    """Check the file, and that what the log makes is what is kept; give the state."""
    with sqlite3.connect(str(store.database.engine.url.database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()
    state, made = store.read(HERE, draft), before
    for action in store.log(HERE, draft, before.number):
        made = apply(made, action)
        log.append(action)
    assert ordered(made) == ordered(state)
    return state


def _versions(store: Store, draft: str, folder: Path, before: dict[str, bytes]) -> dict[str, bytes]:
    """Check that each version that is kept lies in the folder, and none that lay there changed."""
    names = {f"killed.v{each.number}.zip" for each in published(store, HERE, draft)}
    found = {path.name: path.read_bytes() for path in (folder / "datasets").glob("*.v*.zip")}
    assert names == found.keys()
    assert all(found[name] == content for name, content in before.items())
    return found


def _full(folder: Path, draft: str) -> dict[str, object]:
    """Write until files can grow no more, and go on when there is room; say what was heard."""
    store = store_in(folder / "workshop", datasets=folder / "datasets")
    state, said = store.read(HERE, draft), ""
    key = next(iter(state.rows("actors")))
    size = (folder / "workshop" / FILE).stat().st_size
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, usual[1]))
    try:
        for number in range(1_000):
            changes = editing.edit(state, "actors", key, {"role": f"{number} {'x' * 20_000}"})
            saved = store.write(HERE, draft, "edit", changes, seen=state)
            assert isinstance(saved, State)
            state = saved
    except StoreError as error:
        said = str(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    there = store.read(HERE, draft)
    changes = editing.edit(there, "actors", key, {"role": "there is room again"})
    again = store.write(HERE, draft, "edit", changes, seen=there)
    assert isinstance(again, State)
    whole = ordered(there) == ordered(state) and said == NO_ROOM
    return {"full": said, "whole": whole and again.number == there.number + 1}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
