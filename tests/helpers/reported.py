"""Marked texts of reported speech, and how much of them a draft finds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from data.drafting.linguistics import read
from data.drafting.records import document

MARKED = Path(__file__).parents[1] / "reported" / "invented.jsonl"
ALIKE = 0.8
"""Share of the longer content's words that both have, for one that counts as found."""

_WORD = re.compile(r"\w+")


def marked(path: Path = MARKED) -> list[dict[str, Any]]:
    """Give the documents of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def drafted(documents: Iterable[dict[str, Any]], *, model: bool) -> list[dict[str, Any]]:
    """Draft each document's text in the same form."""
    return [
        document(each["id"], each["text"], read(each["text"], model=model)) for each in documents
    ]


def found(gold: Sequence[dict[str, Any]], draft: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Give F in percent: of contents, and of those with the cue, the speaker, the name right."""
    right: Counter[str] = Counter()
    total = 0
    for one, other in zip(gold, draft, strict=True):
        text = one["text"]
        theirs = [each for each in other["attributions"] if each["directness"] != "narration"]
        total += len(one["attributions"]) + len(theirs)
        for entry in one["attributions"]:
            partner = next((each for each in theirs if _alike(text, entry, each)), None)
            if partner is None:
                continue
            theirs.remove(partner)
            right["content"] += 1
            right["cue"] += _touch(entry["cue"], partner["cue"])
            right["speaker"] += _touch(entry["speaker"], partner["speaker"])
            right["directness"] += entry["directness"] == partner["directness"]
            right["name"] += any(name in partner["speaker_name"] for name in entry["speaker_names"])
    rows = ("content", "cue", "speaker", "directness", "name")
    return {row: 200 * right[row] / total for row in rows}


def _alike(text: str, one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two records have the same content: most of the longer one's words."""
    first, second = (_words(text, each["content"]) for each in (one, other))
    return len(first & second) >= ALIKE * max(len(first), len(second))


def _words(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {match.start() for span in spans for match in _WORD.finditer(text, *span)}


def _touch(one: Sequence[int] | None, other: Sequence[int] | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and other[0] < one[1]
