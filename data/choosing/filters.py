"""Every filter as one entry: its key in the link, label, options, test and phrase.

A statement is shown when it passes every filter; within one filter any chosen value is enough.
Filters are made from the data: an option is there when a statement of the dataset has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.choosing.inferred import Kind, Reason, kinds
from data.choosing.periods import SCALES, Scale, check, phrase, since, until
from data.dataset import Dataset, Mask, positions_in
from data.folding import sought
from data.loading.reading import as_text
from data.memory import once_per_dataset
from data.schema import ACTS, DIRECTNESS, STATUS
from data.wording import isolated

LONGEST_SEARCH = 200
SEARCHED = "with the words “{}”"

ACT_WORDS = {
    "assertive": "asserts",
    "commissive": "commits, promises",
    "directive": "asks, demands",
    "expressive": "thanks, praises, hopes",
    "declarative": "declares",
}
DIRECTNESS_WORDS = {
    "direct": "in the speaker’s own words",
    "indirect": "in the report’s words",
    "mixed": "partly in the speaker’s own words",
    "narration": "told by the report itself",
}

STATUS_WORDS = {
    "reported": "as reported",
    "disputed": "disputed",
    "corrected": "corrected",
    "withdrawn": "withdrawn",
}


@dataclass(frozen=True)
class Options:
    """A choice filter's values, and which statement has which.

    ``ids`` and ``labels`` are in the order shown. ``statement`` and ``option`` are positions,
    one pair for each value that a statement has, no pair twice. The first ``offered`` stand among
    the controls, None for all; the others are only linked to.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    statement: npt.NDArray[np.int64]
    option: npt.NDArray[np.int64]
    offered: int | None = None


@dataclass(frozen=True)
class Filter:
    """One filter. ``check`` gives the value as it is kept, or raises ``ValueError``.

    ``options`` is None for what is typed. ``test`` gives a mask over all statements;
    ``phrase`` the words that follow "12 of 20 statements".
    """

    key: str
    label: str
    kind: Literal["search", "choice", "date"]
    test: Callable[[Dataset, tuple[str, ...]], Mask]
    phrase: Callable[[Dataset, tuple[str, ...]], str]
    check: Callable[[Dataset, str], str]
    options: Callable[[Dataset], Options] | None = None
    words: str = ""
    """The phrase of a search or a choice, with {} in place of what is chosen."""
    menu: str = "More"
    """The menu on the map that a choice stands in."""


def either(names: list[str]) -> str:
    """Join names for a sentence, "a, b or c", each kept apart in its own writing direction."""
    names = [isolated(name) for name in names]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _choice(
    key: str,
    label: str,
    options: Callable[[Dataset], Options],
    words: str,
    menu: str = "More",
) -> Filter:
    options = once_per_dataset(options)

    def test(dataset: Dataset, values: tuple[str, ...]) -> Mask:
        found = options(dataset)
        chosen = np.isin(np.array(found.ids, dtype=object), values)
        mask = np.zeros(dataset.size, dtype=bool)
        mask[found.statement[chosen[found.option]]] = True
        return mask

    def phrase(dataset: Dataset, values: tuple[str, ...]) -> str:
        found = options(dataset)
        names = dict(zip(found.ids, found.labels, strict=True))
        return words.format(either([names[value] for value in values]))

    def check(dataset: Dataset, value: str) -> str:
        if value not in options(dataset).ids:
            raise ValueError(f"a {label.lower()} that this dataset has")
        return value

    return Filter(key, label, "choice", test, phrase, check, options, words, menu)


def _pairs(statement: pd.Series, value: pd.Series, ids: list[str], labels: list[str]) -> Options:
    found = positions_in(pd.Series(ids, dtype=str), value)
    frame = pd.DataFrame({"statement": statement.to_numpy(dtype=np.int64), "value": found})
    frame = frame[found >= 0].drop_duplicates()
    kept, option = np.unique(frame["value"], return_inverse=True)
    return Options(
        tuple(ids[position] for position in kept),
        tuple(labels[position] for position in kept),
        frame["statement"].to_numpy(),
        option.astype(np.int64),
    )


def _speakers(dataset: Dataset) -> Options:
    speaker = dataset.statements["speaker"]
    order = pd.Series(speaker.index, index=speaker.index)
    actors = dataset.actors
    return _pairs(order, speaker, list(actors["id"]), list(actors["name"]))


def _sources(dataset: Dataset) -> Options:
    source = dataset.statements["source"]
    order = pd.Series(source.index, index=source.index)
    frame = dataset.sources
    return _pairs(order, source, list(frame["id"]), list(frame["title"]))


def _topics(dataset: Dataset) -> Options:
    cells = pa.array(dataset.statements["topics"].tolist(), pa.large_string())
    parts = pc.split_pattern(cells, " ")
    order = pd.Series(pc.list_parent_indices(parts))
    frame = dataset.topics
    topics = as_text(pc.list_flatten(parts))
    return _pairs(order, topics, list(frame["id"]), list(frame["name"]))


def _places(dataset: Dataset) -> Options:
    ids = dataset.places["id"]
    place = ids.take(dataset.links["place"].to_numpy())
    return _pairs(dataset.links["statement"], place, list(ids), list(dataset.places["name"]))


def _column(
    column: str, order: tuple[str, ...], words: dict[str, str]
) -> Callable[[Dataset], Options]:
    def options(dataset: Dataset) -> Options:
        values = dataset.statements[column]
        position = pd.Series(values.index, index=values.index)
        return _pairs(position, values, list(order), [words[key] for key in order])

    return options


def _inferred(dataset: Dataset) -> Options:
    found = kinds(dataset)
    reasons = [reason for kind in found for reason in kind.reasons]
    entries: list[Kind | Reason] = [*found, *reasons]
    counts = [len(entry.statements) for entry in entries]
    return Options(
        tuple(entry.key for entry in entries),
        (
            *(kind.label for kind in found),
            *(f"{kind.label}, since “{reason.words}”" for kind in found for reason in kind.reasons),
        ),
        np.concatenate([np.zeros(0, dtype=np.int64), *(entry.statements for entry in entries)]),
        np.repeat(np.arange(len(entries), dtype=np.int64), counts),
        offered=len(found),
    )


def _search(dataset: Dataset, values: tuple[str, ...]) -> Mask:
    mask = np.ones(dataset.size, dtype=bool)
    for word in sought(values[0]):
        mask &= dataset.folded.str.contains(word, regex=False).to_numpy(dtype=bool)
    return mask


def _check_search(_dataset: Dataset, value: str) -> str:
    if len(value) > LONGEST_SEARCH:
        raise ValueError(f"at most {LONGEST_SEARCH} characters")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("whole characters, no halves of them")
    spaced = "".join(" " if character.isspace() else character for character in value)
    words = "".join(character for character in spaced if character.isprintable()).strip()
    if not sought(words):
        raise ValueError("words that can be searched")
    return words


def _date(scale: Scale, key: str, order: Literal["earlier", "later"]) -> Filter:
    test = since(scale) if order == "later" else until(scale)
    label = f"{scale.label}, {'from' if order == 'later' else 'until'}"
    return Filter(key, label, "date", test, phrase(scale, order), check)


FILTERS = (
    Filter(
        "q",
        "Search the words",
        "search",
        _search,
        lambda _, values: SEARCHED.format(isolated(values[0])),
        _check_search,
        words=SEARCHED,
    ),
    _choice("speaker", "Speaker", _speakers, "by {}", "Speaker"),
    _choice(
        "act",
        "Kind of statement",
        _column("act", ACTS, ACT_WORDS),
        "of the kind “{}”",
        "Kind",
    ),
    _choice("topic", "Topic", _topics, "on {}", "Topic"),
    _choice("place", "Place", _places, "made in or about {}", "Place"),
    _choice("source", "Source", _sources, "in {}"),
    _choice(
        "directness",
        "Direct or indirect",
        _column("directness", DIRECTNESS, DIRECTNESS_WORDS),
        "{}",
    ),
    _choice(
        "status",
        "Status",
        _column("status", STATUS, STATUS_WORDS),
        "with the status “{}”",
    ),
    _choice("inferred", "Inferred or unsure", _inferred, "with {}"),
    *(
        entry
        for scale in SCALES
        for entry in (_date(scale, scale.since, "later"), _date(scale, scale.until, "earlier"))
    ),
)
