"""Fold words for searching: case, accents and typographic quotes do not matter."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

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

# Only what may change is looked up, one character at a time; the rest is most of every text.
_MAYBE_UNSEEN = re.compile(r"[^\w\s]+")
_NOT_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN))}]+")


def fold(text: str) -> str:
    """Give a text as it is compared in a search.

    Rules: Unicode NFKD, marks and unseen characters dropped (so é is e and أ is ا), case folded,
    curly quotes and dashes made plain, white space runs made one space.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    whole = unicodedata.normalize("NFKD", text)
    seen = _MAYBE_UNSEEN.sub(lambda found: found.group().translate(_SEEN), whole)
    # Made plain last: NFKD itself gives dashes (of ﹘, for one), and Æ is æ after case folding.
    plain = _NOT_PLAIN.sub(lambda found: found.group().translate(_PLAIN), seen.casefold())
    return " ".join(plain.split())


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, str]]:
    """Give the rules as tables by character, so that a script in a browser folds alike.

    ``cases`` is the case folding of what it changes, ``plain`` what is made plain after it; the
    Unicode forms and categories are the browser's own.
    """
    characters = map(chr, range(sys.maxunicode + 1))
    return {
        "cases": {one: one.casefold() for one in characters if one.casefold() != one},
        "plain": {chr(code): plain for code, plain in _PLAIN.items()},
    }
