"""A whole draft as one file, and all drafts as a backup: what is brought back is what there was."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data.workshop import carrying, editing, limits, settings
from data.workshop.__main__ import main
from data.workshop.backup import look
from data.workshop.carrying import bring, carry
from data.workshop.database import FILE
from data.workshop.errors import FullError, NotHereError, StoreError
from data.workshop.rights import EDITING, RIGHTS, Policy, Visit
from data.workshop.sharing import share
from data.workshop.state import State, replay
from data.workshop.store import Store
from tests.helpers.drafts import HERE, HOSTED, anything, author, begun, ordered, seed, store_in

ANNA = author("anna")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store where people sign in."""
    opened = store_in(tmp_path / "workshop", HOSTED)
    yield opened
    opened.database.close()


def worked_on(store: Store, draft: str, state: State, times: int = 30) -> State:
    """Do things to a draft at random, by its author and by one with a link."""
    chance = random.Random(3)  # noqa: S311 - no secret
    ben = Visit(secret=share(store, ANNA, draft, [EDITING]).secret)
    for _ in range(times):
        kind, changes = anything(state, chance)
        visit = chance.choice([ANNA, ben])
        saved = store.write(visit, draft, kind, changes, seen=state)
        assert isinstance(saved, State)
        state = saved
    return state


def test_a_draft_is_carried_elsewhere(store: Store, tmp_path: Path) -> None:
    """With its records, texts and log; what its author did can be undone there; nobody is named."""
    draft, state = begun(store, ANNA)
    state = worked_on(store, draft, state)
    saved = store.undo(ANNA, draft, state)
    assert isinstance(saved, State)
    state = saved
    content = carry(store, ANNA, draft)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        written = b"".join(package.read(name) for name in package.namelist())
    for name in (b"anna", b"person-", b"link-", b"login.example"):
        assert name not in written

    other = store_in(tmp_path / "elsewhere")
    brought = bring(other, HERE, content)
    assert ordered(other.read(HERE, brought)) == ordered(state)
    assert ordered(replay(other.log(HERE, brought))) == ordered(state)
    for row in state.rows("sources").values():
        assert other.text(HERE, brought, row["sha256"]) in seed().texts
    assert other.reach(HERE, brought) == store.reach(ANNA, draft)
    assert isinstance(other.undo(HERE, brought, state), State)
    assert look(other) == []
    other.database.close()


def test_a_log_that_is_too_long_is_left_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records and the texts come all the same."""
    draft, state = begun(store, ANNA)
    state = worked_on(store, draft, state)
    monkeypatch.setattr(
        carrying, "MOST_LOG", len(json.dumps(carried(carry(store, ANNA, draft)))) - 1
    )
    brought = bring(store, ANNA, carry(store, ANNA, draft))
    there = store.read(ANNA, brought)
    assert there.number == 1
    for name in state.tables:
        assert list(there.rows(name).items()) == list(state.rows(name).items())


LOG = "draft/draft.json"


def carried(content: bytes) -> dict[str, Any]:
    """Read what is in a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found: dict[str, Any] = json.loads(package.read(LOG))
    return found


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Give the file with something else in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    change(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, each in files.items():
            package.writestr(name, each)
    return made.getvalue()


def action(content: bytes, **cells: object) -> Callable[[dict[str, bytes]], object]:
    """Give what adds an action to the log of a file."""
    found = carried(content)
    usual = {"author": 0, "at": found["actions"][0][1], "kind": "edit", "of": 0, "changes": []}
    found["actions"].append(list((usual | cells).values()))
    return lambda files: files.update({LOG: json.dumps(found).encode()})


def of_actor(content: bytes, before: object, after: object) -> bytes:
    """Give a file with one more change, of an actor."""
    return repacked(content, action(content, changes=[["actors", "x", before, after]]))


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no ZIP file": lambda _: b"draft" * 100,
    "half": lambda content: content[: len(content) // 2],
    "no log": lambda c: repacked(c, lambda files: files.pop(LOG)),
    "no JSON": lambda c: repacked(c, lambda files: files.update({LOG: b"{"})),
    "deep": lambda c: repacked(c, lambda f: f.update({LOG: b"[" * 200_000})),
    "another form": lambda c: repacked(c, lambda f: f.update({LOG: b'{"format": 2}'})),
    "no actions": lambda c: repacked(
        c, lambda f: f.update({LOG: b'{"format": 1, "actions": []}'})
    ),
    "a bomb": lambda c: repacked(c, lambda files: files.update({"draft/x": bytes(300_000_000)})),
    "another text": lambda c: repacked(
        c, lambda files: files.update({next(n for n in files if "texts" in n): b"other words"})
    ),
    "a path": lambda c: repacked(c, lambda files: files.update({"../../x.txt": b"x"})),
    "a table": lambda c: repacked(c, action(c, changes=[["drafts", "x", None, {"id": "x"}]])),
    "a column": lambda c: of_actor(c, None, {"id": "x", "y": "z"}),
    "no record": lambda c: of_actor(c, {"name": "a"}, {"name": "b"}),
    "a number": lambda c: of_actor(c, None, {"id": 1}),
    "an author": lambda c: repacked(c, action(c, author="person-1")),
    "a moment": lambda c: repacked(c, action(c, at="yesterday")),
    "an undo of nothing": lambda c: repacked(c, action(c, kind="undo", of=0)),
    "a redo of nothing": lambda c: repacked(c, action(c, kind="redo", of=1)),
    "a kind": lambda c: repacked(c, action(c, kind="x" * 61)),
}  # fmt: skip


def test_what_is_no_draft_is_refused(store: Store) -> None:
    """With one sentence, and nothing is begun; the file that was not changed is taken."""
    draft, _ = begun(store, ANNA)
    content = carry(store, ANNA, draft)
    for name, broken in BROKEN.items():
        with pytest.raises(StoreError, match=r"[A-Z].*\.") as said:
            bring(store, ANNA, broken(content))
        assert str(said.value) == carrying.NOT_A_DRAFT, name
    assert len(store.drafts(ANNA)) == 1
    bring(store, ANNA, repacked(content, lambda _: None))
    assert len(store.drafts(ANNA)) == 2


def test_who_may_carry_and_bring(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads a draft may carry it; whoever may begin one may bring one, within limits."""
    draft, _ = begun(store, ANNA)
    reader = Visit(secret=share(store, ANNA, draft, []).secret)
    content = carry(store, reader, draft)
    for visit in (author("maria"), Visit(), HERE):
        with pytest.raises(NotHereError):
            carry(store, visit, draft)
    for visit in (reader, Visit(), HERE):
        with pytest.raises(NotHereError):
            bring(store, visit, content)
    monkeypatch.setattr(limits, "MOST_DRAFTS", 1)
    with pytest.raises(FullError):
        bring(store, ANNA, content)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of the drafts that the environment names."""
    for name in ("STANDPOINT_ADDRESS", "STANDPOINT_AUTHORS", "STANDPOINT_WORKSHOP_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STANDPOINT_WORKSHOP", str(tmp_path / "drafts"))
    monkeypatch.setenv("STANDPOINT_PACKAGES", str(tmp_path / "datasets"))
    return tmp_path / "drafts"


def test_a_backup_brings_all_back(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is taken while people write, with the key of the links; what was there is put aside."""
    store = store_in(here)
    draft, state = begun(store)
    assert main(["backup", str(tmp_path / "backup")]) == 0
    assert main(["backup", str(tmp_path / "backup")]) == 1
    assert "already" in capsys.readouterr().err
    key = next(iter(state.rows("statements")))
    saved = store.write(
        HERE, draft, "edit", editing.edit(state, "statements", key, {"note": "after"}), seen=state
    )
    assert isinstance(saved, State)
    store.database.close()
    assert main(["check"]) == 0
    (here / FILE).write_bytes(b"lost" * 5_000)
    assert main(["check"]) == 1
    assert main(["restore", str(tmp_path / "backup")]) == 0
    assert main(["check"]) == 0
    store = store_in(here)
    assert ordered(store.read(HERE, draft)) == ordered(state)
    store.database.close()
    (aside,) = tmp_path.glob("drafts-before-*")
    assert (aside / FILE).read_bytes().startswith(b"lost")


def test_a_backup_that_is_none_replaces_nothing(here: Path, tmp_path: Path) -> None:
    """A folder without one, and one that is damaged."""
    store = store_in(here)
    draft, state = begun(store)
    store.database.close()
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    assert main(["restore", str(damaged)]) == 1
    (damaged / FILE).write_bytes(b"no database" * 1_000)
    assert main(["restore", str(damaged)]) == 1
    store = store_in(here)
    assert store.read(HERE, draft) == state
    store.database.close()


def test_what_is_not_whole_is_found(here: Path) -> None:
    """A record, a text and a version that are other than they were saved."""
    store = store_in(here)
    draft, _ = begun(store)
    assert look(store) == []
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE texts SET content = x'00'")
        connection.exec_driver_sql("UPDATE records SET cells = '{}' WHERE \"table\" = 'topics'")
    found = look(store)
    assert any(draft in each and "log" in each for each in found)
    assert any(draft in each and "text" in each for each in found)
    store.database.close()


@pytest.mark.usefixtures("here")
def test_an_operator_hands_out_a_draft(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where links are open, somebody who has one may do all with that draft, and begin no other."""
    assert main(["link"]) == 1
    monkeypatch.setenv("STANDPOINT_ADDRESS", "https://maps.example.org/")
    monkeypatch.setenv("STANDPOINT_AUTHORS", "links")
    capsys.readouterr()
    assert main(["link"]) == 0
    said = capsys.readouterr().out.split()[-1]
    draft, _, secret = said.partition("?workshop=")[2].partition("#")
    store = settings.open_store(settings.read())
    visit = Visit(secret=secret)
    assert said.startswith("https://maps.example.org/")
    assert store.rights(visit, draft) == RIGHTS
    assert not store.may_begin(visit)
    assert store.policy == Policy(hosted=True, links=True)
    store.database.close()
