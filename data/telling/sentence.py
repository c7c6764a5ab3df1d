"""Say in a sentence what a selection shows."""

from __future__ import annotations

from data.choosing import comparing
from data.choosing.filters import FILTERS
from data.choosing.periods import SCALES, phrase_of_both
from data.choosing.selection import Selection, select
from data.choosing.spot import listed, words
from data.dataset import Dataset, all_of
from data.telling.claims import claim_count, has_ties
from data.wording import statements


def describe(dataset: Dataset, selection: Selection) -> str:
    """Say in a sentence what a selection shows: "5 of 20 statements by A, about B"."""
    shown = select(dataset, selection)
    chosen = dict(selection.filters)
    closed = [
        phrase_of_both(scale, chosen.pop(scale.since)[0], chosen.pop(scale.until)[0])
        for scale in SCALES
        if scale.since in chosen and scale.until in chosen
    ]
    phrases = [entry.phrase(dataset, chosen[entry.key]) for entry in FILTERS if entry.key in chosen]
    phrases += closed
    if selection.compare:
        phrases.append(comparing.words(dataset, selection.compare))
    said = statements(shown.total)
    claims = ""
    if has_ties(dataset):
        count, total = claim_count(dataset, shown.mask), claim_count(dataset, all_of(dataset))
        claims = f" ({f'{count:,} of ' if phrases else ''}{total:,} claims)"
    said += claims
    if phrases:
        said = f"{shown.matching:,} of {said} " + ", ".join(phrases)
    if selection.spot is None:
        return said
    here = int(listed(dataset, shown.mask, selection.spot).sum())
    return f"{said}; {here:,} of them {words(dataset, selection.spot)}"
