"""Publishing: one way, whole or not at all, never changed after; nothing of the authors' own."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from data.catalogue import catalogue
from data.dataset import Dataset, load
from data.problem import Problem
from data.workshop import editing, publishing
from data.workshop.editing import Changes
from data.workshop.errors import NotHereError, StoreError
from data.workshop.package import read
from data.workshop.publishing import check, preview, publish, published, settle, unpublish
from data.workshop.queries.versions import Version
from data.workshop.rights import EDITING, READING, Visit
from data.workshop.sharing import share
from data.workshop.starting import from_nothing
from data.workshop.state import State
from data.workshop.store import Store
from tests.helpers.drafts import HERE, HOSTED, author, begun, seed, store_in


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder in which datasets are found; they are loaded without a process."""
    folder = tmp_path / "datasets"
    folder.mkdir()
    monkeypatch.setenv("STANDPOINT_PACKAGES", str(folder))
    monkeypatch.setenv("STANDPOINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("data.apart.load", load)
    monkeypatch.setattr("data.catalogue.load", load)
    return folder


@pytest.fixture
def store(tmp_path: Path, datasets: Path) -> Iterator[Store]:
    """Give a store on one's own machine."""
    opened = store_in(tmp_path / "workshop", datasets=datasets)
    yield opened
    opened.database.close()


def done(store: Store, draft: str, state: State, changes: Changes) -> State:
    """Give the state after an action."""
    saved = store.write(HERE, draft, "edit", changes, seen=state)
    assert isinstance(saved, State), saved
    return saved


def released(store: Store, draft: str, name: str = "", **told: str) -> Version:
    """Publish a draft that is in order."""
    found = publish(store, HERE, draft, name=name, **told)
    assert isinstance(found, Version), [str(each.problem) for each in found]
    return found


def opened(name: str) -> Dataset:
    """Open a dataset as readers do."""
    found = catalogue().load(name)
    assert isinstance(found, Dataset), [str(problem) for problem in found]
    return found


def test_what_is_published_is_what_was_begun_with(store: Store, datasets: Path) -> None:
    """A dataset that is taken in and published is the same dataset, with its areas."""
    draft, state = begun(store)
    assert check(store, HERE, draft, state) == []
    version = released(store, draft, "harbours-again", by="Anna")
    assert {file.name for file in datasets.iterdir()} == {
        "harbours-again.zip",
        "harbours-again.v1.zip",
    }
    found = opened("harbours-again")
    assert found.about.title == state.rows("about")["about"]["title"]
    assert set(found.ids["statements"]) == set(state.rows("statements"))
    assert len(found.areas) == len(state.rows("areas"))
    for text, own in zip(found.texts.values(), seed().texts, strict=True):
        assert text == own or "·····" in text  # may not be passed on
    assert not found.about.draft
    content = (datasets / "harbours-again.v1.zip").read_bytes()
    assert hashlib.sha256(content).hexdigest() == version.digest
    assert [each.number for each in published(store, HERE, draft)] == [1]


def test_going_on_changes_nothing_that_readers_see(store: Store, datasets: Path) -> None:
    """Until it is published again; then the version before is at its own address, as it was."""
    draft, state = begun(store)
    released(store, draft, "harbours")
    first = {file.name: file.read_bytes() for file in datasets.iterdir()}
    key, gone, other = list(state.rows("statements"))[:3]
    state = done(store, draft, state, editing.edit(state, "statements", key, {"act": "directive"}))
    state = done(store, draft, state, editing.set_aside(state, "statements", gone))
    state = done(
        store, draft, state, editing.edit(state, "statements", other, {"note": "Seen again."})
    )
    assert {file.name: file.read_bytes() for file in datasets.iterdir()} == first
    assert opened("harbours").size == len(state.rows("statements"))

    released(store, draft, note="The act was wrong.")
    assert (datasets / "harbours.v1.zip").read_bytes() == first["harbours.v1.zip"]
    rows = opened("harbours").statements.set_index("id")
    assert rows.loc[key, "status"] == "corrected"
    assert rows.loc[key, "status_reason"] == "The act was wrong."
    assert rows.loc[gone, "status"] == "withdrawn"
    assert rows.loc[other, "status"] == "reported"
    assert rows.loc[other, "note"] == "Seen again."
    assert opened("harbours.v1").statements.set_index("id").loc[gone, "status"] != "withdrawn"

    told = json.loads(published(store, HERE, draft)[-1].said)
    assert ["statements", gone] in told["withdrawn"]
    assert any(each[:3] == ["statements", key, "act"] for each in told["changed"])
    assert told["added"] == []
    with zipfile.ZipFile(datasets / "harbours.zip") as package:
        said = json.loads(package.read("harbours/datapackage.json"))
    assert [entry["number"] for entry in said["versions"]] == [1, 2]

    state = done(store, draft, state, editing.take_up(state, "statements", gone))
    released(store, draft)
    rows = opened("harbours").statements.set_index("id")
    assert rows.loc[gone, "status"] == "reported"
    assert rows.loc[key, "status"] == "corrected"


def test_the_menu_has_no_earlier_versions(store: Store) -> None:
    """They open by their link, and say that there is a newer one."""
    draft, _ = begun(store)
    released(store, draft, "harbours")
    released(store, draft)
    found = catalogue()
    assert [entry["id"] for entry in found.entries()] == ["harbours"]
    assert [entry["id"] for entry in found.entries("harbours.v1")] == ["harbours", "harbours.v1"]
    assert found.choose("harbours.v1") == ("harbours.v1", ())
    assert found.choose(None)[0] == "harbours"
    (notice,) = found.notices("harbours.v1")
    assert "earlier version" in notice
    assert not found.notices("harbours")


NAMES = (
    *("", "Harbours", "hárbours", "harbours.", "harbours.v2", "../harbours", "hаrbours", "a b"),
    *("-a", "a--b", "a" * 61, "con/aux", "x\0", "draft", "HARBOURS", "harbours", "harbours\n"),
)
"""What is no name, or another's: in other letters, with a dot, that only look alike."""


def test_a_name_is_given_once(store: Store, datasets: Path) -> None:
    """ASCII, small letters, never that of another; what was published stays as it is."""
    first, _ = begun(store)
    released(store, first, "harbours")
    before = {file.name: file.read_bytes() for file in datasets.iterdir()}
    other, _ = begun(store)
    for name in NAMES:
        with pytest.raises(StoreError, match=r"name .*\."):
            publish(store, HERE, other, name=name)
    assert {file.name: file.read_bytes() for file in datasets.iterdir()} == before
    released(store, other, "other-harbours")


def test_what_is_taken_back_is_gone(store: Store, tmp_path: Path) -> None:
    """From the folder, the caches and the database; its name is never given again."""
    draft, state = begun(store)
    marker = "Marker-51d7"
    key = next(iter(state.rows("statements")))
    state = done(store, draft, state, editing.edit(state, "statements", key, {"note": marker}))
    released(store, draft, "harbours")
    released(store, draft)
    assert opened("harbours").statements["note"].str.contains(marker).any()
    assert opened("harbours.v1").size
    other, _ = begun(store)
    released(store, other, "other")
    done(store, draft, state, editing.edit(state, "statements", key, {"note": ""}))
    unpublish(store, HERE, draft)
    assert catalogue().names == ("other", "other.v1")
    store.delete(HERE, draft)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in left if marker.encode() in path.read_bytes()]
    with pytest.raises(StoreError, match="taken"):
        publish(store, HERE, begun(store)[0], name="harbours")
    assert opened("other").size


MARKERS = {
    "remark": "Marker-remark",
    "aside": "Marker-aside",
    "undecided": "Marker-undecided",
    "rejected": "Marker-rejected",
    "deleted": "Marker-deleted",
    "history": "Marker-history",
    "withheld": "Marker-withheld",
    "upload": "Marker-upload",
    "email": "Marker-email",
}


def test_nothing_of_the_authors_own_is_published(tmp_path: Path, datasets: Path) -> None:
    """A marker in each text that is no part of the dataset is in none of its files, unpacked."""
    anna = author(MARKERS["email"])
    store = store_in(tmp_path / "workshop", HOSTED, datasets)
    text = f"The mayor said the bridge will open. {'Many more words. ' * 4}{MARKERS['withheld']}.\n"
    draft, state = begun(store, anna)
    one, other, third = list(state.rows("statements"))[:3]
    actor = next(iter(state.rows("actors")))
    digest = hashlib.sha256(text.encode()).hexdigest()
    drafted = {"kind": "person", "review": "undecided"}
    source = {
        "id": "bridge",
        "title": "The bridge",
        "language": "en",
        "file": "x",
        "withheld": "true",
    }
    steps: list[Callable[[State], Changes]] = [
        lambda s: editing.edit(s, "statements", one, {"note": MARKERS["history"]}),
        lambda s: editing.edit(s, "statements", one, {"note": "fine", "remark": MARKERS["remark"]}),
        lambda s: editing.edit(s, "statements", other, {"note": MARKERS["rejected"]}),
        lambda s: editing.set_aside(s, "statements", other, MARKERS["aside"]),
        lambda s: editing.edit(s, "statements", third, {"note": MARKERS["deleted"]}),
        lambda s: editing.remove(s, "statements", third),
        lambda _: editing.add("actors", {"id": "u", "name": MARKERS["undecided"], **drafted}),
        lambda _: editing.add("sources", {**source, "sha256": digest, "file": MARKERS["upload"]}),
        lambda s: editing.mark(s, "bridge", editing.passage(text, 0, 36), actor),
    ]  # fmt: skip
    for step in steps:
        saved = store.write(anna, draft, "edit", step(state), seen=state, texts=[text])
        assert isinstance(saved, State)
        state = saved
    found = publish(store, anna, draft, name="harbours")
    assert isinstance(found, Version), [str(each.problem) for each in found]
    seen = 0
    for path in datasets.iterdir():
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                seen += 1
                content = name.encode() + package.read(name)
                assert not [each for each in MARKERS.values() if each.encode() in content], name
                assert b"anna" not in content.lower()
                assert b"person-" not in content
    assert seen > 10
    assert "The mayor said the bridge will open." in opened("harbours").texts["bridge"]
    store.database.close()


def test_what_keeps_a_draft_from_being_published_is_said(store: Store, datasets: Path) -> None:
    """Each problem with the record where it is put right; nothing is published."""
    draft, state = begun(store)
    key = list(state.rows("statements"))[3]
    speaker = state.rows("statements")[key]["speaker"]
    state = done(store, draft, state, editing.edit(state, "statements", key, {"exact": "No."}))
    found = publish(store, HERE, draft, name="harbours")
    assert isinstance(found, list)
    assert ("statements", key) in {(each.table, each.key) for each in found}
    assert found == check(store, HERE, draft, state)
    state = done(store, draft, state, editing.set_aside(state, "actors", speaker))
    found = check(store, HERE, draft, state)
    assert ("actors", speaker) in {(each.table, each.key) for each in found}
    assert isinstance(publish(store, HERE, draft, name="harbours"), list)
    assert not list(datasets.iterdir())
    assert published(store, HERE, draft) == []


def test_a_draft_without_anything_is_said_to_have_nothing(store: Store) -> None:
    """An empty dataset is one all the same, or says why it is not."""
    draft = store.start(HERE, from_nothing("Nothing yet").changes)
    found = publish(store, HERE, draft, name="nothing")
    assert isinstance(found, Version) or all(isinstance(each.problem, Problem) for each in found)


def test_a_map_of_what_there_is_so_far(store: Store, tmp_path: Path) -> None:
    """It opens as any dataset, with what is undecided, marked as a draft; not what is set aside."""
    draft, state = begun(store)
    gone = next(iter(state.rows("statements")))
    state = done(store, draft, state, editing.set_aside(state, "statements", gone))
    actor = {"id": "u", "name": "Somebody", "kind": "person", "review": "undecided"}
    state = done(store, draft, state, editing.add("actors", actor))
    found = load(preview(store, HERE, draft, state, tmp_path / "preview"))
    assert isinstance(found, Dataset), [str(problem) for problem in found]
    assert found.about.draft
    assert "u" in found.ids["actors"]
    assert gone not in found.ids["statements"]


def test_the_folder_is_put_right_after_a_crash(store: Store, datasets: Path) -> None:
    """What was published and is missing or broken there is written again, to the letter."""
    draft, _ = begun(store)
    released(store, draft, "harbours")
    released(store, draft)
    before = {file.name: file.read_bytes() for file in datasets.iterdir()}
    assert len(before) == 3
    (datasets / "harbours.zip").unlink()
    (datasets / "harbours.v1.zip").write_bytes(before["harbours.v1.zip"][:100])
    settle(store)
    assert {file.name: file.read_bytes() for file in datasets.iterdir()} == before
    records, texts = read(before["harbours.v2.zip"])
    assert len(records["statements"]) > 4
    assert len(texts) == len(seed().texts)


def test_two_who_publish_at_once_get_two_versions(store: Store, datasets: Path) -> None:
    """Each whole, none over the other; the newest is the one that is shown."""
    draft, _ = begun(store)
    released(store, draft, "harbours")
    found: list[object] = []
    threads = [
        Thread(target=lambda: found.append(publish(store, HERE, draft, note="again")))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [each.number for each in published(store, HERE, draft)]
    assert numbers == [1, 2, 3, 4]
    with zipfile.ZipFile(datasets / "harbours.zip") as package:
        assert json.loads(package.read("harbours/datapackage.json"))["version"] == "4"


def test_who_may_publish(tmp_path: Path, datasets: Path) -> None:
    """Reading and editing are other rights; of another's draft nothing is said."""
    store = store_in(tmp_path / "workshop", HOSTED, datasets)
    anna, maria = author("anna"), author("maria")
    draft, state = begun(store, anna)
    reader = Visit(secret=share(store, anna, draft, [READING]).secret)
    editor = Visit(secret=share(store, anna, draft, [EDITING]).secret)
    for visit in (reader, editor, maria, Visit(), HERE):
        for do in (
            lambda v: publish(store, v, draft, name="mine"),
            lambda v: unpublish(store, v, draft),
        ):
            with pytest.raises(NotHereError):
                do(visit)
    for visit in (maria, Visit(), HERE):
        for look in (
            lambda v: published(store, v, draft),
            lambda v: check(store, v, draft, state),
            lambda v: preview(store, v, draft, state, tmp_path / "preview"),
        ):
            with pytest.raises(NotHereError):
                look(visit)
    assert published(store, reader, draft) == []
    assert not list(datasets.iterdir())
    assert isinstance(publish(store, anna, draft, name="mine"), Version)
    store.database.close()


def test_a_folder_that_cannot_be_written_is_said(
    store: Store, datasets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a sentence; nothing is published, and later it can be."""
    draft, _ = begun(store)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("tempfile.mkdtemp", full)
        with pytest.raises(StoreError, match=publishing.NOT_WRITABLE):
            publish(store, HERE, draft, name="harbours")
    assert published(store, HERE, draft) == []
    assert not list(datasets.iterdir())
    released(store, draft, "harbours")
