"""What a preview shows of a link: so much of it that few pictures serve many links.

Rules: how the page stands (its tab, a page or an order of a list, the base map) is left out; the
part of the map that is seen is rounded to a whole zoom and a quarter of a tile; a link that leaves
no statement is shown by its whole dataset.
"""

from __future__ import annotations

from dataclasses import replace

from data.choosing.link import FARTHEST
from data.choosing.selection import Selection, select
from data.dataset import Dataset


def seen(dataset: Dataset, selection: Selection) -> Selection:
    """Give the part of a selection that a preview shows."""
    if not select(dataset, selection).matching:
        return Selection()
    view = None if selection.view is None else rounded(selection.view)
    return replace(selection, tab=None, page=None, sort=None, base=None, view=view)


def rounded(view: str) -> str:
    """Round "lat,lon,zoom" in degrees: views that look the same become one."""
    lat, lon, zoom = map(float, view.split(","))
    whole = round(zoom)
    step = 360 / 2**whole / 4
    north, east = (round(degrees / step) * step for degrees in (lat, lon))
    return f"{_within(north, 90)},{_within(east, FARTHEST)},{whole}"


def _within(degrees: float, most: float) -> str:
    return f"{round(max(-most, min(most, degrees)), 6):.10g}"
