"""Datasets that are kept for the next start: the same as when they were checked, or not used."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import cache, prepared
from data.dataset import Dataset, load, stamp
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.datasets import HARBOURS, loaded


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepared, "SMALLEST", 1)
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))


def test_what_is_kept_comes_back_the_same() -> None:
    """Every table with its types, the texts, the areas and the digest."""
    dataset = loaded(HARBOURS)
    prepared.keep(dataset, HARBOURS, stamp(HARBOURS))
    again = prepared.recall(HARBOURS, stamp(HARBOURS))
    assert isinstance(again, Dataset)
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(again, table.name), getattr(dataset, table.name))
    assert again.texts == dataset.texts
    assert again.areas == dataset.areas
    assert again.digest == dataset.digest
    assert again.about == dataset.about


def test_a_changed_file_makes_it_useless(tmp_path: Path) -> None:
    """Another stamp finds nothing; keeping anew throws the old away."""
    folder = breaking.copy(tmp_path, HARBOURS)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    before = stamp(folder)
    prepared.keep(dataset, folder, before)
    (folder / "README.md").write_text("changed", "utf-8")
    assert prepared.recall(folder, stamp(folder)) is None
    prepared.keep(dataset, folder, stamp(folder))
    assert prepared.recall(folder, before) is None
    assert prepared.recall(folder, stamp(folder)) is not None


def test_what_was_spoilt_is_not_used(tmp_path: Path) -> None:
    """A kept file that cannot be read counts as none."""
    dataset = loaded(HARBOURS)
    prepared.keep(dataset, HARBOURS, stamp(HARBOURS))
    for path in (tmp_path / "cache").rglob("statements.parquet"):
        path.write_bytes(b"nothing")
    assert prepared.recall(HARBOURS, stamp(HARBOURS)) is None


def test_a_place_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place to keep it, a dataset is checked at every start."""
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    prepared.keep(loaded(HARBOURS), HARBOURS, stamp(HARBOURS))
    assert prepared.recall(HARBOURS, stamp(HARBOURS)) is None
