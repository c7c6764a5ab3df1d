"""Where Leaflet comes from: npm, served by us; or, without it, folium's own address."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import folium

from components.served import Served

log = logging.getLogger("standpoint")

_INSTALLED = Path(__file__).parent.parent.parent / "node_modules" / "leaflet" / "dist"
SCRIPT = dict(folium.Map.default_js)["leaflet"]
STYLE = dict(folium.Map.default_css)["leaflet_css"]


@lru_cache(maxsize=1)
def installed() -> tuple[Served, Served] | None:
    """Give Leaflet's script and style as files to serve; None when npm has not brought them."""
    if (_INSTALLED / "leaflet.js").exists():
        script, style = "leaflet.js", "leaflet.css"
        return Served(script, _INSTALLED / script), Served(style, _INSTALLED / style)
    log.warning("Leaflet is not installed (npm ci); the map loads it from folium’s address.")
    return None


def hosts() -> tuple[str, ...]:
    """Name the hosts that the map's frame needs for Leaflet; none when we serve it."""
    if installed():
        return ()
    return tuple(dict.fromkeys(f"https://{urlsplit(url).hostname}" for url in (SCRIPT, STYLE)))
