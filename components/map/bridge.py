"""The bridge between page and map: the state goes in, clicks and errors come out at once.

A component of ours in the page hands the state, as JSON, to the map's frame and hears from it.
The frame's own arguments never change, so it is never drawn again.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import state
from components.choices import CHOICES
from components.map import world
from data.dataset import Dataset
from data.selection import Selection, Shown

_courier = st.components.v2.component(
    "standpoint_courier", js=(Path(__file__).parent / "courier.js").read_text("utf-8")
)


def tell(dataset: Dataset, selection: Selection, shown: Shown) -> None:
    """Tell the map what to show."""
    content = world.state(dataset, selection, shown)
    if content["layers"] is None:
        content["layers"] = CHOICES.layers
    with st.container(key="courier"):
        _courier(
            key="courier-component",
            data={"state": content, "at": selection.at},
            on_ask_change=state.follow("courier-component", dataset),
        )
