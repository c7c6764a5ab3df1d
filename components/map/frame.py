"""Draw the map: a constant Folium map whose layers are filled in the browser.

The map's script is the same in every run, so streamlit-folium never loads the frame anew: its
key is a hash of that script. Only another dataset has another address in it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import folium
import streamlit as st
from branca.element import MacroElement
from folium import FeatureGroup
from folium.template import Template
from streamlit.runtime import get_instance
from streamlit_folium import _component_func, st_folium

from components.map import leaflet
from components.map.layers import LAYERS, SCRIPTS
from components.map.world import served_world
from components.serving import modules
from components.serving.served import FRAME_TO_ROOT, Served, address
from data.dataset import Dataset
from data.loading.archive import is_archive

_HERE = Path(__file__).parent
_ENTRY = "map/app.js"
_STYLES = ("symbol.css", "map.css")
_HEIGHT = 640


class LiveMap(folium.Map):
    """A Folium map that brings our own script, and Leaflet from where we serve it."""

    default_js: list[tuple[str, str]]
    default_css: list[tuple[str, str]]


class Start(MacroElement):
    """Start the map's script on the map, with the address of its data and the layers' groups."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            import({{ this.script|tojson }}).then(({ start }) => start(
                {{ this._parent.get_name() }},
                {{ this.address|tojson }},
                { groups: { {%- for key, group in this.groups.items() %}
                    {{ key|tojson }}: {{ group.get_name() }}, {%- endfor %}
                } },
            ));
        {% endmacro %}
        """
    )

    def __init__(self, script: str, data_address: str, groups: dict[str, FeatureGroup]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.script = script
        self.address = data_address
        self.groups = groups


def style() -> str:
    """Give the style of what stands on the map."""
    return "\n".join((_HERE / name).read_text("utf-8") for name in _STYLES)


@lru_cache(maxsize=1)
def _style() -> Served:
    return Served("map.css", style().encode())


def publish(dataset: Dataset, path: Path | None = None) -> str:
    """Put all that the map of a dataset needs where the browser can fetch it.

    Gives the address of the map's data, relative to the frame's page. ``path`` is where the
    dataset was found: with its ZIP file goes what was made of it.
    """
    for served in (leaflet.SCRIPT, leaflet.STYLE, _style()):
        address(served)
    modules.publish(_ENTRY, *SCRIPTS)
    of = path if path and is_archive(path) else None
    return FRAME_TO_ROOT + address(replace(served_world(dataset), of=of))


def _constant_map(data_address: str) -> LiveMap:
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
    live.default_js = [("leaflet", FRAME_TO_ROOT + address(leaflet.SCRIPT))]
    live.default_css = [
        ("leaflet", FRAME_TO_ROOT + address(leaflet.STYLE)),
        ("map", FRAME_TO_ROOT + address(_style())),
    ]
    groups = {layer.key: FeatureGroup(name=layer.key) for layer in LAYERS}
    for group in groups.values():
        group.add_to(live)
    Start(FRAME_TO_ROOT + modules.publish(_ENTRY, *SCRIPTS), data_address, groups).add_to(live)
    return live


def register() -> None:
    """Have the map's frame served before any page has run here.

    Streamlit-folium does that when it is imported, but only while a page runs.
    """
    get_instance().component_registry.register_component(_component_func)


def draw(data_address: str) -> None:
    """Draw the map of the data at an address; what it shows is told to it by ``world.told``."""
    live = _constant_map(data_address)
    with st.container(key="map"):
        st_folium(live, key="map-frame", height=_HEIGHT, width=None, returned_objects=[])
