"""The words before or behind a verb that may be its subject, by their order alone."""

from __future__ import annotations

from collections.abc import Sequence

from data.drafting.language import Language
from data.drafting.words import Range, Word

NOMINAL = ("NOUN", "PROPN", "PRON", "DET")

_APPOSITION = 16
"""Words that may stand between commas after a subject."""


def before(words: Sequence[Word], begin: int, floor: int = 0) -> Range | None:
    """Find the subject that ends before a word, with what stands between commas behind it."""
    end = begin
    while end > floor and words[end - 1].text[0] in "()":
        end -= 1
    start = end
    if start > floor and words[start - 1].text == ",":
        inner = start - 1
        while inner > floor and words[inner - 1].text != "," and not words[inner - 1].quotation:
            inner -= 1
        if inner <= floor + 1 or words[inner - 1].text != "," or start - inner > _APPOSITION:
            return None
        start = inner - 1
    first = start
    while first > floor and _goes_on(words, first, start):
        first -= 1
    while first < start and words[first].tag in ("ADV", "ADP", "CCONJ", "PART"):
        first += 1
    named = any(word.tag in NOMINAL for word in words[first:start])
    return (first, end) if named else None


def _goes_on(words: Sequence[Word], first: int, start: int) -> bool:
    """Tell whether the word before belongs to the same subject."""
    word = words[first - 1]
    if word.quotation:
        return False
    if word.tag == "CCONJ":
        pair = first > 1 and words[first - 2].tag in ("NOUN", "PROPN")
        return first < start and pair and words[first].tag in ("DET", "PROPN")
    return word.tag not in ("PUNCT", "SCONJ", "VERB", "AUX") or word.text in "-()/"


def behind(words: Sequence[Word], verb: int, language: Language) -> Range | None:
    """Find the subject behind a verb: "…," said Ann Lee."""
    end = verb + 1
    while end < len(words) and not words[end].quotation:
        word = words[end]
        inside = word.text in "-/" or (word.text == "." and end + 1 < len(words))
        if word.tag in ("PUNCT", "SCONJ", "VERB", "AUX") and not inside:
            break
        if word.tag == "ADP" and word.lower not in language.belonging:
            break
        end += 1
    return (verb + 1, end) if end > verb + 1 and words[verb + 1].tag in NOMINAL else None


def head(words: Sequence[Word], span: Range) -> int:
    """Give the word of a subject that names it: the last before "of" or a comma, or a name's."""
    inside = range(*span)
    comma = next((i for i in inside if words[i].text == ","), span[1])
    of = next((i for i in inside if words[i].tag == "ADP" and i > span[0]), comma)
    last = comma - 1 if words[comma - 1].tag == "PROPN" or of >= comma else of - 1
    return max(span[0], last)
