"""Compute beforehand what the first reader of a dataset would have to wait for."""

from __future__ import annotations

from data.choosing.periods import SAID, steps
from data.choosing.place_links import pinless_counts, places_of, unplaced
from data.choosing.selection import Selection, select
from data.dataset import Dataset, all_of
from data.telling.quick_views import views
from data.telling.sides import speaker_sides
from data.telling.sources import of_source


def warm(dataset: Dataset) -> None:
    """Compute beforehand what the first interaction would have to wait for."""
    select(dataset, Selection())
    _ = dataset.folded
    steps(dataset, SAID)
    for remembered in (unplaced, of_source, speaker_sides, views):
        remembered(dataset)
    pinless_counts(dataset, all_of(dataset))
    if dataset.size:
        places_of(dataset, 0)
        dataset.records([0])
