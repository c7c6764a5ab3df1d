"""Anchor words in a source: verify, locate, and cut a text into passages to highlight.

Offsets are Unicode code points, end exclusive, as in the W3C Web Annotation
TextPositionSelector; exact, prefix and suffix are those of its TextQuoteSelector.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

CONTEXT = 32
"""Code points of prefix and suffix that are enough to tell two places apart."""


@dataclass(frozen=True)
class Segment:
    """A piece of a source's text and the statements whose words it is part of."""

    start: int
    text: str
    statements: tuple[str, ...]


def verify(text: str, exact: str, start: int, end: int) -> bool:
    """Tell whether ``exact`` stands in ``text`` at its offsets, to the letter."""
    return 0 <= start < end <= len(text) and text[start:end] == exact


def locate(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, ...]:
    """Find every start of ``exact``; those with the right prefix and suffix alone, if any."""
    if not exact:
        return ()
    starts = []
    start = text.find(exact)
    while start >= 0:
        starts.append(start)
        start = text.find(exact, start + 1)
    fitting = [
        start
        for start in starts
        if text.endswith(prefix, 0, start) and text.startswith(suffix, start + len(exact))
    ]
    return tuple(fitting or starts)


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the prefix and the suffix of a passage, at most ``CONTEXT`` code points each."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def segment(text: str, spans: Iterable[tuple[int, int, str]]) -> tuple[Segment, ...]:
    """Cut a text at the edges of spans ``(start, end, statement id)``, which may overlap.

    The segments' texts joined are the text; each carries the ids of all spans that cover it, in
    the order given. Spans that are empty or reach outside the text raise ``ValueError``.
    """
    spans = list(spans)
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, (start, end, _) in enumerate(spans):
        if not 0 <= start < end <= len(text):
            raise ValueError(f"a span from {start} to {end} in a text of {len(text)}")
        opening.setdefault(start, []).append(index)
        closing.setdefault(end, []).append(index)
    edges = sorted({0, len(text), *opening, *closing})
    open_now: set[int] = set()
    segments = []
    for left, right in pairwise(edges):
        open_now.difference_update(closing.get(left, ()))
        open_now.update(opening.get(left, ()))
        ids = tuple(spans[index][2] for index in sorted(open_now))
        segments.append(Segment(left, text[left:right], ids))
    return tuple(segments)
