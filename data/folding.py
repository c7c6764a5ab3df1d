"""Fold words for searching: case, accents and typographic quotes do not matter."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        **dict.fromkeys("’‘ʼʹ′", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "ı": "i",
    }
)

_UNSEEN = ("Mn", "Mc", "Me", "Cf")
"""Categories of marks, and of characters such as soft hyphens that only steer how text is set."""


def fold(text: str) -> str:
    """Give a text as it is compared in a search.

    Rules: Unicode NFKD, marks and unseen characters dropped (so é is e and أ is ا), case folded,
    curly quotes and dashes made plain, white space runs made one space.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if unicodedata.category(c) not in _UNSEEN)
    # Made plain last: NFKD itself gives dashes (of ﹘, for one), and Æ is æ after case folding.
    return " ".join(plain.casefold().translate(_PLAIN).split())
