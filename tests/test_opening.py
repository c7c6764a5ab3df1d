"""The page as it is served: a title and a preview, out of which no text of a dataset breaks."""

from __future__ import annotations

import gzip
import json
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components import opening
from components.panels.cards import statement_cards
from components.serving import served
from data.catalogue import VARIABLE, catalogue
from tests.helpers import asgi, breaking
from tests.helpers.asgi import Answer
from tests.helpers.breaking import package

WORDS = '</title><script>alert("1")</script>\u202e" onload=\'x\' {{ 7*7 }} <!-- &amp; البحر'


class Read(HTMLParser):
    """What a preview reads of a page: the title, the lines about it, and how much there is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.title = ""
        self.told: dict[str, str] = {}
        self.scripts: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "meta" and (key := given.get("property") or given.get("name")):
            self.told[key] = given["content"] or ""
        if tag == "script":
            self.scripts.append(given)

    def handle_data(self, data: str) -> None:
        """Note the title."""
        if self.tags[-1:] == ["title"]:
            self.title += data


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a copy of the tests' own dataset alone, and a broken one."""
    found = breaking.copy(tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "datapackage.json").write_text("{", "utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    served.routes(lambda: None)
    return found


def asked(query: str = "", **headers: str) -> Answer:
    """Ask for the page as a machine does."""
    return asgi.ask(
        Starlette(routes=list(opening.routes())), "", query, host="localhost", **headers
    )


def test_a_link_has_a_title_and_a_preview() -> None:
    """They are the dataset's, and the picture is its map, at the address that the app has."""
    answer = asked("dataset=two-harbours&act=commissive")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    read = Read(answer.body.decode())
    assert read.title.endswith("The affair of the two harbours · Standpoint")
    assert read.title == f"{read.told['og:title']} · Standpoint"
    assert read.told["og:description"] == read.told["description"]
    assert read.told["og:image"].startswith("http://localhost/export/two-harbours.preview.png")
    assert answer.body.count(b"<title>") == 1
    assert b"service-desc" not in answer.body


@pytest.mark.parametrize(
    "query", ["", "dataset=", "dataset=elsewhere", "dataset=broken", "dataset=%00&dataset=x"]
)
def test_any_link_has_a_title(query: str) -> None:
    """Whatever it asks for, with nothing of the link in the page."""
    read = Read(asked(query).body.decode())
    assert read.title.endswith(" · Standpoint")
    assert "elsewhere" not in asked(query).body.decode()


@pytest.mark.parametrize("words", [WORDS, WORDS * 10, "\ud800 a\x00b\x1b", " \n "])
def test_a_dataset_is_text(folder: Path, words: str) -> None:
    """Title and description are what the files have, to the letter; no tag is more than before."""
    plain = Read(asked("dataset=two-harbours").body.decode())
    package(lambda about: about.update(title=words, description=words))(folder)
    answer = asked("dataset=two-harbours")
    read = Read(answer.body.decode())
    usual = json.loads(json.dumps(" ".join(words.split())))
    if "\ud800" not in words and usual:
        assert read.told["og:title"] == usual
        assert read.told["description"].removesuffix(" …") in usual
    assert len(read.told["og:title"]) > 0
    assert len(read.told.get("description", "")) <= 302
    assert {*read.tags} <= {*plain.tags}
    assert read.scripts == plain.scripts


@pytest.mark.parametrize("words", ["", "</noscript></script><script>alert(1)</script><!-- \u2028"])
def test_the_statements_stand_in_the_page(folder: Path, words: str) -> None:
    """Those that the link chooses, as text and as data, with who, what, where and when of each."""
    if words:
        package(lambda about: about.update(title=words, description=words))(folder)
    loaded = catalogue().load("two-harbours")
    assert not isinstance(loaded, tuple)
    for query, count in (("", 27), ("page=2", 3), ("act=directive", 3)):
        text = asked(f"dataset=two-harbours&{query}").body.decode()
        assert text.count("<noscript>") == text.count("</noscript>") == 1
        assert "<script>alert" not in text
        listing = text.partition("<noscript>")[2].partition("</noscript>")[0]
        assert listing.count("<article") == count
        data = text.partition('"application/ld+json">')[2].partition("</script>")[0]
        told = json.loads(data)
        assert told["@type"] == "Dataset"
        assert len(told["hasPart"]) == count
        assert {one["@type"] for one in told["hasPart"]} == {"Quotation"}
        assert told["name"] == " ".join(loaded.about.title.split())
        cards = statement_cards(
            loaded,
            [
                loaded.positions["statements"][one["@id"].rpartition("=")[2]]
                for one in told["hasPart"]
            ],
        )
        for card, one in zip(cards, told["hasPart"], strict=True):
            assert one["text"] == " ".join(card["exact"].split())
            assert (
                one["spokenByCharacter" if card["quoted"] else "mentions"]["name"]
                == card["speaker"]
            )
            read = unescape(listing)
            parts = (
                one["text"],
                card["speaker"],
                card["status"],
                *(of["name"] for of in card["places"]),
            )
            assert all(part in read for part in parts)
    whole = asked("dataset=two-harbours")
    assert "Next page" in whole.body.decode()
    packed = asked("dataset=two-harbours", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == whole.body
    assert len(packed.body) < len(whole.body) / 3


def test_a_base_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a path of its own the page names that path."""
    monkeypatch.setattr(opening, "roots", lambda: ("", "/maps/one"))
    app = Starlette(routes=list(opening.routes()))
    read = Read(asgi.ask(app, "maps/one/", "dataset=two-harbours", host="localhost").body.decode())
    assert read.told["og:image"].startswith("http://localhost/maps/one/export/")
    assert (read.scripts[0]["src"] or "").startswith("./standpoint/")


def test_without_datasets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is a page all the same."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    read = Read(asked("dataset=a").body.decode())
    assert read.title == "Standpoint"
    assert "og:image" not in read.told


@pytest.mark.parametrize(
    ("query", "title", "picture"),
    [
        ("", "The affair of the two harbours", ""),
        ("act=directive&tab=places", "3 of 30 statements", "?act=directive"),
        ("speaker=nobody", "The affair of the two harbours", ""),
        ("statement=lock-stays-closed", "“", "?statement=lock-stays-closed"),
        ("q=%3Cscript%3E", "1 of 30 statements", "?q=%3Cscript%3E"),
    ],
)
def test_a_preview_is_about_what_the_link_chooses(query: str, title: str, picture: str) -> None:
    """Of a dataset that is open; what a link invents is in no address and in no picture."""
    loaded = catalogue().load("two-harbours")
    assert not isinstance(loaded, tuple)
    read = Read(asked(f"dataset=two-harbours&{query}").body.decode())
    assert title in read.told["og:title"]
    assert read.told["og:image"].partition(".preview.png")[2] == picture
    assert read.told["twitter:card"] == "summary_large_image"
    assert read.told["og:url"].startswith("http://localhost/?dataset=two-harbours")
    assert "nobody" not in read.told["og:url"]
    assert "<script>" not in read.told.get("og:image", "")
