"""Read single cells: precision, directness, choices, addresses, topics."""

from __future__ import annotations

import re

from data.folding import fold
from data.schema import ACTOR_KINDS, ACTS, CERTAINTY, DIRECTNESS, PRECISION

CHOICES = {"speaker_kind": ACTOR_KINDS, "act": ACTS, "certainty": CERTAINTY}
"""The values that a field of kind "choice" may have."""

_YES = re.compile("true|yes|y|1|x|ja|oui|si|да|نعم|是|wahr|vrai|verdadero|истина")
_NO = re.compile("false|no|n|0|nein|non|нет|لا|否|falsch|faux|falso|ложь")
_PRECISE = {
    "exact": 1,
    "point": 1,
    "rooftop": 1,
    "near": 2,
    "approximate": 2,
    "city": 2,
    "town": 2,
    "district": 3,
    "county": 3,
    "province": 4,
    "region": 4,
    "state": 4,
    "vague": 5,
    "country": 6,
    "sea": 7,
} | {fold(words): code for code, words in PRECISION.items()}


def precision(cell: str) -> int:
    """Read a UCDP GED precision, 1 to 7; raise ``ValueError`` for anything else."""
    text = fold(cell)
    if text in _PRECISE:
        return _PRECISE[text]
    if not re.fullmatch(r"[1-7](\.0)?", text):
        raise ValueError(cell)
    return int(text[0])


def boolean(cell: str) -> bool:
    """Read yes or no as people write it; raise ``ValueError`` for anything else."""
    text = fold(cell)
    if not _YES.fullmatch(text) and not _NO.fullmatch(text):
        raise ValueError(cell)
    return bool(_YES.fullmatch(text))


def directness(cell: str) -> str:
    """Read whether words are the speaker's own: a word of the schema, or yes and no."""
    text = fold(cell)
    if text in DIRECTNESS:
        return text
    return "direct" if boolean(cell) else "indirect"


def choice(cell: str, key: str) -> str:
    """Read one of the values that a field may have; raise ``ValueError`` for anything else."""
    if (text := fold(cell)) not in CHOICES[key]:
        raise ValueError(cell)
    return text


def address(cell: str) -> str:
    """Read a web address of which a browser asks nothing but a page; raise ``ValueError``.

    Of several in one cell, the first. An address with a name or password in it, white space or
    what turns the order of letters is none.
    """
    first = re.split(r"[\s;|]+", cell[:20_000], maxsplit=1)[0].strip("<>,")
    if first.startswith("www."):
        first = f"https://{first}"
    found = re.fullmatch(r"https?://([^/?#\s]+)([/?#]\S*)?", first, re.IGNORECASE)
    if not found or "@" in found[1] or not first.isprintable() or len(first) > 2_000:
        raise ValueError(cell)
    return f"{first[:8].lower()}{first[8:]}"


def several(cell: str) -> list[str]:
    """Cut a cell into the short texts that it lists."""
    parts = re.split(r"[;|\n؛；、]", cell)
    if len(parts) == 1 and "," in cell and all(len(part) <= 40 for part in cell.split(",")):
        parts = cell.split(",")
    return list(dict.fromkeys(part for each in parts if (part := " ".join(each.split()))))


def quoted(cell: str) -> bool:
    """Tell whether a cell as a whole stands in quotation marks."""
    return len(cell) > 2 and fold(cell[0]) == '"' and fold(cell[-1]) == '"'
