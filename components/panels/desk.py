"""The panel beside the map: the chosen place's card, the tabs, and the current tab's content."""

from __future__ import annotations

from typing import Any

from components.panels import PANELS
from components.panels.place import place_card
from data.choosing.selection import Selection, Shown
from data.choosing.spot import listed
from data.dataset import Dataset


def content(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the panel shows."""
    offered = [panel for panel in PANELS if panel.offered(dataset)]
    current = next((panel for panel in offered if panel.key == selection.tab), PANELS[0])
    count = int(listed(dataset, shown.mask, selection.spot).sum())
    return {
        "place": place_card(dataset, selection, shown.mask),
        "tabs": [
            {
                "key": panel.key,
                "label": panel.label,
                "count": count if panel is PANELS[0] else None,
            }
            for panel in offered
            if panel.in_tabs
        ],
        "tab": current.key,
        "readings": list(selection.readings),
        "content": current.content(dataset, selection, shown),
    }
