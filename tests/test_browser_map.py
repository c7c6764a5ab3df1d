"""The base maps in Chromium, broken datasets, and datasets that want to be more than text."""

from __future__ import annotations

import re
import shutil
import struct
import urllib.request
import zlib
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.helpers.browser import Desk
from tests.helpers.serving import ROOT, serving

ONLINE = re.compile("^https://")


def _tile() -> bytes:
    """Make a grey PNG of 1 by 1 pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x80")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def test_an_online_base_map_is_a_choice(desk: Desk) -> None:
    """Its tiles and its credits appear when chosen, and go with the built-in map."""
    asked: list[str] = []

    def serve(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=_tile(), content_type="image/png")

    desk.page.route(ONLINE, serve)
    desk.go()
    assert asked == []
    desk.option("base", "satellite").click()
    desk.has("base", "satellite")
    expect(desk.frame.locator("img.leaflet-tile-loaded").first).to_be_visible()
    expect(desk.frame.locator("body")).to_contain_text("Esri")
    assert asked
    desk.option("base", "built-in").click()
    expect(desk.frame.locator("img.leaflet-tile")).to_have_count(0)
    desk.is_clean()


def test_a_tile_server_that_fails_leaves_the_built_in_map(desk: Desk) -> None:
    """A sentence says so; symbols and the built-in map are still there."""
    desk.page.route(ONLINE, lambda route: route.abort())
    desk.go("?base=light")
    expect(desk.page.get_by_text("The online base map could not be loaded")).to_be_visible()
    assert desk.symbols
    assert desk.frame.locator("canvas").count() > 0
    desk.option("base", "built-in").click()
    expect(desk.page.get_by_text("The online base map could not be loaded")).to_be_hidden()


def test_a_broken_dataset_shows_its_problems_and_the_others_open(
    desk: Desk, tmp_path: Path
) -> None:
    """The list names file, row, column, value and what was expected."""
    source = ROOT / "data" / "packages" / "moscow-talks"
    shutil.copytree(source, tmp_path / "moscow-talks")
    broken = tmp_path / "a-broken-one"
    shutil.copytree(source, broken)
    table = broken / "places.csv"
    table.write_text(table.read_text("utf-8").replace("55.75204", "north", 1), "utf-8")
    with serving(packages=tmp_path) as served:
        desk.open(served.address)  # what is broken is never what a bare address opens
        expect(desk.sentence).to_contain_text("statements")
        desk.page.goto(f"{served.address}?dataset=a-broken-one")
        expect(desk.page.get_by_text("This dataset was not opened")).to_be_visible()
        problem = desk.page.locator("li", has_text="places.csv, row 2, column lat")
        expect(problem).to_contain_text("north")
        expect(problem).to_contain_text("expected a number")
        desk.page.get_by_role("button", name="Open").first.click()
        desk.has("dataset", "moscow-talks")
        desk.stands()
        desk.is_clean()


def test_an_empty_dataset_opens(desk: Desk, tmp_path: Path) -> None:
    """Tables with a header alone are a dataset without statements."""
    folder = tmp_path / "moscow-talks"
    shutil.copytree(ROOT / "data" / "packages" / "moscow-talks", folder)
    (folder / "areas.geojson").unlink()
    for table in folder.glob("*.csv"):
        table.write_text(table.read_text("utf-8").split("\n", 1)[0] + "\n", "utf-8")
    with serving(packages=tmp_path) as served:
        desk.open(served.address)
        expect(desk.sentence).to_contain_text("0 statements")
        expect(desk.page.get_by_text("This dataset has no statements.")).to_be_visible()
        desk.is_clean()


def test_another_dataset_opens_by_choice_and_by_link(desk: Desk) -> None:
    """Choosing it loads its map; words of other scripts are set in their direction."""
    desk.go()
    chosen = desk.page.get_by_label("Dataset")
    desk.unfold(chosen)
    chosen.select_option("two-harbours")
    desk.has("dataset", "two-harbours")
    expect(desk.page.get_by_role("heading", level=1)).not_to_contain_text("Putin")
    desk.stands()
    arabic = desk.page.locator('button.exact[lang="ar"]').first
    expect(arabic).to_have_attribute("dir", "rtl")
    assert desk.symbols
    desk.is_clean()


def test_every_answer_has_its_headers(app: str) -> None:
    """The policy keeps every request at home but for the images of the online base maps."""
    for path in ("", "_stcore/health"):
        with urllib.request.urlopen(app + path, timeout=10) as answer:  # noqa: S310 - our own app
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "connect-src 'self'" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_tells_what_is_disputed_in_view(desk: Desk) -> None:
    """A click on the policy opens a neutral sentence on each dashed boundary that is in view."""
    desk.go("?view=33,36,7")
    button = desk.frame.get_by_role("button", name="Boundaries are drawn for orientation")
    button.click()
    notes = desk.frame.get_by_role("region", name="Boundaries")
    expect(notes).to_contain_text(
        "Golan Heights: administered by Israel, claimed by Israel and Syria"
    )
    assert "Kashmir" not in (notes.text_content() or "")
    button.click()
    expect(notes).to_be_hidden()
    desk.is_clean()
