"""Faults in Chromium: the server, the connection, the dataset or the tiles fail during use."""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, WebSocketRoute, expect

from tests.helpers import breaking
from tests.helpers.browser import Desk, NewDesk
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.serving import ROOT, Serving, free_port, serving

MARK = """() => {
    window.stayed = true;
    new MutationObserver(() => { window.dialog ||= document.querySelector('[role="dialog"]'); })
        .observe(document.body, { childList: true });
}"""
ASK = b'"event":"ask"'
"""What stands in a message by which the page asks for something."""


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """Give a desk of its own: what fails there may be remembered."""
    return new_desk()


def said(desk: Desk) -> Locator:
    """Find the sentence on the connection."""
    return desk.page.locator(".standpoint-connection")


def killed(served: Serving) -> None:
    """End a server as a crash does."""
    os.kill(served.pid, signal.SIGKILL)


def has_settled(desk: Desk) -> None:
    """Wait until the connection is back and nothing is said of it any more."""
    expect(said(desk)).to_have_text("")
    expect(desk.page.locator(".stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")


def test_a_server_that_is_killed_and_started_again(new_desk: NewDesk) -> None:
    """What a reader sees stays, what they choose meanwhile is done, and nothing is loaded anew."""
    busy, idle, back = new_desk(), new_desk(), new_desk()
    port = free_port()
    with serving(port=port) as served:
        busy.open(served.address)
        busy.option("speaker", "vladimir-putin").click()
        busy.has("speaker", "vladimir-putin")
        busy.symbol("Syria, country").click()
        busy.has("at", "syria")
        busy.cards.nth(1).locator("button.exact").click()
        expect(busy.page.locator("article.card.chosen")).to_have_count(1)
        busy.look_at(36.2, 38.4, 5.5)
        idle.open(f"{served.address}?speaker=dmitry-peskov")
        back.open(served.address)
        back.option("topic", "relations").click()
        back.has("topic", "relations")
        before = busy.sentence.inner_text()
        for desk in (busy, idle, back):
            desk.page.evaluate(MARK)
        killed(served)
        for desk in (busy, idle, back):
            expect(said(desk)).to_contain_text("The connection was lost. What you see stays")
        busy.page.get_by_role("combobox", name="Search the words").click()
        # Streamlit would open a dialog after some attempts, over all and with words of its own.
        busy.page.wait_for_function("window.dialog")
        expect(busy.page.get_by_role("dialog")).to_have_count(0)
        expect(busy.page.get_by_role("combobox", name="Search the words")).to_be_focused()
        expect(busy.cards.first).to_be_visible()
        assert busy.sentence.inner_text() == before
        busy.option("topic", "relations").click()
        expect(busy.option("topic", "relations")).to_have_attribute("aria-pressed", "true")
        back.page.go_back()
    with serving(port=port):
        for desk in (busy, idle, back):
            has_settled(desk)
            assert desk.page.evaluate("window.stayed")
        expect(busy.sentence).to_contain_text("on Relations")
        expect(busy.sentence).to_contain_text("by Vladimir Putin")
        busy.has("at", "syria")
        busy.has("topic", "relations")
        assert busy.view() == pytest.approx([36.2, 38.4, 5.5], abs=0.1)
        idle.option("topic", "relations").click()  # the new server has never seen this page
        idle.has("topic", "relations")
        idle.has("speaker", "dmitry-peskov")
        expect(idle.sentence).to_contain_text("on Relations")
        back.has("topic")
        expect(back.sentence).not_to_contain_text("on Relations")


def test_a_renewed_app(desk: Desk, tmp_path: Path) -> None:
    """A page that is open when the app gets other scripts is loaded anew, on what was chosen."""
    for name in ("components", "data", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for path in filter(Path.is_file, ROOT.iterdir()):
        shutil.copy(path, tmp_path)
    port = free_port()
    with serving(port=port, root=tmp_path) as served:
        desk.open(f"{served.address}?speaker=vladimir-putin&view=36.2,38.4,5.5")
        desk.page.evaluate(MARK)
        killed(served)
        expect(said(desk)).to_contain_text("The connection was lost")
        desk.option("topic", "relations").click()
    for name in ("screen.js", "map/app.js"):
        with (tmp_path / "components" / name).open("a") as script:
            script.write("\n// Renewed.\n")
    with serving(port=port, root=tmp_path):
        desk.page.wait_for_function("!window.stayed")
        desk.stands()
        desk.has("speaker", "vladimir-putin")
        desk.has("topic", "relations")
        expect(desk.sentence).to_contain_text("on Relations")
        expect(desk.page.locator(".panel")).to_be_visible()
        assert desk.view() == pytest.approx([36.2, 38.4, 5.5], abs=0.1)


LONGER_THAN_PENDING = 1_800
"""Milliseconds after which the map gave up a choice that nobody had answered."""


class Cable:
    """The connection of a desk to its server, which a test can cut, block and mend."""

    def __init__(self, desk: Desk) -> None:
        self.blocked = False
        self.held: list[Callable[[], None]] = []
        self.asked = 0
        self.near: WebSocketRoute | None = None
        desk.page.route_web_socket(re.compile("_stcore/stream"), self._plug)

    def _plug(self, near: WebSocketRoute) -> None:
        far = near.connect_to_server()
        self.near = near
        near.on_message(lambda message: self._pass(far, message))
        far.on_message(lambda message: self._pass(near, message))
        near.on_close(lambda code, reason: far.close(code=code, reason=reason))

    def _pass(self, to: WebSocketRoute, message: str | bytes) -> None:
        if isinstance(message, bytes) and ASK in message:
            self.asked += 1
        if self.blocked:
            self.held.append(lambda: to.send(message))
        else:
            to.send(message)

    def cut(self) -> None:
        """Cut it; what was on its way is lost. The page mends it by itself."""
        assert self.near
        self.held.clear()
        self.near.close(code=1001)
        self.blocked = False

    def flow(self) -> None:
        """Let what was held up through."""
        self.blocked = False
        for passes in self.held:
            passes()
        self.held.clear()


def test_a_connection_that_is_cut(desk: Desk) -> None:
    """What was asked for and lost on the way is done when the connection is back."""
    cable = Cable(desk)
    desk.go("?dataset=moscow-talks&speaker=vladimir-putin&page=1")
    desk.page.evaluate(MARK)
    cable.blocked = True
    desk.option("topic", "relations").click()
    expect(said(desk)).to_have_text("The server has not answered yet. What you chose is kept.")
    place = desk.symbol("Syria, country")
    place.click()
    expect(place).to_have_attribute("aria-pressed", "true")
    desk.page.wait_for_timeout(LONGER_THAN_PENDING)
    expect(place).to_have_attribute("aria-pressed", "true")
    cable.cut()
    has_settled(desk)
    desk.has("at", "syria")
    desk.has("speaker", "vladimir-putin")
    desk.has("topic", "relations")
    desk.has("page")  # another selection begins at its first page
    expect(desk.sentence).to_contain_text("on Relations")
    assert desk.page.evaluate("window.stayed")
    desk.option("topic", "relations").click()
    desk.has("topic")
    desk.is_clean()


@pytest.mark.parametrize("lost", [False, True], ids=["late", "lost"])
def test_a_connection_that_stalls(desk: Desk, *, lost: bool) -> None:
    """A sentence says that there is no answer yet; then everything that was asked for is there.

    It is asked for again, as a server that does not know the page may have overheard it.
    """
    cable = Cable(desk.asking())
    desk.go("?dataset=moscow-talks")
    cable.blocked = True
    desk.option("topic", "relations").click()
    desk.option("speaker", "vladimir-putin").click()
    expect(said(desk)).to_contain_text("has not answered yet")
    expect(desk.option("speaker", "vladimir-putin")).to_have_attribute("aria-pressed", "true")
    if lost:
        cable.held.clear()
    assert cable.asked > 2
    assert "relations" in desk.page.url  # whoever reloads now loses nothing
    cable.flow()
    has_settled(desk)
    desk.has("topic", "relations")
    desk.has("speaker", "vladimir-putin")
    expect(desk.sentence).to_contain_text("by Vladimir Putin, on Relations")
    desk.is_clean()


def test_the_map_is_moved_before_an_answer(desk: Desk) -> None:
    """An answer that knows nothing of a movement does not take it out of the link."""
    cable = Cable(desk.asking())
    desk.go("?dataset=moscow-talks")
    cable.blocked = True
    desk.option("topic", "relations").click()
    desk.look_at(42, 37, 5)
    cable.flow()
    expect(desk.sentence).to_contain_text("on Relations")
    assert desk.parameters["view"][0].startswith("42.")


def test_choices_are_answered_while_nobody_answers(desk: Desk) -> None:
    """Where the browser has the columns, a choice stands at once; the link says what is shown.

    So it does after rapid choices and Back, and the server's later answer says the same.
    """
    cable = Cable(desk)
    desk.go("?dataset=moscow-talks").answering()
    cable.blocked = True
    desk.option("topic", "relations").click()
    expect(desk.sentence).to_contain_text("on Relations")
    before = desk.symbols
    desk.option("speaker", "vladimir-putin").click()
    expect(desk.sentence).to_contain_text("by Vladimir Putin, on Relations")
    desk.tab("Source").click()
    expect(desk.page.locator("mark").first).to_be_visible()
    desk.page.go_back()
    expect(desk.cards.first).to_be_visible()
    desk.page.go_back()
    expect(desk.sentence).not_to_contain_text("by Vladimir Putin")
    desk.has("speaker")
    desk.has("topic", "relations")
    shown = [desk.sentence.inner_text(), desk.cards.all_inner_texts()]
    assert desk.symbols == before
    cable.flow()
    has_settled(desk)
    desk.option("act", "expressive").click()
    desk.has("act", "expressive")
    desk.page.go_back()
    desk.has("act")
    desk.tab("Timeline").click()  # the server alone knows of it, and so was told of all before
    desk.has("tab", "timeline")
    expect(desk.cards).to_have_count(0)
    desk.page.go_back()
    expect(desk.cards.first).to_be_visible()
    desk.has("speaker")
    desk.has("topic", "relations")
    assert [desk.sentence.inner_text(), desk.cards.all_inner_texts()] == shown
    desk.page.reload()
    desk.stands()
    assert [desk.sentence.inner_text(), desk.cards.all_inner_texts()] == shown
    desk.is_clean()


TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
Answer = Callable[[Route, int], None]
NONSENSE: tuple[tuple[str, Answer], ...] = (
    ("dead", lambda route, _: route.abort()),
    ("slow", lambda _route, _: None),
    ("page", lambda route, _: route.fulfill(body="<p>Sign in</p>", content_type="text/html")),
    ("error", lambda route, _: route.fulfill(status=500, body="")),
    ("cut", lambda route, _: route.fulfill(body=TILE[:30], content_type="image/png")),
    (
        "breaks off",
        lambda route, number: (
            route.abort() if number > 2 else route.fulfill(body=TILE, content_type="image/png")
        ),
    ),
)


@pytest.mark.parametrize(("name", "answer"), NONSENSE, ids=[name for name, _ in NONSENSE])
def test_tiles_that_do_not_come(desk: Desk, name: str, answer: Answer) -> None:
    """A sentence says so, the built-in map stays, and all else goes on; nothing is tried again."""
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        answer(route, len(asked))

    desk.page.route(re.compile("^https://"), fail)
    desk.go("?dataset=moscow-talks&base=light")
    sentence = desk.page.get_by_text("The online base map could not be loaded")
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    expect(sentence).to_be_visible()
    expect(desk.frame.locator("img.leaflet-tile-loaded:visible")).to_have_count(
        2 if name == "breaks off" else 0
    )
    assert desk.frame.locator("canvas").count() > 0
    assert desk.symbols
    assert len(asked) == len(set(asked))
    for base, shown in (("built-in", False), ("dark", True)):
        desk.option("base", base).click()
        expect(sentence).to_be_visible(visible=shown)


CLOCK = """
    const now = Date.now, by = Date.UTC(YEAR, 5) - now();
    window.Date = class extends Date {
        constructor(...given) { super(...(given.length ? given : [now() + by])); }
        static now() { return now() + by; }
    };
"""


@pytest.mark.parametrize("year", ["1971", "2099"])
def test_a_reader_whose_clock_is_wrong(desk: Desk, year: str) -> None:
    """Nothing depends on the day that the reader's machine thinks it is."""
    desk.page.add_init_script(CLOCK.replace("YEAR", year))
    desk.go("?dataset=moscow-talks&tab=timeline")
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    desk.symbol("Moscow").click()
    desk.has("at", "moscow")
    desk.is_clean()


def test_a_dataset_that_changes_while_it_is_read(desk: Desk, tmp_path: Path) -> None:
    """While its files are half there the old one stays; once they are whole, the new one comes.

    The new one has its statements in another order: a map that held the old one would show others.
    """
    folder = breaking.copy(tmp_path)
    table = folder / "statements.csv"
    whole = table.read_bytes()
    heading = desk.page.get_by_role("heading", level=1)
    topic = loaded(HARBOURS).topics["id"].iloc[0]
    with serving(packages=tmp_path) as served:
        desk.open(f"{served.address}?topic={topic}")
        title, sentence, symbols = heading.inner_text(), desk.sentence.inner_text(), desk.symbols
        desk.page.evaluate(MARK)
        table.write_bytes(whole[: len(whole) // 2])
        desk.option("layers", "areas").click()
        desk.has("layers", "arcs", "places")
        assert desk.page.evaluate("window.stayed")
        desk.page.reload()
        desk.stands()
        expect(heading).to_have_text(title)
        assert (desk.sentence.inner_text(), desk.symbols) == (sentence, symbols)
        table.write_bytes(whole)
        breaking.rows("statements", reverse)(folder)
        breaking.package(lambda about: about.update(title="Second edition"))(folder)
        desk.option("layers", "areas").click()
        expect(heading).to_have_text("Second edition")
        desk.has("topic", topic)
        desk.stands()
        assert (desk.sentence.inner_text(), desk.symbols) == (sentence, symbols)
        desk.is_clean()


def reverse(rows: list[list[str]]) -> None:
    """Reverse the records of a table."""
    rows[1:] = rows[:0:-1]


def test_where_no_connection_comes(desk: Desk) -> None:
    """A sentence says so and what needs none, both with the link's filters; it goes by itself."""
    blocked = True

    def plug(near: WebSocketRoute) -> None:
        if blocked:
            near.close()
        else:
            near.connect_to_server()

    desk.page.route_web_socket(re.compile("_stcore/stream"), plug)
    desk.page.goto(f"{desk.home}?dataset=two-harbours&act=commissive&fbclid=a")
    told = desk.page.get_by_role("alert").filter(has_text="The connection")
    expect(told).to_contain_text("The connection that this page needs does not come about")
    for link in told.get_by_role("link").all():
        address = link.get_attribute("href") or ""
        assert address.endswith("?act=commissive")
        assert desk.page.request.get(address).ok
    blocked = False
    desk.stands()
    expect(told).to_have_count(0)
    expect(desk.page).to_have_title(re.compile("The affair of the two harbours · Standpoint$"))
