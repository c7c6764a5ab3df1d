"""The Places tab, the place's card, the discs and the guide in Chromium."""

from __future__ import annotations

import math
import re

import pytest
from playwright.sync_api import Locator, expect

from data.choosing.selection import Selection, select
from data.dataset import Dataset
from data.telling.place_table import ORDERS
from tests.helpers.browser import PHONE, Desk, NewDesk
from tests.helpers.datasets import HARBOURS, loaded

LINK = "?dataset=two-harbours&tab=places"
GUIDE = "?dataset=two-harbours&tab=guide"
DISC = ".leaflet-standpoint-discs-pane path"
DISCS = "JSON.stringify(standpoint.app.discs.standing())"


@pytest.fixture(scope="module")
def harbours() -> Dataset:
    """Give the dataset that these tests read."""
    return loaded(HARBOURS)


def rows(desk: Desk) -> Locator:
    """Find the rows of the table of places."""
    return desk.page.get_by_role("table", name="Places").locator("tbody").get_by_role("row")


def heading(desk: Desk, name: str) -> Locator:
    """Find a heading of the table of places."""
    return desk.page.get_by_role("columnheader", name=name)


def row(desk: Desk, name: str) -> Locator:
    """Find the row of a place."""
    return rows(desk).filter(has=desk.page.get_by_role("rowheader", name=re.compile(f"^{name}")))


def test_the_table_is_sorted_by_mouse_and_by_keyboard(desk: Desk) -> None:
    """A heading sorts, and once more reverses; it says so, keeps the focus, and is in the link."""
    desk.go(LINK)
    expect(rows(desk)).to_have_count(14)
    expect(heading(desk, "In all")).to_have_attribute("aria-sort", "descending")
    expect(rows(desk).first).to_contain_text("Delta district")
    heading(desk, "Place").get_by_role("button").click()
    desk.has("sort", "name")
    expect(rows(desk).first).to_contain_text("Apia")
    expect(heading(desk, "Place")).to_have_attribute("aria-sort", "ascending")
    expect(heading(desk, "In all")).to_have_attribute("aria-sort", "none")
    desk.page.keyboard.press("Enter")
    desk.has("sort", "-name")
    expect(rows(desk).first).to_contain_text("Velani signal house")
    expect(heading(desk, "Place").get_by_role("button")).to_be_focused()
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press(" ")
    desk.has("sort", "precision")
    expect(rows(desk).first).to_contain_text("± 50 m".replace(" ", "\u00a0"))
    for order in ORDERS:
        heading(desk, {"either": "In all", "name": "Place"}.get(order, order)).get_by_role(
            "button"
        ).click()
    expect(heading(desk, "About it")).to_have_attribute("aria-sort", "descending")
    desk.is_clean()


def test_a_place_is_chosen_in_the_table_and_on_the_map(desk: Desk) -> None:
    """The name chooses as the symbol does: card, symbol and link; once more releases."""
    desk.go(LINK)
    name = row(desk, "Apia").get_by_role("button", name="Apia", exact=True)
    name.focus()
    name.press("Enter")
    desk.has("at", "apia")
    desk.has("tab", "places")
    expect(desk.page.get_by_label("Chosen place").get_by_role("heading")).to_have_text("Apia")
    expect(name).to_have_attribute("aria-pressed", "true")
    expect(name).to_be_focused()
    assert desk.frame.evaluate("standpoint.app.data.places[standpoint.app.state.at].id") == "apia"
    name.press("Enter")
    desk.has("at")
    expect(desk.page.get_by_label("Chosen place")).to_have_count(0)
    desk.is_clean()


@pytest.mark.parametrize("extra", ["", "&act=assertive"])
def test_every_number_of_a_row_opens_as_many_cards(
    desk: Desk, harbours: Dataset, extra: str
) -> None:
    """Said there, about it, in all: as many cards as the number says, with filters too."""
    desk.go(LINK + extra)
    numbers = row(desk, "Delta district").locator(".number")
    expect(numbers).to_have_count(3)
    counts = [int(text) for text in numbers.all_inner_texts()]
    ats = ["said_at:delta-district", "about:delta-district", "delta-district"]
    for number, at, count in zip(range(3), ats, counts, strict=True):
        row(desk, "Delta district").locator(".number button").nth(number).click()
        desk.has("at", at)
        desk.has("tab")
        expect(desk.tab("Statements")).to_have_text(f"Statements {count}")
        expect(desk.cards).to_have_count(count)
        expect(desk.page.get_by_label("Chosen place")).to_contain_text("second-level division")
        desk.tab("Places").click()
        desk.has("tab", "places")
    assert counts[2] <= harbours.size
    desk.is_clean()


def test_the_numbers_of_the_card_are_a_choice(desk: Desk) -> None:
    """One leaves the statements of its role, the other those of its own; again brings back all."""
    desk.go("?dataset=two-harbours&at=velani-old-quay")
    card = desk.page.get_by_label("Chosen place")
    said, about = (card.get_by_role("button", name=words) for words in ("said here", "about it"))
    said.click()
    desk.has("at", "said_at:velani-old-quay")
    expect(desk.cards).to_have_count(2)
    expect(desk.sentence).to_contain_text("2 of them said in Velani old quay")
    about.click()
    desk.has("at", "about:velani-old-quay")
    expect(desk.cards).to_have_count(4)
    about.click()
    desk.has("at", "velani-old-quay")
    expect(desk.cards).to_have_count(6)
    desk.is_clean()


def test_a_reading_is_chosen_in_the_table(desk: Desk) -> None:
    """The choice is in the link, says its note, and stands on the place's card as well."""
    desk.go(LINK)
    areas = desk.page.get_by_label("Areas and their readings")
    areas.get_by_label(re.compile("Puerto Alba’s reading")).click()
    desk.has("reading", "velani-passage:puerto-alba")
    expect(areas).to_contain_text("Puerto Alba draws the passage as far as it asks for tolls.")
    areas.get_by_role("button", name="Velani Passage").click()
    desk.has("at", "velani-passage")
    card = desk.page.get_by_label("Chosen place")
    expect(card.get_by_label(re.compile("Puerto Alba’s reading"))).to_be_checked()
    desk.is_clean()


def test_statements_without_a_place_stand_below_with_the_reason(desk: Desk) -> None:
    """Their words open their cards; the button opens all of them."""
    desk.go(LINK)
    section = desk.page.get_by_label("Statements without a place on the map")
    items = section.get_by_role("listitem")
    count = items.count()
    assert count > 2
    expect(section).to_contain_text("It is about Kazakhstan, which has no point on the map.")
    expect(section).to_contain_text("No place is recorded for it.")
    section.get_by_role("button", name=f"Open all {count}").click()
    desk.has("at", "none")
    expect(desk.cards).to_have_count(count)
    desk.page.go_back()
    section.locator("button.exact").first.click()
    desk.has("at", "none")
    expect(desk.page.locator("article.card.chosen")).to_have_count(1)
    desk.is_clean()


def test_a_disc_shows_what_a_place_is_known_to(desk: Desk) -> None:
    """It comes when it is larger than the symbol, has its size on the ground, and is explained."""
    desk.go("?dataset=two-harbours&view=-13.8,188.2,7")
    desk.frame.get_by_role("button", name="All symbols").click()
    legend = desk.frame.get_by_label("Legend")
    assert desk.frame.evaluate(DISCS) == "[]"
    expect(legend).not_to_contain_text("disc")
    desk.look_at(-13.8333, 188.2333, 11)
    desk.settled(DISCS, "[]")
    (disc,) = desk.frame.evaluate("standpoint.app.discs.standing()")
    assert disc["metres"] == 3000
    expect(legend).to_contain_text("the place lies in this disc")
    box = desk.frame.locator(DISC).bounding_box()
    assert box is not None
    per_pixel = 40_075_016.7 * math.cos(math.radians(13.8333)) / (256 * 2**11)
    assert box["width"] == pytest.approx(2 * 3000 / per_pixel, abs=3)
    assert (
        desk.frame.locator(DISC).evaluate("node => getComputedStyle(node).pointerEvents") == "none"
    )
    desk.look_at(-13.8333, 188.2333, 7)
    desk.settled(DISCS, f'[{{"place":{disc["place"]},"metres":3000}}]')
    assert desk.frame.evaluate(DISCS) == "[]"
    desk.is_clean()


def test_a_vast_disc_has_no_edge_and_gathered_places_have_none(desk: Desk) -> None:
    """No dashes are drawn that nobody sees; two places at one point are no single place."""
    desk.go("?dataset=two-harbours&view=-20,220,9")
    desk.settled(DISCS, "[]")
    expect(desk.frame.locator(DISC)).to_have_css("stroke", "none")
    desk.look_at(-18.1333, 178.4333, 15)
    desk.settled(DISCS, '[{"place":11,"metres":2000000}]')
    places, singles = desk.frame.evaluate(
        """() => [
            standpoint.app.discs.standing().map((disc) => disc.place),
            standpoint.app.layers.places.standing()
                .filter((spot) => spot.members.length === 1).map((spot) => spot.members[0]),
        ]"""
    )
    assert set(places) <= set(singles)
    before = desk.frame.evaluate(DISCS) if places else None
    desk.option("layers", "places").click()
    desk.settled(DISCS, before)
    assert desk.frame.evaluate(DISCS) == "[]"
    desk.is_clean()


@pytest.mark.parametrize("key", ["inferred", "status", "source"])
def test_the_numbers_of_the_guide_open_their_statements(
    desk: Desk, harbours: Dataset, key: str
) -> None:
    """A press lets go of other filters, sets its own, and shows as many statements as it said."""
    desk.go(f"{GUIDE}&act=directive")
    guide = desk.page.locator("article.guide")
    button = guide.locator(f'button[data-focus^="guide {key} "]').first
    count = int(button.inner_text())
    value = (button.get_attribute("data-focus") or "").split(" ")[-1]
    button.click()
    desk.has(key, value)
    desk.has("act")
    assert select(harbours, Selection(filters=((key, (value,)),))).matching == count
    expect(desk.tab("Statements")).to_have_text(f"Statements {count}")
    desk.is_clean()


def test_the_guide_opens_from_the_head_and_leads_back(desk: Desk) -> None:
    """By keyboard as well; its symbols are those of the map, and its places can be chosen."""
    desk.go("?dataset=two-harbours")
    opener = desk.page.get_by_role("button", name="How to read this map")
    opener.focus()
    opener.press("Enter")
    desk.has("tab", "guide")
    guide = desk.page.locator("article.guide")
    expect(guide.get_by_role("heading", level=2)).to_have_text("How to read this map")
    assert guide.locator("svg.map-symbol").count() > 5
    expect(desk.page.locator('[role="tab"][tabindex="0"]')).to_have_count(1)
    guide.get_by_text("What is dashed, and why").click()
    expect(guide).to_contain_text("Crimea")
    guide.get_by_role("button", name="Maiana").click()
    desk.has("at", "maiana")
    expect(desk.cards).to_have_count(1)
    opener.click()
    desk.page.get_by_role("button", name="Back to the statements").click()
    desk.has("tab")
    desk.is_clean()


@pytest.mark.parametrize("width", [300, PHONE["width"], 1024])
def test_nothing_is_cut_off_where_it_is_narrow(new_desk: NewDesk, width: int) -> None:
    """Table and guide fit into the panel at every width."""
    desk = new_desk(viewport={"width": width, "height": 800})
    for link, words in ((LINK, "Areas and their readings"), (GUIDE, "What a statement is")):
        desk.go(link)
        expect(desk.page.get_by_text(words)).to_have_count(1)
        wide: list[str] = desk.page.locator("section.panel").evaluate(
            """panel => {
                const edge = panel.getBoundingClientRect().right + 1;
                return [...panel.querySelectorAll('*')]
                .filter(node => !node.closest('.tabs, caption') && !node.ownerSVGElement)
                .filter(node => node.getBoundingClientRect().right > edge)
                .map(node => node.outerHTML.slice(0, 80));
            }"""
        )
        assert wide == []
    desk.is_clean()


def test_on_a_phone_the_guide_comes_into_sight(new_desk: NewDesk) -> None:
    """It stands below the map, so the page moves to it."""
    desk = new_desk(viewport=PHONE)
    desk.go("?dataset=two-harbours")
    desk.page.get_by_role("button", name="How to read this map").click()
    desk.has("tab", "guide")
    expect(desk.page.get_by_role("heading", name="How to read this map")).to_be_in_viewport()
    desk.is_clean()
