"""Paragraphs and sentences of a text, as spans; quotations are never cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.drafting.attribution import Span
from data.drafting.language import Language
from data.drafting.quotations import Quotation

LONGEST = 2_000
"""Code points of a sentence; a longer one is read in pieces."""

WRAPPED = 100
"""A line of a text that is broken by hand is not longer, in code points."""

HEAD = 1_500
"""Code points at a text's beginning within which a dateline stands."""

_LONGEST_DATELINE = 60

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[\"”“’'»)\]]*(?=\s)|[。！？]|\n")
_LETTER = re.compile(r"\w")
_DATELINE = re.compile(
    r"[A-Z][\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}|of|de|la))*,?\s*(?:\([^()\n]{1,40}\)\s*)?"
    r"(?:[—–]|--|- )\s*(?=\S)"
)
"""Where and when a report is written, and for whom, before its first sentence: "OSLO (AP) — "."""


def paragraphs(text: str) -> list[Span]:
    """Cut a text at empty lines; where lines are not broken by hand, at every line's end."""
    found: list[Span] = []
    start = 0
    for match in _BLANK.finditer(text):
        found += _lines(text, start, match.start())
        start = match.end()
    found += _lines(text, start, len(text))
    return found


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Give a block as one paragraph when its lines are broken by hand, else each line as one."""
    lines = [
        stripped
        for match in _LINE.finditer(text, start, end)
        if (stripped := strip(text, *match.span()))
    ]
    if len(lines) < 2:
        return lines
    lengths = [after - before for before, after in lines]
    if max(lengths) <= WRAPPED and min(lengths[:-1]) >= WRAPPED // 2:
        return [(lines[0][0], lines[-1][1])]
    return lines


def strip(text: str, start: int, end: int) -> Span | None:
    """Leave out the white space around a span; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def sentences(
    text: str, paragraph: Span, quoted: Sequence[Quotation], language: Language
) -> list[Span]:
    """Cut a paragraph at the ends of its sentences, none of them inside of a quotation."""
    found: list[Span] = []
    start, end = paragraph
    dated = _DATELINE.match(text, start, end) if start < HEAD else None
    if dated and _is_dateline(dated.group()):
        start = dated.end()
    inside = iter(quoted)
    quotation = next(inside, None)
    for match in _END.finditer(text, *paragraph):
        at = match.end()
        while quotation is not None and quotation.end < at:
            quotation = next(inside, None)
        if quotation is not None and quotation.start < match.start() and at < quotation.end:
            continue
        if at <= start or not _ends(text, start, match, end, language):
            continue
        if (sentence := strip(text, start, at)) and _LETTER.search(text, *sentence):
            found += _pieces(text, sentence)
        start = at
    if (sentence := strip(text, start, end)) and _LETTER.search(text, *sentence):
        found += _pieces(text, sentence)
    return found


def _is_dateline(words: str) -> bool:
    """Tell a dateline by its first word, which is in capitals, or by an agency in brackets."""
    first = re.match(r"[\w.'’-]+", words)
    shouted = first is not None and len(first.group()) > 2 and first.group().isupper()
    return len(words) <= _LONGEST_DATELINE and (shouted or "(" in words)


def _ends(text: str, start: int, match: re.Match[str], end: int, language: Language) -> bool:
    """Tell whether a mark ends a sentence: no abbreviation, and a new one begins after it."""
    at = after = match.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end or match.group() == "\n":
        return match.group() != "\n"
    following = text[after]
    if following.islower() or following in ",;:)–—-":
        return False
    if match.group() == ".":
        return not language.abbreviated.search(text[max(start, at - 12) : at])
    if match.group()[-1] in "\"”’'»" and match.group()[0] in "!?":
        return not _reported(text, after, end, language)
    return True


def _reported(text: str, after: int, end: int, language: Language) -> bool:
    """Tell whether a cue follows a quotation that ends with a question or an exclamation."""
    words = re.findall(r"[\w'’-]+|[^\w\s]", text[after : min(end, after + 100)])[:5]
    return any(word.lower() in language.forms for word in words)


def _pieces(text: str, sentence: Span) -> list[Span]:
    """Cut what is too long for a sentence at white space, or where it must be."""
    start, end = sentence
    found: list[Span] = []
    while end - start > LONGEST:
        cut = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST),
            text.rfind("\n", start + LONGEST // 2, start + LONGEST),
        )
        cut = cut if cut > 0 else start + LONGEST
        if piece := strip(text, start, cut):
            found.append(piece)
        start = cut
    if piece := strip(text, start, end):
        found.append(piece)
    return found
