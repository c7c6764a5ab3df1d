"""What axe finds in each state of the desk, the embedded map and the page in one file: nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.helpers.axe import violations
from tests.helpers.browser import DESK, PHONE, Desk, NewDesk

Act = Callable[[Desk], object]


def opened(selector: str) -> Act:
    """Give the act of pressing what opens something."""
    return lambda desk: desk.page.locator(selector).locator("visible=true").first.click()


def _typed(desk: Desk) -> None:
    desk.page.locator(".search input").fill("tar")
    expect(desk.page.get_by_role("listbox", name="Filters that fit")).to_be_visible()


def _symbols(desk: Desk) -> None:
    desk.frame.locator(".map-legend > button").click()


STATES: list[tuple[str, Act | None]] = [
    ("", None),
    ("?speaker=vladimir-putin", None),
    ("?q=Lavrov", None),
    ("?at=tartus-base", None),
    ("?at=moscow>syria", None),
    ("?statement=putin-readiness-to-collaborate", None),
    ("?tab=source", None),
    ("?tab=timeline", None),
    ("?tab=positions", None),
    ("?compare=speaker:vladimir-putin&compare=speaker:ahmad-al-sharaa&tab=positions", None),
    ("?tab=places", None),
    ("?tab=share", None),
    ("?tab=guide", None),
    ("?foo=1", None),
    ("", _symbols),
    ("", opened(".filters-button, .menu-button")),
    ("", _typed),
]
"""Links, and what is done there. What is done last stays open."""


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk, light", "phone, dark"]
)
def test_nothing_is_found_on_the_desk(
    new_desk: NewDesk, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    """In every state of the map and its panel."""
    desk = new_desk(viewport=size, color_scheme=scheme)
    found = {}
    for link, act in STATES:
        desk.go(link)
        if act:
            act(desk)
        found[link, act] = violations(desk.page)
    assert {state: list_ for state, list_ in found.items() if list_} == {}


def test_nothing_is_found_elsewhere(new_desk: NewDesk, app: str, tmp_path: Path) -> None:
    """In another dataset, inside another page, on the page to print and in the page in one file."""
    desk = new_desk().go("?dataset=two-harbours")
    assert violations(desk.page) == []
    desk.go("?embed=true")
    assert violations(desk.page) == []
    desk.page.goto(f"{app}export/moscow-talks.print")
    expect(desk.page.locator("article").first).to_be_visible()
    assert violations(desk.page) == []
    file = tmp_path / "page.html"
    file.write_bytes(desk.page.request.get(f"{app}export/moscow-talks.html").body())
    desk.page.goto(file.as_uri())
    for tab, part in (("", "article.card"), ("#tab=source", ".text"), ("#tab=guide", ".guide")):
        desk.page.evaluate("tab => { location.hash = tab; }", tab)
        expect(desk.page.locator(part).first).to_be_visible()
        assert violations(desk.page) == []
