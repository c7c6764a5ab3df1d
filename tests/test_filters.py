"""Every filter: its options, its values, what it lets pass, and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import dates
from data.choosing.filters import FILTERS, LONGEST_SEARCH, Filter, either
from data.choosing.selection import Selection, select
from data.folding import fold
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, loaded

EVERY = pytest.mark.parametrize("entry", FILTERS, ids=lambda entry: entry.key)
CHOICES = pytest.mark.parametrize(
    "entry", [entry for entry in FILTERS if entry.options], ids=lambda entry: entry.key
)
BY_KEY = {entry.key: entry for entry in FILTERS}


def ids(key: str, *values: str) -> set[str]:
    """Give the statements of the tests' dataset that a filter lets pass."""
    dataset = loaded(HARBOURS)
    mask = select(dataset, Selection(((key, values),))).mask
    return set(dataset.statements.loc[mask, "id"])


def test_keys_differ() -> None:
    """No two filters share a parameter of the link or a label."""
    assert len(BY_KEY) == len(FILTERS)
    assert len({entry.label for entry in FILTERS}) == len(FILTERS)


@CHOICES
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_options_are_made_from_the_data(entry: Filter, folder: Path) -> None:
    """Every option has a statement, and every pair of statement and option is there once."""
    dataset = loaded(folder)
    assert entry.options is not None
    options = entry.options(dataset)
    assert len(options.ids) == len(set(options.ids)) == len(options.labels) > 0
    assert all(options.labels)
    pairs = list(zip(options.statement.tolist(), options.option.tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    assert {option for _, option in pairs} == set(range(len(options.ids)))
    assert all(0 <= statement < dataset.size for statement, _ in pairs)


@CHOICES
def test_a_value_that_the_dataset_lacks_is_refused(entry: Filter) -> None:
    """What is no option says what would be one."""
    with pytest.raises(ValueError, match="that this dataset has"):
        entry.check(loaded(HARBOURS), "no-such-value")


def test_an_option_without_statements_is_not_offered() -> None:
    """A topic, an actor and a place that no statement has are no options."""
    dataset = loaded(HARBOURS)
    for key, absent in (("topic", "fishing"), ("speaker", "alba-office")):
        entry = BY_KEY[key]
        assert entry.options is not None
        assert absent not in entry.options(dataset).ids


@pytest.mark.parametrize(
    ("column", "key"), [("speaker", "speaker"), ("act", "act"), ("directness", "directness")]
)
def test_columns(column: str, key: str) -> None:
    """A choice of one column's values passes exactly the statements with one of them."""
    statements = loaded(HARBOURS).statements
    values = tuple(sorted(set(statements[column]))[:2])
    assert ids(key, *values) == set(statements.loc[statements[column].isin(values), "id"])


def test_topics() -> None:
    """A statement with several topics is found by each of them."""
    assert {"thanks-for-patience", "no-toll-can-buy"} <= ids("topic", "courtesy")
    assert "thanks-for-patience" in ids("topic", "tolls")
    assert "no-toll-can-buy" not in ids("topic", "tolls")


def test_places() -> None:
    """A place finds what was said there and what is about it, also without coordinates."""
    assert ids("place", "santos-quay") == {
        "coffee-on-every-quay",
        "compensation-demanded",
        "compensation-promised",
    }
    assert ids("place", "mediator-ship") == {"mediator-hopes"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TREATY", {"not-a-treaty"}),
        ("(as", {"quay-stays-open", "council-on-the-quay"}),
        ("[for now]", {"quay-stays-open", "council-on-the-quay"}),
        ("$5 *", {"toll-in-the-passage", "unreadable-formula"}),
        ("\\", {"toll-in-the-passage", "unreadable-formula"}),
        ("`unreadable`", {"unreadable-formula"}),
        ("{{ 7*7 }}", {"would-do-as-well"}),
        ("<script>", {"coffee-on-every-quay"}),
        ("cafe LUMEN", {"coffee-on-every-quay"}),
        ("café", {"coffee-on-every-quay"}),
        ("lumen cafe", {"coffee-on-every-quay"}),
        ("=SUM(A1:A9)", {"not-a-treaty"}),
        ("𠮷", {"council-on-the-quay"}),
        ("степной", {"dispute-about-words"}),
        ("СТЕПНОИ", {"dispute-about-words"}),
        ("مغلقا", {"lock-stays-closed"}),
        ("spring", {"lock-stays-closed", "lock-closed-in-english", "lock-closed-in-russian"}),
        ("Nadia, regret", set()),
        ("nadia regret", {"regret-for-fishermen"}),
        (".*", set()),
        ("no such words", set()),
    ],
)
def test_search(words: str, found: set[str]) -> None:
    """Words are found in any order, whatever their case, accents and odd characters."""
    assert ids("q", words) == found


@given(st.sampled_from(range(25)), st.integers(0, 60), st.integers(1, 40), st.booleans())
def test_any_piece_of_the_words_is_found(
    position: int, start: int, length: int, up: object
) -> None:
    """A statement is found by any piece of its own words."""
    dataset = loaded(MOSCOW)
    piece = dataset.statements["exact"][position][start : start + length]
    piece = piece.upper() if up else piece
    mask = BY_KEY["q"].test(dataset, (piece,))
    assert mask[position]
    for word in fold(piece).split():
        assert all(word in text for text in dataset.folded[mask])


def test_search_words_are_cut_and_limited() -> None:
    """White space around the words does not count; too many are refused."""
    check = BY_KEY["q"].check
    assert check(loaded(HARBOURS), "  quay ") == "quay"
    assert check(loaded(HARBOURS), "x" * LONGEST_SEARCH) == "x" * LONGEST_SEARCH
    assert check(loaded(HARBOURS), "old\tquay\n") == "old quay"
    assert check(loaded(HARBOURS), "co\u00adop\x00") == "coop"
    for nothing in ("\u0301", "\x00", "\u200d", "\U000e0001"):
        with pytest.raises(ValueError, match="words that can be searched"):
            check(loaded(HARBOURS), nothing)
    with pytest.raises(ValueError, match="at most"):
        check(loaded(HARBOURS), "x" * (LONGEST_SEARCH + 1))


@pytest.mark.parametrize("key", ["said_from", "said_to", "from", "to"])
@pytest.mark.parametrize(
    ("value", "fine"),
    [
        ("2031", True),
        ("2031-03", True),
        ("2031-03-03~", True),
        ("203X", True),
        ("2031/2032", False),
        ("../2031", False),
        ("March", False),
        ("", False),
    ],
)
def test_a_period_has_single_dates(key: str, value: str, *, fine: bool) -> None:
    """A period begins and ends with a date, no interval."""
    check = BY_KEY[key].check
    if fine:
        assert check(loaded(HARBOURS), value) == value
    else:
        with pytest.raises(ValueError, match="a date such as"):
            check(loaded(HARBOURS), value)


@pytest.mark.parametrize("key", ["said_from", "said_to", "from", "to"])
@pytest.mark.parametrize(
    "value", ["1831", "2030", "2031", "2031-02", "2031-03-03", "2031-06", "203X"]
)
def test_a_period_meets_what_may_lie_in_it(key: str, value: str) -> None:
    """A statement passes when any day that it may mean is in the period; undated ones never do."""
    statements = loaded(HARBOURS).statements
    edge = dates.days(value)
    inside: Callable[[tuple[int, int]], bool] = (
        (lambda span: span[1] >= edge[0]) if "from" in key else (lambda span: span[0] <= edge[1])
    )
    column = "said_on" if "said" in key else "about_when"
    expected = {
        record["id"]
        for record in statements.to_dict("records")
        if record[column] and inside(dates.days(record[column]))
    }
    assert ids(key, value) == expected


@pytest.mark.parametrize("key", ["said_from", "said_to", "from", "to"])
def test_what_bears_no_such_time_can_be_asked_for(key: str) -> None:
    """In place of a date, "none" means the statements without one."""
    statements = loaded(HARBOURS).statements
    column = "said_on" if "said" in key else "about_when"
    undated = set(statements.loc[statements[column] == "", "id"])
    assert undated
    assert BY_KEY[key].check(loaded(HARBOURS), "none") == "none"
    assert ids(key, "none") == undated


@EVERY
def test_phrases_follow_the_count(entry: Filter) -> None:
    """Every filter says in words what it lets pass."""
    dataset = loaded(MOSCOW)
    values = entry.options(dataset).ids[:3] if entry.options else ("2026",)
    phrase = entry.phrase(dataset, values)
    assert phrase == phrase.strip() != ""
    assert entry.test(dataset, values).dtype == np.bool_
    assert entry.test(dataset, values).shape == (dataset.size,)


@pytest.mark.parametrize(
    ("names", "said"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_either(names: list[str], said: str) -> None:
    """Names are joined for a sentence."""
    assert either(names) == said
