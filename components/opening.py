"""The page as it is served: what a preview reads of it, and what helps where no connection comes.

Streamlit's own page is given, with the name of the dataset that the link opens in its head, and
with a script that needs nothing but HTTP. Each element is written by a serializer, which lets no
text out of it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, quote
from xml.etree import ElementTree as ET

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from components import head
from components.operating.hosts import page_address
from components.serving import modules
from components.serving.addresses import roots
from data.catalogue import catalogue

_ENTRY = "opening.js"
_REPLACED = re.compile(
    r"<title>.*?</title>|<noscript>.*?</noscript>|<link\b[^>]*(?:service-desc|as=\"font\")[^>]*>",
    re.DOTALL,
)
_FIRST = re.compile(r"<(?:link|script)\b|</head>")
"""What stands first in the page's head beside its character set."""
_LONGEST = 300
"""Characters of a description, of which previews show some two hundred."""
_NAME = "Standpoint"
_NO_SCRIPT = "This page needs JavaScript, which is turned off."
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")
_SIDES = ("light", "dark")
_COLOURS = ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor")
_PICTURE = "width=1200&height=630"


def publish() -> str:
    """Put the script where the browser can fetch it; give its address."""
    return modules.publish(_ENTRY)


@cache
def _around() -> tuple[str, str]:
    """Give Streamlit's page before and after what is added: before all that it asks for."""
    text = _REPLACED.sub("", (Path(get_static_dir()) / "index.html").read_text("utf-8"))
    place = _FIRST.search(text)
    at = place.start() if place else 0
    return text[:at], text[at:].replace(
        "<body>", f"<body><noscript><p>{_NO_SCRIPT}</p></noscript>", 1
    )


@cache
def _themes() -> str:
    """Give the themes as Streamlit's page takes them, before its connection has told of them."""
    sides = {
        side: {key: st.get_option(f"theme.{side}.{key}") for key in _COLOURS} for side in _SIDES
    }
    font = {"bodyFont": st.get_option("theme.font")}
    return json.dumps({f"{side.upper()}_THEME": of | font for side, of in sides.items()})


def page(asked: str | None, address: str) -> bytes:
    """Write the page for a link that asks for a dataset; the app's page is at an address."""
    name, *told_of = catalogue().told(asked)
    title, description = map(_plain, told_of)
    words = _short(description)
    told = {"og:title": title or _NAME, "og:type": "website", "og:description": words}
    if name:
        told["og:image"] = f"{address}export/{quote(name)}.png?{_PICTURE}"
    script = {"type": "module", "src": f"./{publish()}", "data-dataset": name or ""}
    lines = [
        _written("title", {}, f"{title} · {_NAME}" if title else _NAME),
        *(_written("meta", {"name": "description", "content": text}) for text in (words,) if text),
        *(
            _written("meta", {"property": key, "content": value})
            for key, value in told.items()
            if value
        ),
        _written("script", script | {"data-keys": " ".join(head.KEYS), "data-themes": _themes()}),
    ]
    before, after = _around()
    return b"".join([before.encode(), *lines, after.encode()])


def _short(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"


def _plain(words: str) -> str:
    """Give a text in one line, without characters that no page may hold."""
    return " ".join(words.translate(_CONTROLS).split())


def _written(tag: str, attributes: dict[str, str], text: str = "") -> bytes:
    element = ET.Element(tag, attributes)
    element.text = text
    written: bytes = ET.tostring(element, "us-ascii", "html")
    return written


def _answer(request: Request) -> Response:
    given = parse_qs(request.url.query, keep_blank_values=True)
    asked = next((one for one in given.get("dataset", ()) if one.strip()), None)
    content = page(asked, page_address(request.scope, ""))
    headers = {"Cache-Control": "no-cache"}
    return Response(content, media_type="text/html", headers=headers)


def routes() -> list[Route]:
    """Give the route of the page, for the ASGI app."""
    return [Route(f"{roots()[-1]}/", _answer, methods=["GET", "HEAD"])]
