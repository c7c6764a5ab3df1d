"""What was inferred: kinds, reasons, and the filter that opens their statements."""

from __future__ import annotations

import pytest

from data.choosing.filters import FILTERS
from data.choosing.inferred import Kind, Reason, kinds
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from data.telling.sentence import describe
from tests.helpers.datasets import FOLDERS, MOSCOW, loaded

DATASETS = [loaded(folder) for folder in FOLDERS]
NAMES = [dataset.name for dataset in DATASETS]
ENTRY = next(entry for entry in FILTERS if entry.key == "inferred")


def plain(dataset: Dataset) -> dict[str, dict[str, set[str]]]:
    """Gather statements by kind and reason, row by row; certainty has one reason without words."""
    found: dict[str, dict[str, set[str]]] = {}

    def add(kind: str, reason: str, statement: str) -> None:
        found.setdefault(kind, {}).setdefault(reason, set()).add(statement)

    for row in dataset.statements.to_dict("records"):
        for kind in ("said_on", "about_when"):
            if row[f"{kind}_inferred"]:
                add(kind.replace("_", "-"), row[f"{kind}_inferred"], row["id"])
        if row["certainty"] != "certain":
            add(row["certainty"], "", row["id"])
    for row in dataset.statement_places.to_dict("records"):
        if row["inferred"]:
            add(row["role"].replace("_", "-"), row["inferred"], row["statement"])
    return found


@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_kinds_and_reasons(dataset: Dataset) -> None:
    """Each kind has the statements that carry it, each reason those for which it is given."""
    ids = dataset.ids["statements"]
    expected = plain(dataset)
    assert {kind.key for kind in kinds(dataset)} == set(expected)
    for kind in kinds(dataset):
        reasons = expected[kind.key]
        assert {ids[n] for n in kind.statements} == set().union(*reasons.values())
        assert len(set(kind.statements.tolist())) == len(kind.statements)
        named = {reason.words: {ids[n] for n in reason.statements} for reason in kind.reasons}
        assert named == {words: own for words, own in reasons.items() if words}
        sizes = [len(reason.statements) for reason in kind.reasons]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("dataset", DATASETS, ids=NAMES)
def test_the_filter_opens_what_is_counted(dataset: Dataset) -> None:
    """Each kind and each reason is a value of the filter that leaves exactly its statements."""
    for kind in kinds(dataset):
        entries: list[Kind | Reason] = [kind, *kind.reasons]
        for entry in entries:
            assert ENTRY.check(dataset, entry.key) == entry.key
            shown = select(dataset, Selection(filters=(("inferred", (entry.key,)),)))
            assert shown.mask.nonzero()[0].tolist() == sorted(entry.statements.tolist())


def test_only_kinds_stand_among_the_controls() -> None:
    """Reasons are whole sentences: they are linked to from the page on how to read the map."""
    dataset = loaded(MOSCOW)
    assert ENTRY.options
    options = ENTRY.options(dataset)
    assert options.ids[: options.offered] == tuple(kind.key for kind in kinds(dataset))
    assert len(options.ids) > len(kinds(dataset))


def test_the_sentence() -> None:
    """It says what was inferred, and with a reason, why."""
    dataset = loaded(MOSCOW)
    (kind,) = [kind for kind in kinds(dataset) if kind.key == "said-at"]
    words = describe(dataset, Selection(filters=(("inferred", ("said-at",)),)))
    assert "5 of 25 statements with an inferred place of saying" in words
    reason = kind.reasons[0]
    words = describe(dataset, Selection(filters=(("inferred", (reason.key,)),)))
    assert reason.words in words
