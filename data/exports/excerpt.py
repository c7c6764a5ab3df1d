"""An Excerpt: what a Selection shows of a dataset, as every export takes it.

An export has no other input, so no two of them can disagree, nor either with the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from threading import Event

import numpy as np
import pandas as pd

from data.choosing.selection import Selection, Shown, select
from data.choosing.spot import listed
from data.dataset import Dataset
from data.telling.sentence import describe
from data.wording import isolated

BASEMAP_CREDIT = "Base map: Natural Earth (public domain), GeoNames (CC BY 4.0)"


class UnwantedError(Exception):
    """What is being written is written for nobody."""


def left_out(title: str) -> str:
    """Say that the text of a source of this title may not be passed on."""
    return (
        f"The full text of “{isolated(title)}” is left out, as its licence asks; "
        "its statements are here with the passages that they quote."
    )


@dataclass(frozen=True, eq=False)
class Excerpt:
    """What a selection shows of a dataset, when it was taken (UTC), and the link that shows it.

    ``options`` are what a format takes beside that, such as a picture's size, by their names.
    """

    dataset: Dataset
    selection: Selection
    taken: datetime
    link: str
    options: Mapping[str, str] = field(default_factory=dict)
    unwanted: Event = field(default_factory=Event)
    """Set when nobody waits any more for what is written of it."""

    def go_on(self) -> None:
        """Raise ``UnwantedError`` when nobody waits any more."""
        if self.unwanted.is_set():
            raise UnwantedError

    @cached_property
    def shown(self) -> Shown:
        """Give the mask over all statements and the filters' counts."""
        return select(self.dataset, self.selection)

    @cached_property
    def positions(self) -> list[int]:
        """List the statements as the Statements tab does: those that match, at what is chosen."""
        here = listed(self.dataset, self.shown.mask, self.selection.spot)
        found: list[int] = np.flatnonzero(here).tolist()
        return found

    @cached_property
    def sentence(self) -> str:
        """Say in words what the filters leave, as the head of the page does."""
        return describe(self.dataset, self.selection)

    @property
    def version(self) -> str:
        """Give the dataset's version and hash: "1.0.0 (sha256 0123456789ab…)" has all 64 digits."""
        return f"{isolated(self.dataset.about.version)} (sha256 {self.dataset.digest})"

    @property
    def time(self) -> str:
        """Give the time of the export in ISO 8601, to the second, in UTC."""
        return self.taken.strftime("%Y-%m-%dT%H:%M:%SZ")

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Give the sources of these statements, of a whole dataset all, as its table has them."""
        if len(self.positions) == self.dataset.size:
            return self.dataset.sources
        mentioned = self.dataset.statements["source"].iloc[self.positions].unique()
        return self.dataset.sources[self.dataset.sources["id"].isin(mentioned)]

    @cached_property
    def credits(self) -> tuple[str, ...]:
        """Name whom the words, the coding and the base map come from, and under which licence."""
        sources = self.sources
        texts = [
            "Text: " + ", ".join(isolated(part) for part in parts if part)
            for parts in zip(
                sources["title"],
                sources["publisher"],
                sources["licence"].map(
                    lambda licence: f"licence: {isolated(licence)}" if licence else ""
                ),
                strict=True,
            )
        ]
        coding = [
            f"Dataset: {isolated(licence)}" for licence in self.dataset.about.licences if licence
        ]
        return (*texts, *coding, BASEMAP_CREDIT)

    @cached_property
    def withheld(self) -> tuple[str, ...]:
        """Say of each source whose licence forbids it that its full text is left out."""
        sources = self.sources
        return tuple(
            left_out(title)
            for title in sources.loc[sources["withheld"].fillna(value=False), "title"]
        )

    @property
    def file_stem(self) -> str:
        """Name a file without its ending: the dataset's name, "-selection" where not all of it."""
        whole = len(self.positions) == self.dataset.size
        return self.dataset.name if whole else f"{self.dataset.name}-selection"
