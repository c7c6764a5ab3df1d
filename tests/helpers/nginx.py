"""Find nginx, or install Debian's package; run copies of the app behind the shipped site."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.helpers.serving import ROOT, Serving, free_port, serving

SITE = ROOT / "docs" / "deployment" / "nginx.conf"
ACCESS, ERRORS = "standpoint.log", "standpoint-error.log"
_INSTALL = ROOT / ".ci" / "install"
_PATHS = re.compile(r"(?m)(^ *location (?:= |~ \^)?|~\^)(?=/)")
PATIENCE_S = 30
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


MISSING = "No nginx was found or could be installed; name one: NGINX=/path/to/nginx"


def find() -> str | None:
    """Give the path of nginx: named in NGINX, or installed."""
    for candidate in (os.environ.get("NGINX"), shutil.which("nginx"), "/usr/sbin/nginx"):
        if candidate and Path(candidate).exists():
            return candidate
    return None


def found() -> str | None:
    """Give the path of nginx; install it first if need be. None where it cannot be had."""
    if find() is None:
        subprocess.run([str(_INSTALL), "nginx-light"], check=False, timeout=600)
    return find()


@contextmanager
def running(folder: Path, copies: tuple[int, int], path: str = "") -> Iterator[str]:
    """Run nginx before two copies until the block ends; give the address of the page.

    It reads the very site that is shipped: ports and folders alone are others, and the paths
    where the app stands under one. All it writes lies in ``folder``.
    """
    port, nginx = free_port(), found()
    site, main = folder / "site.conf", folder / "nginx.conf"
    site.write_text(_site(folder, port, copies, path), "utf-8")
    main.write_text(_main(folder, site), "utf-8")
    assert nginx, MISSING
    command = [nginx, "-e", str(folder / "nginx.log"), "-p", str(folder), "-c", str(main)]
    tried = subprocess.run([*command, "-t"], check=False, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}/{path}".rstrip("/") + "/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _site(folder: Path, port: int, copies: tuple[int, int], path: str) -> str:
    text = SITE.read_text("utf-8")
    others = {
        "server 127.0.0.1:8501 ": f"server 127.0.0.1:{copies[0]} ",
        "server 127.0.0.1:8502 ": f"server 127.0.0.1:{copies[1]} ",
        "    listen 80;": f"    listen 127.0.0.1:{port};",
        "    listen 80 default_server;": f"    listen 127.0.0.1:{port} default_server;",
        "server_name maps.example.org;": "server_name 127.0.0.1;",
        "/var/cache/nginx-standpoint": str(folder / "cache"),
        f"/var/log/nginx/{ACCESS}": str(folder / ACCESS),
        f"/var/log/nginx/{ERRORS}": str(folder / ERRORS),
    }
    for shipped, here in others.items():
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, here)
    return _PATHS.sub(rf"\g<1>/{path}", text) if path else text


def _main(folder: Path, site: Path) -> str:
    temporary = "".join(f"{name}_temp_path {folder / name};\n" for name in _TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""  # who owns the folder
    return f"""
        {user}
        daemon off;
        pid {folder / "nginx.pid"};
        events {{ worker_connections 1024; }}
        http {{
            {temporary}
            include {site};
        }}
    """


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        assert server.poll() is None, "nginx ended by itself"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not answer")


@dataclass(frozen=True)
class Answer:
    """What came back for a request."""

    status: int
    headers: Message
    body: bytes


def ask(address: str, source: str = "127.0.0.1", **headers: str) -> Answer:
    """Ask for an address, from an address of one's own; headers are named with underscores."""
    parts = urlsplit(address)
    asker = HTTPConnection(parts.hostname or "", parts.port, 60, source_address=(source, 0))
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    try:
        asker.request("GET", address.partition(parts.netloc)[2], headers=named)
        answer = asker.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        asker.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    over = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < over
        time.sleep(0.05)


@dataclass
class Copy:
    """A copy of the app, which may be killed and started again."""

    folder: Path
    path: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    packages: Path | None = None
    port: int = field(default_factory=free_port)
    running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Start it, with a log of its own."""
        copy = serving(
            path=self.path,
            packages=self.packages,
            extra={"STANDPOINT_CACHE": str(self.folder / "cache"), **self.extra},
            log=self.log,
            port=self.port,
        )
        self.served: Serving = self.running.enter_context(copy)

    def kill(self) -> None:
        """End it as a crash does."""
        os.kill(self.served.pid, signal.SIGKILL)
        self.running.close()

    @property
    def is_ready(self) -> bool:
        """Tell whether it says that it is ready."""
        return self.ask("health/ready").status == 200

    @property
    def log(self) -> Path:
        """The file that it writes its log into."""
        return self.folder / f"{self.port}.log"

    def ask(self, part: str) -> Answer:
        """Ask this copy itself."""
        return ask(self.served.address + part)

    def counts(self, metric: str) -> float:
        """Read one of its metrics."""
        text = self.ask("metrics").body.decode()
        return float(next(li for li in text.splitlines() if li.startswith(f"{metric} ")).split()[1])


@dataclass(frozen=True)
class Site:
    """Two copies and the nginx before them."""

    address: str
    folder: Path
    copies: tuple[Copy, Copy]

    def log(self, name: str) -> str:
        """Give what nginx wrote."""
        return (self.folder / name).read_text("utf-8")

    def readers(self) -> list[float]:
        """Give how many readers each copy has."""
        return [copy.counts("standpoint_readers") for copy in self.copies]

    def hashed(self) -> list[str]:
        """Give what the copies were asked for of the files that nginx keeps."""
        lines = [line for copy in self.copies for line in copy.log.read_text().splitlines()]
        return [line for line in lines if re.search(r" path=/(standpoint|static)/", line)]


def start(*copies: Copy) -> None:
    """Start copies at the same time."""
    with ThreadPoolExecutor(len(copies)) as pool:
        list(pool.map(Copy.start, copies))


if __name__ == "__main__":
    sys.exit(0 if found() else MISSING)
