"""The app as a server, and other sites beside it."""

from __future__ import annotations

import http.server
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.helpers import forked
from tests.helpers.processes import end, fork

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_allowed = [True]


def allow(*, started: bool) -> None:
    """Let servers be started from now on, or not."""
    _allowed[:] = [started]


@dataclass(frozen=True)
class Serving:
    """An app that is being served: its address and its process."""

    address: str
    pid: int


@contextmanager
def serving(
    script: str = "app.py",
    path: str = "",
    packages: Path | None = None,
    extra: dict[str, str] | None = None,
    *,
    log: Path | None = None,
    port: int | None = None,
    root: Path = ROOT,
    fresh: bool = False,
) -> Iterator[Serving]:
    """Serve a script until the block ends, with the datasets of a folder or with all there are.

    A ``log`` is a file that takes what the server writes, ``root`` the folder of the app's code.
    A ``fresh`` one has an interpreter of its own, as at a host: it is what can be measured.
    """
    if _allowed != [True]:
        pytest.fail("a test that starts a server is marked so: @pytest.mark.served")
    port = port or free_port()
    words = ["run", script, "--server.headless", "true"]
    words += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    words += ["--server.fileWatcherType", "none", "--server.baseUrlPath", path]
    folders = [ROOT / "data" / "packages", ROOT / "tests" / "packages"]
    shown = str(packages) if packages else os.pathsep.join(map(str, folders))
    # What the shell of a developer decides is not what is tested.
    shell = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("STANDPOINT_", "STREAMLIT_"))
    }
    own = {"STANDPOINT_PACKAGES": shown, "PYTHONDONTWRITEBYTECODE": "1"}
    own["STANDPOINT_EMBED"] = "http://localhost:*"  # where ``hosting`` stands
    address = f"http://127.0.0.1:{port}/{path}".rstrip("/")
    start = _Interpreter if fresh else _Fork
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        environment = {**shell, **own, "STANDPOINT_CACHE": kept, **(extra or {})}
        server = start(words, root, environment, log or Path(os.devnull))
        try:
            _wait_for(f"{address}/_stcore/health", server)
            yield Serving(f"{address}/", server.pid)
        finally:
            server.end()


class _Interpreter:
    """A server that starts as at a host."""

    def __init__(
        self, words: list[str], root: Path, environment: dict[str, str], log: Path
    ) -> None:
        command = [sys.executable, "-m", "streamlit", *words]
        with log.open("wb") as written:
            self._process = subprocess.Popen(
                command, cwd=root, env=environment, stdout=written, stderr=subprocess.STDOUT
            )
        self.pid = self._process.pid

    def code(self) -> int | None:
        """Give the code that it ended with; None while it runs."""
        return self._process.poll()

    def end(self) -> None:
        """End it, and wait for that."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Fork:
    """A server that is forked, so that the libraries are there at once."""

    def __init__(
        self, words: list[str], root: Path, environment: dict[str, str], log: Path
    ) -> None:
        self._process = fork(forked.serve, words, str(root), environment, str(log))
        self.pid = self._process.pid or 0

    def code(self) -> int | None:
        """Give the code that it ended with; None while it runs."""
        return self._process.exitcode

    def end(self) -> None:
        """End it, and wait for that."""
        end(self._process)


def _wait_for(address: str, server: _Interpreter | _Fork) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        code = server.code()
        if code is not None:
            pytest.fail(f"the app ended by itself with code {code}")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.05)
    pytest.fail(f"nothing answers at {address}")


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """Serve a folder as another site until the block ends; give its address."""
    handler = partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""
