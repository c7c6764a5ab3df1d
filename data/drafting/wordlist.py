"""Lists of words, written as they are read."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text, which white space parts."""
    return frozenset(text.split())
