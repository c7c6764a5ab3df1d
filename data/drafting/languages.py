"""The languages that can be read; a text in another one is read by its marks and names alone."""

from __future__ import annotations

from data.drafting.english import ENGLISH
from data.drafting.language import Language

LANGUAGES = (ENGLISH,)

UNKNOWN = Language(tag="und")
"""A language of which no word is known: quotation marks and capital letters remain."""


def find(tag: str) -> Language | None:
    """Find a language by its BCP 47 tag, whatever the region."""
    primary = tag.partition("-")[0].lower()
    return next((language for language in LANGUAGES if language.tag == primary), None)
