"""The page as it is served: what a preview reads of it, and what helps where no connection comes.

Streamlit's own page is given, with the name of the dataset that the link opens in its head, and
with a script that needs nothing but HTTP. Each element is written by a serializer, which lets no
text out of it.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from components import head
from components.exporting.reading import RefusedError, look_up
from components.finding.cards import NAME, Card, card_of, card_of_dataset, elements
from components.finding.words import Words
from components.operating.hosts import page_address
from components.serving import modules
from components.serving.addresses import roots
from data.catalogue import catalogue

_ENTRY = "opening.js"
_REPLACED = re.compile(
    r"<title>.*?</title>|<noscript>.*?</noscript>"
    r"|<link\b[^>]*(?:service-desc|as=\"font\"|shortcut icon)[^>]*>",
    re.DOTALL,
)
_FIRST = re.compile(r"<(?:link|script)\b|</head>")
"""What stands first in the page's head beside its character set."""
_NO_SCRIPT = "This page needs JavaScript, which is turned off."
_SIDES = ("light", "dark")
_COLOURS = ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor")


def publish() -> str:
    """Put the script where the browser can fetch it; give its address."""
    return modules.publish(_ENTRY)


@cache
def _around() -> tuple[str, str]:
    """Give Streamlit's page before and after what is added: before all that it asks for."""
    text = _REPLACED.sub("", (Path(get_static_dir()) / "index.html").read_text("utf-8"))
    place = _FIRST.search(text)
    at = place.start() if place else 0
    return text[:at], text[at:]


@cache
def _themes() -> str:
    """Give the themes as Streamlit's page takes them, before its connection has told of them."""
    sides = {
        side: {key: st.get_option(f"theme.{side}.{key}") for key in _COLOURS} for side in _SIDES
    }
    font = {"bodyFont": st.get_option("theme.font")}
    return json.dumps({f"{side.upper()}_THEME": of | font for side, of in sides.items()})


def page(asked: str | None, address: str, query: str = "") -> bytes:
    """Write the page for a link that asks for a dataset; the app's page is at an address."""
    card, words = _told(asked, address, query)
    script = {
        "type": "module",
        "src": f"./{publish()}",
        "data-dataset": card.dataset if card else "",
    }
    lines = [
        _written("title", {}, f"{card.title} · {NAME}" if card and card.title else NAME),
        *(_written(*each) for each in elements(card, address)),
        _written("script", script | {"data-keys": " ".join(head.KEYS), "data-themes": _themes()}),
    ]
    if words:
        lines.append(_written("script", {"type": "application/ld+json"}, words.described()))
    listing = _serialized(words.listing()) if words else _written("noscript", {}, _NO_SCRIPT)
    before, after = _around()
    head_end, body = after.split("<body>", 1)
    return b"".join([before.encode(), *lines, f"{head_end}<body>".encode(), listing, body.encode()])


def _told(asked: str | None, address: str, query: str) -> tuple[Card | None, Words | None]:
    """Tell what a link chooses; of one that cannot be read, or is not opened yet, its dataset."""
    found = catalogue()
    card = card_of_dataset(found, asked)
    if card is None or found.opened(card.dataset) is None:
        return card, None
    try:
        excerpt = look_up(f"{card.dataset}.txt", query, address).wanted.excerpt
    except RefusedError:
        return card, None
    return card_of(excerpt), Words(excerpt, address)


def _written(tag: str, attributes: dict[str, str], text: str = "") -> bytes:
    element = ET.Element(tag, attributes)
    element.text = text
    return _serialized(element)


def _serialized(element: ET.Element) -> bytes:
    written: bytes = ET.tostring(element, "us-ascii", "html")
    return written


def _answer(request: Request) -> Response:
    given = parse_qs(request.url.query, keep_blank_values=True)
    asked = next((one for one in given.get("dataset", ()) if one.strip()), None)
    content = page(asked, page_address(request.scope, ""), request.url.query)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        content = gzip.compress(content, compresslevel=5, mtime=0)
    return Response(content, media_type="text/html", headers=headers)


def routes() -> list[Route]:
    """Give the route of the page, for the ASGI app."""
    return [Route(f"{roots()[-1]}/", _answer, methods=["GET", "HEAD"])]
