"""What all tests share: how hypothesis runs, and which of them need a server or a browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.helpers import serving

_STORAGE = tempfile.TemporaryDirectory(prefix="standpoint-hypothesis-")
set_hypothesis_home_dir(Path(_STORAGE.name))
settings.register_profile(
    "standpoint",
    max_examples=60,
    database=None,
    deadline=None,  # other work on the same machine would fail a test otherwise
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("standpoint")


SERVED = {"app", "browser", "page_alone", "server", "site", "under_a_path"}
"""Fixtures that start a server or a browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a server or a browser: ``-m "not served"`` is the quick run."""
    for item in items:
        if isinstance(item, pytest.Function) and SERVED & set(item.fixturenames):
            item.add_marker("served")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no other test start a server: those that do so by themselves have to say it."""
    serving.allow(started=item.get_closest_marker("served") is not None)


def pytest_unconfigure() -> None:
    """Remove what hypothesis stored."""
    _STORAGE.cleanup()
