"""Find PostgreSQL, or install Debian's package; run a server until a test has done with it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.helpers.datasets import ROOT

MISSING = "No PostgreSQL was found or could be installed; name its folder: POSTGRES=/path/to/bin"
_INSTALL = ROOT / ".ci" / "install"
_PATIENCE_S = 60
_USUAL = "/usr/lib/postgresql"
_FAST = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")


def find() -> Path | None:
    """Give the folder of its programs: named in POSTGRES, on the path, or where Debian puts it."""
    named = os.environ.get("POSTGRES")
    initdb = shutil.which("initdb")
    found = [Path(named)] if named else []
    found += [Path(initdb).resolve().parent] if initdb else []
    found += sorted(Path(_USUAL).glob("*/bin"), reverse=True)
    return next((each for each in found if (each / "initdb").exists()), None)


def found() -> Path | None:
    """Give the folder of its programs; install it first if need be. None where it can't be had."""
    if find() is None:
        subprocess.run([str(_INSTALL), "postgresql"], check=False, timeout=600)
    return find()


@dataclass
class Server:
    """A server that listens in a folder alone."""

    folder: Path
    programs: Path
    user: str
    process: subprocess.Popen[bytes] | None = None

    def address(self, name: str = "postgres") -> str:
        """Give the address of one of its databases."""
        return f"postgresql://{self.user}@/{name}?host={self.folder}"

    def new(self, name: str) -> str:
        """Make a database; give its address."""
        self.run("createdb", "--host", str(self.folder), name)
        return self.address(name)

    def run(self, program: str, *arguments: str) -> bytes:
        """Run one of its programs to its end; give what it writes."""
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            check=False,
            capture_output=True,
            timeout=_PATIENCE_S,
            **_as(self.user),
        )
        assert done.returncode == 0, done.stderr.decode()
        written: bytes = done.stdout
        return written

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [part for each in _FAST for part in ("-c", each)]
        self.process = subprocess.Popen(
            [
                *(str(self.programs / "postgres"), "-D", str(self.folder / "data")),
                *("-k", str(self.folder), *options),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as(self.user),
        )
        until = time.monotonic() + _PATIENCE_S
        socket = next(iter(self.folder.glob(".s.PGSQL.*")), None)
        while socket is None or not self._ready():
            assert self.process.poll() is None, "PostgreSQL ended at once"
            assert time.monotonic() < until, "PostgreSQL does not answer"
            time.sleep(0.05)
            socket = next(iter(self.folder.glob(".s.PGSQL.*")), None)

    def _ready(self) -> bool:
        asked = [str(self.programs / "pg_isready"), "--quiet", "--host", str(self.folder)]
        return subprocess.run(asked, check=False).returncode == 0

    def stop(self) -> None:
        """End it at once, as a machine that is switched off."""
        if self.process:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(_PATIENCE_S)
            self.process = None


def _as(user: str) -> dict[str, Any]:
    """Run as somebody else where it must not be root."""
    if os.geteuid() != 0:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": [], "cwd": "/"}


def _user() -> str:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    return next(name for name in ("postgres", "nobody") if _exists(name))


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@contextmanager
def running() -> Iterator[Server]:
    """Run a server of its own until the block ends; all it writes is gone then."""
    programs = found()
    assert programs, MISSING
    user = _user()
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)  # short: a socket's path has 107 characters at most
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        server = Server(folder, programs, user)
        server.run(
            *("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", user),
            *("--no-sync", "-E", "UTF8", "--locale=C"),
        )
        try:
            server.start()
            yield server
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(None if found() else MISSING)
