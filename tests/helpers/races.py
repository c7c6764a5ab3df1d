"""Authors who write to one draft at once, through copies of the app that share a database."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from data.workshop import editing
from data.workshop.rights import EDITING, Visit
from data.workshop.sharing import share
from data.workshop.state import State, replay
from data.workshop.store import Store
from tests.helpers.drafts import author, begun, ordered


def race(copies: Sequence[Store], times: int) -> None:
    """Let four authors save, undo and redo so often in all, and check what came of it.

    Each has a cell of their own, in which nobody else ever writes, and one that all share.
    """
    owner = author("anna")
    draft, first = begun(copies[0], owner)
    keys = list(first.rows("statements"))[:4]
    shared = next(iter(first.rows("actors")))
    visits = [Visit(secret=share(copies[0], owner, draft, [EDITING]).secret) for _ in keys]

    def write(number: int) -> int:
        store, key, visit = copies[number % len(copies)], keys[number], visits[number]
        chance, state = random.Random(number), first  # noqa: S311 - no secret
        saves = 0
        for turn in range(times // len(keys)):
            word, do = f"{number}-{turn}", chance.random()
            mine = editing.edit(state, "statements", key, {"note": word})
            ours = editing.edit(state, "actors", shared, {"role": word})
            if do < 0.1:
                saved = store.undo(visit, draft, state)
            elif do < 0.2:
                saved = store.redo(visit, draft, state)
            else:
                saved = store.write(visit, draft, "edit", mine if do < 0.8 else ours, seen=state)
            if isinstance(saved, State):
                saves += 1
                assert saved.number >= state.number
                state = saved
            else:  # somebody else wrote into the cell of all
                assert {clash.table for clash in saved} == {"actors"}
                state = store.read(visit, draft, state)
            if 0.2 <= do < 0.8:
                assert state.rows("statements")[key]["note"] == word
        return saves

    with ThreadPoolExecutor(len(keys)) as pool:
        assert sum(pool.map(write, range(len(keys)))) > times // 2
    log = copies[0].log(owner, draft)
    assert [action.number for action in log] == list(range(1, len(log) + 1))
    for store in copies:
        assert ordered(store.read(owner, draft)) == ordered(replay(log))
