"""What other sites and machines ask for: oEmbed, robots.txt, a site map, icons."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from lxml import etree
from starlette.applications import Starlette

from components.finding import known, oembed
from components.operating.settings import CONTACT, EMBED, SettingError, read
from components.serving import addresses
from data.catalogue import VARIABLE
from tests.helpers import asgi
from tests.helpers.asgi import Answer
from tests.helpers.datasets import OWN_PACKAGES

PAGE = "http://localhost/"
HARBOURS = f"{PAGE}?dataset=two-harbours"


@pytest.fixture(autouse=True)
def _own_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(OWN_PACKAGES))


def ask(path: str, query: str = "", **headers: str) -> Answer:
    """Ask for one of the addresses."""
    app = Starlette(routes=[*oembed.routes(), *known.routes()])
    return asgi.ask(app, path, query, host="localhost", **headers)


def told(url: str, more: str = "") -> dict[str, object]:
    """Read what another site is told of an address."""
    answer = ask("oembed", f"url={quote(url, safe='')}{more}")
    assert answer.status == 200, answer.body
    found: dict[str, object] = json.loads(answer.body)
    return found


class Frame(HTMLParser):
    """Reads the elements of a text, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("more", "size", "thumbnail"),
    [
        ("", (800, 720), 1200),
        ("&maxwidth=600&maxheight=400", (600, 400), 600),
        ("&maxwidth=300", (300, 720), None),
        ("&maxheight=50", (800, 50), None),
    ],
)
def test_a_map_is_embedded(
    monkeypatch: pytest.MonkeyPatch, more: str, size: tuple[int, int], thumbnail: int | None
) -> None:
    """In a frame that fits, with the link of what is chosen; its title stays text."""
    monkeypatch.setenv(EMBED, "*")
    found = told(f"{HARBOURS}&act=directive&tab=places&q=%22%3E%3Cscript%3E", more)
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert (found["width"], found["height"]) == size
    assert found.get("thumbnail_width") == thumbnail
    [(tag, frame)] = Frame(str(found["html"])).found
    assert tag == "iframe"
    assert (frame["width"], frame["height"]) == tuple(map(str, size))
    assert frame["title"] == found["title"]
    assert str(frame["src"]).startswith(f"{HARBOURS}&")
    assert str(frame["src"]).endswith("&embed=true")


def test_where_no_site_may_embed_it_is_a_link() -> None:
    """With a picture."""
    found = told(HARBOURS)
    assert found["type"] == "link"
    assert "html" not in found
    assert found["thumbnail_url"] == f"{PAGE}export/two-harbours.preview.png"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://localhost/?dataset=two-harbours",
        "http://other.example/?dataset=two-harbours",
        "http://localhost@other.example/?dataset=two-harbours",
        "http://localhost:81/?dataset=two-harbours",
        "http://[/?dataset=two-harbours",
        f"{PAGE}elsewhere?dataset=two-harbours",
        f"{PAGE}export/two-harbours.csv",
        f"{PAGE}?dataset=nowhere",
        f"{PAGE}?dataset=draft.abc",
        f"{PAGE}?workshop=",
        f"{HARBOURS}&speaker=nobody",
        f"{HARBOURS}&invented=1",
        f"{HARBOURS}&q={'a' * 9_000}",
        "javascript:alert(1)",
    ],
)
def test_a_foreign_or_unreadable_address_is_none(url: str) -> None:
    """Whatever is asked for, with a sentence."""
    answer = ask("oembed", f"url={quote(url, safe='')}")
    assert answer.status == 404
    assert "no map" in answer.body.decode()


@pytest.mark.parametrize(
    ("more", "status"),
    [("&format=xml", 501), ("&maxwidth=0", 400), ("&maxwidth=-5", 400), ("&maxheight=1e3", 400)],
)
def test_what_oembed_does_not_give(more: str, status: int) -> None:
    """Another format, and no size."""
    assert ask("oembed", f"url={quote(HARBOURS, safe='')}{more}").status == status


def test_robots_are_told_what_is_for_them() -> None:
    """Pages, previews and feeds are; what takes work is not. The site map names each dataset."""
    robots = ask("robots.txt").body.decode()
    assert f"Sitemap: {PAGE}sitemap.xml" in robots
    assert "Disallow: /export/" in robots
    assert "Allow: /export/*.preview.png" in robots
    answer = ask("sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    named = [element.text for element in etree.fromstring(answer.body).iter() if element.text]
    assert named == [HARBOURS]


def test_a_contact_is_named_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As RFC 9116 has it."""
    assert ask(".well-known/security.txt").status == 404
    monkeypatch.setenv(CONTACT, "security@example.org https://example.org/report")
    text = ask(".well-known/security.txt").body.decode()
    fields = [line.partition(": ")[::2] for line in text.splitlines()]
    assert [value for name, value in fields if name == "Contact"] == [
        "mailto:security@example.org",
        "https://example.org/report",
    ]
    assert ("Canonical", f"{PAGE}.well-known/security.txt") in fields
    assert sum(name == "Expires" for name, _ in fields) == 1


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "http://example.org", "somebody"])
def test_what_is_no_contact_is_refused(contact: str) -> None:
    """The message names the variable and the value."""
    with pytest.raises(SettingError, match=CONTACT):
        read({CONTACT: contact})


def test_icons_and_the_manifest_answer() -> None:
    """The manifest names files that are there."""
    manifest = json.loads(ask("manifest.webmanifest").body)
    assert manifest["icons"]
    for icon in manifest["icons"]:
        answer = ask(icon["src"])
        assert answer.headers["content-type"].startswith(icon["type"])
    assert ask("favicon.ico").body.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path", ["oembed", "robots.txt", "sitemap.xml", ".well-known/security.txt", "healthz"]
)
def test_the_doors_are_open_for_them(path: str) -> None:
    """Beside the page; nothing below them is."""
    assert not addresses.is_closed(path)
    assert addresses.kind(path) in {addresses.FOUND, addresses.HEALTH}
