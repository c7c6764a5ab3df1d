"""What the browser tests share: a running app, a browser, and the desk as a reader sees it."""

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, ViewportSize, expect, sync_playwright

from tests.helpers.chromium import find

ROOT = Path(__file__).parents[2]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 20_000
"""Milliseconds that a browser test waits at most for what it expects."""

expect.set_options(timeout=PATIENCE)


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
) -> Iterator[Serving]:
    """Serve a script until the block ends, with the datasets of a folder or with all there are.

    A ``log`` is a file that takes what the server writes, ``root`` the folder of the app's code.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.fileWatcherType", "none", "--server.baseUrlPath", path]
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
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache,
        (log or Path(os.devnull)).open("wb") as written,
    ):
        server = subprocess.Popen(
            command,
            cwd=root,
            env={**shell, **own, "STANDPOINT_CACHE": cache, **(extra or {})},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"{address}/_stcore/health", server)
            yield Serving(f"{address}/", server.pid)
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"the app ended by itself with code {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
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


@dataclass
class Desk:
    """The page as a reader sees it, and what the browser noticed meanwhile."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str) -> Desk:
        """Open a link and wait until map and panel stand."""
        self.page.goto(address)
        return self.stands()

    def stands(self) -> Desk:
        """Wait until the panel is drawn and the map has painted its first state."""
        expect(self.page.get_by_role("tab").first).to_be_visible()
        self.page.wait_for_function(
            """() => document.querySelector('iframe[title^="streamlit_folium"]')
                ?.contentWindow.performance.getEntriesByName('standpoint:painted').length > 0""",
            timeout=PATIENCE,
        )
        return self

    @property
    def frame(self) -> Frame:
        """The map's frame."""
        return next(f for f in self.page.frames if "streamlit_folium" in f.url)

    @property
    def sentence(self) -> Locator:
        """The sentence that says what is shown."""
        return self.page.get_by_role("status")

    @property
    def cards(self) -> Locator:
        """The statement cards."""
        return self.page.locator("article.card")

    @property
    def symbols(self) -> list[str]:
        """The names of the map's symbols, each with its counts, as a screen reader has them."""
        found: list[str] = self.frame.locator(".map-place").evaluate_all(
            "nodes => nodes.map(node => node.getAttribute('aria-label'))"
        )
        return sorted(found)

    def symbol(self, name: str) -> Locator:
        """Find the symbol of a place."""
        return self.frame.locator(f'.map-place[aria-label^="{name}"]')

    def option(self, key: str, value: str) -> Locator:
        """Find the button of a filter's value, of a layer or of a base map."""
        return self.page.locator(f'button[data-key="{key}"][data-id="{value}"]')

    def tab(self, name: str) -> Locator:
        """Find a tab of the panel."""
        return self.page.get_by_role("tab", name=name)

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The link's parameters now."""
        return parse_qs(urlsplit(self.page.url).query)

    def has(self, key: str, *values: str) -> None:
        """Wait until the link has these values of a parameter; none means it is not there."""
        self.page.wait_for_function(
            """([key, values]) => {
                const now = new URLSearchParams(location.search).getAll(key);
                return JSON.stringify(now) === JSON.stringify(values);
            }""",
            arg=[key, list(values)],
            timeout=PATIENCE,
        )

    def settled(self, script: str, before: str | None = None) -> str:
        """Wait until a script in the map's frame gives something else than ``before``."""
        handle = self.frame.wait_for_function(
            f"before => {{ const now = {script}; return now !== before && [now]; }}",
            arg=before,
            timeout=PATIENCE,
        )
        return str(handle.json_value()[0])

    def look_at(self, lat: float, lon: float, zoom: float) -> None:
        """Move the map, and wait until the link has the view (to a pixel, as Leaflet keeps it)."""
        self.frame.wait_for_function("() => !document.querySelector('.is-flying')")
        self.frame.evaluate(
            "view => map.setView(view, view[2], {animate: false})", [lat, lon, zoom]
        )
        self.page.wait_for_function(
            """asked => {
                const now = (new URLSearchParams(location.search).get('view') ?? '').split(',');
                const near = (value, index) => Math.abs(value - now[index]) < 0.1;
                return now.length === 3 && asked.every(near);
            }""",
            arg=[lat, lon, zoom],
            timeout=PATIENCE,
        )

    def view(self) -> list[float]:
        """Give the map's centre and zoom: latitude, longitude, zoom."""
        found: list[float] = self.frame.evaluate(
            "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
        )
        return found

    def copied_link(self) -> str:
        """Press "Copy link" and give the link."""
        button = self.page.locator('button[data-do="copy"]')
        button.click()
        expect(button).to_have_attribute("data-link", self.page.url.replace("%2C", ","))
        return button.get_attribute("data-link") or ""

    def is_clean(self) -> None:
        """Check that the browser's console has no error."""
        assert self.errors == []


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """Give the address of the app with the first dataset and the tests' own."""
    with serving() as served:
        yield served.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one browser for all tests."""
    path = find()
    if path is None:
        pytest.fail(
            "no Chromium or Chrome was found; python -m tests.helpers.chromium installs one"
        )
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=path, args=arguments)
        yield found
        found.close()


NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(browser: Browser) -> Iterator[NewDesk]:
    """Give a function that opens a new desk: a browser context of its own."""
    contexts = []

    def make(**options: object) -> Desk:
        context = browser.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        desk = Desk(page)
        page.on(
            "console",
            lambda message: desk.errors.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: desk.errors.append(str(error)))
        page.on("request", lambda request: desk.requests.append(request.url))
        return desk

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """Give a desk at a desk's size, not opened yet."""
    return new_desk()
