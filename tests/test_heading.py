"""What a tab, a preview and a feed call what a link chooses."""

from __future__ import annotations

import pytest

from data.choosing.selection import Selection
from data.telling.heading import account, cut, heading
from tests.helpers.datasets import HARBOURS, loaded

TITLE = "The affair of the two harbours"
ACT = (("act", ("directive", "declarative")),)


def first(status: str) -> str:
    """Give the first statement of a status."""
    statements = loaded(HARBOURS).statements
    return str(statements.loc[statements["status"] == status, "id"].iloc[0])


@pytest.mark.parametrize(
    ("selection", "begins"),
    [
        (Selection(), TITLE),
        (Selection(tab="places", view="1,2,3"), TITLE),
        (Selection(at="velani-old-quay"), "Statements made in or about "),
        (Selection(at="said_at:velani-old-quay"), "Statements said in "),
        (Selection(at="none"), "Statements without a place on the map"),
        (Selection(filters=ACT), "6 of 30 statements"),
        (Selection(filters=ACT, at="velani-old-quay"), "6 of 30 statements"),
    ],
)
def test_a_heading_names_what_is_chosen(selection: Selection, begins: str) -> None:
    """Then the dataset; nothing else of the link."""
    said = heading(loaded(HARBOURS), selection)
    assert said.startswith(begins)
    assert said.endswith(TITLE)
    assert said.count(TITLE) == 1


def test_a_statement_is_named_by_its_words() -> None:
    """Whatever else is chosen: who speaks, and how it begins."""
    dataset = loaded(HARBOURS)
    for position, key in enumerate(dataset.ids["statements"]):
        record = dataset.statements.iloc[position]
        said = heading(dataset, Selection(statement=key, filters=ACT, at="none"))
        assert dataset.names["actors"][record["speaker"]] in said
        assert record["exact"][:20] in said
        told = account(dataset, Selection(statement=key))
        assert record["exact"] in told
        assert (record["status_reason"] or "") in told


@pytest.mark.parametrize(
    ("status", "word"), [("corrected", "Corrected on"), ("withdrawn", "Withdrawn on")]
)
def test_what_became_of_a_statement_is_said(status: str, word: str) -> None:
    """In each account of it; of what stands as it was nothing is."""
    dataset = loaded(HARBOURS)
    assert word in account(dataset, Selection(statement=first(status)))
    assert word not in account(dataset, Selection(statement=first("reported")))


def test_an_account_counts() -> None:
    """All of a dataset is told with its description, a part by its filters."""
    dataset = loaded(HARBOURS)
    assert account(dataset, Selection()).startswith("30 statements")
    assert dataset.about.description in account(dataset, Selection())
    assert account(dataset, Selection(filters=ACT)).startswith("6 of 30 statements")


@pytest.mark.parametrize(
    ("text", "longest", "left"),
    [("a few words", 20, "a few words"), ("a few words", 7, "a few …"), ("aaaaaaaa", 4, "aaaa …")],
)
def test_cut(text: str, longest: int, left: str) -> None:
    """At the end of a word, where there is one."""
    assert cut(text, longest) == left
