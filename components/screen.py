"""What the reader sees: rooms on the page, and one message that fills them all.

Each further element that changes costs a round of Streamlit's own drawing, so an interaction
changes a single one. Its script draws head, panel and controls in their rooms and tells the map.
The scripts set every word as text; no HTML is ever put together from data. Streamlit sends a
component's own script with every change of its data, so that is only a small loader; it fetches
the real one once, at an address with its hash.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from components import state
from components.panels import PANELS
from components.serving import modules
from data.dataset import Dataset

_HERE = Path(__file__).parent
_ENTRY = "screen.js"
_KEY = "screen"
_mount = st.components.v2.component("standpoint", js=(_HERE / "loader.js").read_text("utf-8"))


def room(name: str, script: str = "") -> None:
    """Make a room that ``show`` fills, or that a script of its own does.

    The rooms of this page are "head", "panel", "controls" and "problems".
    """
    _mount(key=f"{name}-room", data={"room": name, "script": script or publish()})


def show(content: dict[str, Any], dataset: Dataset | None) -> None:
    """Fill the rooms, and tell the map: JSON for each by its name.

    "columns" is the address of what the browser may answer from by itself.

    What the reader then asks for is carried out by ``state``.
    """
    _mount(
        key=_KEY,
        data={**content, "answered": state.answered(), "of": state.asked_of(), "script": publish()},
        on_ask_change=state.follow(_KEY, dataset),
    )


def publish() -> str:
    """Put the script where the browser can fetch it; give its address."""
    return modules.publish(_ENTRY, *(f"panels/{panel.key}.js" for panel in PANELS))
