"""The first dataset's report, drafted by a program, beside what was made of it by hand."""

from __future__ import annotations

from functools import cache

import pytest

from data.dataset import Dataset, load
from data.drafting import parser, process
from data.drafting.english import ENGLISH
from tests.helpers.datasets import MOSCOW

# What the draft reaches, with the parser and by rules alone: of the nine records that somebody
# says, those with the same cue and the same speaker; of the places named, those found.
FLOORS = {True: (7, 7), False: (6, 7)}


@cache
def by_hand() -> Dataset:
    """Give the dataset that was made by hand."""
    loaded = load(MOSCOW)
    assert isinstance(loaded, Dataset), loaded
    return loaded


@pytest.mark.parametrize("model", [True, False], ids=["parser", "rules"])
def test_the_draft_beside_the_dataset(model: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001
    """It prints which records and places of it are missing, and keeps what it has reached."""
    if model and not parser.installed(ENGLISH):
        pytest.skip("no parser is installed")
    gold = by_hand()
    (text,) = gold.texts.values()
    made = process.draft({"moscow-talks.txt": text.encode()}, model=model).tables.rows
    drafted = made["statements"]
    names = {row["id"]: row["name"] for row in made["actors"]}
    found: list[str] = []
    missed: list[str] = []
    for record in gold.statements.to_dict("records"):
        if record["directness"] == "narration":
            continue
        speaker = gold.names["actors"][record["speaker"]]
        same = [
            row
            for row in drafted
            if int(row["start"]) < record["end"]
            and record["start"] < int(row["end"])
            and set(row["cue"].split()) & set(record["cue"].split())
            and set(names[row["speaker"]].split()) & set(speaker.split())
        ]
        (found if same else missed).append(f"{speaker} {record['cue']}: {record['exact'][:60]}")
    there = {row["name"].casefold() for row in made["places"]}
    named = [name for name in gold.places["name"] if name.casefold().split()[0] in str(there)]
    lacking = sorted(set(gold.places["name"]) - set(named))
    with capsys.disabled():
        print(
            f"\n{len(found)} of {len(found) + len(missed)} records; missing:", *missed, sep="\n  "
        )
        print(f"{len(named)} of {len(gold.places)} places; missing: {', '.join(lacking) or 'none'}")
    records, places = FLOORS[model]
    assert len(found) >= records
    assert len(named) >= places


def test_what_the_report_tells_itself_is_its_own() -> None:
    """Sentences of narration are drafted as the report's own words, and said by nobody else."""
    (text,) = by_hand().texts.values()
    rows = process.draft({"moscow-talks.txt": text.encode()}, model=False).tables.rows
    own = [row for row in rows["statements"] if row["directness"] == "narration"]
    outlets = {row["id"] for row in rows["actors"] if row["kind"] == "outlet"}
    assert own
    assert {row["speaker"] for row in own} == outlets
    assert not any(row["cue"] for row in own)
