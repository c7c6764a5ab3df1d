"""What an analyst asks of the statements: wordings, sources, status, times, in Chromium."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.helpers.browser import Desk

HARBOURS = "?dataset=two-harbours"


def test_the_wordings_of_a_claim_stand_together(desk: Desk) -> None:
    """Three sources, one claim: own words and retold, what differs, who passed it on."""
    desk.go(HARBOURS)
    expect(desk.sentence).to_contain_text("30 statements (28 claims)")
    claim = desk.page.get_by_role("region", name="One claim, 3 statements")
    expect(claim.locator("article.card")).to_have_count(3)
    expect(claim).to_contain_text("in the report’s words in Two Harbours, One Passage")
    expect(claim.locator("u.differs").last).to_have_text("or longer")
    expect(claim).to_contain_text("as quoted by Al-Marfa, according to The Tidewater Post")
    arabic = claim.locator('button.exact[lang="ar"]')
    expect(arabic).to_have_attribute("dir", "rtl")
    expect(arabic).to_have_css("direction", "rtl")
    expect(claim.locator("article.card").first).to_contain_text("In Arabic")
    expect(claim.locator("article.card").first).to_contain_text("Translated into English")
    claim.get_by_role("button", name="In the source: Депо № 9 и два причала").click()
    desk.has("statement", "lock-closed-in-russian")
    expect(desk.page.locator("mark.chosen")).to_contain_text("Старый шлюз")
    desk.is_clean()


def test_a_source_and_a_status_are_filters(desk: Desk) -> None:
    """A source alone, then what was withdrawn; its date and reason stand on the card."""
    desk.go(HARBOURS)
    desk.option("source", "al-marfa").click()
    desk.has("source", "al-marfa")
    expect(desk.sentence).to_contain_text("7 of 30 statements")
    desk.option("status", "withdrawn").click()
    desk.has("status", "withdrawn")
    expect(desk.cards).to_have_count(1)
    expect(desk.cards.first.locator(".status")).to_contain_text("Withdrawn on 20 March 2031")
    desk.is_clean()


def test_both_times_are_filters(desk: Desk) -> None:
    """The time when it was said has sliders of its own, and what has no such time a button."""
    desk.go(HARBOURS)
    desk.page.get_by_role("button", name="Time", exact=True).click()
    group = desk.page.get_by_role("group", name="Time when it was said")
    group.get_by_role("slider").first.focus()
    desk.page.keyboard.press("ArrowRight")
    desk.page.wait_for_function("new URLSearchParams(location.search).get('said_from') !== null")
    group.get_by_role("button", name="without such a time").click()
    desk.has("said_from", "none")
    expect(desk.cards).to_have_count(1)
    expect(desk.cards.first).to_contain_text("The mediator, whose ship has no port")
    desk.page.get_by_role("button", name="Drop all filters").click()
    desk.has("said_from")
    desk.is_clean()


def test_a_page_that_is_left_at_once_is_not_kept(desk: Desk) -> None:
    """A filter right after a page, before the answer: the new list begins at its first page."""
    desk.go(HARBOURS)
    following = desk.page.get_by_role("button", name="Next").element_handle()
    option = desk.option("source", "tidewater-post").element_handle()
    desk.page.evaluate("([a, b]) => { a.click(); b.click(); }", [following, option])
    desk.has("source", "tidewater-post")
    desk.has("page")
    expect(desk.cards.first).to_contain_text("the old quay")
    desk.is_clean()


def test_the_focus_is_not_lost_with_what_it_opened(desk: Desk) -> None:
    """A number that opens another tab goes; by keyboard, reading goes on at the current tab."""
    desk.go(HARBOURS + "&tab=positions")
    cell = desk.page.get_by_role("button", name="Delta Canal Board, Delta district: 6 statements")
    cell.first.focus()
    desk.page.keyboard.press("Enter")
    desk.has("place", "delta-district")
    expect(desk.tab("Statements")).to_be_focused()
