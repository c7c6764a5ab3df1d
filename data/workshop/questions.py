"""What a careful editor would ask of a draft: nothing here keeps it from being published.

Each question is a rule of its own, over the records that are not set aside. Distances are along a
great circle, in kilometres.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from data.dates import days
from data.drafting.rows import UNNAMED
from data.folding import fold
from data.geography import METRES_PER_DEGREE
from data.workshop.contents import Records
from data.workshop.tables import AREAS, Row

MOST_OF_A_KIND = 100
"""Questions of one rule that are asked at once."""

FAR = 2_000
"""Kilometres from the nearest other place from which on a place may be far from all others."""

_TIMES_FARTHER = 5
_ENOUGH_PLACES = 4
_SAMPLE = 500
_KILOMETRES_PER_RADIAN = np.degrees(1) * METRES_PER_DEGREE / 1_000


@dataclass(frozen=True)
class Question:
    """One thing to look at: the record's table and key, its column, and what is asked of it."""

    table: str
    key: str
    column: str
    question: str


Questions = Iterator[Question]


def ask(records: Records) -> list[Question]:
    """Ask all questions, those of one rule together, at most ``MOST_OF_A_KIND`` of each."""
    return [each for rule in RULES for each in islice(rule(records), MOST_OF_A_KIND)]


def _unnamed(records: Records) -> Questions:
    nobody = {key for key, row in records["actors"].items() if row.get("name") == UNNAMED}
    for key, row in records["statements"].items():
        if row.get("speaker", "") in nobody | {""}:
            yield Question("statements", key, "speaker", "Nobody is named who says it. Who does?")


def _undated(records: Records) -> Questions:
    for key, row in records["statements"].items():
        if row.get("directness") in {"direct", "mixed"} and not row.get("said_on"):
            yield Question(
                "statements", key, "said_on", "It is quoted without a date. When was that?"
            )


def _said_later(records: Records) -> Questions:
    """Ask of what was said on a day after its source was published."""
    for key, row in records["statements"].items():
        source = records["sources"].get(row.get("source", ""), {})
        said, published = _days(row.get("said_on", "")), _days(source.get("published", ""))
        if said and published and said[0] > published[1]:
            asked = "It was said after its source was published. Which date is right?"
            yield Question("statements", key, "said_on", asked)


def _days(date: str) -> tuple[int, int] | None:
    try:
        return days(date) if date else None
    except ValueError:
        return None


def _same_words(records: Records) -> Questions:
    """Ask of words that stand twice, unless they are tied as one claim."""
    first: dict[str, tuple[str, Row]] = {}
    for key, row in records["statements"].items():
        words = fold(row.get("exact", ""))
        other, before = first.setdefault(words, (key, row))
        tied = row.get("claim") and row.get("claim") == before.get("claim")
        if other != key and words and not tied:
            asked = f"“{_cut(before['exact'])}” is another record with the same words. Is it one?"
            yield Question("statements", key, "exact", asked)


def _cut(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


def _silent(records: Records) -> Questions:
    """Ask of actors who say and report nothing, and to whom nobody who does belongs."""
    heard: set[str] = set()
    for row in records["statements"].values():
        heard |= {row.get("speaker", ""), row.get("reported_by", "")}
        heard.update(row.get("quoted_by", "").split())
    actors = records["actors"]
    left = list(heard)
    while left:
        above = actors.get(left.pop(), {}).get("affiliation", "")
        if above and above not in heard:
            heard.add(above)
            left.append(above)
    for key in actors:
        if key not in heard:
            yield Question("actors", key, "name", "Nothing is said by this speaker. Is it needed?")


def _namesakes(records: Records) -> Questions:
    for table, what in (("actors", "speaker"), ("topics", "topic")):
        first: dict[str, str] = {}
        for key, row in records[table].items():
            if first.setdefault(fold(row.get("name", "")), key) != key:
                yield Question(
                    table, key, "name", f"There is another {what} of this name. Is it one?"
                )


def _pointless(records: Records) -> Questions:
    used = _used_places(records)
    areas = {row["place"] for row in records[AREAS].values()}
    for key, row in records["places"].items():
        if key in used and key not in areas and not (row.get("lat") and row.get("lon")):
            yield Question("places", key, "lat", "It has no point on the map. Where is it?")


def _used_places(records: Records) -> set[str]:
    return {row.get("place", "") for row in records["statement_places"].values()}


def _unused_places(records: Records) -> Questions:
    used = _used_places(records) | {row.get("parent", "") for row in records["places"].values()}
    for key in records["places"]:
        if key not in used:
            yield Question("places", key, "name", "No statement is about this place. Is it needed?")


def _far(records: Records) -> Questions:
    """Ask of places that lie much farther from the nearest other than places here usually do."""
    keys, points = _points(records)
    if len(keys) < _ENOUGH_PLACES:
        return
    usual = float(np.median(_nearest(points, np.arange(len(keys))[:: -(-len(keys) // _SAMPLE)])))
    alone = np.array(_alone(points), dtype=np.int64)
    for at, distance in zip(alone.tolist(), _nearest(points, alone).tolist(), strict=True):
        if distance >= max(FAR, _TIMES_FARTHER * usual):
            asked = f"It lies {distance:,.0f} km from the nearest other place. Is it this one?"
            yield Question("places", keys[at], "lat", asked)


def _points(records: Records) -> tuple[list[str], np.ndarray]:
    """Give the places that have a point, and these in degrees, one a row."""
    keys, points = [], []
    for key, row in records["places"].items():
        try:
            points.append((float(row.get("lat", "")), float(row.get("lon", ""))))
        except ValueError:  # what is no number is a problem of its own
            continue
        keys.append(key)
    return keys, np.array(points, dtype=np.float64).reshape(-1, 2)


def _alone(points: np.ndarray) -> list[int]:
    """Give the points that are alone in their ten degrees: none other can be far from all."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, (lat, lon) in enumerate(points.tolist()):
        cells[int(lat // 10), int(lon // 10)].append(at)
    return [found[0] for found in cells.values() if len(found) == 1]


def _nearest(points: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Give the distance of each chosen point to the nearest other, in kilometres."""
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    vectors = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    found = []
    for at in chosen.tolist():
        near = vectors[:, at] @ vectors
        near[at] = -1
        found.append(np.arccos(np.clip(near.max(), -1, 1)) * _KILOMETRES_PER_RADIAN)
    return np.array(found)


def _sources(records: Records) -> Questions:
    quoted = {row.get("source", "") for row in records["statements"].values()}
    for key, row in records["sources"].items():
        if not row.get("published"):
            yield Question("sources", key, "published", "It has no date. When was it published?")
        if not row.get("publisher") and not row.get("author"):
            yield Question("sources", key, "publisher", "It has no publisher. Whose is it?")
        if key not in quoted:
            yield Question("sources", key, "title", "Nothing is taken from it. Is it needed?")


def _unused_topics(records: Records) -> Questions:
    used = {one for row in records["statements"].values() for one in row.get("topics", "").split()}
    for key in records["topics"]:
        if key not in used:
            yield Question("topics", key, "name", "No statement is on this topic. Is it needed?")


RULES: tuple[Callable[[Records], Questions], ...] = (
    _unnamed,
    _undated,
    _said_later,
    _same_words,
    _silent,
    _namesakes,
    _pointless,
    _far,
    _unused_places,
    _sources,
    _unused_topics,
)
"""In the order in which they are asked."""
