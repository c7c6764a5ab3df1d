"""What floats over the map, in Chromium: the search, the menus, what is chosen, the first line."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.helpers.browser import DESK, PHONE, Desk, NewDesk

FRAME = ".st-key-map iframe"
SHARES = [(1440, 900, 0.6), (390, 844, 0.5), (360, 640, 0.5), (844, 390, 0.5)]
UNDER = """([frame]) => {
    const map = document.querySelector(frame).getBoundingClientRect();
    const floats = [...document.querySelectorAll('*')].map(node => node.shadowRoot)
        .flatMap(root => [...(root?.querySelectorAll('.controls :is(button, input)') ?? [])])
        .map(node => node.getBoundingClientRect()).filter(box => box.width && box.height);
    const symbols = [...document.querySelector(frame).contentDocument
        .querySelectorAll('.map-place .disc, .map-label:not([hidden])')]
        .map(node => node.getBoundingClientRect());
    return symbols.filter(one => floats.some(box =>
        one.left + map.left < box.right && box.left < one.right + map.left
        && one.top + map.top < box.bottom && box.top < one.bottom + map.top)).length;
}"""


@pytest.mark.parametrize(("width", "height", "least"), SHARES)
def test_the_map_has_the_most_of_the_window(
    new_desk: NewDesk, width: int, height: int, least: float
) -> None:
    """Title and search are in the first screen, and no symbol or name lies under a control."""
    desk = new_desk(viewport={"width": width, "height": height}).go("?dataset=moscow-talks")
    box = desk.page.locator(".st-key-map iframe").bounding_box()
    assert box
    seen = box["width"] * (min(height, box["y"] + box["height"]) - box["y"])
    assert seen >= least * width * height
    assert box["y"] <= (76 if width > 900 else 140)
    legend = desk.frame.locator(".map-legend").bounding_box()
    assert legend
    assert legend["width"] * legend["height"] <= 0.05 * box["width"] * box["height"]
    expect(desk.page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(desk.page.get_by_role("combobox", name="Search the words")).to_be_in_viewport()
    desk.page.wait_for_function(f"arguments => ({UNDER})(arguments) === 0", arg=[FRAME])
    # It opens on what the dataset shows: the places reach over a good part of the map.
    places = [symbol.bounding_box() for symbol in desk.frame.locator(".map-place .disc").all()]
    tops = [place["y"] for place in places if place]
    assert max(tops) - min(tops) >= 0.3 * min(box["height"], height - box["y"])


def test_search_and_menus_stand_in_one_row(desk: Desk) -> None:
    """What has no room at the end of it is in the last menu; tabs never wrap."""
    desk.go("?dataset=moscow-talks")
    menus = desk.page.locator(".menus .menu-button")
    found = {}
    for width in (1440, 1024, 901, 1440):
        desk.page.set_viewport_size({"width": width, "height": 768})
        desk.page.wait_for_function("width => innerWidth === width", arg=width)
        desk.page.evaluate("() => new Promise(requestAnimationFrame)")
        parts = desk.page.locator(".bar").locator("input, .menu-button, select").all()
        boxes = [box for part in parts if (box := part.bounding_box())]
        assert len({round(box["y"]) for box in boxes}) == 1
        frame = desk.page.locator(FRAME).bounding_box()
        assert frame
        assert max(box["x"] + box["width"] for box in boxes) < frame["x"] + frame["width"] - 40
        assert (
            len(
                {
                    tab["y"]
                    for one in desk.page.get_by_role("tab").all()
                    if (tab := one.bounding_box())
                }
            )
            == 1
        )
        found[width] = menus.all_inner_texts()
    assert found[901][-1] == found[1440][-1] == "More"
    assert len(found[901]) < len(found[1440])
    desk.page.set_viewport_size({"width": 901, "height": 768})
    expect(menus).to_have_count(len(found[901]))
    hidden = desk.page.locator('.menu button[data-key="place"]').first
    desk.unfold(hidden)
    expect(hidden).to_be_visible()
    desk.is_clean()


def test_what_is_said_of_a_link_moves_nothing(desk: Desk) -> None:
    """It lies over the panel until it is closed, and the map stays where it was."""
    desk.go("?dataset=moscow-talks")
    before = where(desk)
    desk.go("?dataset=moscow-talks&speaker=nobody&at=nowhere&foo=1")
    expect(desk.page.get_by_role("alert")).to_contain_text("“speaker” is “nobody”")
    assert where(desk) == before
    head = desk.page.locator(".head").bounding_box()
    assert head
    assert head["height"] <= 76
    desk.page.get_by_role("button", name="Close what is said here").click()
    expect(desk.page.get_by_text("“speaker” is “nobody”")).to_have_count(0)
    expect(desk.page.get_by_role("heading", level=1)).to_be_focused()
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    expect(desk.page.get_by_text("“speaker” is “nobody”")).to_have_count(0)
    desk.is_clean()


def where(desk: Desk) -> tuple[list[float], list[float]]:
    """Give where the map's frame is on the page, and what it shows, to less than a pixel."""
    box = desk.page.locator(FRAME).bounding_box()
    assert box
    return [box["x"], box["y"], box["width"], box["height"]], [
        round(value, 0) for value in desk.view()
    ]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_the_map_but_the_reader(new_desk: NewDesk, size: ViewportSize) -> None:
    """A menu, a choice, a longer sentence and an empty result leave map and link's view alone."""
    desk = new_desk(viewport=size).go("?dataset=moscow-talks")
    before = where(desk)
    sheet = desk.page.locator(".filters-button")
    for key, value in (("speaker", "vladimir-putin"), ("topic", "relations"), ("act", "assertive")):
        if size is PHONE:
            sheet.click()
        desk.option(key, value).click()
        desk.has(key, value)
        assert where(desk) == before
        if size is PHONE:
            desk.page.get_by_role("button", name=re.compile(r"^Show \d+ statement")).click()
        desk.fold()
    desk.page.get_by_role("combobox", name="Search the words").fill("Lavrov")
    expect(desk.page.get_by_text("No statement matches what is chosen.")).to_be_visible()
    expect(desk.sentence).to_contain_text("0 of 25 statements")
    assert where(desk) == before
    desk.has("view")
    desk.is_clean()


def test_what_is_typed_is_offered_as_filters(desk: Desk) -> None:
    """A name with a slip in it is offered and taken by keyboard; what else was typed stays."""
    desk.go("?dataset=moscow-talks")
    search = desk.page.get_by_role("combobox", name="Search the words")
    search.press_sequentially("Putni Syria")
    offers = desk.page.get_by_role("listbox", name="Filters that fit").get_by_role("option")
    expect(offers.filter(has_text="Vladimir Putin")).to_have_count(1)
    names = offers.all_inner_texts()
    for _ in range(1 + next(at for at, name in enumerate(names) if "Vladimir Putin" in name)):
        search.press("ArrowDown")
    search.press("Enter")
    desk.has("speaker", "vladimir-putin")
    desk.has("q", "Syria")
    expect(search).to_have_value("Syria")
    expect(offers).to_have_count(0)
    desk.is_clean()


def test_nothing_found_says_where_to_go_on(desk: Desk) -> None:
    """Panel and map say so, and the panel has the names that there are."""
    desk.go("?dataset=moscow-talks&q=What did Lavrov say about Syria in January?")
    expect(
        desk.page.get_by_text("“Lavrov” is no name here. Perhaps this is meant:")
    ).to_be_visible()
    expect(desk.page.get_by_role("button", name="Place: Syria 17")).to_be_visible()
    desk.go("?dataset=moscow-talks&q=Lavrov")
    expect(desk.page.get_by_text("No statement matches what is chosen.")).to_be_visible()
    desk.page.get_by_role("button", name="Ahmad al-Sharaa").click()
    desk.has("speaker", "ahmad-al-sharaa")
    desk.has("q")
    expect(desk.cards).to_have_count(1)
    desk.is_clean()


def test_menus_fold_and_chips_let_go(desk: Desk) -> None:
    """One menu is open at a time; Escape folds it and chooses nothing; a chip drops its filter."""
    desk.go("?dataset=moscow-talks&at=moscow")
    speaker = desk.page.get_by_role("button", name="Speaker", exact=True)
    kind = desk.page.get_by_role("button", name="Kind", exact=True)
    speaker.click()
    expect(speaker).to_have_attribute("aria-expanded", "true")
    kind.click()
    expect(speaker).to_have_attribute("aria-expanded", "false")
    desk.page.keyboard.press("Escape")
    expect(kind).to_have_attribute("aria-expanded", "false")
    expect(kind).to_be_focused()
    desk.has("at", "moscow")
    desk.option("speaker", "vladimir-putin").click()
    desk.has("speaker", "vladimir-putin")
    desk.fold()
    desk.page.get_by_role("button", name="Vladimir Putin: drop this filter").click()
    desk.has("speaker")
    desk.is_clean()


def test_the_first_line_goes_with_the_first_choice(new_desk: NewDesk) -> None:
    """It says what a number on this map counts, and never comes back once something was chosen."""
    desk = new_desk().go("?dataset=moscow-talks")
    line = desk.page.get_by_text("17 statements are about Syria")
    expect(line).to_be_visible()
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    expect(line).to_have_count(0)
    desk.page.get_by_role("button", name="Drop all filters").click()
    desk.has("topic")
    desk.open(f"{desk.home}?dataset=moscow-talks")
    expect(line).to_have_count(0)
