"""Drafts that tests write to, and what authors do to them at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from data.dataset import load
from data.workshop import editing
from data.workshop.editing import Changes, EditError
from data.workshop.rights import Account, Policy, Visit
from data.workshop.settings import Settings, open_store
from data.workshop.starting import Seed, from_package
from data.workshop.state import State
from data.workshop.store import Store
from tests.helpers.datasets import HARBOURS

HERE = Visit(local=True)
HOSTED = Policy(hosted=True, people=frozenset({"@example.org"}), links=True)
NOWHERE = "/nonexistent/datasets"
KEY = b"a key of thirty-two bytes or more"


def author(name: str) -> Visit:
    """Give somebody who has signed in and may begin drafts."""
    return Visit(
        account=Account("https://login.example", name, f"{name}@example.org", verified=True)
    )


@cache
def seed(folder: Path = HARBOURS) -> Seed:
    """Give what a draft of a dataset begins with."""
    found = from_package(folder, load)
    assert isinstance(found, Seed), [str(problem) for problem in found]
    return found


def store_in(
    where: Path | str, policy: Policy | None = None, datasets: Path | None = None
) -> Store:
    """Open a store in a folder or a database."""
    return open_store(Settings(str(where), policy or Policy(), KEY, datasets or Path(NOWHERE)))


def begun(store: Store, visit: Visit = HERE) -> tuple[str, State]:
    """Begin a draft of a dataset: give its id and its state."""
    draft = store.start(visit, seed().changes, seed().texts)
    return draft, store.read(visit, draft)


def ordered(state: State) -> list[object]:
    """Give a state with the order of its records, which equality leaves out."""
    return [(name, list(rows.items())) for name, rows in state.tables.items()]


def anything(state: State, chance: random.Random) -> tuple[str, Changes]:
    """Do something to a draft, as an author might: its kind and changes."""
    texts = dict(zip(state.rows("sources"), seed().texts, strict=False))
    keys = list(state.rows("statements"))
    key, other = chance.choice(keys), chance.choice(keys)
    row = state.rows("statements")[key]
    text = texts[row["source"]]
    start = chance.randrange(len(text) - 40)
    table = chance.choice(["statements", "actors", "places", "topics"])
    record = chance.choice(list(state.rows(table)))
    twin = chance.choice(list(state.rows(table)))
    word = chance.choice(["", "a", "“b”", "c\r\nd", "%", "é"])
    column = {"topics": "description", "statements": "note"}.get(table, "name")
    spoken = chance.choice(list(state.rows("actors")))
    choices: tuple[tuple[str, Callable[[], Changes]], ...] = (
        ("edit", lambda: editing.edit(state, table, record, {column: word, "remark": word})),
        ("confirm", lambda: editing.confirm(state, "statements", key)),
        ("aside", lambda: editing.set_aside(state, table, record, word)),
        ("up", lambda: editing.take_up(state, table, record)),
        ("bounds", lambda: editing.bounds(state, key, text, start, start + 30)),
        ("split", lambda: editing.split(state, key, text, int(row["start"]) + 10)),
        ("join", lambda: editing.join(state, key, other, text)),
        ("remove", lambda: editing.remove(state, "statements", key) if len(keys) > 4 else ()),
        ("same", lambda: editing.same(state, table, record, twin) if table != "statements" else ()),
        (
            "mark",
            lambda: editing.mark(
                state, row["source"], editing.passage(text, start, start + 20), spoken
            ),
        ),
    )
    kind, do = chance.choice(choices)
    try:
        return kind, do()
    except EditError:
        return kind, ()
