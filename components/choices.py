"""The keys of tabs, layers, base maps and orders, as the link may name them."""

from __future__ import annotations

from components.map.bases import BASES
from components.map.layers import LAYERS
from components.panels import PANELS
from data.choosing.link import Choices
from data.telling.place_table import ORDERS

CHOICES = Choices(
    tabs=tuple(panel.key for panel in PANELS),
    layers=tuple(layer.key for layer in LAYERS),
    bases=tuple(base.key for base in BASES),
    sorts=ORDERS,
)
