"""Two sides of a comparison: two speakers, or two times, and which statements are whose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import dates
from data.choosing.periods import SCALES, Scale, spans
from data.dataset import Dataset, Mask
from data.memory import once_per_dataset, per_dataset
from data.wording import isolated

SPEAKER = "speaker"
KINDS = {SPEAKER: "speaker", **{scale.key: scale.label.lower() for scale in SCALES}}
EXPECTED = f"{SPEAKER}:id, or {' or '.join(f'{scale.key}:date' for scale in SCALES)}"
_BY_KEY: dict[str, Scale] = {scale.key: scale for scale in SCALES}


@dataclass(frozen=True)
class Part:
    """One side: its value in the link, its words, and its statements."""

    value: str
    label: str
    mask: Mask


@once_per_dataset
def _speakers(dataset: Dataset) -> frozenset[str]:
    return frozenset(dataset.statements["speaker"].unique())


def check(dataset: Dataset, value: str) -> str | None:
    """Say what was expected where a value names no side of a comparison; None if it does."""
    kind, _, name = value.partition(":")
    if kind == SPEAKER and name in _speakers(dataset):
        return None
    if kind in _BY_KEY and "/" not in name and dates.is_edtf(name):
        return None
    return EXPECTED


@per_dataset(most=64)
def part(dataset: Dataset, value: str) -> Part:
    """Give one side of a comparison. A vague date that may lie in a time counts in it."""
    kind, _, name = value.partition(":")
    if kind == SPEAKER:
        mask = (dataset.statements["speaker"] == name).to_numpy(dtype=bool)
        return Part(value, dataset.names["actors"][name], mask)
    scale = _BY_KEY[kind]
    found, (first, last) = spans(dataset, scale), dates.days(name)
    mask = found.dated & (found.last >= first) & (found.first <= last)
    return Part(value, dates.words(name), np.asarray(mask, dtype=bool))


def words(dataset: Dataset, values: tuple[str, ...]) -> str:
    """Say what is compared: "comparing May 2024 and June 2024, by the time spoken about"."""
    kind = values[0].partition(":")[0]
    labels = " and ".join(isolated(part(dataset, value).label) for value in values)
    return f"comparing {labels}" + ("" if kind == SPEAKER else f", by the {KINDS[kind]}")
