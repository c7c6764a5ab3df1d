"""Draw the map: a constant Folium map whose layers are filled in the browser.

The map's script is the same in every run, so streamlit-folium never loads the frame anew: its
key is a hash of that script. Only another dataset has another address in it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit.runtime import get_instance
from streamlit_folium import _component_func, st_folium

from components.map import leaflet
from components.map.layers import LAYERS
from components.map.world import served_world
from components.served import FRAME_TO_ROOT, Served, address
from data.dataset import Dataset

_HERE = Path(__file__).parent
_SCRIPTS = (
    "bridge.js",
    "counting.js",
    "camera.js",
    "tip.js",
    "basemap.js",
    "names.js",
    "policy.js",
    "tiles.js",
    "room.js",
    "layout.js",
    "labels.js",
    "symbol.js",
    "legend.js",
    "discs.js",
)
_STYLES = ("symbol.css", "map.css")
_HEIGHT = 640


class LiveMap(folium.Map):
    """A Folium map that brings our own script, and Leaflet from where we serve it."""

    default_js: list[tuple[str, str]]
    default_css: list[tuple[str, str]]


class Start(MacroElement):
    """Start the map's script on the map, with the address of its data."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            standpoint.start({{ this._parent.get_name() }}, {{ this.address|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, data_address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.address = data_address


def scripts() -> tuple[Path, ...]:
    """Name the map's script files in the order in which they are joined."""
    return (*(_HERE / name for name in _SCRIPTS), *(layer.script for layer in LAYERS))


@lru_cache(maxsize=1)
def _own_files() -> tuple[Served, Served]:
    script = b"\n".join(path.read_bytes() for path in scripts())
    style = b"\n".join((_HERE / name).read_bytes() for name in _STYLES)
    return Served("map.js", script), Served("map.css", style)


def publish(dataset: Dataset) -> str:
    """Put all that the map of a dataset needs where the browser can fetch it.

    Gives the address of the map's data, relative to the frame's page.
    """
    for served in (*_own_files(), *(leaflet.installed() or ())):
        address(served)
    return FRAME_TO_ROOT + address(served_world(dataset))


def _constant_map(data_address: str) -> LiveMap:
    own_script, own_style = _own_files()
    script, style = leaflet.SCRIPT, leaflet.STYLE
    if ours := leaflet.installed():
        script, style = (FRAME_TO_ROOT + address(served) for served in ours)
    live = LiveMap(
        location=(20, 20),
        zoom_start=2,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        min_zoom=1,
        max_zoom=18,
    )
    live.default_js = [("leaflet", script), ("map", FRAME_TO_ROOT + address(own_script))]
    live.default_css = [("leaflet", style), ("map", FRAME_TO_ROOT + address(own_style))]
    for layer in LAYERS:
        layer.group().add_to(live)
    Start(data_address).add_to(live)
    return live


def register() -> None:
    """Have the map's frame served before any page has run here.

    Streamlit-folium does that when it is imported, but only while a page runs.
    """
    get_instance().component_registry.register_component(_component_func)


def draw(data_address: str) -> None:
    """Draw the map of the data at an address; what it shows is told to it by ``bridge.content``."""
    live = _constant_map(data_address)
    with st.container(key="map"):
        st_folium(live, key="map-frame", height=_HEIGHT, width=None, returned_objects=[])
