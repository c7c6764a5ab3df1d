"""Claims: statements of the same claim, in several sources or wordings, tied by a claim id.

A claim counts once as a claim and with each of its wordings as a statement. A statement without a
claim id is a claim of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz.distance import Indel

from data.dataset import Dataset, Mask
from data.folding import fold
from data.memory import once_per_dataset

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@once_per_dataset
def claim_of(dataset: Dataset) -> npt.NDArray[np.int64]:
    """Give each statement the number of its claim, from 0 on, no number left out."""
    claims = dataset.statements["claim"]
    own = "/" + dataset.statements["id"]  # no claim id has a slash
    codes, _ = pd.factorize(claims.where(claims != "", own))
    return np.asarray(codes, dtype=np.int64)


@once_per_dataset
def has_ties(dataset: Dataset) -> bool:
    """Tell whether any claim of a dataset has several statements."""
    codes = claim_of(dataset)
    return bool(len(codes)) and int(codes.max()) + 1 < len(codes)


def heads(dataset: Dataset, mask: Mask) -> npt.NDArray[np.int64]:
    """Give the first matching statement of each claim, as positions in the order of the table."""
    positions = np.flatnonzero(mask)
    _, first = np.unique(claim_of(dataset)[positions], return_index=True)
    return np.sort(positions[first])


def claim_count(dataset: Dataset, mask: Mask) -> int:
    """Count the claims that matching statements make."""
    return int(np.count_nonzero(np.bincount(claim_of(dataset)[mask])))


def wordings(dataset: Dataset, mask: Mask, statement: int) -> list[int]:
    """Give the matching statements of a statement's claim, as positions."""
    tied = _tied(dataset).get(int(claim_of(dataset)[statement]), [statement])
    return [position for position in tied if mask[position]]


@once_per_dataset
def _tied(dataset: Dataset) -> dict[int, list[int]]:
    codes = claim_of(dataset)
    several = np.flatnonzero(np.bincount(codes)[codes] > 1)
    found: dict[int, list[int]] = {}
    for position in several.tolist():
        found.setdefault(int(codes[position]), []).append(position)
    return found


@dataclass(frozen=True)
class Stretch:
    """A part of a wording, and whether it differs from the wording that it is held against."""

    text: str
    differs: bool = False


MOST_WORDS = 300
"""A longer wording is not held against another: it would cost more time than it tells."""


@lru_cache(maxsize=512)
def differences(words: str, against: str) -> tuple[Stretch, ...]:
    """Mark the words that another wording has not. Accents and case make no difference.

    The stretches' texts joined are the words.
    """
    own, other = _WORDS.findall(words), _WORDS.findall(against)
    if max(len(own), len(other)) > 2 * MOST_WORDS:
        return (Stretch(words),)
    found = []
    for step in Indel.opcodes(_folded(own), _folded(other)):
        text = "".join(own[step.src_start : step.src_end])
        core = "" if step.tag == "equal" else text.strip()
        before, _, after = text.partition(core) if core else (text, "", "")
        found += [Stretch(before), Stretch(core, differs=True), Stretch(after)]
    return tuple(part for part in found if part.text)


def _folded(words: list[str]) -> list[str]:
    return [fold(word) or word for word in words]
