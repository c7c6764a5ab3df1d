"""A hostile dataset on every screen in Chromium: shown as text, and nothing of it runs."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, expect

from data.dataset import Dataset, load
from tests.helpers.breaking import cell
from tests.helpers.browser import DESK, PHONE, Desk, NewDesk
from tests.helpers.hostile import NAME, TRAP, hostile, payloads, trapping
from tests.helpers.published import content_at, opened, page_of
from tests.helpers.serving import serving

SEEN = """() => {
    const texts = [], paragraphs = [], wrong = [];
    const inside = (node) => /^(inline|contents)$/.test(getComputedStyle(node).display);
    const apart = (node) => getComputedStyle(node).unicodeBidi !== 'normal';
    const inline = (node) => [...node.childNodes].map((child) =>
        child.nodeType === Node.TEXT_NODE ? child.data
            : child.nodeType !== Node.ELEMENT_NODE ? ''
            : !inside(child) ? '\\ufffc'
            : apart(child) ? `\\u2068${inline(child)}\\u2069` : inline(child)).join('');
    const walk = (node) => {
        if (node.shadowRoot) walk(node.shadowRoot);
        for (const { name, value } of node.attributes ?? []) {
            const address = /^(href|src|action|data|srcdoc|formaction)$/.test(name);
            const runs = address && /^\\s*javascript:|^<|127.0.0.1:9\\//i.test(value);
            if (/^on/.test(name) || runs) wrong.push(`${name}=${value}`);
        }
        if (/^(SCRIPT|STYLE|OPTION|TEXTAREA|NOSCRIPT|TITLE)$/.test(node.tagName)) return;
        for (const child of node.childNodes) {
            if (child.nodeType === Node.TEXT_NODE) texts.push(child.data);
            else walk(child);
        }
        const own = node instanceof HTMLElement && !node.classList.contains('text');
        if (own && !inside(node)) paragraphs.push(inline(node));
    };
    walk(document.documentElement);
    return { texts, paragraphs, wrong, pwned: window.PWNED ?? null };
}"""
HOSTILE = f"?dataset={quote(NAME)}"
TURNING = "\u202a\u202b\u202d\u202e"
OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"


@dataclass(frozen=True)
class Screen:
    """A link, and columns of which at least one text each must stand there to the letter."""

    name: str
    link: str
    shows: tuple[str, ...]


SCREENS = (
    Screen(
        "statements",
        "",
        ("statements.exact", "statements.translation", "actors.name", "actors.role"),
    ),
    Screen(
        "chosen",
        "at=velani-passage&statement=twelve-knots",
        ("places.name", "places.kind", "places.coordinate_source", "statements.exact"),
    ),
    Screen("source", "tab=source&statement=twelve-knots", ("statements.exact", "sources.title")),
    Screen("timeline", "tab=timeline&statement=twelve-knots", ("statements.exact",)),
    Screen(
        "positions",
        "tab=positions",
        ("actors.name", "places.name", "topics.name", "statement_relations.note"),
    ),
    Screen(
        "compared",
        "tab=positions&compare=speaker:constructor&compare=speaker:delta-canal-board",
        ("actors.name", "topics.name"),
    ),
    Screen("places", "tab=places", ("places.name", "places.kind", "statements.exact")),
    Screen("guide", "tab=guide", ("places.coordinate_source", "sources.title")),
    Screen("share", "tab=share", ("actors.name",)),
    Screen("arc", "at=delta-district>santos-quay", ("statements.exact",)),
    Screen("reading", "at=velani-passage&reading=velani-passage:puerto-alba", ("places.name",)),
    Screen(
        "filters",
        "q=script&speaker=constructor&topic=constructor&status=reported",
        ("actors.name", "topics.name"),
    ),
    Screen(
        "notices",
        f"{quote('<img src=x onerror=top.PWNED=1>')}=1&at={quote(payloads()[18])}"
        f"&speaker={quote(payloads()[0])}&statement=tolls-abolished",
        ("statements.exact",),
    ),
    Screen("embedded", "embed=true", ("statements.exact",)),
)


WORKSHOP = {
    "source": "sources.title",
    "review": "statements.exact",
    "names": "places.coordinate_source",
    "check": "statements.exact",
    "publish": "",
}
"""The workshop's steps, and a column of which a text stands there."""


@dataclass(frozen=True)
class Served:
    """The app with hostile datasets, and all that would tell that something ran."""

    address: str
    dataset: Dataset
    asked: list[str]
    pwned: Path

    def column(self, name: str) -> set[str]:
        """Give the texts of a column, named as ``table.column``."""
        of, _, column = name.partition(".")
        return set(getattr(self.dataset, of)[column])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a hostile dataset and one that is broken, too."""
    packages = tmp_path_factory.mktemp("packages")
    pwned = tmp_path_factory.mktemp("trap") / "pwned"
    with trapping() as (trap, asked):
        dataset = load(hostile(packages, trap, NAME))
        assert isinstance(dataset, Dataset)
        broken = hostile(packages, trap, "broken")
        for key, words in zip(("not-a-treaty", "twelve-knots"), payloads(trap)[17:], strict=False):
            cell("statements", key, "act", words)(broken)
            cell("statements", key, "note", "a\0" + words)(broken)
        kept = str(tmp_path_factory.mktemp("kept"))
        extra = {TRAP: str(pwned), "STANDPOINT_WORKSHOP": kept}
        with serving(packages=packages, extra=extra) as app:
            yield Served(app.address, dataset, asked, pwned)


@pytest.fixture
def watched(desk: Desk, served: Served) -> Iterator[Desk]:
    """Give a desk at the hostile datasets, at which a dialog is an error."""
    desk.home = served.address

    def dismiss(dialog: Dialog) -> None:
        desk.errors.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    desk.page.on("dialog", dismiss)
    yield desk
    desk.page.remove_listener("dialog", dismiss)


def leaks(paragraph: str, values: set[str]) -> bool:
    """Tell whether a writing direction that a value begins lasts into words behind it."""
    opened: list[int] = []
    for place, mark in enumerate(paragraph):
        if mark in OPENING:
            opened.append(place)
        elif mark == CLOSING and opened:
            opened.pop()
        elif mark in TURNING and not opened:
            opened = [place]
            break
    if not opened:
        return False
    said, rest = bare(paragraph), bare(paragraph[opened[0] :])
    return not any(said.endswith(value) and len(value) >= len(rest) for value in values)


def bare(text: str) -> str:
    """Give a text without what sets texts apart, which a page may add or take away."""
    return "".join(mark for mark in text if mark not in OPENING + CLOSING).strip().lower()


def test_a_leak_is_found() -> None:
    """A name that turns what follows it is one; one that is set apart or ends its line is not."""
    name = payloads()[18]
    assert leaks(f"by {name}, said", {bare(name)})
    assert not leaks(f"by {name}", {bare(name)})
    assert not leaks("by \ufffc, said", {bare(name)})
    assert not leaks("by \u2068\u202ename\u2069, said", {bare(name)})
    assert leaks(f"by \u2068{name}\u2069, said", {bare(name)})


def seen(page: Page, dataset: Dataset) -> set[str]:
    """Check every frame: nothing ran, no attribute runs, no name turns its line; give the texts."""
    columns = [
        getattr(dataset, of)[column]
        for of in ("sources", "actors", "places", "topics", "statements", "statement_places")
        for column in getattr(dataset, of)
    ]
    values = {bare(str(value)) for column in columns for value in column}
    values |= {bare(of) for of in (dataset.about.title, *dataset.about.licences)}
    for area in dataset.areas:
        values |= {bare(of) for of in (area.label, area.note, area.source)}
    texts: set[str] = set()
    for frame in page.frames:
        found: dict[str, Any] = frame.evaluate(SEEN)
        assert found["pwned"] is None
        assert found["wrong"] == []
        assert not [of[:300] for of in found["paragraphs"] if leaks(of, values)]
        texts |= set(found["texts"])
    return texts


def fits(page: Page) -> None:
    """Check at both sizes that nothing makes the page wider than the window."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.wait_for_function(
            "() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
        )


def is_quiet(desk: Desk, served: Served) -> None:
    """Check that the server ran nothing, no request left home, and the console has no error."""
    desk.is_clean()
    assert served.asked == []
    assert not served.pwned.exists()
    home = (served.address, "data:", "blob:")
    assert [url for url in desk.requests if not url.startswith(home)] == []


def test_the_traps_work(new_desk: NewDesk) -> None:
    """In a page that takes the payloads for HTML they run, and what they ask for is asked."""
    with trapping() as (trap, asked):
        page = new_desk().page
        page.set_content("".join(payloads(trap)[3:7]))
        page.wait_for_function("() => window.PWNED === 1")
        assert asked == ["/image"]
        assert page.evaluate(SEEN)["wrong"] != []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_shows_text(screen: Screen, served: Served, watched: Desk) -> None:
    """Every tab, choice and notice; on a desk and on a phone."""
    watched.go(f"{HOSTILE}&{screen.link}")
    for column in screen.shows:
        watched.page.wait_for_function(
            """([source, wanted]) => {
                const { texts } = eval(source)();
                return texts.some((text) => wanted.includes(text));
            }""",
            arg=[SEEN, sorted(served.column(column))],
        )
    texts = seen(watched.page, served.dataset)
    assert served.dataset.about.title in texts
    fits(watched.page)
    is_quiet(watched, served)


def test_the_workshop_shows_text(served: Served, watched: Desk) -> None:
    """A draft of the same words: each step of it, its list, and what is asked of it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for path in sorted(served.dataset.folder.rglob("*")):
            package.write(path, path.relative_to(served.dataset.folder))
    content = {"package": base64.b64encode(packed.getvalue()).decode()}
    answer = watched.page.request.post(
        f"{served.address}workshop/begin", data=content, headers={"Standpoint-Secret": ""}
    )
    draft = json.loads(answer.text().splitlines()[-1])["draft"]
    for step, shows in WORKSHOP.items():
        watched.page.goto(f"{served.address}?workshop={draft}&step={step}")
        watched.page.wait_for_function(
            """([source, wanted]) => {
                const { texts } = eval(source)();
                return texts.some((text) => wanted.includes(text));
            }""",
            arg=[SEEN, sorted(served.column(shows) if shows else {served.dataset.about.title})],
        )
        texts = seen(watched.page, served.dataset)
        assert served.dataset.about.title in texts
        fits(watched.page)
    is_quiet(watched, served)


def test_the_map_says_names_as_text(served: Served, watched: Desk) -> None:
    """Symbols, labels and arcs tell names, kinds and counts; none of them is taken for HTML."""
    watched.go(HOSTILE)
    tip = watched.frame.locator(".map-tip")
    tips = 0
    for number in range(watched.frame.locator(".map-place").count()):
        watched.frame.locator(".map-place").nth(number).dispatch_event("pointerenter")
        if tip.is_visible():
            assert tip.locator("*").evaluate_all("of => of.every((n) => !n.children.length)")
            seen(watched.page, served.dataset)
            tips += 1
    assert tips > 3
    arc = watched.frame.locator("path.map-arc-touch").first
    arc.dispatch_event("mouseover", {"bubbles": True, "clientX": 200, "clientY": 200})
    expect(tip).to_contain_text("said in")
    assert tip.text_content() == arc.get_attribute("aria-label")
    seen(watched.page, served.dataset)
    names = " ".join(watched.symbols)
    assert len([name for name in served.column("places.name") if name in names]) > 3
    is_quiet(watched, served)


def test_the_problems_are_text(served: Served, watched: Desk) -> None:
    """A dataset that is refused is named by its title, and what was found is quoted."""
    watched.page.goto(f"{served.address}?dataset=broken")
    expect(watched.page.get_by_text("was not opened")).to_be_visible()
    texts = seen(watched.page, served.dataset)
    assert payloads()[17] in texts
    assert served.dataset.about.title in texts
    fits(watched.page)
    is_quiet(watched, served)


def test_the_page_to_print_is_text(served: Served, watched: Desk) -> None:
    """Title, words, reasons and credits stand there to the letter."""
    watched.page.goto(f"{served.address}export/{quote(NAME)}.print")
    expect(watched.cards.first).to_be_visible()
    assert watched.page.title() == served.dataset.about.title.strip()
    texts = seen(watched.page, served.dataset)
    for column in ("statements.exact", "actors.name", "sources.title", "statements.note"):
        assert served.column(column) & texts
    fits(watched.page)
    is_quiet(watched, served)


def test_the_page_in_one_file_is_text(served: Served, watched: Desk, tmp_path: Path) -> None:
    """From a disk: each of its screens, with hostile parameters as well, and no request at all."""
    watched.page.goto("about:blank")
    watched.requests.clear()  # of the page that stood there before
    opened(watched, tmp_path, page_of(served.dataset))
    page = watched.page
    assert page.title() == f"{' '.join(served.dataset.about.title.split())} · Standpoint"
    for fragment in (
        "",
        "at=velani-passage&statement=twelve-knots",
        "tab=source&statement=twelve-knots",
        "tab=guide",
        "q=script&speaker=constructor",
        f"speaker={quote(payloads()[3])}&at={quote(payloads()[18])}&constructor=1&__proto__=1",
    ):
        content_at(watched, fragment)
        texts = seen(page, served.dataset)
        assert served.column("actors.name") & texts
    page.get_by_text("About this page").click()
    fits(page)
    assert {url.partition("#")[0] for url in watched.requests} == {page.url.partition("#")[0]}
    watched.is_clean()
    assert served.asked == []


def test_the_description_is_json(served: Served, watched: Desk) -> None:
    """The addresses for programs are described, whatever the datasets are called."""
    answer = watched.page.request.get(f"{served.address}export/openapi.json")
    names = json.loads(answer.body())["paths"]["/export/{dataset}.csv"]["get"]["parameters"][0]
    assert set(names["schema"]["enum"]) == {NAME, "broken"}
