"""Name what a link chooses, where there is room for a line: a tab, a preview, a feed.

Rules: a chosen statement goes before all else; filters and a spot are said as in the page's head, a
spot alone without a count. The dataset's title, with its mark while it is a draft, is always there.
"""

from __future__ import annotations

from data import dates
from data.choosing.selection import Selection
from data.choosing.spot import words
from data.dataset import Dataset
from data.telling.sentence import describe
from data.telling.standing import standing
from data.wording import isolated

BETWEEN = " · "
LONGEST_QUOTED = 80
"""Characters of a statement's words in a line that names it."""


def heading(dataset: Dataset, selection: Selection) -> str:
    """Name it: "Vladimir Putin: “The words …” · Title"; the title alone where nothing is chosen."""
    return BETWEEN.join([*filter(None, [_chosen(dataset, selection)]), dataset.about.title])


def account(dataset: Dataset, selection: Selection) -> str:
    """Say it in sentences: the quotation, who said it, when, what became of it; else what is shown.

    That is what the filters leave, with the count; all of a dataset has its description instead.
    """
    position = dataset.positions["statements"].get(selection.statement or "")
    if position is not None:
        return quotation(dataset, position)
    said = f"{describe(dataset, selection)}."
    whole = not selection.filters and not selection.compare and selection.spot is None
    return " ".join(filter(None, [said, dataset.about.description])) if whole else said


def quotation(dataset: Dataset, position: int) -> str:
    """Say a statement: "“The words” – A, 28 January 2026. Corrected on …: …"."""
    (record,) = dataset.records([position])
    said = ", ".join(filter(None, [_speaker(dataset, position), dates.words(record["said_on"])]))
    told = f"“{isolated(record['exact'])}” – {said}."
    return " ".join(filter(None, [told, standing(record)]))


def named(dataset: Dataset, position: int) -> str:
    """Name a statement by who speaks and how it begins."""
    (record,) = dataset.records([position])
    return f"{_speaker(dataset, position)}: “{isolated(cut(record['exact'], LONGEST_QUOTED))}”"


def cut(text: str, longest: int) -> str:
    """Cut a text at the end of a word."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def _speaker(dataset: Dataset, position: int) -> str:
    return isolated(dataset.names["actors"][dataset.statements["speaker"].iloc[position]])


def _chosen(dataset: Dataset, selection: Selection) -> str:
    position = dataset.positions["statements"].get(selection.statement or "")
    if position is not None:
        return named(dataset, position)
    if selection.filters or selection.compare:
        return describe(dataset, selection)
    return f"Statements {words(dataset, selection.spot)}" if selection.spot else ""
