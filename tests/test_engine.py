"""What the browser's half chooses by itself is what the app chooses: 2,000 cases in Node."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest

from components import controls, head
from components.choices import CHOICES
from components.map import world
from components.panels import desk
from components.publish.basis import KEPT_PANELS, LIVE_PANELS, basis, columns
from data.choosing import link
from data.choosing.filters import FILTERS, Filter
from data.choosing.selection import Selection, select
from data.choosing.spot import ABOUT, ARC, ROLE, SAID_AT
from data.dataset import Dataset
from data.folding import sought
from data.schema import NOWHERE
from data.telling.sentence import describe
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.node import run
from tests.helpers.published import fragment_of

EACH = 1_000
PLAIN_DATES = ("2031", "2031-03", "2031-03-03", "2026-01-28", "2024-12", "-0043-03", "0000", "none")


def choices(chance: Random, dataset: Dataset) -> Selection:
    """Choose at random what can be chosen in the page: no comparison, no online base map."""
    places = list(dataset.places["id"])
    spots = (
        lambda: None,
        lambda: chance.choice(places),
        lambda: ROLE.join((chance.choice((SAID_AT, ABOUT)), chance.choice(places))),
        lambda: ARC.join(chance.choices(places, k=2)),
        lambda: NOWHERE,
    )
    layers = tuple(key for key in CHOICES.layers if chance.random() < 0.6)
    readings = {a.place: f"{a.place}:{a.reading}" for a in dataset.areas if not a.default}
    return Selection(
        filters=tuple(
            (f.key, values(chance, dataset, f)) for f in FILTERS if chance.random() < 0.3
        ),
        at=chance.choice(spots)(),
        statement=chance.choice([None, *dataset.statements["id"]]),
        tab=chance.choice([None, *(key for key in KEPT_PANELS if key != CHOICES.tabs[0])]),
        layers=None if layers == CHOICES.layers else layers,
        page=chance.choice((None, 1, 2, 9_999_999)),
        readings=tuple(value for value in readings.values() if chance.random() < 0.5),
    )


def values(chance: Random, dataset: Dataset, entry: Filter) -> tuple[str, ...]:
    """Choose values of a filter; words are pieces of the dataset's own, and some that it lacks."""
    if entry.options:
        ids = entry.options(dataset).ids
        taken = set(chance.sample(list(ids), chance.randint(1, min(4, len(ids)))))
        return tuple(key for key in ids if key in taken)
    if entry.kind == "date":
        return (chance.choice(PLAIN_DATES),)
    words = chance.choice(list(dataset.statements["exact"])).split()
    start = chance.randrange(len(words))
    text = (
        " ".join(words[start : start + 2])
        if chance.random() < 0.8
        else chance.choice(("Zeppelin ß İ", "What did Lavrov say of Syria, Ankara?"))
    )
    cut = text[: chance.randint(1, len(text))].strip()
    cut = f"“{cut}”" if chance.random() < 0.2 else cut
    return (cut if sought(cut) else text if sought(text) else "harbour",)


TYPED = (
    "Putni Syria Jan",
    "What did Lavrov say about Syria in January?",
    "28 January 2026",
    "2031-03-03",
    "March 3, 2031",
    "2031",
    "причал",
    "порт صنعاء",
    "港",
    "president",
    "x",
    "of it",
)
"""What readers type, beside pieces of the dataset's own words."""


def typed(chance: Random, dataset: Dataset) -> str:
    """Type what readers do: a name of the dataset with a slip in it, or anything."""
    columns = (dataset.actors["name"], dataset.actors["role"], dataset.places["name"])
    words = [*chance.choice(list(chance.choice(columns)))]
    for _ in range(chance.randint(0, 2)):
        at = chance.randrange(len(words) or 1)
        words[at : at + 2] = words[at : at + 2][::-1]
    return chance.choice(("".join(words), chance.choice(TYPED)))


def told(dataset: Dataset, query: str) -> dict[str, Any]:
    """Give what the server tells the page of a link."""
    selection, ignored = link.read(dataset, parse_qs(query), CHOICES)
    shown = select(dataset, selection)
    return {
        "map": world.told(dataset, selection, shown, "map.json"),
        "panel": desk.content(dataset, selection, shown),
        "head": head.content(dataset, selection, ignored) | {"passedOn": []},
        "controls": controls.content(dataset, selection, shown, []),
    }


def shown_by_the_app(dataset: Dataset, selection: Selection) -> dict[str, Any]:
    """Give what the app shows of a selection, as far as the page has it."""
    shown = select(dataset, selection)
    panel = desk.content(dataset, selection, shown)
    asked = controls.content(dataset, selection, shown, [])
    return {
        "notices": [],
        "sentence": describe(dataset, selection),
        "map": world.told(dataset, selection, shown, "")["state"],
        "tabs": [tab for tab in panel["tabs"] if tab["key"] in KEPT_PANELS],
        "place": panel["place"],
        "content": None if selection.tab == "guide" else panel["content"],
        "filters": asked["filters"],
        "periods": asked["periods"],
        "layers": asked["layers"],
    }


def cases(dataset: Dataset, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Write the basis of a dataset, and generated selections with what the app shows."""
    patch.setattr("components.state.finding", dict)
    known = {"columns": columns(dataset, LIVE_PANELS), "latest": told(dataset, "")}
    alone = ["tab=places", "tab=timeline&at=none", "compare=said:2031&compare=said:2026"]
    yield json.dumps({"basis": basis(excerpt(dataset)), **known, "alone": alone})
    chance = Random(dataset.name)  # noqa: S311 - the same cases in every run
    for _ in range(EACH):
        chosen = choices(chance, dataset)
        finding = {"q": typed(chance, dataset)}
        patch.setattr("components.state.finding", lambda finding=finding: finding)
        shown = shown_by_the_app(dataset, chosen)
        fragment = fragment_of(chosen)
        query = urlencode({"dataset": dataset.name}) + f"&{fragment}" * bool(fragment)
        case = {"fragment": fragment, "query": query, "finding": finding, "shown": shown}
        yield json.dumps({**case, "told": told(dataset, query)})


@pytest.mark.parametrize("folder", [HARBOURS, MOSCOW], ids=lambda folder: folder.name)
def test_the_browser_chooses_as_the_app_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentence, cards, counts, place, source and map are the same for any selection."""
    dataset = loaded(folder)
    open_texts = np.zeros(len(dataset.sources), dtype=bool)
    dataset = replace(dataset, sources=dataset.sources.assign(withheld=open_texts))
    lines = list(cases(dataset, monkeypatch))
    assert len(lines) > EACH
    found = run("engine.js", "\n".join(lines))
    assert found["differing"] == []
    assert found["live"] > EACH / 2  # the others are the server's to answer


INHERITED = ("__proto__", "constructor", "hasOwnProperty", "toString", "valueOf", "length")
"""Names that every object of a browser has, whatever was put into it."""


@pytest.mark.parametrize("name", INHERITED)
def test_names_that_objects_inherit_are_none_that_there_are(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As values, as keys, and as what is typed: the page shows what the app does."""
    dataset = loaded(HARBOURS)
    given = {parameter.key: [name] for parameter in link.PARAMETERS if parameter.key != "dataset"}
    given |= {"reading": [f"{name}:{name}"], name: [name]}
    selection, _ = link.read(dataset, given, CHOICES)
    monkeypatch.setattr("components.state.finding", lambda: {"q": name, name: name})
    shown = shown_by_the_app(dataset, selection)
    del shown["notices"]  # those about what only the app has are others
    case = {"fragment": urlencode(given, doseq=True), "finding": {"q": name}, "shown": shown}
    lines = [json.dumps({"basis": basis(excerpt(dataset))}), json.dumps(case)]
    assert run("engine.js", "\n".join(lines))["differing"] == []
