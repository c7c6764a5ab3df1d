"""A layer: a Folium feature group that is empty on the server and filled in the browser.

Each layer is drawn by the script of its name beside this file, from data that comes over HTTP
as JSON. The feature group carries its key, a constant; nothing from a dataset enters it, since
folium would execute it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """One layer: its key in the link, its label, and what it shows in a few words."""

    key: str
    label: str
    shows: str
