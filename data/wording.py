"""Words that more than one module says: numbers, months, how many, texts set apart in a sentence.

``components/engine/wording.js`` says the same in the browser.
"""

from __future__ import annotations

import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
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


def figures(number: int) -> str:
    """Write a number as a reader reads it: 12,345."""
    return f"{number:,}"


def plural(count: int, one: str, several: str) -> str:
    """Give the word that fits a number."""
    return one if count == 1 else several


def statements(count: int) -> str:
    """Say how many statements: "1 statement", "1,200 statements"."""
    return f"{figures(count)} {plural(count, 'statement', 'statements')}"
