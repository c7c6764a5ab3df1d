"""What the running app sends and keeps from the world, read off it as a browser does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.readers import Reader
from tests.helpers.browser import NewDesk
from tests.helpers.serving import hosting, serving

PARTS = ("", "health/ready", "export/two-harbours.csv", "_stcore/health", "no/such/page")


def test_headers_of_every_kind_of_answer(new_desk: NewDesk, app: str) -> None:
    """Page, files, exports and errors say what may be loaded, framed and sniffed."""
    desk = new_desk().go()
    page_and_files = [url for url in desk.requests if url.startswith(app)]
    assert len(page_and_files) > 10
    for address in (*page_and_files, *(app + part for part in PARTS)):
        headers = desk.page.request.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy, address
        assert "object-src 'none'" in policy, address
        assert re.search(r"frame-ancestors 'self' http://localhost:\*$", policy), address
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin", address
        assert "set-cookie" not in headers, address


def test_no_cookie_and_nobody_else_is_asked(new_desk: NewDesk, app: str) -> None:
    """A whole visit sets no cookie and asks no other host for anything."""
    desk = new_desk().go("?dataset=two-harbours")
    for tab in desk.page.get_by_role("tab").all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
    desk.page.get_by_role("button", name="Share and export").click()
    expect(desk.page.get_by_role("heading", name="Share and export")).to_be_visible()
    assert desk.page.context.cookies() == []
    own = (app, app.replace("http", "ws"), "data:", "blob:")
    assert [url for url in desk.requests if not url.startswith(own)] == []
    desk.is_clean()


@pytest.fixture
def other_site(tmp_path: Path) -> Path:
    """Give a folder for a page of another site."""
    return tmp_path


def test_where_embedding_is_not_allowed(new_desk: NewDesk, other_site: Path) -> None:
    """Another site's frame stays empty, and "Share and export" says why there is no code."""
    with serving(extra={"STANDPOINT_EMBED": ""}) as served:
        page = f'<link rel="icon" href="data:,"><iframe src="{served.address}?embed=true"></iframe>'
        (other_site / "index.html").write_text(page, "utf-8")
        with hosting(other_site) as host:
            desk = new_desk()
            with desk.page.expect_event(
                "console", lambda message: "frame-ancestors" in message.text
            ):
                desk.page.goto(host)
            expect(desk.page.frame_locator("iframe").get_by_role("tab")).to_have_count(0)
        desk = new_desk().open(served.address)
        desk.page.get_by_role("button", name="Share and export").click()
        expect(desk.page.get_by_text("lets no other site show the map")).to_be_visible()
        expect(desk.page.get_by_label("Embed: text to copy")).to_have_count(0)
        desk.is_clean()


def test_a_full_house(new_desk: NewDesk, tmp_path: Path) -> None:
    """A new reader gets a sentence, those inside go on, and a place that gets free is given away.

    The log has a line for each request and interaction and none of a reader's words.
    """
    words = "nobody-may-know"
    noted = tmp_path / "log"
    with serving(extra={"STANDPOINT_READERS": "2"}, log=noted) as served:
        inside = new_desk().open(f"{served.address}?q={words}")
        with Reader(served.address):
            late = new_desk()
            answer = late.page.goto(served.address)
            assert answer
            assert answer.status == 503
            expect(late.page.get_by_role("heading", name="Many people")).to_be_visible()
            ready = late.page.request.get(f"{served.address}health/ready")
            assert ready.status == 503
            inside.tab("Places").click()
            inside.has("tab", "places")
        late.open(served.address)
        seen = late.page.request.get(f"{served.address}metrics").text()
        assert "standpoint_readers_refused_total 1.0" in seen
        assert re.search(r"^standpoint_interaction_seconds_count ([3-9]|\d\d)", seen, re.MULTILINE)
        inside.is_clean()
    lines = noted.read_text("utf-8")
    assert "request method=GET path=/ status=503" in lines
    assert re.search(r"INFO interaction bytes=\d+ ms=\d+$", lines, re.MULTILINE)
    assert words not in lines
    assert "127.0.0.1:" not in lines.replace(served.address.rstrip("/"), "")
    assert "Traceback" not in lines


def test_a_page_of_another_site_cannot_steer(new_desk: NewDesk, other_site: Path) -> None:
    """A site that may frame the map, as any may where "*" says so, speaks to it in vain.

    It frames no draft, however the link is written.

    Streamlit's page would take a query, a run or an empty cache from the hosts of its own cloud.
    """
    with serving(extra={"STANDPOINT_EMBED": "*"}) as served:
        page = f"""<link rel="icon" href="data:,">
            <iframe src="{served.address}?embed=true"></iframe>
            <iframe id="drafts" src="{served.address}?%77orkshop="></iframe>
            <script>
            const frame = document.querySelector("iframe");
            setInterval(() => {{
              for (const type of ["CLEAR_CACHE", "RERUN_SCRIPT", "STOP_SCRIPT"]) {{
                frame.contentWindow.postMessage({{ stCommVersion: 1, type }}, "*");
              }}
              frame.contentWindow.postMessage(
                {{ stCommVersion: 1, type: "UPDATE_FROM_QUERY", queryParams: "?q=evil" }}, "*");
              frame.contentWindow.postMessage(
                {{ stCommVersion: 1, type: "SET_QUERY_PARAM", queryParams: "?q=evil" }}, "*");
            }}, 100);
            </script>"""
        (other_site / "index.html").write_text(page, "utf-8")
        with hosting(other_site) as host:
            desk = new_desk()
            with desk.page.expect_event(
                "console", lambda message: "frame-ancestors 'none'" in message.text
            ):
                desk.page.goto(host)
            inside = desk.page.frame_locator("iframe").first
            expect(inside.get_by_role("tab").first).to_be_visible()
            desk.page.wait_for_timeout(1_500)
            frame = next(one for one in desk.page.frames if one.url.startswith(served.address))
            assert "evil" not in frame.url
            expect(inside.get_by_role("tab").first).to_be_visible()
