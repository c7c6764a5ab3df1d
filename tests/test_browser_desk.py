"""The desk in Chromium: opening, filters, places, statements, passages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from data.choosing.filters import FILTERS
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.telling.sentence import describe
from tests.helpers.browser import PHONE, Desk, NewDesk
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.serving import ROOT

MOST_BYTES = {"static": 650_000, "": 1_500_000}
"""Of an opening of the page with a map of the size of a report: Streamlit's own files, and all."""
SIZES = """() => performance.getEntriesByType("resource").map(
    ({ name, encodedBodySize }) => [name, encodedBodySize]
)"""
CHOICES = [entry for entry in FILTERS if entry.options]


@pytest.fixture(scope="module")
def talks() -> Dataset:
    """Give the first dataset."""
    loaded = load(ROOT / "data" / "packages" / "moscow-talks")
    assert isinstance(loaded, Dataset)
    return loaded


def test_opening_shows_what_is_mapped_and_asks_no_third_party(
    new_desk: NewDesk, app: str, talks: Dataset
) -> None:
    """Title, sentence, symbols and cards stand; every request goes to the app itself."""
    desk = new_desk().go()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(talks.about.title)
    expect(desk.sentence).to_contain_text(f"{talks.size} statements")
    expect(desk.cards).to_have_count(talks.size)
    assert any("statements" in name for name in desk.symbols)
    assert all(address.startswith((app, "data:", "blob:")) for address in desk.requests)
    sizes = dict([*desk.page.evaluate(SIZES), *desk.frame.evaluate(SIZES)])
    assert len(sizes) > 50
    for folder, most in MOST_BYTES.items():
        sent = sum(size for name, size in sizes.items() if name.startswith(app + folder))
        assert most / 3 < sent < most, sizes
    assert not [name for name in sizes if "/static/media/" in name], "a font that nothing uses"
    desk.is_clean()


@pytest.mark.parametrize("key", [entry.key for entry in CHOICES])
def test_a_choice_filters_map_panel_and_sentence(desk: Desk, talks: Dataset, key: str) -> None:
    """A click on a value leaves the statements that it counts; a second click brings all back."""
    entry = next(entry for entry in CHOICES if entry.key == key)
    assert entry.options
    # A filter with one value alone is not offered; the tests' own dataset has several of each.
    dataset = talks if len(entry.options(talks).ids) > 1 else loaded(HARBOURS)
    options = entry.options(dataset)
    value = options.ids[: options.offered][-1]
    selection = Selection(filters=((key, (value,)),))
    expected = select(dataset, selection).matching
    desk.go(f"?dataset={dataset.name}")
    before = desk.symbols
    button = desk.option(key, value)
    expect(button.locator(".count")).to_have_text(str(expected))
    button.click()
    desk.has(key, value)
    expect(desk.sentence).to_contain_text(describe(dataset, selection))
    expect(desk.cards).to_have_count(expected)
    expect(button).to_have_attribute("aria-pressed", "true")
    desk.settled(
        "[...document.querySelectorAll('.map-place')].map(n => n.ariaLabel).sort().join()",
        ",".join(before),
    )
    button.click()
    desk.has(key)
    expect(desk.sentence).to_contain_text(describe(dataset, Selection()))
    desk.is_clean()


def test_search_takes_odd_characters_as_characters(desk: Desk, talks: Dataset) -> None:
    """Words are found without their accents and case; "(" is no pattern; dropping brings back."""
    desk.go()
    search = desk.page.get_by_label("Search the words")
    search.fill("TERRITÓRIAL integrity")
    desk.has("q", "TERRITÓRIAL integrity")
    expected = select(talks, Selection(filters=(("q", ("territorial integrity",)),))).matching
    assert 0 < expected < talks.size
    expect(desk.cards).to_have_count(expected)
    search.fill("(")
    expect(desk.page.get_by_text("No statement matches these filters.")).to_be_visible()
    expect(desk.sentence).to_contain_text(f"0 of {talks.size} statements")
    desk.page.get_by_role("button", name=re.compile("^Drop the ")).click()
    desk.has("q")
    expect(desk.cards).to_have_count(talks.size)
    desk.is_clean()


def test_the_period_is_set_by_keyboard(desk: Desk, talks: Dataset) -> None:
    """The slider's first step leaves out what speaks only of the first month."""
    desk.go()
    desk.page.get_by_role("button", name="Time", exact=True).click()
    slider = desk.page.get_by_label("Time spoken about, from")
    slider.focus()
    slider.press("ArrowRight")
    desk.page.wait_for_function("new URLSearchParams(location.search).get('from') !== null")
    value = desk.parameters["from"][0]
    expected = select(talks, Selection(filters=(("from", (value,)),))).matching
    assert expected < talks.size
    expect(desk.cards).to_have_count(expected)
    desk.page.get_by_role("button", name="Drop all filters").click()
    desk.has("from")
    expect(desk.cards).to_have_count(talks.size)


def test_a_place_fills_the_panel_and_a_second_click_releases_it(desk: Desk, talks: Dataset) -> None:
    """The place's card stands with its statements, and goes again."""
    desk.go()
    desk.symbol("Moscow").click()
    desk.has("at", "moscow")
    card = desk.page.get_by_label("Chosen place")
    expect(card.get_by_role("heading")).to_have_text("Moscow")
    expect(card).to_contain_text("55.7520 N, 37.6178 E")
    mask = select(talks, Selection(filters=(("place", ("moscow",)),)))
    expect(desk.cards).to_have_count(mask.matching)
    expect(desk.symbol("Moscow")).to_have_attribute("aria-pressed", "true")
    desk.symbol("Moscow").click()
    desk.has("at")
    expect(card).to_have_count(0)
    expect(desk.cards).to_have_count(talks.size)
    desk.is_clean()


def test_a_place_is_chosen_by_keyboard(desk: Desk) -> None:
    """A symbol takes the focus; Enter chooses it, Escape lets it go."""
    desk.go()
    desk.symbol("Moscow").focus()
    desk.page.keyboard.press("Enter")
    desk.has("at", "moscow")
    desk.page.keyboard.press("Escape")
    desk.has("at")


def test_a_statement_flies_the_map_to_its_places(desk: Desk) -> None:
    """Seen from Moscow, a statement about the coast moves the map there and lights it up."""
    desk.page.emulate_media(reduced_motion="no-preference")
    desk.go()
    desk.page.get_by_role("button", name="Moscow", exact=True).click()
    near = desk.settled("JSON.stringify(map.getCenter())", None)
    desk.page.locator("article.card button.exact", has_text="Hmeimim").click()
    desk.page.wait_for_function("new URLSearchParams(location.search).get('statement') !== null")
    desk.settled("JSON.stringify(map.getCenter())", near)
    expect(desk.page.locator("article.card.chosen")).to_have_count(1)
    expect(desk.frame.locator(".map-place.is-lit").first).to_be_visible()
    desk.page.locator("article.card.chosen button.exact").click()
    desk.has("statement")
    expect(desk.frame.locator(".map-place.is-lit")).to_have_count(0)
    desk.is_clean()


def test_passage_and_statement_lead_to_each_other(desk: Desk) -> None:
    """The link marks the passage in the source; a click on another chooses its statement."""
    desk.go()
    first = desk.cards.nth(3)
    words = first.locator("button.exact").text_content() or ""
    first.get_by_text("In the source").click()
    desk.has("tab", "source")
    chosen = desk.page.locator(".text mark.chosen")
    expect(chosen.first).to_be_visible()
    assert "".join(chosen.all_text_contents()) in words
    before = desk.parameters["statement"]
    desk.page.locator(".text mark:not(.chosen)").first.click()
    desk.page.wait_for_function(
        "before => new URLSearchParams(location.search).get('statement') !== before", arg=before[0]
    )
    desk.tab("Statements").click()
    expect(desk.page.locator("article.card.chosen")).to_have_attribute(
        "data-id", desk.parameters["statement"][0]
    )
    desk.is_clean()


def test_the_source_is_shown_whole(desk: Desk, talks: Dataset) -> None:
    """The Source tab holds the report to the letter."""
    desk.go("?tab=source")
    expect(desk.page.locator(".text")).to_be_visible()
    assert desk.page.locator(".text").text_content() == next(iter(talks.texts.values()))


def test_the_frame_is_loaded_once(new_desk: NewDesk) -> None:
    """Filters, places, statements, layers and base maps never load the map anew."""
    desk = new_desk().go()
    desk.frame.evaluate("() => { window.remembered = true; }")
    desk.option("speaker", "vladimir-putin").click()
    desk.has("speaker", "vladimir-putin")
    desk.symbol("Moscow").click()
    desk.has("at", "moscow")
    desk.cards.first.locator("button.exact").click()
    desk.option("layers", "arcs").click()
    desk.has("layers", "areas", "places")
    desk.page.get_by_role("button", name="Drop all filters").click()
    desk.has("speaker")
    assert desk.frame.evaluate("() => window.remembered")
    loads = [address for address in desk.requests if "st_folium/index.html" in address]
    # Streamlit itself asks once whether the page is there before it sets the frame to it.
    assert len(loads) <= 2


def test_layers_are_switched(desk: Desk) -> None:
    """Without places there are no symbols; the other layers stay."""
    desk.go()
    desk.option("layers", "places").click()
    desk.has("layers", "areas", "arcs")
    expect(desk.frame.locator(".map-place")).to_have_count(0)
    desk.option("layers", "places").click()
    desk.has("layers")
    expect(desk.frame.locator(".map-place").first).to_be_visible()


def test_a_phone_has_the_map_above_the_panel_and_the_filters_folded(new_desk: NewDesk) -> None:
    """Nothing is wider than the screen; the filters open and close."""
    desk = new_desk(viewport=PHONE, has_touch=True, is_mobile=True)
    desk.go()
    frame = desk.page.locator(".st-key-map iframe").bounding_box()
    tabs = desk.page.get_by_role("tablist").bounding_box()
    assert frame
    assert tabs
    assert frame["y"] + frame["height"] <= tabs["y"]
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert frame["width"] * frame["height"] >= PHONE["width"] * PHONE["height"] / 2
    expect(desk.page.get_by_role("button", name="Speaker")).to_be_hidden()
    desk.page.get_by_role("button", name="Filters").click()
    desk.option("speaker", "vladimir-putin").click()
    desk.has("speaker", "vladimir-putin")
    desk.page.get_by_role("button", name="Show 5 statements").click()
    expect(desk.page.get_by_role("button", name="Speaker")).to_be_hidden()
    expect(desk.page.get_by_role("button", name="Filters 1")).to_be_focused()
    desk.is_clean()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_system(new_desk: NewDesk, scheme: str) -> None:
    """Page and map are both light or both dark."""
    desk = new_desk(color_scheme=scheme).go()
    body = desk.page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme")
    assert scheme in body
    assert desk.frame.evaluate("document.documentElement.dataset.theme") == scheme


def test_no_click_is_lost_however_fast(desk: Desk) -> None:
    """Five clicks and a typed word, without a pause between them, are all in the link."""
    desk.go()
    desk.page.get_by_label("Search the words").fill("Syria")
    clicks = [
        ("speaker", "vladimir-putin"),
        ("speaker", "ahmad-al-sharaa"),
        ("act", "expressive"),
        ("topic", "relations"),
        ("topic", "reconstruction"),
    ]
    desk.page.locator(".controls").evaluate(
        """(root, clicks) => clicks.forEach(([key, id]) =>
            root.querySelector(`button[data-key="${key}"][data-id="${id}"]`).click())""",
        clicks,
    )
    desk.has("speaker", "vladimir-putin", "ahmad-al-sharaa")
    desk.has("act", "expressive")
    desk.has("topic", "reconstruction", "relations")
    desk.has("q", "Syria")


@pytest.mark.parametrize("away", [False, True], ids=["on it", "beside it"])
def test_a_button_is_the_same_one_while_an_answer_comes(desk: Desk, *, away: bool) -> None:
    """A click that an answer comes into counts; one that ends beside the button does not."""
    desk.go()
    button = desk.option("speaker", "vladimir-putin")
    old = button.element_handle()
    button.hover()
    desk.page.mouse.down()
    desk.page.get_by_label("Search the words").evaluate(
        "field => { field.value = 'Syria'; field.dispatchEvent(new Event('input')); }"
    )
    before = button.get_attribute("aria-label")
    desk.has("q", "Syria")
    expect(button).not_to_have_attribute("aria-label", str(before))
    assert old.evaluate("old => old.isConnected")
    if away:
        desk.option("speaker", "ahmad-al-sharaa").hover()
    desk.page.mouse.up()
    if away:
        desk.option("topic", "relations").click()
        desk.has("topic", "relations")
        desk.has("speaker")
    else:
        desk.has("speaker", "vladimir-putin")
        expect(button).to_have_attribute("aria-pressed", "true")


def test_what_a_reader_holds_lives_through_an_answer(desk: Desk) -> None:
    """The focus, a text with its caret, an opened line and each element stay; a choice counts."""
    desk.go()
    page = desk.page
    search = page.get_by_label("Search the words")
    search.press_sequentially("Syria")
    search.evaluate("field => field.setSelectionRange(1, 3)")
    desk.has("q", "Syria")
    own = desk.cards.filter(has=page.locator("bdi.speaker", has_text="Vladimir Putin"))
    why = own.filter(has=page.locator("details")).first.locator("details")
    why.locator("summary").click()
    option = desk.option("speaker", "vladimir-putin")
    held = [place.element_handle() for place in (search, why, option)]
    option.focus()
    option.press("Enter")
    desk.has("speaker", "vladimir-putin")
    expect(desk.sentence).to_contain_text("Vladimir Putin")
    expect(option).to_be_focused()
    expect(option).to_have_attribute("aria-pressed", "true")
    assert search.evaluate("field => [field.selectionStart, field.selectionEnd]") == [1, 3]
    assert [one.evaluate("node => node.isConnected") for one in held] == [True, True, True]
    assert held[1].evaluate("details => details.open")
    desk.is_clean()


def test_map_and_link_agree_after_fast_clicks_on_a_place(desk: Desk) -> None:
    """Three clicks choose, release and choose again, on the map as in the link."""
    desk.go()
    symbol = desk.symbol("Moscow")
    symbol.evaluate("node => { node.click(); node.click(); node.click(); }")
    desk.has("at", "moscow")
    expect(symbol).to_have_attribute("aria-pressed", "true")
    expect(desk.page.get_by_label("Chosen place")).to_be_visible()


def test_a_link_to_a_statement_shows_it(new_desk: NewDesk) -> None:
    """The panel is scrolled to the chosen statement's card."""
    desk = new_desk().go("?statement=relationship-as-pathway")
    card = desk.page.locator("article.card.chosen")
    expect(card).to_be_in_viewport()
    desk.page.set_viewport_size({"width": 1440, "height": 500})
    expect(card).to_be_in_viewport(ratio=0.5)
    card.hover()
    desk.page.mouse.wheel(0, -20_000)
    expect(card).not_to_be_in_viewport()
    desk.page.set_viewport_size({"width": 1440, "height": 520})
    expect(desk.cards.first).to_be_in_viewport()


def test_an_arc_leads_to_its_statements(desk: Desk) -> None:
    """Its number is the number of statements that it lists; choosing it again releases it."""
    desk.go()
    arc = desk.frame.locator(".map-arc-touch").first
    name = arc.get_attribute("aria-label") or ""
    count = int(name.split(" ", 1)[0])
    arc.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_label("Chosen place")).to_be_visible()
    expect(desk.cards).to_have_count(count)
    desk.page.keyboard.press("Enter")
    desk.has("at")
    desk.is_clean()


def test_what_has_no_place_on_the_map_is_listed(desk: Desk, talks: Dataset) -> None:
    """A place without coordinates stands in a list, and its number opens its statements."""
    desk.go()
    listed = desk.page.get_by_label("Not on the map")
    row = listed.locator("button").first
    count = int(row.locator(".count").text_content() or "0")
    row.click()
    expect(desk.page.get_by_label("Chosen place")).to_contain_text("no point on the map")
    expect(desk.cards).to_have_count(count)
    assert 0 < count < talks.size
