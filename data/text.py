"""Texts in sentences: set apart, so that nothing in one turns the words around it."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("[\n\r\x1c-\x1e\x85\u2029]")
"""Where a writing direction that is set apart would end."""
_ISOLATES = frozenset("\u2066\u2067\u2068")


def isolated(text: str) -> str:
    """Set a text apart from those around it, so that its writing direction cannot turn them."""
    if text.isascii():
        return text
    opened, kept = 0, []
    for mark in _LINE_ENDS.sub(" ", text):
        if mark == "\u2069" and not opened:
            continue  # it would end what is begun here
        opened += (mark in _ISOLATES) - (mark == "\u2069")
        kept.append(mark)
    return "\u2068" + "".join(kept) + "\u2069" * (opened + 1)
