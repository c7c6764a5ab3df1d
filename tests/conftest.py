"""What all tests share: how hypothesis runs, so that a run leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

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


def pytest_unconfigure() -> None:
    """Remove what hypothesis stored."""
    _STORAGE.cleanup()
