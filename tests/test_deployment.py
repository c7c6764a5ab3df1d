"""The files of a deployment fit the app: its options, its variables, where it writes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.helpers.datasets import ROOT
from tests.helpers.serving import free_port

UNIT = ROOT / "docs" / "deployment" / "standpoint@.service"
NAMED = re.compile(r"\bSTANDPOINT_[A-Z]+\b")
PATIENCE_S = 60


def of_unit(key: str) -> list[str]:
    """Give the words that the unit has for a key."""
    lines = UNIT.read_text("utf-8").replace("\\\n", " ").splitlines()
    found = [line.partition("=")[2] for line in lines if line.partition("=")[0] == key]
    assert found, key
    return [word for words in found for word in shlex.split(words)]


def code() -> set[str]:
    """Name the variables of the environment that the code has in it."""
    paths = [*(ROOT / "data").rglob("*.py"), *(ROOT / "components").rglob("*.py")]
    return {name for path in paths for name in NAMED.findall(path.read_text("utf-8"))}


def test_readme_names_each_variable() -> None:
    """Hosting has a line for each variable that the code reads, and for no other."""
    text = (ROOT / "docs" / "operator.md").read_text("utf-8")
    assert len(code()) > 3
    assert set(NAMED.findall(text)) == code()
    assert set(re.findall(r"(?m)^\| `(STANDPOINT_[A-Z]+)` \|", text)) == code()


def test_every_copy_of_the_unit_is_served_by_nginx() -> None:
    """The ports that the operator’s page starts are those that nginx asks."""
    started = re.findall(r"standpoint@(\d+)", (ROOT / "docs" / "operator.md").read_text("utf-8"))
    asked = (ROOT / "docs" / "deployment" / "nginx.conf").read_text("utf-8")
    assert re.findall(r"server 127\.0\.0\.1:(\d+) ", asked) == started[:2]


@pytest.mark.served
def test_the_unit_starts_a_copy_that_writes_into_its_cache(tmp_path: Path) -> None:
    """What the unit says starts the app, and all that it writes lies in the folder for it."""
    port = free_port()
    (home,) = of_unit("CacheDirectory")
    cache = tmp_path / home
    cache.mkdir()
    given = [word.replace("%C", str(tmp_path)).partition("=") for word in of_unit("Environment")]
    assert str(tmp_path / home) in {value for _, _, value in given}
    python, *words = [word.replace("%i", str(port)) for word in of_unit("ExecStart")]
    (folder,) = of_unit("WorkingDirectory")
    assert python == f"{folder}/.venv/bin/python"
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "MPL"))
    }
    environment |= {key: value for key, _, value in given} | {"TMPDIR": str(elsewhere)}
    server = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        answers(f"http://127.0.0.1:{port}/health/ready", server)
        answers(f"http://127.0.0.1:{port}/export/moscow-talks.png", server)
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert any(cache.iterdir())
    assert not any(elsewhere.iterdir())


def answers(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until there is an answer."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert server.poll() is None, "the app ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310 - our own app
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")
