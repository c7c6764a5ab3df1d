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


class _Seen(dict[int, int | None]):
    """A table for ``str.translate`` that drops unseen characters; it fills itself when asked."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in _UNSEEN else code
        return self[code]


_SEEN = _Seen()


def fold(text: str) -> str:
    """Give a text as it is compared in a search.

    Rules: Unicode NFKD, marks and unseen characters dropped (so é is e and أ is ا), case folded,
    curly quotes and dashes made plain, white space runs made one space.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text).translate(_SEEN)
    # Made plain last: NFKD itself gives dashes (of ﹘, for one), and Æ is æ after case folding.
    return " ".join(plain.casefold().translate(_PLAIN).split())
