"""The map's layers, in the order in which they are drawn and offered."""

from __future__ import annotations

from components.map.layers.layer import Layer

LAYERS = (
    Layer("areas", "Areas", "vague areas, with a soft edge"),
    Layer("arcs", "Said here → about there", "an arc from where it was said to what it is about"),
    Layer("places", "Places", "a symbol for each place, with its number of statements"),
)
SCRIPTS = tuple(f"map/layers/{layer.key}.js" for layer in reversed(LAYERS))
"""What draws them. What lies on top is reached first by the Tab key."""
