"""What the browser tests share: a browser, and the desk as a reader sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    Frame,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as WaitedTooLong

from tests.helpers.chromium import find
from tests.helpers.serving import serving

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
FIRST = "moscow-talks"
"""The dataset that a link without one opens."""
PATIENCE = 20_000
"""Milliseconds that a browser test waits at most for what it expects."""

FRAME = ".st-key-map iframe"
FORGET = """home => {
    const { app } = window.standpoint;
    app.pending = null;
    if (home) app.camera.home();
}"""
"""Lets go of what was done on the map and not answered, and of where it was moved."""
CALM = """async () => {
    const page = document.querySelector('.stApp');
    for (let calm = 0; calm < 4; calm += 1) {
        await new Promise(requestAnimationFrame);
        if (page.dataset.testScriptState !== 'notRunning') calm = 0;
    }
}"""
"""Waits for the answer to what was asked for before."""
GO = """([link, frame]) => {
    document.activeElement?.blur();
    const { performance } = document.querySelector(frame).contentWindow;
    performance.clearMarks('standpoint:painted');
    // Not the page's own pushState: that is told what the server says, and may know better.
    History.prototype.pushState.call(history, history.state, '', location.pathname + link);
    dispatchEvent(new PopStateEvent('popstate'));
}"""
"""Goes to a link as Back does."""

expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """The page as a reader sees it, and what the browser noticed meanwhile."""

    page: Page
    home: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str) -> Desk:
        """Open a link and wait until map and panel stand."""
        self.page.goto(address)
        return self.stands()

    def go(self, link: str = "") -> Desk:
        """Go to a link of the app ("?tab=places"), as Back does, and wait until it is shown.

        The page stays as it is where it stands already, which takes a tenth of what opening takes.
        A link without a view shows the usual one.
        """
        wanted = {"dataset": [FIRST], **parse_qs(link.removeprefix("?"))}
        here = self.page.url.startswith(self.home) and self.page.locator(FRAME).count()
        shown = {"dataset": [FIRST], **self.parameters}
        # Another dataset has a map of its own, for which its frame is loaded anew.
        if not here or "embed" in {**wanted, **shown} or wanted["dataset"] != shown["dataset"]:
            return self.open(self.home + link)
        self.page.evaluate(CALM)
        self.fold()
        # A view that cannot be read moves nothing, whatever the test before this one looked at.
        given = wanted.get("view", [""])[0].count(",") == 2
        self.frame.evaluate(FORGET, not given)
        now = {"dataset": [FIRST], **self.parameters}
        if not given:
            now.pop("view", None)
        if now != wanted:
            self.page.evaluate(GO, [link or "?", FRAME])
        return self.stands()

    def as_new(self) -> None:
        """Forget what a test before this one saw and changed."""
        if not self.page.url.startswith(self.home):
            self.page.goto("about:blank")  # its server may have ended
        self.errors.clear()
        self.requests.clear()
        self.page.unroute_all()
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(reduced_motion="reduce")

    def asking(self) -> Desk:
        """Let the server answer each choice: what the browser would answer from never comes."""
        self.page.route("**/standpoint/columns/**", lambda _: None)
        return self

    def answering(self) -> Desk:
        """Wait until the browser has what it answers choices from."""
        self.page.wait_for_function(
            "() => performance.getEntriesByName('standpoint:columns').length > 0", timeout=PATIENCE
        )
        return self

    def stands(self) -> Desk:
        """Wait until the panel is drawn and the map has painted its first state."""
        expect(self.page.get_by_role("tab").first).to_be_visible()
        self.page.wait_for_function(
            """frame => document.querySelector(frame)
                ?.contentWindow.performance.getEntriesByName('standpoint:painted').length > 0""",
            arg=FRAME,
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
        return self.page.locator(".head").get_by_role("status")

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
        """Find the symbol of a place, with no menu unfolded over it."""
        self.fold()
        return self.frame.locator(f'.map-place[aria-label^="{name}"]')

    def option(self, key: str, value: str) -> Locator:
        """Find the button of a filter's value, of a layer or of a base map, its menu unfolded."""
        found = self.page.locator(f'button[data-key="{key}"][data-id="{value}"]')
        found.wait_for(state="attached")
        self.unfold(found)
        return found

    def unfold(self, inside: Locator) -> None:
        """Unfold the menu that something is in, if it is folded."""
        inside.evaluate(
            """node => {
                const button = node.closest('.menu')?.firstChild;
                if (button?.getAttribute('aria-expanded') === 'false') button.click();
            }"""
        )

    def fold(self) -> None:
        """Fold what is unfolded, so that it lies over nothing."""
        self.page.locator('.menu-button[aria-expanded="true"]').evaluate_all(
            "buttons => buttons.forEach(button => button.click())"
        )

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
        """Move the map, and wait until the link has the view (to a pixel, as Leaflet keeps it).

        A choice just made may begin its flight after the map was moved, and end elsewhere: then
        the map is moved once more, as a reader would.
        """
        for _ in range(5):
            self.frame.wait_for_function("() => !document.querySelector('.is-flying')")
            self.frame.evaluate(
                "view => map.setView(view, view[2], {animate: false})", [lat, lon, zoom]
            )
            with suppress(WaitedTooLong):
                self.page.wait_for_function(
                    """asked => {
                        const now = (new URLSearchParams(location.search).get('view') ?? '')
                            .split(',');
                        const near = (value, index) => Math.abs(value - now[index]) < 0.1;
                        return now.length === 3 && asked.every(near);
                    }""",
                    arg=[lat, lon, zoom],
                    timeout=PATIENCE / 5,
                )
                return
        raise AssertionError(f"the link never had the view {lat}, {lon}, {zoom}")

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
def under_a_path() -> Iterator[str]:
    """Give the address of the app that stands under a path of its own."""
    with serving(path="maps/one") as served:
        yield served.address


@pytest.fixture(scope="session")
def page_alone() -> Iterator[str]:
    """Give the address of the page that a host runs without what the app serves beside it."""
    with serving("components/page.py") as served:
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


@contextmanager
def desks(browser: Browser, home: str) -> Iterator[NewDesk]:
    """Give a function that makes a new desk: a browser context of its own, not opened yet.

    Its links are those of the app at ``home``.
    """
    contexts = []

    def make(**options: object) -> Desk:
        usual = {"viewport": DESK, "reduced_motion": "reduce"}
        context = browser.new_context(**{**usual, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        desk = Desk(page, home)
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
def new_desk(browser: Browser, app: str) -> Iterator[NewDesk]:
    """Give what makes new desks, for tests of opening, storage, history, requests or size."""
    with desks(browser, app) as make:
        yield make


@pytest.fixture(scope="module")
def _kept(browser: Browser, app: str) -> Iterator[tuple[NewDesk, list[Desk]]]:
    with desks(browser, app) as make:
        yield make, []


@pytest.fixture
def desk(request: pytest.FixtureRequest, _kept: tuple[NewDesk, list[Desk]]) -> Iterator[Desk]:
    """Give a desk that the tests of a module share; they go on it from link to link.

    What a test changes in the page itself would stay: such a test takes a new desk.
    """
    make, kept = _kept
    if not kept:
        kept.append(make())
    kept[0].as_new()
    failed = request.session.testsfailed
    yield kept[0]
    if request.session.testsfailed > failed:
        kept.clear()  # who knows what it left
