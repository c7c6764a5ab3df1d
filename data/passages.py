"""Anchor words in a source: verify, locate, and cut a text into passages to highlight.

Offsets are Unicode code points, end exclusive, as in the W3C Web Annotation
TextPositionSelector; exact, prefix and suffix are those of its TextQuoteSelector.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from data.marks import normal

CONTEXT = 32
"""Code points of prefix and suffix that are enough to tell two places apart."""

MOST_OVERLAPPING = 30
"""Statements that a segment carries. Were it all of them, a text whose statements all overlap would
be shown, and sent, in a size that grows with the square of their number."""


@dataclass(frozen=True)
class Segment:
    """A piece of a source's text and the statements whose words it is part of."""

    start: int
    text: str
    statements: tuple[str, ...]


def verify(text: str, exact: str, start: int, end: int) -> bool:
    """Tell whether ``exact`` stands in ``text`` at its offsets, to the letter.

    A line end is one whether it is written CRLF, CR or LF: spreadsheets change them in tables.
    """
    return 0 <= start < end <= len(text) and one_line_end(text[start:end]) == one_line_end(exact)


def one_line_end(text: str) -> str:
    """Write every line end as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def reach_back(text: str, prefix: str, start: int) -> int | None:
    """Give where a prefix begins that stands right before ``start``; None where it does not."""
    wanted = one_line_end(prefix)
    size, before = len(wanted), -1
    while size != before:  # each line end of two characters in it makes it longer by one
        size, before = len(wanted) + text.count("\r\n", max(0, start - size), start), size
    stands = size <= start and one_line_end(text[start - size : start]) == wanted
    return start - size if stands else None


def reach_on(text: str, suffix: str, end: int) -> int | None:
    """Give where a suffix ends that stands right after ``end``; None where it does not."""
    wanted = one_line_end(suffix)
    size, before = len(wanted), -1
    while size != before:  # as above
        size, before = len(wanted) + text.count("\r\n", end, end + size), size
    stands = end + size <= len(text) and one_line_end(text[end : end + size]) == wanted
    return end + size if stands else None


def find(text: str, words: str, start: int = 0) -> int:
    """Find where words begin, whatever the line ends are; -1 where they do not stand."""
    wanted = one_line_end(words)
    if "\n" not in wanted:
        return text.find(wanted, start)
    rest = text[start:]
    found = one_line_end(rest).find(wanted)
    if found < 0 or "\r" not in rest:
        return start + found if found >= 0 else -1
    place, before = found, -1
    while place != before:  # as above; it never begins within a line end
        place, before = found + rest.count("\r\n", 0, place + 1), place
    return start + place


def find_in_other_form(text: str, words: str) -> int:
    """Find where words begin that the text has in another Unicode form (UAX 15); -1 if nowhere."""
    found = normal("NFC", text).find(normal("NFC", words))
    if found < 0:
        return -1
    before = range(len(text) + 1)
    return bisect_right(before, found, key=lambda end: len(normal("NFC", text[:end]))) - 1


def locate(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, ...]:
    """Find every start of ``exact``; those with the right prefix and suffix alone, if any."""
    if not exact:
        return ()
    starts = []
    start = find(text, exact)
    while start >= 0:
        starts.append(start)
        start = find(text, exact, start + 1)
    fitting = [
        start
        for start in starts
        if reach_back(text, prefix, start) is not None
        and reach_on(text, suffix, reach_on(text, exact, start) or start) is not None
    ]
    return tuple(fitting or starts)


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the prefix and the suffix of a passage, at most ``CONTEXT`` code points each."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def segment(
    text: str, spans: Iterable[tuple[int, int, str]], always: str | None = None
) -> tuple[Segment, ...]:
    """Cut a text at the edges of spans ``(start, end, statement id)``, which may overlap.

    The segments' texts joined are the text; each carries the ids of the spans that cover it, in
    the order given: the first ``MOST_OVERLAPPING``, and ``always`` wherever that one covers it.
    Spans that are empty or reach outside the text raise ``ValueError``.
    """
    spans = list(spans)
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    kept = {index for index, (_, _, key) in enumerate(spans) if key == always}
    for index, (start, end, _) in enumerate(spans):
        if not 0 <= start < end <= len(text):
            raise ValueError(f"a span from {start} to {end} in a text of {len(text)}")
        opening.setdefault(start, []).append(index)
        closing.setdefault(end, []).append(index)
    edges = sorted({0, len(text), *opening, *closing})
    open_now: list[int] = []  # in order: sorting them at each edge would take its square
    kept_open: set[int] = set()
    segments = []
    for left, right in pairwise(edges):
        for index in closing.get(left, ()):
            del open_now[bisect_left(open_now, index)]
        for index in opening.get(left, ()):
            insort(open_now, index)
        kept_open = (kept_open - {*closing.get(left, ())}) | (kept & {*opening.get(left, ())})
        carried = open_now[:MOST_OVERLAPPING]
        carried += sorted(kept_open.difference(carried))
        segments.append(Segment(left, text[left:right], tuple(spans[n][2] for n in carried)))
    return tuple(segments)
