"""The zipped Data Package: it loads again, and holds what it should and no more."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from frictionless import Package, system
from hypothesis import given, settings
from hypothesis import strategies as st

from data.choosing.selection import Selection
from data.dataset import Dataset, load
from data.exports.package import ChangedError, write
from data.exports.withholding import HIDDEN, Passage, withhold
from data.schema import TABLES
from tests.helpers.breaking import cell, copy
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.selections import selections

WITHHELD = "stepnoy-vestnik"
ONE = Selection(filters=(("source", (WITHHELD,)),))


def unpacked(content: bytes, to: Path) -> Dataset:
    """Load a package from its zip."""
    with ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(to)
    (folder,) = to.iterdir()
    dataset = load(folder)
    assert isinstance(dataset, Dataset), [str(problem) for problem in dataset]
    return dataset


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_whole_is_the_same_again(folder: Path, tmp_path: Path) -> None:
    """Every table and every reading is equal; of the sources but the text of a withheld one."""
    dataset = loaded(folder)
    again = unpacked(write(excerpt(dataset)), tmp_path)
    assert again.name == dataset.name
    assert again.areas == dataset.areas
    closed = dataset.sources["withheld"].fillna(value=False)
    for table in TABLES:
        own, read = getattr(dataset, table.name), getattr(again, table.name)
        if table.name == "sources":
            own, read = (frame.loc[~closed.to_numpy()] for frame in (own, read))
        pd.testing.assert_frame_equal(read, own)
    for key in dataset.sources.loc[~closed, "id"]:
        assert again.texts[key] == dataset.texts[key]


@settings(max_examples=15)
@given(data=st.data())
def test_every_selection_loads_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """What a reader can choose is a dataset of its own, with the same records."""
    dataset = loaded(HARBOURS)
    taken = excerpt(dataset, data.draw(selections(dataset)))
    again = unpacked(write(taken), tmp_path_factory.mktemp("package"))
    pd.testing.assert_frame_equal(
        again.statements, dataset.statements.iloc[taken.positions].reset_index(drop=True)
    )
    ids = set(again.ids["statements"])
    links = dataset.statement_places
    kept = links[links["statement"].isin(ids)].reset_index(drop=True)
    pd.testing.assert_frame_equal(again.statement_places, kept)
    relations = dataset.statement_relations
    inside = relations["statement"].isin(ids) & relations["other"].isin(ids)
    assert len(again.statement_relations) == inside.sum()


@pytest.mark.parametrize("folder", [HARBOURS, MOSCOW], ids=lambda folder: folder.name)
def test_frictionless_accepts_it(folder: Path, tmp_path: Path) -> None:
    """A validator that knows nothing of this project accepts the package, hashes and all."""
    unpacked(write(excerpt(loaded(folder))), tmp_path)
    with system.use_context(trusted=False):
        report = Package(str(tmp_path / folder.name / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid


def test_it_says_that_it_is_a_selection(tmp_path: Path) -> None:
    """The description has the filters in words and what is left out; the rest is the dataset's."""
    taken = excerpt(loaded(HARBOURS), ONE)
    again = unpacked(write(taken), tmp_path)
    assert taken.sentence in again.about.description
    assert taken.withheld[0] in again.about.description
    about = json.loads((again.folder / "datapackage.json").read_text("utf-8"))
    assert about["provenance"]["link"] == taken.link
    assert [entry for entry in about["resources"] if entry["name"] == "source-al-marfa"] == []
    assert again.ids["sources"] == [WITHHELD]


def test_a_withheld_text_has_its_passages_alone(tmp_path: Path) -> None:
    """Each code point is the text's own or hidden; the offsets hold; the hash is the new one."""
    dataset = loaded(HARBOURS)
    again = unpacked(write(excerpt(dataset, ONE)), tmp_path)
    text, whole = again.texts[WITHHELD], dataset.texts[WITHHELD]
    assert len(text) == len(whole)
    assert text != whole
    assert all(new in {old, HIDDEN} for new, old in zip(text, whole, strict=True))
    content = (again.folder / again.sources["file"].iloc[0]).read_bytes()
    assert again.sources["sha256"].iloc[0] == hashlib.sha256(content).hexdigest()


def test_a_reporting_verb_elsewhere_is_kept() -> None:
    """A verb outside its passage stays where it stands nearest, and nothing else does."""
    text = "He said: abc, and\nshe denied, then said no."
    nothing = HIDDEN * 17 + "\n" + HIDDEN * 25
    passage = nothing[:9] + "abc" + nothing[12:]
    assert withhold(text, []) == nothing
    assert withhold(text, [Passage(9, 12, "")]) == passage
    assert withhold(text, [Passage(9, 12, "denied")]) == passage[:22] + "denied" + passage[28:]
    assert withhold(text, [Passage(9, 12, "said")]) == passage[:3] + "said" + passage[7:]
    assert withhold(text, [Passage(9, 12, "b")]) == passage


def test_changed_files_are_not_mixed(tmp_path: Path) -> None:
    """Once the files are others than those loaded, there is a clear error and no package."""
    dataset = load(copy(tmp_path))
    assert isinstance(dataset, Dataset)
    write(excerpt(dataset))
    cell("actors", "velani-council", "role", "another")(dataset.folder)
    with pytest.raises(ChangedError, match="two-harbours have changed"):
        write(excerpt(dataset))
    (dataset.folder / "statements.csv").unlink()
    with pytest.raises(ChangedError):
        write(excerpt(dataset))
