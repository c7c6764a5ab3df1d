"""What the cards of statements say: plain text in JSON, set as text in the browser."""

from __future__ import annotations

from typing import Any

from data import dates
from data.choosing.filters import ACT_WORDS, DIRECTNESS_WORDS
from data.choosing.place_links import places_of
from data.dataset import Dataset
from data.memory import once_per_dataset
from data.telling.direction import direction
from data.telling.sides import sides
from data.telling.standing import standing
from data.wording import isolated

_CERTAINTY_WORDS = {"probable": "this reading is probable", "possible": "this reading is possible"}


def sentence_case(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]


def side_of(dataset: Dataset, actor: str) -> dict[str, str]:
    """Give the name and the palette's colour of an actor's side."""
    found = sides(dataset)
    side = found.sides[found.of_actor[dataset.positions["actors"][actor]]]
    return {"name": side.name, "colour": f"side-{side.colour}" if side.colour else "neutral"}


@once_per_dataset
def _records(dataset: Dataset) -> dict[str, dict[Any, dict[Any, Any]]]:
    """Give the actors and the sources by their ids."""
    tables = {"actors": dataset.actors, "sources": dataset.sources}
    return {
        name: {record["id"]: record for record in frame.to_dict("records")}
        for name, frame in tables.items()
    }


@once_per_dataset
def _has_several_reporters(dataset: Dataset) -> bool:
    """Tell whether who reports a statement says anything: one report needs no mention."""
    return len(set(dataset.statements["reported_by"])) > 1


def _date(label: str, value: str, inferred: str) -> dict[str, str] | None:
    if not value:
        return None
    return {"label": label, "words": dates.words(value), "inferred": inferred}


def statement_cards(dataset: Dataset, positions: list[int]) -> list[dict[str, Any]]:
    """Say all of each statement: who, the words, how, where, when, and what was inferred."""
    records = dataset.records(positions)
    return [
        _statement_card(dataset, position, record)
        for position, record in zip(positions, records, strict=True)
    ]


def _statement_card(dataset: Dataset, position: int, record: dict[str, Any]) -> dict[str, Any]:
    speaker = _records(dataset)["actors"][record["speaker"]]
    source = _records(dataset)["sources"][record["source"]]
    reporter = record["reported_by"] if _has_several_reporters(dataset) else ""
    ids = dataset.ids["places"]
    places = [
        {
            "id": ids[of.place],
            "name": dataset.names["places"][ids[of.place]],
            "said": of.said,
            "inferred": of.inferred,
            "drawn": bool(dataset.located[of.place]),
        }
        for of in places_of(dataset, position)
    ]
    when = [
        _date("said", record["said_on"], record["said_on_inferred"]),
        _date("speaks of", record["about_when"], record["about_when_inferred"]),
    ]
    return {
        "id": record["id"],
        "speaker": speaker["name"],
        "role": speaker["role"],
        "side": side_of(dataset, record["speaker"]),
        "form": record["directness"],
        "quoted": record["directness"] in {"direct", "mixed"},
        "narration": record["directness"] == "narration",
        "exact": record["exact"],
        "language": source["language"],
        "direction": direction(source["language"], record["exact"]),
        "differs": None,
        "translation": record["translation"],
        "translationLanguage": record["translation_language"],
        "translationDirection": direction(record["translation_language"], record["translation"]),
        "cue": record["cue"],
        "act": ACT_WORDS[record["act"]],
        "directness": DIRECTNESS_WORDS[record["directness"]],
        "chain": _chain(dataset, record, reporter),
        "places": places,
        "dates": [entry for entry in when if entry],
        "status": standing(record),
        "certainty": _CERTAINTY_WORDS.get(record["certainty"], ""),
        "note": record["note"],
        "source": source["title"],
        "oneOfSeveral": len(dataset.sources) > 1,
    }


def _chain(dataset: Dataset, record: dict[str, Any], reporter: str) -> str:
    """Say who passed the words on: "as quoted by Y, according to Z"."""
    names = dataset.names["actors"]
    between = [isolated(names[key]) for key in record["quoted_by"].split()]
    parts = [f"as quoted by {', then by '.join(between)}"] if between else []
    if reporter not in {"", record["speaker"]}:
        parts.append(f"according to {isolated(names[reporter])}")
    return ", ".join(parts)
