"""What was inferred, and how sure the coding is: which statements, and the reasons given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.dataset import Dataset
from data.memory import once_per_dataset

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Reason:
    """One reason in its own words, and the statements for which it is given, as positions."""

    key: str
    words: str
    statements: Positions


@dataclass(frozen=True, eq=False)
class Kind:
    """One thing that may be inferred or unsure: its key in the link, its words, its statements.

    ``reasons`` come with most statements first; where the coding is unsure there are none.
    """

    key: str
    label: str
    statements: Positions
    reasons: tuple[Reason, ...] = ()


_DATES = (
    ("said-on", "an inferred time of saying", "said_on_inferred"),
    ("about-when", "an inferred time spoken of", "about_when_inferred"),
)
_PLACES = (
    ("said-at", "an inferred place of saying", True),
    ("about", "an inferred place spoken of", False),
)
_CERTAINTY = (
    ("probable", "a reading that is probable"),
    ("possible", "a reading that is possible"),
)


@once_per_dataset
def kinds(dataset: Dataset) -> tuple[Kind, ...]:
    """Find what was inferred in a dataset, and what is less than certain; only what there is."""
    statements, links = dataset.statements, dataset.links
    found = [
        _kind(key, label, pd.Series(statements[column].to_numpy(), statements.index))
        for key, label, column in _DATES
    ]
    for key, label, said in _PLACES:
        rows = links[links["said"] == said]
        reasons = pd.Series(rows["inferred"].to_numpy(), rows["statement"].to_numpy())
        found.append(_kind(key, label, reasons))
    for key, label in _CERTAINTY:
        unsure = (statements["certainty"] == key).to_numpy()
        found.append(Kind(key, label, np.flatnonzero(unsure)))
    return tuple(kind for kind in found if len(kind.statements))


def _kind(key: str, label: str, reasons: pd.Series) -> Kind:
    """Gather reasons, whose index holds the statements' positions; an empty one is none."""
    given = reasons[reasons != ""]
    groups = {
        str(words): np.unique(given.index.to_numpy(dtype=np.int64)[rows])
        for words, rows in given.groupby(given.to_numpy(), sort=False).indices.items()
    }
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return Kind(
        key,
        label,
        np.unique(given.index.to_numpy(dtype=np.int64)),
        tuple(Reason(_key(key, words), words, positions) for words, positions in ordered),
    )


def _key(kind: str, words: str) -> str:
    """Name a reason in the link for as long as its words stay the same."""
    return f"{kind}-{hashlib.sha256(words.encode()).hexdigest()[:10]}"
