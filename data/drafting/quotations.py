"""Quotations in a text: pairs of marks, also over paragraphs and with a missing end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.attribution import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"”“', "‟": "”"}
_MARK = re.compile(r"[“”„«»\"‟]|''|``")
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=\w)((?:[^'’‘\n]|(?<=\w)['’](?=\w)){2,400}?)(?<=[^\s])['’](?!\w)"
)
LONGEST_RUN = 20_000
"""Code points of paragraphs that are joined; so that many stray marks stay many paragraphs."""

_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Quotation:
    """A quotation with its marks. ``open`` at its end: it goes on in the next paragraph."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True)
class Block:
    """A paragraph, or several through which one quotation runs, with its quotations in order."""

    span: Span
    quotations: tuple[Quotation, ...]


def blocks(text: str, paragraphs: Sequence[Span]) -> list[Block]:
    """Find the quotations of a text; join paragraphs that belong to one quotation.

    Rules: a quotation that has no end goes on in the next paragraph where that begins with a mark
    or has the end; a paragraph that ends with a colon or a comma introduces a quotation.
    """
    found: list[Block] = []
    running = ""
    for start, end in paragraphs:
        here, left = _of_paragraph(text, start, end, running)
        last = found[-1] if found else None
        short = last is not None and end - last.span[0] < LONGEST_RUN
        if last and here and here[0].start == start and short:
            before = last.quotations
            if running and before:
                joined = Quotation(before[-1].start, here[0].end, before[-1].opened, here[0].closed)
                found[-1] = Block((last.span[0], end), (*before[:-1], joined, *here[1:]))
                running = left
                continue
            if text[last.span[1] - 1] in ":,":
                found[-1] = Block((last.span[0], end), (*before, *here))
                running = left
                continue
        found.append(Block((start, end), tuple(here)))
        running = left
    return found


def within(quotations: Sequence[Quotation], span: Span) -> tuple[Quotation, ...]:
    """Give the quotations that overlap a span, of some that are in order and apart."""
    first = bisect_right(quotations, span[0], key=lambda one: one.end)
    last = bisect_left(quotations, span[1], key=lambda one: one.start)
    return tuple(quotations[first:last])


def _of_paragraph(text: str, start: int, end: int, running: str) -> tuple[list[Quotation], str]:
    """Pair the marks of one paragraph; ``running`` is the mark that the last one left open."""
    marks = [
        (match.start(), match.end(), match.group()) for match in _MARK.finditer(text, start, end)
    ]
    found: list[Quotation] = []
    opening: tuple[int, str] | None = None
    if running and marks and marks[0][0] > start and _closes(text, marks[0], running):
        found.append(Quotation(start, marks[0][1], opened=False))
        marks = marks[1:]
    for at, after, mark in marks:
        if opening is None:
            if mark in _PAIRS or mark in ("''", "``"):
                opening = (at, mark)
        elif mark in _PAIRS.get(opening[1], "''") and not (
            opening[1] == '"' and _opens(text, at, after, start, end)
        ):
            found.append(Quotation(opening[0], after))
            opening = None
        elif mark in (opening[1], '"') and mark != "''":
            # The mark opens again: what it opened before was never closed.
            found.append(Quotation(opening[0], _trim(text, at), closed=False))
            opening = (at, mark)
    left = ""
    if opening is not None:
        found.append(Quotation(opening[0], end, closed=False))
        left = opening[1]
    found = [one for one in found if _LETTER.search(text, one.start, one.end)]
    return (found or _single(text, start, end)), left


def _trim(text: str, end: int) -> int:
    """Step back over white space."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _opens(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Tell whether a straight mark stands as one that opens: after a space, before a letter."""
    before = at == start or text[at - 1].isspace() or text[at - 1] in "([—–"
    return before and after < end and not text[after].isspace() and text[after] not in ".,;:!?)"


def _closes(text: str, mark: tuple[int, int, str], running: str) -> bool:
    """Tell whether the first mark of a paragraph ends what the last one left open."""
    at, after, sign = mark
    if running == '"':
        return (
            sign == '"'
            and not text[at - 1].isspace()
            and (after >= len(text) or not text[after].isalnum())
        )
    return sign in _PAIRS.get(running, "")


def _single(text: str, start: int, end: int) -> list[Quotation]:
    """Find quotations in single marks, where a paragraph has no others."""
    return [Quotation(*match.span()) for match in _SINGLE.finditer(text, start, end)]
