"""What a selection shows: filters, counts, and the sentence that says it."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.choosing.filters import DIRECTNESS_WORDS, FILTERS, either
from data.choosing.selection import Relief, Selection, relief, select
from data.dataset import Dataset
from data.telling.sentence import describe
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded
from tests.helpers.selections import filters, selections

CHOSEN = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(st.just(loaded(folder)), filters(loaded(folder)))
)
KEYS = [entry.key for entry in FILTERS]


def only(**values: str | tuple[str, ...]) -> Selection:
    """Select by filters, in the order of FILTERS; ``from_`` stands for ``from``."""
    given_values = {
        key.rstrip("_"): (value,) if isinstance(value, str) else value
        for key, value in values.items()
    }
    return Selection(tuple((key, given_values[key]) for key in KEYS if key in given_values))


EVERYTHING = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(st.just(loaded(folder)), selections(loaded(folder)))
)


@given(CHOSEN)
def test_a_selection_is_the_intersection_of_its_filters(chosen: tuple[Dataset, Selection]) -> None:
    """A statement matches when each filter that is set, alone, lets it pass."""
    dataset, selection = chosen
    expected = np.ones(dataset.size, dtype=bool)
    for entry in selection.filters:
        expected &= select(dataset, Selection((entry,))).mask
    shown = select(dataset, selection)
    assert (shown.mask == expected).all()
    assert shown.matching == expected.sum()
    assert shown.total == dataset.size


@given(CHOSEN)
def test_a_count_is_what_its_option_would_show(chosen: tuple[Dataset, Selection]) -> None:
    """Each option's count is the number of matches with it alone and all other filters."""
    dataset, selection = chosen
    shown = select(dataset, selection)
    for entry in FILTERS:
        if entry.options is None:
            assert entry.key not in shown.counts
            continue
        options = entry.options(dataset)
        assert len(shown.counts[entry.key]) == len(options.ids)
        others = selection.without(entry.key).filters
        for key, count in zip(options.ids, shown.counts[entry.key], strict=True):
            alone = Selection((*others, (entry.key, (key,))))
            assert select(dataset, alone).matching == count


@given(CHOSEN)
def test_filters_only_narrow(chosen: tuple[Dataset, Selection]) -> None:
    """Dropping a filter never loses a match; a further value within one never does either."""
    dataset, selection = chosen
    mask = select(dataset, selection).mask
    for key, values in selection.filters:
        assert (select(dataset, selection.without(key)).mask | ~mask).all()
        if len(values) > 1:
            fewer = tuple((k, v[:-1] if k == key else v) for k, v in selection.filters)
            assert (mask | ~select(dataset, Selection(fewer)).mask).all()


@given(CHOSEN)
def test_the_sentence_counts_what_is_shown(chosen: tuple[Dataset, Selection]) -> None:
    """The numbers of the sentence are those of the mask."""
    dataset, selection = chosen
    shown = select(dataset, selection)
    sentence = describe(dataset, selection)
    if not selection.filters and not selection.compare:
        assert re.fullmatch(rf"{dataset.size} statements( \(\d+ claims\))?", sentence)
    else:
        assert sentence.startswith(f"{shown.matching} of {dataset.size} statements ")
        assert re.match(r"\d+ of \d+ statements \S", sentence)


@given(EVERYTHING)
def test_dropping_what_is_named_brings_most_back(chosen: tuple[Dataset, Selection]) -> None:
    """The one filter named gives as many matches as any other; where none does, all are named."""
    dataset, selection = chosen
    found = relief(dataset, selection)
    if not selection.filters and not selection.compare:
        assert found is None
        return
    assert found is not None
    gains = {k: select(dataset, selection.without(k)).matching for k, _ in selection.filters}
    most = max(gains.values(), default=0)
    left = replace(
        selection.without(*found.keys),
        compare=() if "compare" in found.keys else selection.compare,
    )
    assert select(dataset, left).matching == found.matching > 0
    if most:
        (key,) = found.keys
        assert gains[key] == found.matching == most
    else:
        assert set(gains) <= set(found.keys) <= {*gains, "compare"}


@given(CHOSEN, st.sampled_from(["moscow", "apia", "fiji"]))
def test_what_is_chosen_hides_nothing(chosen: tuple[Dataset, Selection], place: str) -> None:
    """A chosen place, statement, layer or view has no part in what matches."""
    dataset, selection = chosen
    with_choice = replace(selection, at=place, statement="x", layers=(), view="0,0,1")
    assert select(dataset, with_choice) is select(dataset, selection)


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (Selection(), "25 statements"),
        (only(speaker="vladimir-putin"), "5 of 25 statements by Vladimir Putin"),
        (
            only(speaker=("vladimir-putin", "dmitry-peskov"), directness="indirect"),
            "6 of 25 statements by Vladimir Putin or Dmitry Peskov, "
            + either([DIRECTNESS_WORDS["indirect"]]),
        ),
        (only(q="Tartus"), "1 of 25 statements with the words “Tartus”"),
        (
            only(from_="2024-12", to="2025"),
            "4 of 25 statements speaking of December 2024 to 2025",
        ),
        (only(q="no such words"), "0 of 25 statements with the words “no such words”"),
    ],
)
def test_the_sentence(selection: Selection, sentence: str) -> None:
    """The sentence says count, total and every filter in words."""
    assert describe(loaded(MOSCOW), selection) == sentence


def test_values_and_without() -> None:
    """A selection gives a filter's values, and itself with one dropped."""
    selection = only(speaker="mediator", topic="access")
    assert selection.values("speaker") == ("mediator",)
    assert selection.values("act") == ()
    assert selection.without("speaker") == only(topic="access")
    assert selection.without("act") == selection


def test_relief() -> None:
    """The filter that costs most is named; of two that cost as much the first; else all."""
    dataset = loaded(HARBOURS)
    assert relief(dataset, only(speaker="mediator", directness="narration")) == Relief(
        ("speaker",), 6
    )
    assert relief(dataset, only(speaker="mediator", topic="tolls", place="fiji")) == Relief(
        ("speaker", "topic", "place"), dataset.size
    )
    assert relief(dataset, only(act="directive", topic="courtesy")) == Relief(("act",), 5)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            "santos-quay",
            "30 statements (28 claims); 3 of them made in or about Santos, Meridian quay",
        ),
        ("none", "30 statements (28 claims); 5 of them without a place on the map"),
        (
            "velani-signal-house>velani-passage",
            "30 statements (28 claims); 2 of them said in Velani signal house about Velani Passage",
        ),
    ],
)
def test_the_sentence_counts_what_is_chosen_on_the_map(at: str, said: str) -> None:
    """What is chosen on the map is counted after the filters, as the panel lists it."""
    assert describe(loaded(HARBOURS), Selection(at=at)) == said
    filtered = describe(loaded(HARBOURS), replace(only(act="assertive"), at=at))
    assert re.match(r"\d+ of 30 statements \(\d+ of \d+ claims\) .*; \d+ of them ", filtered)
