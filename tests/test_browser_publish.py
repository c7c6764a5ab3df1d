"""The page in one file in Chromium, opened from a disk: it does what the app does, alone."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from bench.generate import Size, generate
from components import controls
from components.map import world
from components.panels import desk as app_desk
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.telling.sentence import describe
from tests.helpers.browser import PHONE, Desk, NewDesk
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import LINK
from tests.helpers.paper import printed, without_spaces
from tests.helpers.published import DATA, content_at, fragment_of, opened, page_of, stands

SHOWN = (
    Selection(filters=(("q", ("harbour",)), ("act", ("assertive",))), layers=("places",)),
    Selection(at="velani-passage", readings=("velani-passage:puerto-alba",)),
    Selection(statement="twelve-knots", tab="source"),
)
"""Thousands more are compared in Node, by ``test_engine``."""


def test_it_shows_what_the_app_shows(desk: Desk, tmp_path: Path) -> None:
    """Sentence, counts, place and map of the page that was written are those of the app."""
    dataset = loaded(HARBOURS)
    opened(desk, tmp_path, page_of(dataset))
    for selection in SHOWN:
        found = content_at(desk, fragment_of(selection))
        shown = select(dataset, selection)
        assert found["head"]["notices"] == []
        assert found["head"]["sentence"] == describe(dataset, selection)
        state = world.told(dataset, selection, shown, "")["state"]
        assert found["map"] == {**state, "layers": list(state["layers"])}
        assert found["panel"]["place"] == app_desk.content(dataset, selection, shown)["place"]
        asked = controls.content(dataset, selection, shown, [])
        assert found["controls"]["filters"] == asked["filters"]
        assert found["controls"]["periods"] == asked["periods"]
    desk.is_clean()
    assert len(desk.requests) == 1


def test_a_reader_uses_it(desk: Desk, tmp_path: Path) -> None:
    """Filter, search, offers, place, statement, source, back, reload: all in the fragment."""
    dataset = loaded(MOSCOW)
    page = desk.page
    opened(desk, tmp_path, page_of(dataset))
    desk.option("speaker", "vladimir-putin").click()
    chosen = Selection(filters=(("speaker", ("vladimir-putin",)),))
    expect(desk.sentence).to_contain_text(describe(dataset, chosen))
    assert page.url.endswith("#speaker=vladimir-putin")
    page.get_by_role("combobox", name="Search the words").fill("syria")
    found = Selection(filters=(("q", ("syria",)), ("speaker", ("vladimir-putin",))))
    expect(desk.sentence).to_contain_text(describe(dataset, found))
    page.reload()
    stands(desk)
    expect(desk.sentence).to_contain_text(describe(dataset, found))
    expect(page.get_by_role("combobox", name="Search the words")).to_have_value("syria")
    page.get_by_role("button", name="Drop all filters").click()
    expect(desk.sentence).to_contain_text(describe(dataset, Selection()))
    page.go_back()
    expect(desk.sentence).to_contain_text(describe(dataset, found))
    page.get_by_role("button", name="Drop all filters").click()
    search = page.get_by_role("combobox", name="Search the words")
    search.press_sequentially("Putni")
    expect(page.get_by_role("option", name="Vladimir Putin")).to_be_visible()
    search.press("ArrowDown")
    search.press("Enter")
    expect(desk.sentence).to_contain_text(describe(dataset, chosen))
    page.get_by_role("button", name="Drop all filters").click()
    page.locator('.map-place[aria-label^="Moscow"]').click()
    expect(page.get_by_role("heading", name="Moscow", exact=True)).to_be_visible()
    assert "at=moscow" in page.url
    desk.cards.first.locator("button.exact").click()
    expect(desk.page.locator("article.card.chosen")).to_have_count(1)
    desk.tab("Source").click()
    expect(page.locator("mark.chosen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("mark.chosen")).to_have_count(0)
    assert "at=" not in page.url
    page.get_by_role("button", name="How to read this map").click()
    expect(page.get_by_role("heading", name="What a statement is")).to_be_visible()
    desk.is_clean()
    assert {url.partition("#")[0] for url in desk.requests} == {page.url.partition("#")[0]}


def test_a_period_is_chosen_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    """A slider's step changes the fragment and the counts; the tab bar takes arrows."""
    dataset = loaded(HARBOURS)
    opened(desk, tmp_path, page_of(dataset))
    slider = desk.page.locator('input[type="range"]').first
    desk.unfold(slider)
    slider.focus()
    slider.press("ArrowRight")
    desk.page.wait_for_function("() => location.hash.includes('_from=')")
    value = desk.page.url.partition("_from=")[2].partition("&")[0]
    chosen = Selection(filters=(("said_from", (value,)),))
    expect(desk.sentence).to_contain_text(describe(dataset, chosen))
    desk.tab("Statements").focus()
    desk.page.keyboard.press("ArrowRight")
    expect(desk.tab("Source")).to_be_focused()
    desk.is_clean()


def test_words_from_right_to_left_stay_so(desk: Desk, tmp_path: Path) -> None:
    """Words in Arabic are set from right to left."""
    dataset = loaded(HARBOURS)
    arabic = dataset.sources.loc[dataset.sources["language"] == "ar", "id"].iloc[0]
    chosen = Selection(filters=(("source", (arabic,)),))
    opened(desk, tmp_path, page_of(dataset), fragment_of(chosen))
    words = desk.page.locator("button.exact").first
    expect(words).to_have_attribute("dir", "rtl")
    expect(desk.sentence).to_contain_text(describe(dataset, chosen))


def test_a_wrong_link_is_said(desk: Desk, tmp_path: Path) -> None:
    """What the page does not know is named and left out."""
    fragment = "speaker=nobody&at=atlantis&from=tomorrow&wings=2&page=0&reading=constructor"
    opened(desk, tmp_path, page_of(loaded(MOSCOW)), fragment)
    expect(desk.page.get_by_role("alert").locator("p")).to_have_count(5)
    expect(desk.sentence).to_contain_text("25 statements")
    desk.is_clean()


def test_a_phone_has_the_map_above_the_panel(new_desk: NewDesk, tmp_path: Path) -> None:
    """Nothing is wider than the window; the filters are folded away."""
    desk = new_desk(viewport=PHONE, color_scheme="dark")
    opened(desk, tmp_path, page_of(loaded(HARBOURS)))
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    assert desk.page.evaluate(wide)
    above = desk.page.locator("#map").bounding_box()
    below = desk.page.locator("#panel").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    expect(desk.page.get_by_role("button", name="Topic")).to_be_hidden()
    desk.page.get_by_role("button", name="Filters").click()
    expect(desk.page.get_by_role("button", name="Topic")).to_be_visible()
    assert desk.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == (
        "rgb(20, 25, 31)"
    )


def test_ten_thousand_statements(desk: Desk, tmp_path: Path) -> None:
    """A large dataset opens, filters and searches within a second or two."""
    folder = generate(tmp_path, Size("large", 10_000, 2_000))
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    opened(desk, tmp_path, page_of(dataset))
    first = dataset.statements["speaker"].iloc[0]
    for chosen in (
        Selection(filters=(("speaker", (first,)),)),
        Selection(filters=(("q", ("harbour border",)),)),
        Selection(at=dataset.statement_places["place"].iloc[0]),
    ):
        began = desk.page.evaluate("() => performance.now()")
        found = content_at(desk, fragment_of(chosen))
        taken = desk.page.evaluate("() => performance.now()") - began
        assert found["head"]["sentence"] == describe(dataset, chosen)
        assert taken < 3000
    desk.is_clean()


def test_an_excerpt_says_what_it_is(desk: Desk, tmp_path: Path) -> None:
    """It names its filters in words, and leads to the live page by a link alone."""
    dataset = loaded(HARBOURS)
    source = dataset.statements["source"].iloc[0]
    chosen = Selection(filters=(("source", (source,)),))
    opened(desk, tmp_path, page_of(dataset, chosen))
    expect(desk.page.locator(".about .notice")).to_contain_text(describe(dataset, chosen))
    desk.page.get_by_text("About this page").click()
    live = desk.page.get_by_role("link", name="Open the live page")
    expect(live).to_have_attribute("href", LINK)
    expect(desk.sentence).to_contain_text(f"{select(dataset, chosen).matching} statements")
    assert len(desk.requests) == 1


def test_an_old_browser_or_a_cut_file_gets_a_sentence(new_desk: NewDesk, tmp_path: Path) -> None:
    """A page that can't be drawn says so in words."""
    page = page_of(loaded(MOSCOW))
    file = tmp_path / "page.html"
    file.write_text(page, "utf-8")
    old = new_desk()
    old.page.add_init_script("delete window.DecompressionStream")
    old.page.goto(file.as_uri())
    expect(old.page.get_by_text("too old to unpack this page")).to_be_visible()
    old.is_clean()
    match = DATA.search(page)
    assert match
    file.write_text(page.replace(match[1], match[1][:4000]), "utf-8")
    cut = new_desk()
    cut.page.goto(file.as_uri())
    expect(cut.page.get_by_role("alert")).to_contain_text("could not be drawn")


def test_it_works_where_another_page_holds_it_as_a_text(new_desk: NewDesk) -> None:
    """Such a page has no address to change: all else works as in a file of its own."""
    desk = new_desk()
    desk.page.set_content('<iframe id="held" style="width: 1300px; height: 800px"></iframe>')
    held = desk.page.locator("#held")
    held.evaluate("(frame, text) => { frame.srcdoc = text; }", page_of(loaded(MOSCOW)))
    inside = desk.page.frame_locator("#held")
    expect(inside.locator("article.card")).to_have_count(25)
    inside.locator("article.card button.exact").first.click()
    expect(inside.locator("article.card.chosen")).to_have_count(1)
    inside.locator("input[type=search]").fill("Tartus")
    expect(inside.locator("article.card")).to_have_count(2)
    desk.is_clean()


def test_forced_colours_show_what_is_chosen(new_desk: NewDesk, tmp_path: Path) -> None:
    """A button that is pressed and one that is not differ in the system's colours too."""
    desk = new_desk(forced_colors="active")
    opened(desk, tmp_path, page_of(loaded(MOSCOW)))
    for key in ("layers", "speaker"):
        pill = desk.page.locator(f'button[data-key="{key}"]').first
        desk.unfold(pill)
        pill.scroll_into_view_if_needed()
        seen = set()
        for value in ("true", "false"):
            pill.evaluate("(button, value) => button.setAttribute('aria-pressed', value)", value)
            seen.add(pill.screenshot())
        assert len(seen) == 2


def test_it_is_printed_whole(new_desk: NewDesk, tmp_path: Path) -> None:
    """On a dark screen too: dark words on paper, the map once, then each statement."""
    dataset = loaded(MOSCOW)
    desk = opened(new_desk(color_scheme="dark"), tmp_path, page_of(dataset))
    words = without_spaces(" ".join(printed(desk.page)))
    assert all(without_spaces(exact) in words for exact in dataset.statements["exact"])
    assert words.count("NaturalEarth") == 1
    desk.page.emulate_media(media="print")
    ink = desk.page.locator("h1").evaluate("node => getComputedStyle(node).color")
    assert max(map(int, re.findall(r"\d+", ink))) < 100


def test_a_view_beyond_the_edge_and_one_step(desk: Desk, tmp_path: Path) -> None:
    """Opening changes nothing of the address; what is typed with pauses is one entry."""
    opened(desk, tmp_path, page_of(loaded(MOSCOW)), "view=84,0,2")
    desk.page.wait_for_timeout(400)
    assert desk.page.url.endswith("#view=84,0,2")
    before = desk.page.evaluate("history.length")
    desk.page.get_by_role("combobox", name="Search the words").focus()
    for typed, whole in (("Sy", "q=Sy&"), ("ria", "q=Syria&")):
        desk.page.keyboard.type(typed)
        desk.page.wait_for_function("words => location.hash.includes(words)", arg=whole)
    assert desk.page.evaluate("history.length") == before + 1
