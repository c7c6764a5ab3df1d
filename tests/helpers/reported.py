"""Marked texts of reported speech, and how much of them a draft finds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from data.drafting.document import draft
from data.drafting.records import document
from data.drafting.texts import Text
from tests.helpers.datasets import ROOT

MARKED = Path(__file__).parents[1] / "reported" / "invented.jsonl"
POLITICS = MARKED.with_name("politics.jsonl")
MEASURED = ROOT.parent / "shared" / "authorship"
"""Articles marked by others, where they lie beside the checkout."""

ALIKE = 0.8
"""Share of the longer content's words that both have, for one that counts as found."""

_WORD = re.compile(r"\w+")


def marked(path: Path = MARKED) -> list[dict[str, Any]]:
    """Give the documents of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@cache
def drafted(path: Path, *, model: bool) -> list[dict[str, Any]]:
    """Draft the text of each document of a file in the same form, once a session."""
    made = []
    for each in marked(path):
        one = draft(Text(each["id"], each["text"], "plain text"), model=model)
        places = [mention.record() for mention in one.places]
        made.append(document(each["id"], each["text"], one.reading, places))
    return made


def found(gold: Sequence[dict[str, Any]], draft: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Give F in percent: of contents, and of those with the cue, the speaker, the name right.

    Of places too, and of what the contents found are about, where these are marked.
    """
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    total = 0
    for one, other in zip(gold, draft, strict=True):
        text = one["text"]
        theirs = [each for each in other["attributions"] if each["directness"] != "narration"]
        total += len(one["attributions"]) + len(theirs)
        _count_places(one, other, right, asked)
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
            if "about" in entry:
                ours, given = set(entry["about"]), set(partner["about"])
                right["about"] += len(ours & given)
                asked["about"] += len(ours) + len(given)
    rows = ("content", "cue", "speaker", "directness", "name")
    return {row: 200 * right[row] / total for row in rows} | {
        row: 200 * right[row] / asked[row] for row in asked
    }


def _count_places(
    one: dict[str, Any], other: dict[str, Any], right: Counter[str], asked: Counter[str]
) -> None:
    """Count the names of places that both have, and of these the ones with the same country."""
    ours = {tuple(each["span"]): each.get("country") for each in one.get("places", ())}
    theirs = {tuple(each["span"]): each.get("country") for each in other["places"]}
    if not ours:
        return
    both = ours.keys() & theirs.keys()
    right["places"] += len(both)
    asked["places"] += len(ours) + len(theirs)
    right["places_right"] += sum(ours[span] == theirs[span] for span in both)
    asked["places_right"] += 2 * len(both)


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
