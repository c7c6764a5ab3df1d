"""A large dataset: what is said while it loads, and what a second start makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from bench.generate import Size, generate
from tests.helpers import breaking
from tests.helpers.browser import Desk, NewDesk
from tests.helpers.nginx import ask, until
from tests.helpers.serving import serving

SIZE = Size("very-large", 20_000, 400)
"""The last by its name: the first is opened when the server starts."""
READING = ("Reading ", "Checking every quotation", "Arranging ")
"""What is said while the tables are read: each of them is too short to be always seen."""
REMEMBER = """
    window.said = [];
    new MutationObserver(() => {
        const bar = document.querySelector('[data-testid="stProgress"]');
        const words = bar?.innerText;
        if (words && !window.said.includes(words)) window.said.push(words);
    }).observe(document, { subtree: true, childList: true, characterData: true });
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a small dataset and a large one."""
    folder = tmp_path_factory.mktemp("packages")
    breaking.copy(folder)
    generate(folder, SIZE)
    return folder


def was_read(said: list[str]) -> bool:
    """Tell whether the dataset was read from its tables, by what was said."""
    return any(words.startswith(READING) for words in said)


@contextmanager
def opened(new_desk: NewDesk, packages: Path, cache: Path) -> Iterator[tuple[Desk, list[str]]]:
    """Start a server anew and open its page; give that, and what it said while it loaded.

    It is one of its own, which ends when it has kept what it keeps. The dataset that is opened
    when it starts is there before the page asks for the other: one is opened at a time, and who
    waits hears of that one.
    """
    with serving(packages=packages, extra={"STANDPOINT_CACHE": str(cache)}, fresh=True) as app:
        until(lambda: ask(f"{app.address}health/ready").status == HTTPStatus.OK)
        desk = new_desk()
        desk.page.add_init_script(REMEMBER)
        desk.open(f"{app.address}?dataset={SIZE.name}")
        yield desk, desk.page.evaluate("said")


def test_loading_is_said_and_remembered(new_desk: NewDesk, packages: Path, tmp_path: Path) -> None:
    """A bar with words stands while it loads; a second start has it ready, a changed file not."""
    with opened(new_desk, packages, tmp_path) as (desk, said):
        assert was_read(said), said
        assert len(said) > 1, said
        assert desk.page.locator('[data-testid="stProgress"]').count() == 0
        first = desk.sentence.inner_text()
        until(lambda: any(tmp_path.glob("prepared/*/*/meta.json")))
    with opened(new_desk, packages, tmp_path) as (desk, said):
        assert not was_read(said), said
        assert desk.sentence.inner_text() == first
        desk.is_clean()
    breaking.package(lambda about: about.update(title="Renamed"))(packages / SIZE.name)
    with opened(new_desk, packages, tmp_path) as (desk, said):
        assert was_read(said), said
        assert desk.page.get_by_role("heading", name="Renamed").count() == 1
