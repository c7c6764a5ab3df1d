"""The link in Chromium: what is copied opens on the same, everywhere it may be served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.helpers.browser import Desk, NewDesk
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.serving import hosting


def seen(desk: Desk) -> dict[str, object]:
    """Give all that a reader sees, to compare two desks."""
    lat, lon, zoom = desk.view()
    return {
        "sentence": desk.sentence.text_content(),
        "panel": desk.page.locator(".panel").inner_text(),
        "symbols": desk.symbols,
        "view": (round(lat, 2), round(lon, 2), round(zoom, 2)),
        "layers": [
            desk.option("layers", key).get_attribute("aria-pressed")
            for key in ("areas", "arcs", "places")
        ],
    }


def test_a_copied_link_opens_on_the_same_in_another_browser(new_desk: NewDesk) -> None:
    """Filters, place, statement, tab, layers and view are all in the link."""
    first = new_desk().go()
    first.option("speaker", "vladimir-putin").click()
    first.has("speaker", "vladimir-putin")
    first.option("layers", "arcs").click()
    first.has("layers", "areas", "places")
    first.symbol("Syria, country").click()
    first.has("at", "syria")
    first.cards.nth(1).locator("button.exact").click()
    first.page.wait_for_function("new URLSearchParams(location.search).get('statement')")
    first.look_at(36.2, 38.4, 5.5)
    link = first.copied_link()
    second = new_desk().open(link)
    expect(second.page.locator("article.card.chosen")).to_have_count(1)
    assert seen(second) == seen(first)
    second.is_clean()


def test_what_others_added_to_a_link_goes_no_further(new_desk: NewDesk) -> None:
    """A link that a network passed on says nothing, and is copied without what it added."""
    desk = new_desk().go("?fbclid=IwAR0abc&dataset=two-harbours&utm_source=news&act=commissive")
    assert desk.page.locator(".notice").count() == 0
    desk.page.wait_for_function("!location.search.includes('fbclid')")
    assert "act=commissive" in desk.copied_link()
    assert "utm_source" not in desk.copied_link()


def test_moving_the_map_adds_nothing_to_the_history(new_desk: NewDesk) -> None:
    """The view is in the link at once, and Back leads past it."""
    desk = new_desk().go()
    desk.option("speaker", "dmitry-peskov").click()
    desk.has("speaker", "dmitry-peskov")
    before = desk.page.evaluate("history.length")
    for step in range(3):
        desk.look_at(40 + step, 37, 5)
    assert desk.page.evaluate("history.length") == before
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    assert desk.parameters["view"][0].startswith("42.")
    desk.page.go_back()
    desk.has("topic")
    desk.has("speaker", "dmitry-peskov")
    expect(desk.sentence).to_contain_text("by Dmitry Peskov")
    expect(desk.option("topic", "relations")).to_have_attribute("aria-pressed", "false")


def test_back_before_the_answer(new_desk: NewDesk) -> None:
    """Who goes back before a choice is drawn sees it let go everywhere, the button among them."""
    desk = new_desk().asking().go("?dataset=moscow-talks")
    desk.page.evaluate(
        """() => {
            const push = history.pushState.bind(history);
            history.pushState = (...given) => {
                push(...given);
                if (location.search.includes("relations")) history.back();
            };
        }"""
    )
    for _ in range(5):
        before = desk.page.evaluate("history.length")
        desk.option("topic", "relations").click()
        desk.page.wait_for_function("before => history.length > before || before > 2", arg=before)
        desk.has("topic")
        expect(desk.option("topic", "relations")).to_have_attribute("aria-pressed", "false")
        expect(desk.sentence).not_to_contain_text("Relations")


def test_one_step_is_one_entry_of_the_history(new_desk: NewDesk) -> None:
    """A word typed with pauses, arrow keys on tabs or on a slider: Back undoes each at once."""
    desk = new_desk().go("?dataset=moscow-talks")
    page = desk.page
    before = page.evaluate("history.length")
    page.get_by_label("Search the words").focus()
    for typed, whole in (("Sy", "Sy"), ("ri", "Syri"), ("a", "Syria")):
        page.keyboard.type(typed)
        desk.has("q", whole)
    assert page.evaluate("history.length") == before + 1
    desk.tab("Statements").focus()
    for tab in ("source", "timeline", "positions"):
        page.keyboard.press("ArrowRight")
        desk.has("tab", tab)
    assert page.evaluate("history.length") == before + 2
    slider = page.get_by_label("Time spoken about, from")
    desk.unfold(slider)
    slider.focus()
    for _ in range(3):
        before_it = desk.parameters.get("from")
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "before => new URLSearchParams(location.search).get('from') !== before",
            arg=before_it and before_it[0],
        )
    assert page.evaluate("history.length") == before + 3
    desk.option("speaker", "vladimir-putin").click()
    desk.has("speaker", "vladimir-putin")
    desk.option("speaker", "dmitry-peskov").click()
    desk.has("speaker", "vladimir-putin", "dmitry-peskov")
    assert page.evaluate("history.length") == before + 5  # each is a step
    for key, value in (("speaker", ["vladimir-putin"]), ("speaker", []), ("from", [])):
        page.go_back()
        desk.has(key, *value)
    desk.has("tab", "positions")
    page.go_back()
    desk.has("tab")
    desk.has("q", "Syria")
    page.go_back()
    desk.has("q")


@pytest.mark.parametrize(
    ("view", "lat", "lon"),
    [
        ("90,0,3", 60, 0),
        ("-90,10,5", -80, 10),
        ("84,0,2", 20, 0),
        ("46,38,0", 0, 0),
        ("8,590,5", 8, -130),
    ],
)
def test_a_view_beyond_the_maps_edge(desk: Desk, view: str, lat: float, lon: float) -> None:
    """The map goes as near as it can, and opening changes nothing of the link."""
    desk.open(f"{desk.home}?dataset=moscow-talks&view={view}")
    desk.page.wait_for_timeout(400)  # a movement of Leaflet's would have ended
    desk.has("view", view)
    found = desk.view()
    assert abs(found[0]) >= abs(lat) - 1
    assert found[0] * lat >= 0
    assert (found[1] - lon + 180) % 360 - 180 == pytest.approx(0, abs=1)
    desk.frame.evaluate("() => standpoint.app.camera.frame([[-90, -10], [-88, 10]])")
    desk.page.wait_for_function("/view=-8[0-9]/.test(location.search)")


def test_what_is_composed_is_the_readers(new_desk: NewDesk) -> None:
    """Nothing is searched or written while letters are composed, though an answer comes then."""
    desk = new_desk().go("?dataset=moscow-talks")
    search = desk.page.get_by_label("Search the words")
    search.focus()
    keys = desk.page.context.new_cdp_session(desk.page)

    def compose(text: str) -> None:
        end = {"selectionStart": len(text), "selectionEnd": len(text)}
        keys.send("Input.imeSetComposition", {"text": text, **end})

    compose("ni")
    desk.page.locator('button[data-id="relations"]').evaluate("button => button.click()")
    desk.has("topic", "relations")
    expect(desk.sentence).to_contain_text("on Relations")
    compose("ni hao")
    desk.page.wait_for_timeout(600)  # longer than a pause in typing
    desk.has("q")
    expect(search).to_have_value("ni hao")
    keys.send("Input.insertText", {"text": "你好"})
    desk.has("q", "你好")
    expect(search).to_have_value("你好")


def choose_a_statement(desk: Desk) -> None:
    """Choose a statement whose places are in sight, so that the map stays where it is."""
    desk.page.locator('[data-id="putin-readiness-to-collaborate"] button.exact').click()
    expect(desk.page.locator("article.card.chosen")).to_have_count(1)


def go_back(desk: Desk) -> None:
    """Go back to where the link had no view, after the map was moved."""
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    desk.look_at(42, 37, 5)
    desk.page.go_back()
    desk.has("topic")


@pytest.mark.parametrize("use", [choose_a_statement, go_back])
def test_the_page_loaded_anew_has_the_same_view(
    new_desk: NewDesk, use: Callable[[Desk], None]
) -> None:
    """The link has a view as soon as it would open on another one than the map's; not before."""
    desk = new_desk(reduced_motion="no-preference").go("?dataset=moscow-talks")
    use(desk)
    desk.page.wait_for_function("location.search.includes('view=')")
    before = desk.view()
    desk.page.reload()
    desk.stands()
    assert desk.view() == pytest.approx(before, abs=0.05)


def test_a_choice_moves_no_map(new_desk: NewDesk) -> None:
    """However much is chosen: the map stays under the pointer, and the link has no view."""
    desk = new_desk().go("?dataset=moscow-talks")
    frame = desk.page.locator(".st-key-map iframe")
    before, box = desk.view(), frame.bounding_box()
    for value in ("ahmad-al-sharaa", "dmitry-peskov", "productiveclue", "russian-authorities"):
        desk.option("speaker", value).click()
    desk.page.wait_for_function("location.search.includes('russian-authorities')")
    desk.page.get_by_role("button", name="More", exact=True).click()
    assert frame.bounding_box() == box
    assert desk.view() == before
    desk.has("view")


def test_an_open_page_needs_no_view_in_its_link(new_desk: NewDesk) -> None:
    """While nothing is done the map follows the window; any zoom that a link has is shown."""
    desk = new_desk().go("?dataset=moscow-talks")
    wide = desk.view()
    desk.page.set_viewport_size({"width": 1100, "height": 600})
    desk.frame.wait_for_function("before => map.getZoom() !== before", arg=wide[2])
    narrow = desk.view()
    desk.page.reload()
    desk.stands()
    assert desk.view() == pytest.approx(narrow, abs=0.1)  # less than a pixel
    desk.has("view")
    desk.open(f"{desk.home}?dataset=moscow-talks&view=46,38,4.67")
    assert desk.view() == pytest.approx([46, 38, 4.67], abs=0.05)


def test_a_window_that_changes_ends_no_flight(new_desk: NewDesk) -> None:
    """The map arrives where it was sent, also as the first thing that is done."""
    desk = new_desk(reduced_motion="no-preference").go("?dataset=moscow-talks")
    desk.page.get_by_role("button", name="Moscow", exact=True).first.click()
    desk.frame.wait_for_function("document.querySelector('.is-flying')")
    desk.page.set_viewport_size({"width": 1440, "height": 860})
    desk.frame.wait_for_function("() => Math.abs(map.getCenter().lat - 55.8) < 0.3")
    desk.page.wait_for_function("() => /view=55[.]\\d+,37[.]/.test(location.search)")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("speaker=nobody", "“nobody”"),
        ("view=north", "“north”"),
        ("from=yesterday", "“yesterday”"),
        ("dataset=elsewhere", "“elsewhere”"),
        ("statement=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        ("nonsense=1", "“nonsense”"),
        ("tab=%7B%7B7*7%7D%7D", "{{7*7}}"),
    ],
)
def test_what_a_link_gets_wrong_is_said_and_the_rest_stands(
    desk: Desk, query: str, words: str
) -> None:
    """A sentence names the value as it stands in the link, and the map is there."""
    desk.go(f"?{query}")
    expect(desk.page.get_by_role("alert")).to_contain_text(words)
    assert desk.symbols
    desk.is_clean()


def test_a_withdrawn_statement_is_named(desk: Desk) -> None:
    """A link to a withdrawn record says so, with the reason."""
    harbours = loaded(HARBOURS)
    withdrawn = harbours.statements[harbours.statements["status"] == "withdrawn"].iloc[0]
    desk.go(f"?dataset=two-harbours&statement={withdrawn['id']}")
    alert = desk.page.get_by_role("alert")
    expect(alert).to_contain_text(withdrawn["id"])
    expect(alert).to_contain_text(withdrawn["status_reason"])


def test_a_base_path(new_desk: NewDesk, under_a_path: str) -> None:
    """Under a path of its own the app serves all that the map needs."""
    desk = new_desk().open(f"{under_a_path}?speaker=vladimir-putin")
    desk.symbol("Moscow").click()
    desk.has("at", "moscow")
    assert all(request.startswith((under_a_path, "data:", "blob:")) for request in desk.requests)
    desk.is_clean()


def test_the_page_starts_alone(new_desk: NewDesk, page_alone: str) -> None:
    """A host that only runs a script gets the same map, from Streamlit's own media files."""
    desk = new_desk().open(page_alone)
    desk.option("speaker", "vladimir-putin").click()
    desk.has("speaker", "vladimir-putin")
    expect(desk.symbol("Moscow")).to_be_visible()
    assert all(request.startswith((page_alone, "data:", "blob:")) for request in desk.requests)
    desk.is_clean()


def test_inside_another_pages_frame(desk: Desk, app: str, tmp_path: Path) -> None:
    """In a frame of another origin filters and places work as on their own page."""
    (tmp_path / "index.html").write_text(
        '<link rel="icon" href="data:,">'
        f'<iframe id="story" width="1200" height="850" src="{app}?embed=true"></iframe>',
        "utf-8",
    )
    with hosting(tmp_path) as host:
        desk.page.goto(host)
        story = desk.page.frame_locator("#story")
        expect(story.get_by_role("tab").first).to_be_visible()
        map_frame = story.frame_locator(".st-key-map iframe")
        map_frame.locator('.map-place[aria-label^="Moscow"]').click()
        expect(story.get_by_label("Chosen place")).to_contain_text("Moscow")
        desk.is_clean()
