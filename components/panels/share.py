"""Share and export: the link, a citation, an embedded map, and every format to take away."""

from __future__ import annotations

from typing import Any

from components.operating import settings
from components.picture import SIZES
from components.serving import served
from data.choosing.link import PARAMETERS
from data.choosing.selection import Selection, Shown
from data.dataset import Dataset
from data.exports.export import Export
from data.telling.summaries import listed


def share(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what can be had, and how many statements would be in it.

    The browser makes the addresses, from the page's own, which has the map's latest view.
    """
    # Imported late: some exports draw panels themselves.
    from components.exporting import writers  # noqa: PLC0415

    return {
        "chosen": selection.statement,
        "dataset": dataset.name,
        "title": dataset.about.title,
        "count": int(listed(dataset, shown.mask, selection.at).sum()),
        "total": dataset.size,
        "served": served.is_routed(),
        "embeds": not served.is_routed() or bool(settings.read().embed),
        "citations": [_entry(export) for export in writers.CITATIONS],
        "formats": [_entry(export) for export in writers.EXPORTS if export.use],
        "sizes": SIZES,
        "keys": [entry.key for entry in PARAMETERS if entry.key != "dataset"],
    }


def _entry(export: Export) -> dict[str, Any]:
    return {
        "key": export.key,
        "label": export.label,
        "use": export.use,
        "ending": export.ending,
        "download": export.download,
        "sized": "width" in export.options,
        "most": export.most,
    }
