"""Datasets are loaded apart: the same as in this process, and never at its cost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from bench.generate import Size, generate
from data import apart, catalogue, dataset
from data.apart import Limits
from data.cache import VARIABLE
from data.dataset import Dataset
from data.problem import Problem
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.breaking import cell
from tests.helpers.datasets import FOLDERS, HARBOURS, loaded

SPINNING = """
import data.dataset
def endless(*_):
    while True:
        pass
data.dataset.load = endless
import data.apart
data.apart.main()
"""
FILLING = SPINNING.replace("pass", "data.dataset.kept = bytearray(4_000_000_000)")
WAITING = SPINNING.replace("pass", "__import__('time').sleep(60)")
FAILING = SPINNING.replace("while True:\n        pass", "raise RuntimeError('secret words')")
DYING = SPINNING.replace(
    "while True:\n        pass", "os = __import__('os'); os.kill(os.getppid(), 9); os._exit(0)"
)
"""It ends what forked it, and goes itself: a fork that stayed would keep the pipe open."""


@pytest.fixture
def stopped() -> Iterator[None]:
    """End the process apart before the test and after it: it has another program."""
    apart._apart.stop()  # noqa: SLF001 - what the tests are about
    yield
    apart._apart.stop()  # noqa: SLF001 - as above


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_comes_back_is_the_same(folder: Path) -> None:
    """Every table with its types, the texts, the areas, the folded words, the digest."""
    here, there = loaded(folder), apart.load(folder)
    assert isinstance(there, Dataset)
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(there, table.name), getattr(here, table.name))
    pd.testing.assert_series_equal(there.folded, here.folded, check_names=False)
    for name in ("name", "folder", "about", "digest", "texts", "areas", "whole"):
        assert getattr(there, name) == getattr(here, name)


def test_problems_and_progress_come_back(tmp_path: Path) -> None:
    """What is wrong is said as it is here, and whoever waits hears how far it is."""
    folder = breaking.copy(tmp_path)
    cell("topics", "fishing", "name", "")(folder)
    heard: list[tuple[float, str]] = []
    found = apart.load(folder, lambda part, words: heard.append((part, words)))
    assert found == dataset.load(folder)
    assert (0.0, "Reading sources.csv") in heard


def starting(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let the process apart be another."""
    real = subprocess.Popen

    def popen(_command: list[str], **given: object) -> subprocess.Popen[bytes]:
        return real([sys.executable, "-c", program], **given)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", popen)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize(
    ("program", "limits"),
    [
        (SPINNING, Limits(1, 60, 1_000_000_000)),
        (FILLING, Limits(60, 60, 500_000_000)),
        (WAITING, Limits(60, 1, 1_000_000_000)),
    ],
    ids=["a processor", "memory", "the clock"],
)
def test_what_takes_too_much_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, program: str, limits: Limits
) -> None:
    """It is ended, a sentence says so, and the next dataset is loaded."""
    with monkeypatch.context() as patch:
        starting(patch, program)
        patch.setattr(apart, "limits_for", lambda _: limits)
        found = apart.load(HARBOURS)
        assert isinstance(found, tuple)
        assert [type(one) for one in found] == [Problem]
        assert f"within {limits.seconds} seconds" in str(found[0])
    apart._apart.stop()  # noqa: SLF001 - it is still the other one where that waits for more
    assert isinstance(apart.load(HARBOURS), Dataset)


@pytest.mark.usefixtures("stopped")
def test_when_all_of_it_ends_it_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits hears of it, and the next one is served by a new process."""
    with monkeypatch.context() as patch:
        starting(patch, DYING)
        with pytest.raises(apart.LoadingError, match="has ended"):
            apart.load(HARBOURS)
    assert isinstance(apart.load(HARBOURS), Dataset)


@pytest.mark.usefixtures("stopped")
def test_what_nobody_foresaw_is_an_error_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what and where, and nothing of the data; the catalogue says to look at the log."""
    starting(monkeypatch, FAILING)
    with pytest.raises(apart.LoadingError, match="RuntimeError at ") as error:
        apart.load(HARBOURS)
    assert "secret" not in str(error.value)


@pytest.mark.usefixtures("stopped")
def test_it_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process apart is told nothing of the server's environment that it does not need."""
    monkeypatch.setenv("STANDPOINT_SECRET", "marker")
    apart.load(HARBOURS)
    process = apart._apart.process  # noqa: SLF001 - what is looked into
    assert process is not None
    environment = Path(f"/proc/{process.pid}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"marker" not in environment


def test_the_product_loads_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What readers are shown came from there: the catalogue knows no other way."""
    assert vars(catalogue)["load"] is apart.load
    folder = breaking.copy(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(dataset, "load", lambda *_: pytest.fail("loaded in this process"))
    assert isinstance(catalogue.catalogue([tmp_path]).load(folder.name), Dataset)


def test_limits_grow_with_the_files() -> None:
    """A large dataset may take longer than a small one, and both are bounded."""
    small, large = apart.limits_for(10_000), apart.limits_for(200_000_000)
    assert small.seconds == 20
    assert small.seconds < large.seconds < 600
    assert small.memory < large.memory < 8_000_000_000


def test_a_dataset_of_any_size_takes_half_of_what_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What libraries set aside without using it does not count: 8,000 statements find room."""
    generate(tmp_path, Size("large", 8_000, 400))
    real = apart.limits_for

    def half(size: int) -> Limits:
        limits = real(size)
        return Limits(limits.seconds, 10 * limits.patience, limits.memory // 2)

    monkeypatch.setattr(apart, "limits_for", half)
    for folder in (tmp_path / "large", HARBOURS):
        assert isinstance(apart.load(folder), Dataset)
