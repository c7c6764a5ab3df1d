"""The desk for those who zoom far, or have their own colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.helpers.browser import Desk

FRAME = ".st-key-map iframe"
SIDEWAYS = """() => Math.max(...[document.documentElement, document.querySelector('.stMain')]
    .map(node => node.scrollWidth - node.clientWidth))"""


@pytest.mark.parametrize(("width", "height"), [(320, 256), (720, 450)], ids=["400 %", "200 %"])
def test_far_zoomed_nothing_is_lost(desk: Desk, width: int, height: int) -> None:
    """A window of 1280 by 1024 at 400 % and of 1440 by 900 at 200 %: no scrolling sideways."""
    desk.go("?dataset=moscow-talks")
    desk.page.set_viewport_size({"width": width, "height": height})
    for tab in ("Source", "Timeline", "Positions", "Places"):
        desk.tab(tab).click()
        expect(desk.page.get_by_role("tabpanel", name=tab)).to_be_attached()
        assert desk.page.evaluate(SIDEWAYS) == 0
        room = desk.page.locator(".st-key-panel-room").bounding_box()
        frame = desk.page.locator(FRAME).bounding_box()
        assert room
        assert frame
        assert frame["height"] <= height
        assert room["width"] >= min(width, 240)
        assert room["x"] + room["width"] <= width
    expect(desk.sentence).to_have_text("25 statements")
    desk.is_clean()


def test_forced_colours_keep_the_scheme_and_the_states(desk: Desk) -> None:
    """The map is light where the page is; bars, what is chosen and the current tab are seen."""
    desk.page.emulate_media(forced_colors="active")
    desk.go("?dataset=moscow-talks&tab=timeline&speaker=vladimir-putin")
    desk.frame.wait_for_function("() => document.documentElement.dataset.theme === 'light'")
    grounds = """nodes => new Set(nodes.map(node => getComputedStyle(node).backgroundColor)).size"""
    assert (
        desk.page.get_by_role("tab").evaluate_all(
            "tabs => new Set(tabs.map(tab => getComputedStyle(tab).borderBottomColor)).size"
        )
        == 2
    )
    bars = desk.page.locator(".time-bar .within, .time-bar .across").all()
    assert any((box := bar.bounding_box()) and box["height"] > 5 for bar in bars)
    desk.option("speaker", "vladimir-putin")
    assert desk.page.locator('button[data-key="speaker"]').evaluate_all(grounds) == 2
    desk.page.emulate_media(forced_colors="none")
    desk.is_clean()
