"""The command lines, in consoles of any encoding and in pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import breaking
from tests.helpers.datasets import ROOT


def said(module: str, *arguments: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a console of an encoding."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={"PYTHONIOENCODING": encoding, "PATH": ""},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_problems_are_said_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """What a console has no character for is shown as its code point; nothing is raised."""
    folder = breaking.copy(tmp_path)
    breaking.cell("topics", "fishing", "id", "صيد")(folder)
    done = said("data.dataset", str(folder), encoding=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    shown = "صيد" if encoding == "utf-8" else "\\u0635"
    assert shown in done.stdout.decode(encoding)


def test_publishing_says_nothing_that_is_not_for_the_reader(tmp_path: Path) -> None:
    """One line with the file; no warning of a library."""
    folder = breaking.copy(tmp_path)
    file = tmp_path / "page.html"
    done = said("components.publish", str(folder), "-o", str(file), encoding="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    assert file.stat().st_size > 100_000
