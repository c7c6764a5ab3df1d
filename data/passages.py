"""Anchor words in a source: verify, locate, and cut a text into passages to highlight.

Offsets are Unicode code points, end exclusive, as in the W3C Web Annotation
TextPositionSelector; exact, prefix and suffix are those of its TextQuoteSelector.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from data.marks import normal

CONTEXT = 32
"""Code points of prefix and suffix that are enough to tell two places apart."""


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
    for size in _sizes(wanted):
        if size <= start and one_line_end(text[start - size : start]) == wanted:
            return start - size
    return None


def reach_on(text: str, suffix: str, end: int) -> int | None:
    """Give where a suffix ends that stands right after ``end``; None where it does not."""
    wanted = one_line_end(suffix)
    for size in _sizes(wanted):
        if end + size <= len(text) and one_line_end(text[end : end + size]) == wanted:
            return end + size
    return None


def _sizes(words: str) -> range:
    """Give how many code points words may take in a text: each line end takes one or two."""
    return range(len(words), len(words) + words.count("\n") + 1)


_LINE_END = r"(?:\r\n|\r|\n)"


def find(text: str, words: str, start: int = 0) -> int:
    """Find where words begin, whatever the line ends are; -1 where they do not stand."""
    wanted = one_line_end(words)
    if "\n" not in wanted:
        return text.find(wanted, start)
    pattern = _LINE_END.join(map(re.escape, wanted.split("\n")))
    found = re.compile(pattern).search(text, start)
    return found.start() if found else -1


def find_in_other_form(text: str, words: str) -> int:
    """Find where words begin that the text has in another Unicode form (UAX 15); -1 if nowhere."""
    forms = ({one, normal("NFD", one)} for one in normal("NFC", words))
    pattern = "".join(f"(?:{'|'.join(map(re.escape, sorted(form)))})" for form in forms)
    found = re.compile(pattern).search(text)
    return found.start() if found else -1


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
