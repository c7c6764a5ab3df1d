"""The bridge between page and map: the state goes in, clicks and errors come out at once.

A component of ours in the page hands the state, as JSON, to the map's frame and hears from it.
The frame's own arguments never change, so it is never drawn again.
"""

from __future__ import annotations

import streamlit as st

from components import state
from components.choices import CHOICES
from components.map import world
from components.scripts import component
from data.dataset import Dataset
from data.selection import Selection, Shown

_courier = component("courier", folder="map")


def tell(dataset: Dataset, selection: Selection, shown: Shown, address_in_frame: str) -> None:
    """Tell the map whose data is at an address what to show."""
    content = world.state(dataset, selection, shown)
    if content["layers"] is None:
        content["layers"] = CHOICES.layers
    with st.container(key="courier"):
        _courier(
            key="courier-component",
            data={
                "state": content,
                "at": selection.at,
                "address": address_in_frame,
                "answered": state.answered("courier-component"),
            },
            on_ask_change=state.follow("courier-component", dataset),
        )
