"""The fonts of a picture: DejaVu Sans, and what the system has for scripts that it lacks."""

from __future__ import annotations

import logging
import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font

FIRST = "DejaVu Sans"
LAST = "Last Resort High-Efficiency"
"""Matplotlib's own: it draws any character as a box, so that a missing one is no error."""
# Few fonts of other scripts have a bold face; the nearest that there is will do, without a word.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u200e\u200f\ufeff")
"""Characters that turn the direction of what stands around them; isolates do not."""
_UNSEEN = ("Cc", "Cs", "Co", "Cn")


def plain(text: str) -> str:
    """Give a text in one line, without control characters and what turns the words beside it."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    kept = (
        char
        for char in spaced
        if char not in _TURNING and unicodedata.category(char) not in _UNSEEN
    )
    return " ".join("".join(kept).split())


@cache
def _candidates() -> tuple[tuple[str, str, int], ...]:
    """List upright regular fonts as name, path and face; Noto Sans first, as it is the calmest."""
    found = {
        entry.name: (entry.name, str(entry.fname), int(getattr(entry, "index", 0)))
        for entry in fontManager.ttflist
        if entry.style == "normal" and entry.weight in {400, "normal", "regular"}
    }
    names = sorted(found, key=lambda name: (not name.startswith("Noto Sans"), name))
    return tuple(found[name] for name in names if name not in {FIRST, LAST})


@cache
def _first() -> frozenset[int]:
    return frozenset(FT2Font(findfont(FontProperties(family=FIRST))).get_charmap())


@lru_cache(maxsize=64)
def _covering(needed: frozenset[int]) -> tuple[str, ...]:
    left, found = set(needed), []
    for name, path, face in _candidates():
        if not left:
            break
        try:
            covered = left.intersection(FT2Font(path, face_index=face).get_charmap())
        except (OSError, RuntimeError):  # a font that went away, or is broken, draws nothing
            continue
        if covered:
            found.append(name)
            left -= covered
    return tuple(found)


def families(texts: str) -> list[str]:
    """Name the fonts that draw all these characters, the first that has one draws it."""
    needed = {ord(char) for char in texts if unicodedata.category(char) != "Cf"} - _first()
    return [FIRST, *_covering(frozenset(needed)), LAST]
