"""The folder for what can be made again at any time, and may be thrown away at any time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

VARIABLE = "STANDPOINT_CACHE"


def cache_folder() -> Path:
    """Give the folder that ``STANDPOINT_CACHE`` names, or the one in the user's cache folder."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    usual = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    if usual.startswith("~"):  # a user without a home
        usual = tempfile.gettempdir()
    return Path(usual) / "standpoint"
