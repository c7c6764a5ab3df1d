"""One cue: a word that reports, and how it does."""

from __future__ import annotations

from dataclasses import dataclass

from data.drafting.words import Range, Sentence


@dataclass
class Cue:
    """A word that reports, its frames, and whether its clause is set into what it reports.

    ``clause`` are the cue's own words with its speaker's, ``host`` the head of the clause that
    they are set into; both only for what is set in (``aside``) or a source ("according to").
    """

    index: int
    lemma: str
    kind: str
    frames: str
    act: str
    span: Range
    depth: int
    aside: bool = False
    clause: Range = (0, 0)
    host: int = 0
    speaker: int | None = None
    particle: int | None = None


def depth(sentence: Sentence, index: int) -> int:
    """Count the words that one hangs on, up to the root."""
    return sum(1 for _ in sentence.above(index))
