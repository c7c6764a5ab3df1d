"""A report becomes a published map: pasted, drafted, reviewed, checked, published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.helpers.browser import DESK, PHONE, Desk, desks
from tests.helpers.model import Server, answering, says
from tests.helpers.serving import serving

REPORT = """LISBON, 3 March 2026 — The harbour will open again in April, the mayor of Lisbon, Ana \
Ruiz, said on Monday.

“We lost a winter, and we will not lose a spring,” she told reporters. The port of Porto had \
offered to take the ships.

The fishermen’s union welcomed the plan. Its head, João Silva, said the repairs in Lisbon were \
late. Rain fell on the crowd.
"""
DEEP = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node?.dataset?.focus ?? '';
}"""
"""Names what has the focus."""
PROPOSED = "“We lost a winter, and we will not lose a spring,”"
MOST_TABS = 200
DRAFTED = 60_000
"""Milliseconds that a draft may take on a busy machine."""


@pytest.fixture(scope="module")
def model() -> Iterator[Server]:
    """Give a language model that proposes one record."""
    with answering(
        says({"statements": [{"content": [PROPOSED], "cue": "told", "speaker": "she"}]})
    ) as running:
        yield running


@pytest.fixture(scope="module")
def workshop(
    browser: Browser, model: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Desk]]:
    """Serve the app with a store and a folder of datasets of its own; open pages of it."""
    kept, packages = (tmp_path_factory.mktemp(name) for name in ("kept", "packages"))
    with (
        serving(
            packages=packages,
            extra={
                "STANDPOINT_WORKSHOP": str(kept),
                "STANDPOINT_MODEL": "local",
                "STANDPOINT_MODEL_URL": model.named().url,
            },
        ) as served,
        desks(browser, served.address) as make,
    ):
        yield make


def focused(page: Page) -> str:
    """Name what has the focus."""
    return str(page.evaluate(DEEP))


def tab_to(page: Page, wanted: str) -> None:
    """Go on with the Tab key until the focus is where it is wanted."""
    met = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        met.append(focused(page))
        if met[-1] == wanted:
            return
    pytest.fail(f"no Tab leads to {wanted}: {met}")


def decided(page: Page) -> tuple[int, int]:
    """Read "3 of 5 decided"."""
    words = page.locator(".progress").inner_text().split()
    return int(words[0]), int(words[2])


def opens(desk: Desk, title: str) -> None:
    """Open the published map at its link: it says who said what, about where."""
    address = desk.page.locator("[data-focus=copy]").get_attribute("data-link") or ""
    desk.open(address)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(desk.cards.filter(has_text="Ana Ruiz").first).to_be_visible()
    assert any(name.startswith("Lisbon") for name in desk.symbols)
    desk.is_clean()


def draws_an_area(page: Page) -> None:
    """Press three corners around the first place, after one too many was taken back."""
    page.get_by_role("button", name="Draw its area").first.click()
    atlas = page.get_by_role("application")
    box = atlas.bounding_box()
    assert box is not None
    for east, south in ((0.4, 0.4), (0.6, 0.4), (0.5, 0.6), (0.5, 0.5)):
        atlas.click(position={"x": box["width"] * east, "y": box["height"] * south})
    page.get_by_role("button", name="Undo a corner").click()
    expect(page.get_by_text("3 corners so far")).to_be_visible()
    page.get_by_role("button", name="Close the area").click()
    expect(page.get_by_label("The area, for readers")).to_have_value("As the author reads it")


@pytest.mark.served
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_whole_way_by_mouse(workshop: Callable[..., Desk], size: ViewportSize) -> None:
    """Paste, draft, review, speakers and places, check, publish, open: each by a click."""
    desk = workshop(viewport=size)
    page = desk.page
    page.goto(f"{desk.home}?workshop=")
    page.get_by_label("The text", exact=True).fill(REPORT)
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("region", name="The text as it will be kept")).to_contain_text("Porto")
    title = f"By mouse <img src=x onerror=alert(1)> {size['width']} px"  # letters, everywhere
    page.get_by_label("Title").fill(title)
    page.get_by_label("Publisher").fill("The Herald")
    page.get_by_role("button", name="Make a draft").click()
    page.get_by_text("Record 1 of").wait_for(timeout=DRAFTED)
    assert "step=review" in page.url
    page.get_by_role("button", name="Set aside").click()
    expect(page.locator(".progress")).to_contain_text("1 of")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".progress")).to_contain_text("0 of")
    _, records = decided(page)
    for number in range(records):
        expect(page.locator(".progress")).to_contain_text(f"{number} of {records}")
        page.get_by_role("button", name="Confirm").click()
    page.locator("mark", has_text="the mayor").or_(page.locator("mark")).first.click()
    page.get_by_text("Every record is decided.").wait_for()
    page.get_by_role("tab", name="Speakers and places").click()
    page.get_by_label("Belongs to").first.fill("The town of Lisbon")
    page.get_by_label("Belongs to").first.press("Tab")
    expect(page.get_by_role("complementary", name="Sides")).to_contain_text("The town of Lisbon")
    draws_an_area(page)
    for _ in range(2):
        page.get_by_role("button", name=re.compile("that (is|are) undecided")).first.click()
    expect(page.get_by_text("every one is decided")).to_have_count(2)
    page.get_by_role("tab", name="Check").click()
    expect(page.get_by_text("Nothing keeps it from being published")).to_be_visible()
    page.get_by_role("button", name="Go on to publish").click()
    page.get_by_label("Published by").fill("Ines")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", name="Published, version 1")).to_be_visible()
    opens(desk, title)


@pytest.mark.served
def test_a_model_proposes_after_a_yes(workshop: Callable[..., Desk], model: Server) -> None:
    """Where the text goes is said before it goes there; what comes of it is called a proposal."""
    desk = workshop()
    page = desk.page
    page.goto(f"{desk.home}?workshop=")
    page.get_by_label("The text", exact=True).fill(REPORT)
    page.get_by_role("button", name="Go on", exact=True).click()
    asking = page.get_by_label("Also ask a language model")
    expect(
        page.get_by_text(re.compile(rf"\d characters .* are sent to {model.named().host}"))
    ).to_be_visible()
    withheld = page.get_by_label("The whole text may not be passed on")
    withheld.check()
    expect(asking).to_have_count(0)
    withheld.uncheck()
    expect(asking).not_to_be_checked()
    asking.check()
    assert model.bodies == []
    page.get_by_role("button", name="Make a draft").click()
    page.get_by_text("Record 1 of").wait_for(timeout=DRAFTED)
    assert len(model.bodies) == 1
    expect(page.get_by_text("A language model proposed 1 statement;")).to_be_visible()
    page.locator("mark", has_text=PROPOSED).dispatch_event("click")
    shown = "Proposed: a language model proposed it; its words stand in the text."
    expect(page.get_by_text(shown, exact=True)).to_be_visible()
    expect(page.locator(".progress")).to_contain_text("0 of")
    page.get_by_role("tab", name="Check").click()
    expect(page.get_by_text("undecided and will not be published")).to_be_visible()
    desk.is_clean()


@pytest.mark.served
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_whole_way_by_keyboard_alone(workshop: Callable[..., Desk], size: ViewportSize) -> None:
    """The same without a mouse, with a record made of selected words and a speaker's name."""
    desk = workshop(viewport=size)
    title = f"By keyboard, {size['width']} px"
    page, keys = desk.page, desk.page.keyboard
    page.goto(f"{desk.home}?workshop=")
    page.get_by_label("The text", exact=True).wait_for()
    tab_to(page, "pasted")
    keys.insert_text(REPORT)
    tab_to(page, "read")
    keys.press("Enter")
    expect(page.get_by_role("region", name="The text as it will be kept")).to_be_visible()
    keys.insert_text(title)
    tab_to(page, "begin")
    keys.press("Enter")
    page.get_by_text("Record 1 of").wait_for(timeout=DRAFTED)
    done, records = decided(page)
    assert done == 0
    keys.press("x")
    expect(page.locator(".progress")).to_contain_text("1 of")
    keys.press("u")
    expect(page.locator(".progress")).to_contain_text("0 of")
    for number in range(records):
        expect(page.locator(".progress")).to_contain_text(f"{number} of {records}")
        keys.press("Enter")
    page.get_by_text("Every record is decided.").wait_for()
    keys.press("t")
    assert focused(page) == "text"
    keys.press("Control+End")
    for _ in range(6):
        keys.press("Control+Shift+ArrowLeft")
    keys.press("n")
    expect(page.locator(".progress")).to_contain_text(f"{records + 1} of {records + 1}")
    page.wait_for_function(f"wanted => ({DEEP})() === wanted", arg="field speaker-name")
    keys.insert_text("Reporter")
    keys.press("Enter")
    expect(page.locator('[data-field="speaker-name"]')).to_have_value("Reporter")
    expect(page.locator(".in-hand")).to_contain_text("on the crowd")
    tab_to(page, "on")
    keys.press("Enter")
    for table in ("actors", "places"):
        tab_to(page, f"all {table}")
        keys.press("Enter")
    expect(page.get_by_text("every one is decided")).to_have_count(2)
    tab_to(page, "on")
    keys.press("Enter")
    expect(page.get_by_text("Nothing keeps it from being published")).to_be_visible()
    tab_to(page, "on")
    keys.press("Enter")
    page.get_by_role("button", name="Publish", exact=True).wait_for()
    tab_to(page, "publish")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Published, version 1")).to_be_visible()
    opens(desk, title)


ACLED = (
    "event_id_cnty,event_date,event_type,country,location,latitude,longitude,geo_precision,source,"
    "notes\n"
    'QZM1,12 January 2026,Protests,Norway,Oslo,59.9133,10.7390,1,Nordlys,"Dockers met, and sang."\n'
    "QZM2,13 January 2026,Protests,Norway,Bergen,60.3913,5.3221,1,Nordlys,A choir sang.\n"
    "QZM3,14 January 2026,Protests,Norway,Oslo,159.9133,10.7390,1,Nordlys,Nowhere.\n"
)


TIMEMAP = (
    "id,description,date,time,location,latitude,longitude,source1,association1,category\n"
    "1,A crane fell.,2/14/2025,10:30,Pier 4,38.7072,-9.1366,https://example.org/a,Cranes,Fall\n"
    "2,Another fell.,2/15/2025,08:00,Pier 5,38.7081,-9.1377,https://example.org/b,Cranes,Fall\n"
    "3,Nowhere.,2/16/2025,09:15,Pier 6,138.7,-9.1377,https://example.org/c,Cranes,Fall\n"
)


@pytest.mark.served
@pytest.mark.parametrize(
    "known",
    [
        (ACLED, "event_id_cnty", "notes", "Dockers met, and sang.", "159.9133"),
        (TIMEMAP, "id", "description", "A crane fell.", "138.7"),
    ],
    ids=["ACLED", "TimeMap"],
)
def test_a_spreadsheet_becomes_a_map(
    workshop: Callable[..., Desk], tmp_path: Path, known: tuple[str, str, str, str, str]
) -> None:
    """Columns are shown with their reasons and set by hand; what cannot be read is listed."""
    table, key, words, first, refused = known
    (tmp_path / "events of 2026.csv").write_text(table, "utf-8")
    desk = workshop()
    page = desk.page
    page.goto(f"{desk.home}?workshop=")
    page.get_by_label("Choose files").set_input_files(tmp_path / "events of 2026.csv")
    page.get_by_role("button", name="Go on", exact=True).click()
    held = page.get_by_label(f"{words} holds")
    expect(held).to_have_value("words", timeout=DRAFTED)
    expect(page.get_by_label("Title")).to_have_value("events of 2026")
    expect(page.get_by_role("columnheader", name="latitude")).to_contain_text("certain: its header")
    page.get_by_label(f"{key} holds", exact=True).select_option("")
    expect(page.get_by_role("columnheader", name=key, exact=False).first).to_contain_text(
        "set by hand"
    )
    page.get_by_role("button", name="Make the map").click()
    page.get_by_text("row 4, column latitude").wait_for(timeout=DRAFTED)
    expect(page.locator(".listed q")).to_have_text(refused)
    page.get_by_role("button", name="Go on to the review").click()
    page.get_by_text("Record 1 of").wait_for(timeout=DRAFTED)
    expect(page.locator("mark").first).to_have_text(first)
    page.get_by_role("tab", name="Check").click()
    expect(page.get_by_text("Nothing keeps it from being published")).to_be_visible()
    desk.is_clean()
