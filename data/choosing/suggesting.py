"""What a reader may mean by what is typed into the search: values of filters that it names.

Rules: names are compared as a search compares words (``folding.fold``), in every language that the
dataset has them in. A typed word means a word of a name that is the same, begins with it, holds
it, or differs from it by one letter (from four letters on) or two (from eight on). A word of a
script that sets no spaces may hold a whole name. The best fit stands first: most typed letters,
fewest other words in the name, most statements. Times are months and years with statements.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from data import dates
from data.choosing.filters import FILTERS
from data.choosing.periods import SCALES, steps
from data.choosing.selection import Selection, Shown, select
from data.dataset import Dataset, Mask
from data.folding import fold, sought
from data.memory import once_per_dataset
from data.wording import MONTHS

MOST = 8
"""Suggestions that are offered at once."""
MOST_OF_FILTER = 3
"""Of these, values of one filter: a sentence names several things."""
NAMED = ("speaker", "place", "topic", "source")
"""The filters whose values have names that people type, the likeliest meant first."""
_MOST_WORDS = 12
"""Typed words that are looked at; a sentence has its names among them."""
_MOST_ALIKE = 40
"""Words of names that one typed word may mean."""
_LITTLE, _SHORT, _LONG = 2, 4, 8
"""Letters of a word that says little, and from which on one and two of them may be wrong."""
_ROLE = 0.8
_WORD = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"[\u0000-\u0dff\u1100-\u167f\u1e00-\u2fff]*")
"""Scripts that set spaces between words, as far as a name in them is no part of a longer word."""
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass(frozen=True)
class Suggestion:
    """One value of a filter that what is typed may mean.

    ``label`` names the filter, ``words`` the value; ``chosen`` is what a choice of it sets, by the
    link's parameter; ``count`` is the number of statements that then match; ``rest`` is what was
    typed beside it, where statements have it.
    """

    label: str
    words: str
    chosen: tuple[tuple[str, str], ...]
    count: int
    rest: str


@dataclass(frozen=True)
class _Name:
    """A name of a value: the filter, the option's position, its folded words, what a fit weighs."""

    key: str
    option: int
    words: frozenset[str]
    weight: float


@dataclass(frozen=True)
class _Names:
    """All names, and for each of their words, in order, the positions of the names that have it."""

    names: tuple[_Name, ...]
    words: tuple[str, ...]
    having: Mapping[str, tuple[int, ...]]


def suggestions(dataset: Dataset, selection: Selection, typed: str) -> tuple[Suggestion, ...]:
    """Give what a text may mean, the best first, without what is chosen already.

    Counts are those of the other filters that are chosen, without the words that are searched.
    """
    selection = selection.without("q")
    shown = select(dataset, selection)
    parts = typed.split()[:_MOST_WORDS]
    words = [" ".join(_WORD.findall(fold(part))) for part in parts]
    found = [
        *_times(dataset, selection, parts, words),
        *_values(dataset, selection, shown, parts, words),
    ]
    found.sort(key=lambda fit: fit[0], reverse=True)
    of_filter: Counter[str] = Counter()
    kept = []
    for _, suggestion in found:
        of_filter[suggestion.label] += 1
        if of_filter[suggestion.label] <= MOST_OF_FILTER:
            kept.append(suggestion)
    return tuple(_leading(dataset, selection, one) for one in kept[:MOST])


def _leading(dataset: Dataset, selection: Selection, one: Suggestion) -> Suggestion:
    """Drop the rest of a suggestion where nothing has it: a choice leads to statements."""
    words = sorted(sought(one.rest), key=len, reverse=True)  # the longest leaves fewest
    left = np.flatnonzero(_alone(dataset, selection, one)) if words else np.zeros(0, np.int64)
    for word in words:
        has = dataset.folded.take(left).str.contains(word, regex=False)
        left = left[has.to_numpy(dtype=bool)]
        if not len(left):
            break
    return one if len(left) else replace(one, rest="")


def _alone(dataset: Dataset, selection: Selection, one: Suggestion) -> Mask:
    """Give the statements of a suggestion, within the other filters."""
    (key, value), *more = one.chosen
    if more:
        return select(dataset, _with(selection, one.chosen)).mask
    (entry,) = (entry for entry in FILTERS if entry.key == key)
    return select(dataset, selection.without(key)).mask & entry.test(dataset, (value,))


def _with(selection: Selection, chosen: tuple[tuple[str, str], ...]) -> Selection:
    """Give a selection with a time chosen, in place of another."""
    filters = {**dict(selection.filters), **{key: (value,) for key, value in chosen}}
    return replace(
        selection, filters=tuple((f.key, filters[f.key]) for f in FILTERS if f.key in filters)
    )


def who_speaks(dataset: Dataset, selection: Selection) -> tuple[Suggestion, ...]:
    """Give the speakers with most statements, for whoever typed a name that none has."""
    selection = selection.without("q")
    counts = select(dataset, selection).counts["speaker"]
    (entry,) = (entry for entry in FILTERS if entry.key == "speaker")
    assert entry.options is not None  # noqa: S101 - a choice has them
    options = entry.options(dataset)
    order = sorted(range(len(counts)), key=lambda option: -int(counts[option]))
    return tuple(
        Suggestion(
            entry.label, options.labels[n], (("speaker", options.ids[n]),), int(counts[n]), ""
        )
        for n in order[:MOST]
        if counts[n] and options.ids[n] not in selection.values("speaker")
    )


Fit = tuple[tuple[float, int, int], Suggestion]


def _values(
    dataset: Dataset, selection: Selection, shown: Shown, parts: list[str], words: list[str]
) -> Iterator[Fit]:
    names = _names(dataset)
    met: dict[int, dict[int, float]] = defaultdict(dict)
    for number, word in enumerate(words):
        if len(word) <= _LITTLE and number < len(words) - 1 and _is_spaced(word):
            continue  # "in", "of": what is still being typed may be the beginning of a name
        for alike, weight in _alike(names, word):
            for at in names.having[alike]:
                fit = weight * names.names[at].weight
                met[at][number] = max(met[at].get(number, 0), fit)
    best: dict[tuple[str, int], tuple[tuple[float, int, int], frozenset[int]]] = {}
    for at, weights in met.items():
        name = names.names[at]
        count = int(shown.counts[name.key][name.option])
        rank = (round(sum(weights.values()), 6), -abs(len(name.words) - len(weights)), count)
        value = name.key, name.option
        if value not in best or best[value][0] < rank:
            best[value] = rank, frozenset(weights)
    filters = {entry.key: entry for entry in FILTERS}
    for (key, option), (rank, used) in best.items():
        entry = filters[key]
        assert entry.options is not None  # noqa: S101 - NAMED has none of another kind
        options = entry.options(dataset)
        if options.ids[option] in selection.values(key):
            continue
        rest = " ".join(part for number, part in enumerate(parts) if number not in used)
        chosen = ((key, options.ids[option]),)
        yield rank, Suggestion(entry.label, options.labels[option], chosen, rank[2], rest)


def _is_spaced(word: str) -> bool:
    return _SPACED.fullmatch(word) is not None


def _alike(names: _Names, word: str) -> Iterator[tuple[str, float]]:
    """Give the words of names that a typed word may mean, each with how much that says."""
    if not word:
        return
    length = len(word)
    if word in names.having:
        yield word, length
    spaced = _is_spaced(word)
    if length == 1 and spaced:
        return
    start = bisect_left(names.words, word)
    for other in names.words[start : start + _MOST_ALIKE]:
        if not other.startswith(word):
            break
        yield other, length * 0.9
    if not spaced:
        for other in names.words:
            if other in word or word in other:
                yield other, min(length, len(other)) * 0.9
        return
    if length >= _SHORT:
        wrong = 1 if length < _LONG else 2
        near = extract(
            word, names.words, scorer=OSA.distance, score_cutoff=wrong, limit=_MOST_ALIKE
        )
        for other, distance, _ in near:
            yield other, length * 0.8 - distance


@once_per_dataset
def _names(dataset: Dataset) -> _Names:
    found = [
        _Name(key, option, frozenset(_WORD.findall(fold(name))), weight)
        for key in NAMED
        for option, names in enumerate(names_of(dataset, key))
        for name, weight in names
    ]
    having: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(found):
        for word in name.words:
            having[word].append(at)
    return _Names(
        tuple(found), tuple(sorted(having)), {word: tuple(at) for word, at in having.items()}
    )


def names_of(dataset: Dataset, key: str) -> Iterator[list[tuple[str, float]]]:
    """Give for each option of a filter the names that it goes by, each with its weight.

    A role beside a name weighs less than the name.
    """
    (entry,) = (entry for entry in FILTERS if entry.key == key)
    assert entry.options is not None  # noqa: S101 - NAMED has none of another kind
    options = entry.options(dataset)
    table = {"speaker": "actors", "place": "places"}.get(key)
    for one, label in zip(options.ids, options.labels, strict=True):
        names = [(label, 1.0)]
        if table:
            record = getattr(dataset, table).iloc[dataset.positions[table][one]]
            names += [(str(name), 1.0) for name in json.loads(record["names"] or "{}").values()]
            if record.get("role"):
                names.append((f"{label} {record['role']}", _ROLE))
        yield names


def _times(
    dataset: Dataset, selection: Selection, parts: list[str], words: list[str]
) -> Iterator[Fit]:
    for value, used in _periods(dataset, words):
        rest = " ".join(part for number, part in enumerate(parts) if number not in used)
        for scale in SCALES:
            chosen = ((scale.since, value), (scale.until, value))
            if all(selection.values(key) == (end,) for key, end in chosen):
                continue
            count = select(dataset, _with(selection, chosen)).matching
            if count:
                letters = sum(len(words[number]) for number in used)
                said = Suggestion(scale.label, dates.words(value), chosen, count, rest)
                yield (letters, 0, count), said


def _periods(dataset: Dataset, words: list[str]) -> Iterator[tuple[str, frozenset[int]]]:
    """Give the days, months and years that words name, in EDTF, with the positions of the words.

    A month without a year is that of every year in which the dataset has it, a few at the most.
    """
    numbers = {fold(name): number for number, name in enumerate(MONTHS, 1)}
    named = {at: numbers[word] for at, word in enumerate(words) if word in numbers}
    years = {at: word for at, word in enumerate(words) if _YEAR.fullmatch(word)}
    days = {at: int(word) for at, word in enumerate(words) if word.isdecimal() and len(word) <= 2}
    for at, word in enumerate(words):
        value = word.replace(" ", "-")
        if "-" in value and dates.is_edtf(value):
            yield value, frozenset({at})
    for at, month in named.items():
        near = {other: year for other, year in years.items() if 0 < other - at <= 2}
        for other, year in near.items():
            day = next((number for number in (at - 1, at + 1) if number in days), None)
            value = f"{year}-{month:02d}"
            if day is not None and dates.is_edtf(f"{value}-{days[day]:02d}"):
                yield f"{value}-{days[day]:02d}", frozenset({at, other, day})
            else:
                yield value, frozenset({at, other})
        if not near:
            for value in _months_of(dataset, month):
                yield value, frozenset({at})
    if not named:
        yield from ((year, frozenset({at})) for at, year in years.items())


MOST_YEARS = 3


def _months_of(dataset: Dataset, month: int) -> list[str]:
    ending = f"-{month:02d}"
    return [value for value in months(dataset) if value.endswith(ending)][:MOST_YEARS]


def months(dataset: Dataset) -> list[str]:
    """Give the months from the first to the last of either time, the latest first."""
    found = {step.value for scale in SCALES for step in steps(dataset, scale)}
    return sorted((value for value in found if "-" in value[1:]), reverse=True)
