"""The head of the page: title, what is shown in a sentence, notices, quick views, Copy link."""

from __future__ import annotations

from typing import Any

from components.map.bases import BASES
from data import dates
from data.choosing.filters import isolated
from data.choosing.selection import Selection, describe
from data.dataset import Dataset
from data.memory import once_per_dataset
from data.review import REVIEWED, undecided
from data.telling.views import views

MOST_NAMED = 2
"""Publishers that an embedded map names; more are counted."""


def content(
    dataset: Dataset, selection: Selection, notices: tuple[str, ...], *, embedded: bool = False
) -> dict[str, Any]:
    """Give what the head says of a dataset and a selection; inside another page, only the least.

    That is title, sentence, and a line that names the sources and leads to the whole page.
    """
    if embedded:
        return plain(dataset.about.title, notices) | {
            "dataset": dataset.name,
            "sentence": describe(dataset, selection),
            "embedded": True,
            "credit": _credit(dataset),
        }
    return {
        "dataset": dataset.name,
        "title": dataset.about.title,
        "sentence": describe(dataset, selection),
        "details": _details(dataset),
        "notices": list(notices),
        "views": [{"name": view.name, "corners": view.corners} for view in views(dataset)],
        "share": True,
        "base": selection.base or BASES[0].key,
    }


def plain(title: str, notices: tuple[str, ...]) -> dict[str, Any]:
    """Give what the head of a page without a map says."""
    return {
        "dataset": "",
        "title": title,
        "sentence": "",
        "details": "",
        "notices": list(notices),
        "views": [],
        "share": False,
        "base": "built-in",
    }


@once_per_dataset
def _credit(dataset: Dataset) -> str:
    """Name the publishers of the sources: "From A and B", or how many there are."""
    names = list(
        dict.fromkeys(
            dataset.sources["publisher"].where(
                dataset.sources["publisher"] != "", dataset.sources["title"]
            )
        )
    )
    shown = " and ".join(isolated(name) for name in names)
    return f"From {shown}" if len(names) <= MOST_NAMED else f"From {len(names):,} sources"


@once_per_dataset
def _details(dataset: Dataset) -> str:
    count = len(dataset.sources)
    parts = [f"{count:,} {'report' if count == 1 else 'reports'}"]
    statements = dataset.statements
    when = dates.span_words(statements["said_on"].unique())
    if when:
        inferred = (statements["said_on_inferred"] != "").any()
        parts.append(f"said {when}" + (" (inferred)" if inferred else ""))
    if not statements["directness"].isin(("direct", "mixed")).any():
        parts.append("no direct quotations")
    if dataset.about.draft:
        left, records = undecided({table.name: getattr(dataset, table.name) for table in REVIEWED})
        parts.append(f"{records - left:,} of {records:,} records decided by a person")
    return " · ".join(parts)
