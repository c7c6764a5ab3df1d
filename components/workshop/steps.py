"""The steps of the workshop, in their order; the script of a step has its key as its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A step: its key, as a link and a script's name have it, and what it is called."""

    key: str
    label: str


STEPS = (
    Step("source", "Source"),
    Step("review", "Review"),
    Step("names", "Speakers and places"),
    Step("check", "Check"),
    Step("publish", "Publish"),
)
