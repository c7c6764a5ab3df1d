"""The base maps: the built-in one, and online tiles that a reader may choose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import xyzservices.providers as tiles
from xyzservices import TileProvider

_ANCHOR = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Base:
    """A base map. Without an ``address`` it is the built-in one.

    ``credits`` are ``(text, link)`` pairs in order; a link may be empty.
    """

    key: str
    label: str
    address: str | None = None
    credits: tuple[tuple[str, str], ...] = ()
    options: dict[str, Any] = field(default_factory=dict, compare=False)

    def content(self) -> dict[str, Any]:
        """Give the base map as JSON for the browser."""
        named = [{"text": text, "href": href or None} for text, href in self.credits]
        entry = {"key": self.key, "label": self.label, "attribution": named, **self.options}
        return entry | ({"url": self.address} if self.address else {})


def credits_of(html: str) -> tuple[tuple[str, str], ...]:
    """Cut an attribution in HTML into texts and links, so that it can be shown as text."""
    parts: list[tuple[str, str]] = []
    end = 0
    for match in _ANCHOR.finditer(html):
        parts.append((unescape(html[end : match.start()]), ""))
        parts.append((unescape(match[2]), match[1]))
        end = match.end()
    parts.append((unescape(html[end:]), ""))
    return tuple((text, href) for text, href in parts if text)


def online(key: str, label: str, provider: TileProvider) -> Base:
    """Make a base map of a tile provider, with its address, its attribution and its zooms."""
    values = dict(provider)
    address = re.sub(
        r"\{(?!(?:s|x|y|z|r)\})(\w+)\}", lambda match: str(values[match[1]]), values["url"]
    )
    options = {
        "maxZoom": values.get("max_zoom", 18),
        "subdomains": values.get("subdomains", "abc"),
    }
    return Base(key, label, address, credits_of(values["html_attribution"]), options)


# Neither needs a key; the provider's dark canvas is the light one's sibling in another style.
_LIGHT = tiles.Esri.WorldGrayCanvas
_DARK = TileProvider(_LIGHT, name="Esri.WorldDarkGray", variant="Canvas/World_Dark_Gray_Base")

BASES = (
    Base("built-in", "Built-in"),
    online("light", "Light", _LIGHT),
    online("dark", "Dark", _DARK),
    online("satellite", "Satellite", tiles.Esri.WorldImagery),
)


def hosts() -> tuple[str, ...]:
    """Give the hosts of the online base maps' images, as a Content-Security-Policy names them."""
    found = {urlsplit(base.address).hostname or "" for base in BASES if base.address}
    return tuple(sorted(f"https://{host.replace('{s}', '*')}" for host in found))
