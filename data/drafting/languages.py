"""The languages that can be read; a text in another one is read by its marks and names alone."""

from __future__ import annotations

import re

from data.drafting.english import ENGLISH
from data.drafting.language import Language

LANGUAGES = (ENGLISH,)

UNKNOWN = Language(tag="und")
"""A language of which no word is known: quotation marks and capital letters remain."""

_SAMPLE = 40_000
_ENOUGH = 30
_SHARE = 0.12
"""Least share of a text's words that are the language's own small words."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def find(tag: str) -> Language | None:
    """Find a language by its BCP 47 tag, whatever the region."""
    primary = tag.partition("-")[0].lower()
    return next((language for language in LANGUAGES if language.tag == primary), None)


def looks_like(text: str, language: Language) -> bool:
    """Tell by its small words whether a text is in a language; a short one may be."""
    words = [match.group().lower() for match in _WORD.finditer(text[:_SAMPLE])]
    if len(words) < _ENOUGH:
        return text[:_SAMPLE].isascii() or bool(words)
    small = sum(word in language.small_words for word in words)
    return small >= _SHARE * len(words)
