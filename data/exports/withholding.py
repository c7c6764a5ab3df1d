"""A text whose licence forbids passing it on, reduced to the passages that statements quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN = "·"
"""In place of each code point that is left out."""
_KEPT = frozenset("\n\r\v\f\x85\u2028\u2029")
"""Line breaks stay: they say nothing, and a text without them cannot be laid out."""


@dataclass(frozen=True)
class Passage:
    """What of a text a statement quotes: its words with their context, and its reporting verb.

    ``start`` and ``end`` are offsets in code points, the context included, the end exclusive.
    """

    start: int
    end: int
    cue: str


def withhold(text: str, passages: Iterable[Passage]) -> str:
    """Replace every code point outside the passages, so that all offsets still hold.

    A reporting verb that stands in no passage is kept where it stands nearest to its own.
    """
    passages = list(passages)
    spans = [(passage.start, passage.end) for passage in passages]
    shown = _only(text, spans)
    spans += [
        _nearest(text, passage) for passage in passages if passage.cue and passage.cue not in shown
    ]
    return _only(text, spans)


def _only(text: str, spans: Iterable[tuple[int, int]]) -> str:
    hidden = [sign if sign in _KEPT else HIDDEN for sign in text]
    for start, end in spans:
        hidden[start:end] = text[start:end]
    return "".join(hidden)


def _nearest(text: str, passage: Passage) -> tuple[int, int]:
    """Find where the reporting verb stands nearest to a passage, before it or after."""
    size = len(passage.cue)
    before = text.rfind(passage.cue, 0, passage.start)
    after = text.find(passage.cue, passage.start)
    starts = [start for start in (before, after) if start >= 0]
    start = min(starts, key=lambda start: max(passage.start - start - size, start - passage.end))
    return start, start + size
