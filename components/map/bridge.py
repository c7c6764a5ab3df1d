"""The bridge between page and map: the state goes in, clicks and errors come out at once.

A script of ours in the page hands the state, as JSON, to the map's frame and hears from it.
The frame's own arguments never change, so it is never drawn again.
"""

from __future__ import annotations

from typing import Any

from components.map import world
from components.map.layers import LAYERS
from data.choosing.selection import Selection, Shown
from data.dataset import Dataset


def content(
    dataset: Dataset, selection: Selection, shown: Shown, address_in_frame: str
) -> dict[str, Any]:
    """Say what the map whose data is at an address is to show."""
    state = world.state(dataset, selection, shown)
    if state["layers"] is None:
        state["layers"] = [layer.key for layer in LAYERS]
    return {"state": state, "at": selection.at, "address": address_in_frame}
