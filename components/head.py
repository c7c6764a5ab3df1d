"""The head of the page: title, what is shown in a sentence, notices."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.map.bases import BASES
from components.serving import served
from components.serving.addresses import is_draft
from data import dates
from data.choosing.link import PARAMETERS
from data.choosing.place_links import place_counts
from data.choosing.selection import Selection
from data.dataset import Dataset, all_of
from data.exports.formats import CITATIONS
from data.memory import once_per_dataset
from data.review import REVIEWED, undecided
from data.telling.heading import heading
from data.telling.sentence import describe
from data.wording import isolated, plural

KEYS = tuple(entry.key for entry in PARAMETERS if entry.key != "dataset")
"""What an export's address takes of the link."""
MOST_NAMED = 2
"""Publishers or places that are named; more are counted."""


def content(
    dataset: Dataset, selection: Selection, notices: tuple[str, ...], *, embedded: bool = False
) -> dict[str, Any]:
    """Give what the head says of a dataset and a selection; inside another page, only the least.

    That is title, sentence, and a line that names the sources and leads to the whole page.
    """
    if embedded:
        return plain(dataset.about.title, notices) | {
            "dataset": dataset.name,
            "heading": heading(dataset, selection),
            "sentence": describe(dataset, selection),
            "embedded": True,
            "credit": _credit(dataset),
        }
    exported = served.is_routed() and not is_draft(dataset.name)
    return {
        "dataset": dataset.name,
        "title": dataset.about.title,
        "heading": heading(dataset, selection),
        "sentence": describe(dataset, selection),
        "details": _details(dataset),
        "notices": list(notices),
        "share": True,
        "print": "print" if exported else "",
        "cite": CITATIONS[0].ending if exported else "",
        "keys": list(KEYS),
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


def _subject(dataset: Dataset) -> list[str]:
    """Say which places most statements are about: "about Syria, Moscow and 6 more places"."""
    about = place_counts(dataset, all_of(dataset))["about"].to_numpy()
    order = [place for place in np.argsort(-about, kind="stable") if about[place]]
    names = [isolated(dataset.places["name"].iloc[place]) for place in order[:MOST_NAMED]]
    rest = len(order) - len(names)
    if rest > 0:
        names.append(f"{rest:,} more {plural(rest, 'place', 'places')}")
    said = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return [f"about {said}"] if names else []


@once_per_dataset
def _details(dataset: Dataset) -> str:
    count = len(dataset.sources)
    parts = [*_subject(dataset), f"{count:,} {plural(count, 'report', 'reports')}"]
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
