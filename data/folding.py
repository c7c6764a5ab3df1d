"""Fold words for searching: case, accents and typographic quotes do not matter."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "ı": "i"}
)


def fold(text: str) -> str:
    """Give a text as it is compared in a search.

    Rules: Unicode NFKD, marks dropped (so é is e and أ is ا), case folded, curly quotes and
    dashes made plain, white space runs made one space.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    # Made plain after NFKD, which itself gives dashes (of ﹘, for one).
    decomposed = unicodedata.normalize("NFKD", text).translate(_PLAIN)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
