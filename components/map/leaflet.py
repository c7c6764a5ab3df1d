"""Leaflet, as its Python package brings it: served by us, in place of folium's own address."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from components.serving.served import Served

_PACKAGE = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
SCRIPT = Served("leaflet.js", _PACKAGE / "leaflet.js")
STYLE = Served("leaflet.css", _PACKAGE / "leaflet.css")
