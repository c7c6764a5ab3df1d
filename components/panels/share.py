"""Share and export: the link, a citation, an embedded map, and every format to take away."""

from __future__ import annotations

from typing import Any

from components.operating import settings
from components.serving import served
from components.serving.addresses import is_draft
from data.choosing.link import PARAMETERS
from data.choosing.selection import Selection, Shown
from data.choosing.spot import listed
from data.dataset import Dataset
from data.exports.format import Format
from data.exports.formats import CITATIONS, FORMATS, SIZES


def share(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what can be had, and how many statements would be in it.

    The browser makes the addresses, from the page's own, which has the map's latest view.
    """
    return {
        "chosen": selection.statement,
        "dataset": dataset.name,
        "title": dataset.about.title,
        "count": int(listed(dataset, shown.mask, selection.spot).sum()),
        "total": dataset.size,
        "draft": is_draft(dataset.name),
        "served": served.is_routed(),
        "embeds": not served.is_routed() or bool(settings.read().embed),
        "citations": [_entry(entry) for entry in CITATIONS],
        "formats": [_entry(entry) for entry in FORMATS if entry.use],
        "sizes": SIZES,
        "keys": [entry.key for entry in PARAMETERS if entry.key != "dataset"],
    }


def _entry(entry: Format) -> dict[str, Any]:
    return {
        "key": entry.key,
        "label": entry.label,
        "use": entry.use,
        "ending": entry.ending,
        "download": entry.download,
        "sized": "width" in entry.options,
        "most": entry.most,
    }
