"""The Timeline tab in Chromium: brushing, bars, keys, marks, both times."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from data.choosing.periods import ABOUT, SAID, SCALES, Scale
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from tests.helpers.browser import PHONE, Desk, NewDesk
from tests.helpers.datasets import HARBOURS, loaded

LINK = "?dataset=two-harbours&tab=timeline"
SCALE = pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.key)


@pytest.fixture(scope="module")
def harbours() -> Dataset:
    """Give the dataset that has every kind of date."""
    return loaded(HARBOURS)


def section(desk: Desk, scale: Scale) -> Locator:
    """Find the section of one of the two times."""
    return desk.page.locator(f".time-{scale.key}")


def bar(desk: Desk, scale: Scale, label: str) -> Locator:
    """Find a bar by the words of its step."""
    return section(desk, scale).get_by_role("button", name=re.compile(f"^{label}: "))


def mark(desk: Desk, scale: Scale, statement: str) -> Locator:
    """Find the mark of a statement."""
    return section(desk, scale).locator(f'.time-mark[data-id="{statement}"]')


def counted(found: Locator) -> int:
    """Give the number of statements that a bar's name says."""
    name = found.get_attribute("aria-label") or ""
    number = re.search(r": ([\d,]+) statement", name)
    assert number
    return int(number[1].replace(",", ""))


def tab_has(desk: Desk, count: int) -> None:
    """Wait until the list's tab says how many statements there are."""
    expect(desk.page.get_by_role("tab").first).to_have_text(f"Statements {count}")


def test_the_two_times_are_told_apart(desk: Desk, harbours: Dataset) -> None:
    """Each has its heading, its bars and a mark for every statement that bears such a date."""
    desk.go(LINK)
    for scale, heading in ((SAID, "When it was said"), (ABOUT, "What time it speaks of")):
        found = section(desk, scale)
        expect(found.get_by_role("heading")).to_have_text(heading)
        dated = int((harbours.statements[scale.column] != "").sum())
        expect(found.locator(".time-mark")).to_have_count(dated)
        expect(found.locator(".pill .count")).to_have_text(str(harbours.size - dated))
    desk.is_clean()


@SCALE
def test_a_bar_sets_its_period_and_lets_it_go(desk: Desk, harbours: Dataset, scale: Scale) -> None:
    """What is counted is what matches afterwards, and the time's own bars stay as they are."""
    label, ends = {
        SAID.key: ("March 2031", ("2031-03", "2031-03")),
        ABOUT.key: ("2030–2039", ("2030", "2039")),
    }[scale.key]
    desk.go(LINK)
    found = bar(desk, scale, label).first
    count = counted(found)
    assert 0 < count < harbours.size
    found.click()
    desk.has(scale.since, ends[0])
    desk.has(scale.until, ends[1])
    tab_has(desk, count)
    assert counted(bar(desk, scale, label).first) == count
    expect(bar(desk, scale, label).first).to_have_attribute("aria-pressed", "true")
    section(desk, scale).get_by_role("button", name=f"{count} statements", exact=True).click()
    expect(desk.tab("Statements")).to_have_attribute("aria-selected", "true")
    desk.tab("Timeline").click()
    bar(desk, scale, label).first.click()
    desk.has(scale.since)
    desk.has(scale.until)
    tab_has(desk, harbours.size)
    desk.is_clean()


@SCALE
@pytest.mark.parametrize("pointer", ["mouse", "finger"])
def test_dragging_over_bars_sets_the_period(
    new_desk: NewDesk, harbours: Dataset, scale: Scale, pointer: str
) -> None:
    """From the bar where it begins to the bar where it ends, in either direction."""
    desk = new_desk(viewport=PHONE, has_touch=True) if pointer == "finger" else new_desk()
    desk.go(LINK)
    labels = {SAID.key: ("February 2031", "May 2031"), ABOUT.key: ("2000–2009", "2030–2039")}
    first, last = (bar(desk, scale, label).first for label in labels[scale.key])
    first.scroll_into_view_if_needed()
    boxes = [found.bounding_box() for found in (last, first)]
    assert boxes[0]
    assert boxes[1]
    (x0, y), (x1, _) = ((box["x"] + box["width"] / 2, box["y"] + 20) for box in boxes if box)
    path = [x0 + (x1 - x0) * part / 4 for part in range(5)]
    if pointer == "finger":
        session = desk.page.context.new_cdp_session(desk.page)
        for kind, x in [("touchStart", path[0]), *(("touchMove", x) for x in path[1:])]:
            session.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]}
            )
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        desk.page.mouse.move(path[0], y)
        desk.page.mouse.down()
        for x in path[1:]:
            desk.page.mouse.move(x, y)
        desk.page.mouse.up()
    ends = {SAID.key: ("2031-02", "2031-05"), ABOUT.key: ("2000", "2039")}[scale.key]
    desk.has(scale.since, ends[0])
    desk.has(scale.until, ends[1])
    chosen = Selection(filters=((scale.since, (ends[0],)), (scale.until, (ends[1],))))
    tab_has(desk, select(harbours, chosen).matching)
    section(desk, scale).get_by_role("button", name="Show all times").click()
    desk.has(scale.since)
    tab_has(desk, harbours.size)
    desk.is_clean()


def test_everything_works_by_keyboard(desk: Desk) -> None:
    """Arrows go along the bars, Enter chooses, Shift and Enter add; marks likewise."""
    desk.go(LINK)
    keys = desk.page.keyboard
    bar(desk, SAID, "March 2031").first.focus()
    keys.press("ArrowLeft")
    expect(bar(desk, SAID, "February 2031").first).to_be_focused()
    keys.press("Enter")
    desk.has("said_from", "2031-02")
    desk.has("said_to", "2031-02")
    expect(section(desk, SAID).locator("strong")).to_have_text("February 2031")
    expect(bar(desk, SAID, "February 2031").first).to_be_focused()
    keys.press("ArrowRight")
    keys.press("Shift+Enter")
    desk.has("said_to", "2031-03")
    desk.has("said_from", "2031-02")
    marks = section(desk, SAID).locator(".time-mark")
    marks.first.focus()
    keys.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    keys.press("Enter")
    desk.page.wait_for_function("new URLSearchParams(location.search).get('statement') !== null")
    assert desk.parameters["statement"] == [marks.nth(1).get_attribute("data-id")]
    desk.is_clean()


def test_a_mark_chooses_its_statement_on_both_times(desk: Desk) -> None:
    """The statement is marked on both scales, its card stands below; a second click lets go."""
    desk.go(LINK)
    mark(desk, ABOUT, "toll-in-the-passage").click()
    desk.has("statement", "toll-in-the-passage")
    for scale in SCALES:
        expect(mark(desk, scale, "toll-in-the-passage")).to_have_attribute("aria-pressed", "true")
        expect(section(desk, scale).locator(".time-here")).to_have_count(1)
    expect(desk.cards).to_have_attribute("data-id", "toll-in-the-passage")
    expect(desk.cards).to_be_in_viewport()
    mark(desk, ABOUT, "toll-in-the-passage").click()
    desk.has("statement")
    expect(desk.cards).to_have_count(0)
    desk.is_clean()


def test_vague_dates_look_vague(desk: Desk) -> None:
    """A day, around it, perhaps, a month, an interval and an open one: no two drawn alike."""
    desk.go(LINK)
    found = {
        "a day": mark(desk, SAID, "quay-stays-open"),
        "around": mark(desk, SAID, "no-toll-can-buy"),
        "perhaps": mark(desk, SAID, "unreadable-formula"),
        "perhaps around": mark(desk, SAID, "not-a-treaty"),
        "a month": mark(desk, SAID, "bicentenary"),
        "an interval": mark(desk, SAID, "depot-closed"),
        "open": mark(desk, ABOUT, "quay-stays-open"),
    }
    looks = {}
    for name, one in found.items():
        looks[name] = one.locator(".time-shape").evaluate(
            """node => {
                node.style.setProperty('--tone', 'red');
                const { borderRadius, borderStyle, backgroundImage, maskImage, backgroundColor }
                    = getComputedStyle(node);
                return [borderRadius, borderStyle, backgroundImage, maskImage, backgroundColor]
                    .join(' | ');
            }"""
        )
    assert len(set(looks.values())) == len(looks), looks
    expect(found["around"]).to_have_accessible_name(re.compile("said around 3 March 2031: “"))
    expect(found["open"]).to_have_accessible_name(re.compile("3 March 2031 and later: “"))


def test_what_has_no_date_is_one_click_away(desk: Desk, harbours: Dataset) -> None:
    """The number of undated statements leaves them alone, and brings all back."""
    desk.go(LINK)
    undated = section(desk, ABOUT).get_by_role("button", name="without such a time")
    undated.click()
    desk.has("from", "none")
    tab_has(desk, int((harbours.statements["about_when"] == "").sum()))
    expect(undated).to_have_attribute("aria-pressed", "true")
    undated.click()
    desk.has("from")
    desk.is_clean()


def test_nothing_reaches_over_the_edge_of_a_small_phone(new_desk: NewDesk) -> None:
    """At 320 pixels no word or mark leaves the panel, and no two labels touch."""
    desk = new_desk(viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True)
    desk.go(f"{LINK}&said_from=2031-03&said_to=2031-03&statement=depot-closed")
    expect(section(desk, SAID).locator(".time-labels")).to_have_count(2)
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 320
    boxes = desk.page.locator(".time-labels span").evaluate_all(
        """nodes => nodes.map(node => {
            const { left, right, top } = node.getBoundingClientRect();
            return [node.parentElement.getBoundingClientRect().top, left, right, top];
        })"""
    )
    assert len(boxes) == 9
    for row in {box[0] for box in boxes}:
        labels = sorted((box[1], box[2]) for box in boxes if box[0] == row)
        assert all(a[1] < b[0] for a, b in pairwise(labels))
        assert labels[-1][1] <= 320
    desk.is_clean()


def test_forced_colours_show_bars_and_what_is_chosen(desk: Desk) -> None:
    """Bars, marks and symbols stand there in the system's colours, pressed ones unlike others."""
    desk.go("?dataset=two-harbours&tab=timeline")
    desk.page.emulate_media(forced_colors="active")
    try:
        for selector in (".time-bar:has(.within)", ".time-mark"):
            button = desk.page.locator(selector).first
            button.scroll_into_view_if_needed()
            seen = set()
            for value in ("true", "false"):
                button.evaluate("(node, value) => node.setAttribute('aria-pressed', value)", value)
                seen.add(button.screenshot())
            button.evaluate("node => node.replaceChildren()")  # what stands in it is seen as well
            seen.add(button.screenshot())
            assert len(seen) == 3, selector
    finally:
        desk.page.emulate_media(forced_colors="none")
        desk.page.goto("about:blank")
