"""What a draft begins with: texts, tables, a Data Package; no name of an upload is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data.dataset import load
from data.drafting.process import DraftError
from data.drafting.rows import Tables
from data.problem import Problem
from data.workshop.database import HEAD, metadata
from data.workshop.package import Said, files, read, zipped
from data.workshop.starting import (
    Seed,
    from_nothing,
    from_package,
    from_tables,
    from_texts,
    from_zip,
)
from data.workshop.state import Action, State, apply
from tests.helpers.datasets import FOLDERS, HARBOURS
from tests.helpers.drafts import store_in

TEXT = (
    "Harbour to open\n\nAPIA — The port will open in May, Mayor Ana Lopez said on Monday.\n\n"
    "“We are ready,” she told reporters.\n"
)


def made(seed: Seed) -> State:
    """Give the state of a draft that begins so."""
    return apply(State(), Action(1, "a", "", "start", seed.changes))


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load datasets without a process of their own."""
    monkeypatch.setattr("data.workshop.starting.apart.load", load)


def test_texts_are_drafted_and_their_files_forgotten() -> None:
    """Sources are named after titles; progress is told, and what it raises cancels."""
    heard: list[tuple[int, ...]] = []
    texts = {"Marker-upload v3 (John).txt": TEXT.encode()}
    seed = from_texts(texts, "Harbours", heard=lambda *told: heard.append(told))
    state = made(seed)
    assert heard
    assert len(state.rows("statements")) >= 2
    assert state.rows("about")["about"]["title"] == "Harbours"
    assert list(state.rows("sources")) == ["harbour-to-open"]
    assert "Marker" not in str(state.tables)
    assert "John" not in str(state.tables)
    for row in state.rows("statements").values():
        (text,) = seed.texts
        assert text[int(row["start"]) : int(row["end"])] == row["exact"]
        assert row["review"] == "undecided"
    (source,) = state.rows("sources").values()
    assert source["sha256"] == hashlib.sha256(seed.texts[0].encode()).hexdigest()

    class StoppedError(Exception):
        pass

    def stop(*_: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        from_texts(texts, heard=stop)
    with pytest.raises(DraftError, match=r"“locked\.pdf” is"):
        from_texts({"locked.pdf": b"%PDF-1.4 nothing"})


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_dataset_is_the_same_after_it_was_a_draft(folder: Path) -> None:
    """Each record, each text, each area, cell by cell; from a folder and from a ZIP file alike."""
    seed = from_package(folder, load)
    assert isinstance(seed, Seed)
    state = made(seed)
    dataset = load(folder)
    assert not isinstance(dataset, tuple)
    for table in ("sources", "actors", "places", "topics", "statements"):
        assert list(state.rows(table)) == dataset.ids[table]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for path in folder.rglob("*"):
            if path.is_file():
                package.write(path, f"{folder.name}/{path.relative_to(folder)}")
    zipped_seed = from_zip(packed.getvalue())
    assert isinstance(zipped_seed, Seed), [str(problem) for problem in zipped_seed]
    assert [each for each in zipped_seed.changes if each.table != "about"] == [
        each for each in seed.changes if each.table != "about"
    ]
    assert zipped_seed.texts == seed.texts


@pytest.mark.usefixtures("in_process")
def test_what_is_no_dataset_says_its_problems(tmp_path: Path) -> None:
    """As the loader does."""
    for content in (b"", b"no zip", zipped("x", {"a.txt": b"a"})):
        found = from_zip(content)
        assert isinstance(found, tuple)
        assert all(isinstance(each, Problem) for each in found)
    assert isinstance(from_package(tmp_path, load), tuple)


def test_tables_name_their_texts() -> None:
    """By their digest, whatever the row says."""
    tables = Tables()
    tables.texts["sources/a.txt"] = "words"
    tables.rows["sources"].append(
        {"id": "a", "title": "A", "language": "en", "file": "sources/a.txt"}
    )
    seed = from_tables(tables, "From a table")
    row = made(seed).rows("sources")["a"]
    assert row["sha256"] == hashlib.sha256(b"words").hexdigest()
    assert seed.texts == ("words",)
    assert len(from_nothing("Nothing").changes) == 1


def test_what_is_written_is_read_again() -> None:
    """A package's files give the records that they were made of."""
    seed = from_package(HARBOURS, load)
    assert isinstance(seed, Seed)
    state = made(seed)
    records = {name: state.rows(name) for name in state.tables if name != "about"}
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in seed.texts}
    content = zipped("x", files("x", state.rows("about")["about"], records, texts, Said("1")))
    again, _ = read(content)
    for name in ("actors", "places", "topics", "statements", "statement_places"):
        assert again[name] == records[name]


def test_migrations_make_the_tables_that_the_code_has(tmp_path: Path) -> None:
    """Nothing is missing in them, nothing more; an older database is brought to the newest."""
    store = store_in(tmp_path / "drafts")
    with store.database.writing() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
        assert sa.inspect(connection).has_table("actions")
    store.database.close()
