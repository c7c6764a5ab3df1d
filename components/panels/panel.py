"""A panel: one tab beside the map, described by its key, its label and its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from data.choosing.selection import Selection, Shown
from data.dataset import Dataset


@dataclass(frozen=True)
class Panel:
    """One tab.

    ``content`` is a function of dataset, selection and what is shown; it gives JSON that the
    script of the same name draws.
    """

    key: str
    label: str
    content: Callable[[Dataset, Selection, Shown], dict[str, Any]]
    told: type
    """The type of its content, from which the script’s is written."""
    offered: Callable[[Dataset], bool] = lambda _dataset: True
    """Whether a dataset has what it shows; where not, the first tab is shown in its place."""
    in_tabs: bool = True
    """Whether it stands among the tabs; what does not is opened from the head."""
