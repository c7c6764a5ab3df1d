"""The tidy record: each statement of an excerpt as one flat row, with names in place of ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.choosing.place_links import places_of
from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.telling.sides import sides, speaker_sides

COLUMNS = (
    "id",
    "exact",
    "speaker",
    "speaker_id",
    "role",
    "side",
    "reported_by",
    "quoted_by",
    "cue",
    "directness",
    "act",
    "topics",
    "said_on",
    "said_on_inferred",
    "about_when",
    "about_when_inferred",
    "said_at",
    "said_at_inferred",
    "about",
    "about_inferred",
    "event_code",
    "claim",
    "certainty",
    "review",
    "status",
    "status_on",
    "status_reason",
    "translation",
    "translation_language",
    "note",
    "source",
    "source_id",
    "source_url",
    "language",
    "start",
    "end",
    "prefix",
    "suffix",
)
"""The fields of a row; those of ``schema.STATEMENTS`` where they have the same name."""
NUMBERS = frozenset({"start", "end"})
"""Fields that are whole numbers: code point offsets. All others are text, empty for none."""
BETWEEN = "; "
"""Stands between several names in one field."""
_AT_ONCE = 5_000
"""Statements that are held as Python dicts at a time, which take ten times what a table takes."""

Row = dict[str, Any]


def positioned_rows(excerpt: Excerpt) -> Iterator[tuple[int, Row]]:
    """Give each statement's position in the dataset and its row, in the excerpt's order.

    ``quoted_by``, ``topics``, ``said_at`` and ``about`` may hold several names; where a place was
    inferred, the reason stands after its name.
    """
    dataset = excerpt.dataset
    names, topics = dataset.names["actors"], dataset.names["topics"]
    roles = dict(zip(dataset.ids["actors"], dataset.actors["role"].tolist(), strict=True))
    side_names = [side.name for side in sides(dataset).sides]
    side_of = speaker_sides(dataset).tolist()
    sources = {source["id"]: source for source in dataset.sources.to_dict("records")}
    for first in range(0, len(excerpt.positions), _AT_ONCE):
        block = excerpt.positions[first : first + _AT_ONCE]
        for position, record in zip(block, dataset.records(block), strict=True):
            source = sources[record["source"]]
            speaker = record["speaker"]
            row = record | _places(dataset, position)
            row |= {
                "speaker": names[speaker],
                "speaker_id": speaker,
                "role": roles[speaker],
                "side": side_names[side_of[position]],
                "reported_by": names.get(record["reported_by"], ""),
                "quoted_by": BETWEEN.join(names[key] for key in record["quoted_by"].split()),
                "topics": BETWEEN.join(topics[key] for key in record["topics"].split()),
                "source": source["title"],
                "source_id": source["id"],
                "source_url": source["url"],
                "language": source["language"],
            }
            excerpt.go_on()
            yield position, {name: row[name] for name in COLUMNS}


def rows(excerpt: Excerpt) -> Iterator[Row]:
    """Give each statement's row, in the excerpt's order."""
    return (row for _, row in positioned_rows(excerpt))


def _places(dataset: Dataset, position: int) -> Row:
    names, ids = dataset.names["places"], dataset.ids["places"]
    found: dict[str, list[str]] = {
        "said_at": [],
        "said_at_inferred": [],
        "about": [],
        "about_inferred": [],
    }
    for place in places_of(dataset, position):
        role, name = "said_at" if place.said else "about", names[ids[place.place]]
        found[role].append(name)
        if place.inferred:
            found[f"{role}_inferred"].append(f"{name}: {place.inferred}")
    return {name: BETWEEN.join(values) for name, values in found.items()}


def places_used(excerpt: Excerpt) -> list[int]:
    """List the places of the excerpt's statements, as positions in the order of places.csv."""
    links = excerpt.dataset.links
    found: list[int] = links.loc[links["statement"].isin(excerpt.positions), "place"].tolist()
    return sorted(set(found))
