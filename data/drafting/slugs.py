"""Readable ids: slugs of words, each given once."""

from __future__ import annotations

import hashlib
import re

from data.folding import fold

LONGEST = 60
"""Characters of an id, without a number at its end."""


def slug(words: str, otherwise: str) -> str:
    """Make a slug of words in Latin letters; of others, of ``otherwise`` and a hash of them."""
    letters = fold(words).replace("'", "").replace("ß", "ss")
    parts = re.findall(r"[a-z0-9]+", letters)
    seen = sum(1 for each in letters if each.isalnum())
    if not parts or sum(map(len, parts)) * 2 < seen:
        return f"{otherwise}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    found = ""
    for part in parts:
        if found and len(found) + len(part) >= LONGEST:
            break
        found = f"{found}-{part[:LONGEST]}" if found else part[:LONGEST]
    return found


class Ids:
    """The ids of one table: each is given once, the second of the same words with a number."""

    def __init__(self, *taken: str) -> None:
        self._taken = dict.fromkeys(taken, 1)

    def give(self, wanted: str) -> str:
        """Give an id of these words that no other record has."""
        number = self._taken.get(wanted, 0) + 1
        while number > 1 and f"{wanted}-{number}" in self._taken:
            number += 1
        self._taken[wanted] = number
        given = wanted if number == 1 else f"{wanted}-{number}"
        self._taken.setdefault(given, 1)
        return given
