"""The Positions tab in Chromium: numbers open their statements, and two sides are compared."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.helpers.browser import Desk, NewDesk

HARBOURS = "?dataset=two-harbours&tab=positions"


def test_every_number_opens_its_statements(desk: Desk) -> None:
    """A cell's number is the number of cards that it opens."""
    desk.go(HARBOURS)
    cell = desk.page.get_by_role("button", name="Delta Canal Board, Delta district: 6 statements")
    expect(cell.first).to_contain_text("≠")
    cell.first.click()
    desk.has("speaker", "delta-canal-board")
    desk.has("place", "delta-district")
    desk.has("tab")
    expect(desk.cards).to_have_count(6)
    desk.page.go_back()
    expect(desk.tab("Positions")).to_have_attribute("aria-selected", "true")
    desk.page.locator("button.cell", has_text="9").first.click()
    desk.has("topic", "tolls")
    expect(desk.cards).to_have_count(9)
    desk.is_clean()


def test_relations_choose_their_statements(desk: Desk) -> None:
    """Both ends of a relation can be chosen, and the map flies to their places."""
    desk.go(HARBOURS)
    pair = desk.page.locator(".pair").first
    expect(pair).to_contain_text("denies")
    pair.get_by_role("button").first.click()
    desk.has("statement", "tolls-abolished")
    expect(pair.get_by_role("button").first).to_have_attribute("aria-pressed", "true")


def test_two_sides_are_compared(desk: Desk, new_desk: NewDesk) -> None:
    """The panel has both sides beside each other, the map both in two colours, the link both."""
    desk.go(HARBOURS)
    desk.page.get_by_label("First side").select_option("delta-canal-board")
    desk.page.get_by_label("Second side").select_option("puerto-alba")
    desk.page.get_by_role("button", name="Compare", exact=True).click()
    desk.has("compare", "speaker:delta-canal-board", "speaker:puerto-alba")
    expect(desk.sentence).to_contain_text("7 of 30 statements")
    expect(desk.page.locator(".sides > div").first.locator(".brief")).to_have_count(6)
    desk.frame.wait_for_function(
        """() => document.querySelector('.map-legend').textContent.includes('Puerto Alba')"""
    )
    colours = (
        desk.symbol("Velani Passage")
        .locator(".part")
        .evaluate_all("parts => parts.map(part => part.style.stroke)")
    )
    assert sorted(colours) == ["var(--map-accent)", "var(--map-area)"]
    again = new_desk().open(desk.page.url)
    assert again.symbols == desk.symbols
    desk.page.get_by_role("button", name="End the comparison").click()
    desk.has("compare")
    expect(desk.sentence).to_contain_text("30 statements")
    desk.is_clean()


def test_two_times_are_compared(desk: Desk) -> None:
    """Of two years, a statement that may lie in both counts as both."""
    desk.go(HARBOURS)
    desk.page.get_by_label("What to compare").select_option("about")
    desk.page.get_by_label("First side").select_option("2030")
    desk.page.get_by_label("Second side").select_option("2031")
    desk.page.get_by_role("button", name="Compare", exact=True).click()
    desk.has("compare", "about:2030", "about:2031")
    expect(desk.page.locator(".compared")).to_contain_text("belong to both")
    desk.is_clean()
