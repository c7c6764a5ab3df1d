"""A layer: a Folium feature group that is empty on the server and filled in the browser.

Each layer is drawn by the script of its name beside this file, from data that comes over HTTP
as JSON. The feature group carries its key, a constant; nothing from a dataset enters it, since
folium would execute it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from folium import FeatureGroup
from folium.template import Template


class LiveGroup(FeatureGroup):
    """A feature group that hands itself over to the map's script."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup().addTo({{ this._parent.get_name() }});
            standpoint.layer({{ this.layer|tojson }}, {{ this.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, layer: str) -> None:
        super().__init__(name=layer)
        self.layer = layer


@dataclass(frozen=True)
class Layer:
    """One layer: its key in the link, its label, and what it shows in a few words."""

    key: str
    label: str
    shows: str

    def group(self) -> LiveGroup:
        """Make the layer's feature group for one map."""
        return LiveGroup(self.key)

    @property
    def script(self) -> Path:
        """The file that draws the layer."""
        return Path(__file__).parent / f"{self.key}.js"
