"""The desk by keyboard alone: ways past its parts, single keys, and a focus that is never lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.helpers.browser import Desk, NewDesk


def test_ways_past_what_stands_before(desk: Desk) -> None:
    """The first stops lead to the statements, the search and the map."""
    desk.go("?dataset=moscow-talks")
    ways = desk.page.get_by_role("navigation", name="Ways past")
    for name, reached in (
        ("statements", desk.page.locator(".card .exact").first),
        ("search", desk.page.get_by_role("combobox", name="Search the words")),
        ("map", desk.page.locator(".st-key-map iframe")),
    ):
        ways.get_by_role("button", name=f"To the {name}").focus()
        expect(ways.get_by_role("button", name=f"To the {name}")).to_be_in_viewport()
        desk.page.keyboard.press("Enter")
        expect(reached).to_be_focused()
    expect(desk.frame.get_by_role("region", name="Map: arrow keys move it")).to_be_attached()
    desk.is_clean()


def test_single_keys_and_where_they_lead(new_desk: NewDesk) -> None:
    """They go to the search and to the list of them, write where one writes, and can be off."""
    desk = new_desk().go("?dataset=moscow-talks")
    search = desk.page.get_by_role("combobox", name="Search the words")
    desk.page.locator(".card .exact").first.focus()
    desk.page.keyboard.press("/")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    desk.page.keyboard.press("?")
    expect(search).to_have_value("?")
    search.fill("")
    desk.tab("Statements").focus()
    desk.page.keyboard.press("?")
    desk.has("tab", "guide")
    expect(desk.page.get_by_role("heading", name="How to read this map")).to_be_focused()
    keys = desk.page.get_by_role("button", name="Single keys")
    keys.press("Enter")
    expect(keys).to_have_attribute("aria-pressed", "false")
    keys.press("/")
    expect(keys).to_be_focused()
    desk.is_clean()


def test_the_focus_goes_where_the_reader_was_sent(desk: Desk) -> None:
    """To the heading of what was opened, and back to the tabs; Home and End go to their ends."""
    desk.go("?dataset=moscow-talks")
    desk.page.get_by_role("button", name="Share and export").press("Enter")
    expect(desk.page.get_by_role("heading", name="Share and export")).to_be_focused()
    desk.page.get_by_role("button", name="Back to the statements").press("Enter")
    expect(desk.tab("Statements")).to_be_focused()
    desk.tab("Statements").press("End")
    desk.has("tab", "places")
    expect(desk.tab("Places")).to_be_focused()
    expect(desk.page.get_by_role("tabpanel", name="Places")).to_be_attached()
    desk.tab("Places").press("Home")
    expect(desk.tab("Statements")).to_be_focused()
    desk.is_clean()
