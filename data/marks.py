"""Runs of combining marks: more of them in a row than any script has would stop the server.

Putting marks into Unicode's order takes a time that grows with the square of the length of a run,
in Python and in browsers. Source of the limit: UAX 15, Stream-Safe Text Format.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

MOST_MARKS = 30
"""Marks that may follow each other."""

EXPECTED = f"at most {MOST_MARKS} marks, such as accents, in a row"

_MAYBE = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")
_SEVERAL = r"[\p{M}\x{FF9E}\x{FF9F}]{3}"  # as RE2 writes it; a larger number takes it long to read


def cut_marks(text: str) -> str:
    """Give a text without the marks that are too many in a row."""
    if text.isascii():
        return text
    # The two marks that count as letters, as the others that they are equal to.
    plain = text.replace("\uff9e", "\u3099").replace("\uff9f", "\u309a")
    return _MAYBE.sub(lambda found: _cut(found.group()), plain)


def normal(form: Literal["NFC", "NFD", "NFKD"], text: str) -> str:
    """Give a text in a Unicode form, in a time that grows with its length and no faster."""
    return unicodedata.normalize(form, cut_marks(text))


def _cut(run: str) -> str:
    kept, marks = [], 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def has_too_many_marks(texts: pd.Series) -> pd.Series:
    """Tell of each text whether it has too many marks in a row."""
    column = pa.array(texts, pa.large_string())
    if pc.all(pc.string_is_ascii(column)).as_py():
        return pd.Series(data=False, index=texts.index, dtype=bool)
    several = pc.match_substring_regex(column, _SEVERAL).to_pylist()
    found = [
        some and len(cut_marks(text)) < len(text)
        for some, text in zip(several, texts.tolist(), strict=True)
    ]
    return pd.Series(found, index=texts.index, dtype=bool)
