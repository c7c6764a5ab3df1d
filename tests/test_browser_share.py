"""What a reader takes away: link, embedded map, citation, files, the page to print."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import FrameLocator, Locator, ViewportSize, expect

from tests.helpers.browser import DESK, PHONE, Desk, NewDesk
from tests.helpers.paper import brightness, printed, without_spaces
from tests.helpers.serving import hosting

FILTERED = "?dataset=two-harbours&act=commissive"


def shared(desk: Desk, name: str) -> str:
    """Give what stands in a field of Share and export."""
    return desk.page.get_by_label(name).input_value()


def opened(desk: Desk) -> Desk:
    """Open Share and export."""
    desk.page.get_by_role("button", name="Share and export").click()
    expect(desk.page.get_by_role("heading", name="Share and export")).to_be_visible()
    return desk


def test_the_link_opens_on_the_same(desk: Desk, new_desk: NewDesk) -> None:
    """Filters, sentence and the map's place are those of the page that it was taken from."""
    opened(desk.go(FILTERED))
    link = shared(desk, "Link: text to copy")
    other = new_desk().open(link)
    assert other.sentence.text_content() == desk.sentence.text_content()
    assert "tab=" not in link
    other.is_clean()


def test_a_file_holds_what_the_screen_shows(desk: Desk) -> None:
    """The CSV has the cards' statements, and its name and columns say where it is from."""
    opened(desk.go(FILTERED))
    with desk.page.expect_download() as waiting:
        desk.page.get_by_role("link", name="CSV").first.click()
    download = waiting.value
    assert download.suggested_filename == "two-harbours-selection.csv"
    table = pd.read_csv(download.path())
    desk.page.get_by_role("button", name="Back to the statements").click()
    expect(desk.cards.first).to_be_visible()
    assert sorted(table["id"]) == sorted(
        desk.cards.evaluate_all("cards => cards.map((card) => card.dataset.id)")
    )
    desk.is_clean()


def test_every_format_can_be_had(desk: Desk) -> None:
    """Each address that is offered answers."""
    opened(desk.go(FILTERED))
    links = desk.page.locator("a[data-ending]")
    addresses = links.evaluate_all("links => links.map((link) => link.href)")
    assert len(addresses) > 5
    for address in addresses:
        answer = desk.page.request.get(address)
        assert answer.ok, address
        assert answer.body(), address
    desk.is_clean()


def test_an_address_for_programs_is_the_same_table(desk: Desk) -> None:
    """It has the filters and nothing of the screen."""
    opened(desk.go(f"{FILTERED}&base=built-in&sort=name"))
    address = shared(desk, "Address of the csv")
    assert urlsplit(address).query == "act=commissive"
    table = pd.read_csv(io.BytesIO(desk.page.request.get(address).body()))
    assert set(table["act"]) == {"commissive"}


def test_a_citation_names_what_is_shown(desk: Desk) -> None:
    """Title, filters in words, and the link."""
    opened(desk.go(FILTERED))
    field = desk.page.get_by_label("Citation of what is shown")
    title = desk.page.locator("h1").text_content() or ""
    expect(field).to_have_value(re.compile(re.escape(title)))
    assert "act=commissive" in field.input_value()


def test_a_citation_is_one_act(desk: Desk) -> None:
    """From any screen "Cite" copies it, says so, and opens on it; once more, as it is open."""
    desk.go(f"{FILTERED}&tab=source")
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field = desk.page.get_by_label("Citation of what is shown")
    for _ in range(2):
        desk.page.evaluate("() => navigator.clipboard.writeText('')")
        desk.page.get_by_role("button", name="Cite", exact=True).click()
        expect(desk.page.get_by_text("Copied to the clipboard.")).to_be_visible()
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport()
        copied = desk.page.evaluate("() => navigator.clipboard.readText()")
        assert "act=commissive" in copied
        assert copied == field.input_value()
    desk.is_clean()


@pytest.fixture
def embedded(desk: Desk, tmp_path: Path) -> Iterator[FrameLocator]:
    """Put the embed code into a page of another origin, and give the frame."""
    opened(desk.go(FILTERED))
    code = shared(desk, "Embed: text to copy")
    desk.page.set_viewport_size(PHONE)
    head = '<link rel="icon" href="data:,"><title>An article</title>'
    article = f'{head}<p>Before.</p>{code}<p style="height: 2000px">After.</p>'
    (tmp_path / "index.html").write_text(f"<!doctype html>{article}", "utf-8")
    with hosting(tmp_path) as address:
        desk.page.goto(address)
        yield desk.page.frame_locator("iframe")


def test_an_embedded_map_has_map_panel_and_credit(embedded: FrameLocator, desk: Desk) -> None:
    """No filters, no buttons of the whole page; a line of credit, and the way to the whole."""
    expect(embedded.locator("article.card").first).to_be_visible()
    expect(embedded.locator(".st-key-map iframe")).to_be_visible()
    expect(embedded.get_by_label("Search the words")).to_have_count(0)
    expect(embedded.get_by_role("button", name="Copy link")).to_have_count(0)
    full = embedded.get_by_role("link", name="Open in full")
    expect(full).to_be_visible()
    address = full.get_attribute("href") or ""
    assert "embed" not in address
    assert "act=commissive" in address
    card: Locator = embedded.locator("article.card").first
    card.locator("button.exact").click()
    expect(embedded.locator("article.card.chosen")).to_be_visible()
    expect(full).to_be_visible()
    width = desk.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


VIEW = "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"


def test_an_article_scrolls_on_over_the_map(embedded: FrameLocator, desk: Desk) -> None:
    """The wheel is the article's; with Ctrl it zooms the map, and so it is said."""
    expect(embedded.locator("article.card").first).to_be_visible()
    expect(embedded.frame_locator(".st-key-map iframe").locator(".map-place").first).to_be_visible()
    expect(embedded.get_by_role("link", name="Open in full")).to_be_visible()
    box = embedded.locator(".st-key-map iframe").bounding_box()
    assert box
    before = desk.frame.evaluate(VIEW)
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.page.mouse.wheel(0, 60)
    desk.page.wait_for_function("scrollY === 60")
    assert desk.frame.evaluate(VIEW) == before
    expect(desk.frame.locator(".map-hint")).to_have_text("Ctrl and the wheel zoom the map")
    desk.page.keyboard.down("Control")
    desk.page.mouse.wheel(0, -200)
    desk.frame.wait_for_function("zoom => map.getZoom() > zoom", arg=before[2])
    desk.page.keyboard.up("Control")
    assert desk.page.evaluate("scrollY") == 60


def test_a_finger_on_the_map_scrolls_a_page_that_scrolls(new_desk: NewDesk) -> None:
    """On a phone one finger scrolls the page, and two move the map."""
    desk = new_desk(viewport=PHONE, has_touch=True, is_mobile=True).go()
    desk.frame.wait_for_function("document.querySelector('.is-yielding')")
    before = desk.frame.evaluate(VIEW)
    hand = desk.page.context.new_cdp_session(desk.page)

    def draw(fingers: int) -> None:
        def touch(kind: str, y: float = 0) -> None:
            points = (
                []
                if kind == "touchEnd"
                else [{"x": 150 + 50 * i, "y": y, "id": i} for i in range(fingers)]
            )
            hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", 400)
        for step in range(1, 11):
            touch("touchMove", 400 - 10 * step)
        touch("touchEnd")

    draw(2)
    desk.frame.wait_for_function("lat => map.getCenter().lat < lat - 1", arg=before[0])
    moved = desk.frame.evaluate(VIEW)
    draw(1)
    desk.page.wait_for_function("document.querySelector('.stMain').scrollTop > 20")
    assert desk.frame.evaluate(VIEW) == moved
    expect(desk.frame.locator(".map-hint")).to_have_text("Two fingers move the map")


def test_the_page_to_print_has_every_word(desk: Desk, app: str) -> None:
    """The map above, the statements in full below, and whence they come."""
    address = f"{app}export/two-harbours.print?act=commissive"
    desk.page.goto(address)
    expect(desk.cards.first).to_be_visible()
    words = desk.page.request.get(address.replace(".print?", ".cards.json?")).json()
    assert desk.cards.count() == len(words["cards"])
    for card in words["cards"]:
        expect(desk.page.locator(f'article[data-id="{card["id"]}"]')).to_contain_text(card["exact"])
    picture = desk.page.locator("img")
    expect(picture).to_be_visible()
    desk.page.wait_for_function("document.body.shadowRoot.querySelector('img').naturalWidth > 0")
    desk.is_clean()


def test_a_statement_takes_a_few_lines_of_paper(desk: Desk, app: str) -> None:
    """25 take four sheets, a note stands once, and no mark needs a background's colour."""
    desk.page.goto(f"{app}export/moscow-talks.print")
    expect(desk.cards).to_have_count(25)
    desk.page.wait_for_function("document.body.shadowRoot.querySelector('img').complete")
    assert len(printed(desk.page)) <= 4
    cards = desk.page.request.get(f"{app}export/moscow-talks.cards.json").json()["cards"]
    notes = {
        *(card["note"] for card in cards if card["note"]),
        *(place["inferred"] for card in cards for place in card["places"] if place["inferred"]),
        *(date["inferred"] for card in cards for date in card["dates"] if date["inferred"]),
    }
    assert len(notes) > 10
    assert sorted(desk.page.locator(".reasons li").all_text_contents()) == sorted(notes)
    assert not any(note in " ".join(desk.cards.all_text_contents()) for note in notes)
    dots = desk.page.locator(".card .dot")
    colours = dots.evaluate_all("all => all.map((dot) => getComputedStyle(dot).borderTopColor)")
    assert len(set(colours)) > 2


@pytest.mark.parametrize(
    ("size", "link", "expected"),
    [
        (DESK, "?dataset=moscow-talks", "article.card button.exact"),
        (
            PHONE,
            "?dataset=moscow-talks&statement=putin-readiness-to-collaborate",
            "article.card button.exact",
        ),
        (DESK, "?dataset=moscow-talks&tab=positions", ".grid bdi"),
        (DESK, "?dataset=moscow-talks&tab=source", ".text"),
    ],
)
def test_any_screen_can_be_printed(
    desk: Desk, size: ViewportSize, link: str, expected: str
) -> None:
    """What it lists is there, the map once, and where the page to print is."""
    desk.go(link)
    desk.page.set_viewport_size(size)
    expect(desk.page.locator(expected).first).to_be_attached()
    parts = desk.page.locator(expected).evaluate_all("all => all.map((one) => one.textContent)")
    words = without_spaces(" ".join(printed(desk.page)))
    for part in parts:
        assert without_spaces(part) in words
    assert words.count("©") + words.count("NaturalEarth") == 1  # the map's credit
    assert "/export/moscow-talks.print" in words
    # Nothing is over anything: what is laid out for paper is laid out below each other.
    desk.page.emulate_media(media="print")
    boxes = [
        desk.page.locator(part).bounding_box()
        for part in (".st-key-head-room", ".st-key-map", ".st-key-panel-room")
    ]
    desk.page.emulate_media(media="null")
    edges = [edge for box in boxes if box for edge in (box["y"], box["y"] + box["height"])]
    assert edges == sorted(edges)
    assert len(edges) == 6


def test_a_dark_map_is_light_on_paper(desk: Desk) -> None:
    """And dark again on the screen."""
    dark = "document.documentElement.dataset.theme === 'dark'"
    desk.go("?dataset=moscow-talks")
    desk.page.emulate_media(color_scheme="dark")
    desk.frame.wait_for_function(dark)
    assert brightness(desk.page) > 200
    desk.frame.wait_for_function(dark)
    desk.page.emulate_media(color_scheme="light")
    desk.frame.wait_for_function(f"!({dark})")
    desk.is_clean()


def test_under_a_path(desk: Desk, under_a_path: str) -> None:
    """Addresses keep the path that the app stands at."""
    opened(desk.open(f"{under_a_path}{FILTERED}"))
    address = shared(desk, "Address of the geojson")
    assert address.startswith(f"{under_a_path}export/")
    found = json.loads(desk.page.request.get(address).body())
    assert found["features"]
    desk.is_clean()


def test_alone_nothing_is_offered_that_cannot_be_had(desk: Desk, page_alone: str) -> None:
    """Where only the page runs, link and embed code are there, and a sentence about the files."""
    opened(desk.open(f"{page_alone}{FILTERED}"))
    expect(desk.page.get_by_text("This host serves the page alone")).to_be_visible()
    assert "embed=true" in shared(desk, "Embed: text to copy")
    expect(desk.page.locator("a[data-ending]")).to_have_count(0)
