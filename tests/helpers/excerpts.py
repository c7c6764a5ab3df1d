"""Excerpts that tests take: at a fixed time, from a fixed link."""

from __future__ import annotations

from datetime import UTC, datetime

from data.choosing.selection import Selection
from data.dataset import Dataset
from data.exports.excerpt import Excerpt

TAKEN = datetime(2031, 3, 6, 7, 8, 9, tzinfo=UTC)
LINK = "https://maps.example.org/?dataset=two-harbours"


def excerpt(dataset: Dataset, selection: Selection | None = None) -> Excerpt:
    """Take an excerpt at a fixed time."""
    return Excerpt(dataset, selection or Selection(), TAKEN, LINK)
