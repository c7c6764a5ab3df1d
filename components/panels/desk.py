"""The panel beside the map: the chosen place's card, the tabs, and the current tab's content."""

from __future__ import annotations

from components import state
from components.panels import PANELS
from components.panels.cards import place_card
from components.scripts import component
from data.dataset import Dataset
from data.selection import Selection, Shown
from data.summaries import listed

_panel = component("panel", "panels/cards.js", "panels/source.js")


def draw(dataset: Dataset, selection: Selection, shown: Shown) -> None:
    """Draw the panel for what is shown."""
    current = next((panel for panel in PANELS if panel.key == selection.tab), PANELS[0])
    count = int(listed(dataset, shown.mask, selection.at).sum())
    _panel(
        key="panel",
        data={
            "place": place_card(dataset, selection, shown.mask),
            "tabs": [
                {
                    "key": panel.key,
                    "label": panel.label,
                    "count": count if panel is PANELS[0] else None,
                }
                for panel in PANELS
            ],
            "tab": current.key,
            "answered": state.answered("panel"),
            "content": current.content(dataset, selection, shown, state.most_cards()),
        },
        on_ask_change=state.follow("panel", dataset),
    )
