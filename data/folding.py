"""Fold words for searching: case, accents, keyboards and typographic quotes do not matter."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache
from typing import Any

from data.marks import normal

_PLAIN = {
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
    **dict.fromkeys("’‘‛ʼʻʽʹ′׳", "'"),
    **dict.fromkeys("“”„‟«»「」『』〝〞״", '"'),
    "ı": "i",
    # One letter that keyboards for Arabic, Persian and Urdu write with different code points, as
    # in Lucene's ArabicNormalizer and PersianNormalizer; tatweel only stretches a line.
    **dict.fromkeys("ىی", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةۃہە", "ه"),
    "ٱ": "ا",
    **dict.fromkeys("ـߺ", ""),
}
"""What a character is as a reader means it. Digits of all scripts come to it, in ``_AS_MEANT``."""

_UNSEEN = ("Mn", "Mc", "Me", "Cf")
"""Categories of marks, and of characters such as soft hyphens that only steer how text is set."""

_VOICED = "\u3099\u309a"
"""Marks that make another letter of a Japanese one: が is not か."""

_NUKTA = 7
"""The combining class of the dot that tells Indic letters apart, which many leave out."""

_OPTIONAL = (
    "COMBINING",
    "ARABIC",
    "HEBREW",
    "SYRIAC",
    "SAMARITAN",
    "MANDAIC",
    "NKO",
    "ADLAM",
    "HANIFI",
    "SOGDIAN",
    "YEZIDI",
    "COPTIC",
    "ETHIOPIC",
    "VEDIC",
    "HANGUL",
    "IDEOGRAPHIC",
    "MONGOLIAN",
    "MUSICAL",
    "ZNAMENNY",
    "VARIATION",
    "TAG",
)
"""The first words of the names of marks that a reader may leave out. In all other scripts marks are
vowels and tones, which tell words apart as letters do (UTS #10: most have primary weights)."""


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    if category not in _UNSEEN or character in _VOICED:
        return True
    name = unicodedata.name(character, "TAG").split()[0]
    return category != "Cf" and name not in _OPTIONAL and unicodedata.combining(character) != _NUKTA


class _Seen(dict[int, int | None]):
    """A table for ``str.translate`` that drops unseen characters; it fills itself when asked."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if _is_seen(chr(code)) else None
        return self[code]


_SEEN = _Seen()


_DIGITS = "".join(filter(str.isdecimal, map(chr, range(0x80, sys.maxunicode + 1))))
_AS_MEANT = str.maketrans(_PLAIN | {one: str(unicodedata.decimal(one)) for one in _DIGITS})

# Only what may change is looked up, one character at a time; the rest is most of every text.
_MAYBE_UNSEEN = re.compile(r"[^\w\s]+")
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}\\d]+")

_PHRASE = re.compile(r"""(?:^|(?<=[ (\[{-]))[(\[{]*"(.+?)"[)\]}.,;:!?]*(?=[ -]|$)""")
_WRAPPED = re.compile("'((?:(?! '|' ).)+)'")


def fold(text: str) -> str:
    """Give a text as it is compared in a search.

    Rules: Unicode NFKD, of no more marks in a row than ``marks.py`` lets pass; unseen characters
    dropped, and marks that are accents (so é is e and أ is ا, but か and が, कल and कुल stay
    apart); case folded; curly quotes, dashes, digits and letters that only keyboards tell apart
    made plain; white space runs made one space; NFC, so that no letter is a part of another.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    whole = normal("NFKD", text)
    seen = _MAYBE_UNSEEN.sub(lambda found: found.group().translate(_SEEN), whole)
    # Made plain last: NFKD itself gives dashes (of ﹘, for one), and Æ is æ after case folding.
    plain = _NOT_PLAIN.sub(lambda found: found.group().translate(_AS_MEANT), seen.casefold())
    return normal("NFC", " ".join(plain.split()))


def sought(text: str) -> tuple[str, ...]:
    """Give what a folded text must contain to be found: the folded words and phrases of a search.

    Words in quotation marks are one phrase. A mark without another is no part of a word.
    """
    folded = fold(text)
    if whole := _WRAPPED.fullmatch(folded):
        folded = f'"{whole[1]}"'
    phrases = [found.strip(' "') for found in _PHRASE.findall(folded)]
    words = [word.strip('"') for word in _PHRASE.sub(" ", folded).split()]
    return tuple(part for part in (*phrases, *words) if part)


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """Give the rules as tables by character, so that a script in a browser folds alike.

    ``cases`` is the case folding of what it changes, ``plain`` what is made plain after it,
    ``zeros`` the first of the ten digits of each script, ``unseen`` the first and the last code
    point of each run that is dropped. The Unicode forms are the browser's own.
    """
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    unseen: list[int] = []
    for code, character in enumerate(characters):
        if not _is_seen(character):
            if unseen and unseen[-1] == code - 1:
                unseen[-1] = code
            else:
                unseen += [code, code]
    return {
        "cases": {one: one.casefold() for one in characters if one.casefold() != one},
        "plain": _PLAIN,
        "zeros": "".join(one for one in _DIGITS if unicodedata.decimal(one) == 0),
        "unseen": unseen,
    }
