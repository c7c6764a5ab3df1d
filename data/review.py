"""What a person has made of records that a program drafted, and the mark of an unreviewed draft.

The mark is part of the title that a dataset is loaded with, so it stands wherever the dataset is
named: on the screen, in exports, citations, pictures, print and embeds. It goes when each record
has been decided, and by no other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data.descriptor import Descriptor
from data.problem import Problem
from data.schema import REVIEW, TABLES, UNDECIDED

MARK = "unreviewed draft"

_ENDING = f" ({MARK})"

REVIEWED = tuple(table for table in TABLES if any(field.name == "review" for field in table.fields))
"""The tables whose records are decided one by one."""


def check_review(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Check that all records of a table have been reviewed or are to be, or none of them."""
    problems = []
    for table in REVIEWED:
        states = frames[table.name]["review"]
        if (states != "").any():
            expected = f"{', '.join(REVIEW[:-1])} or {REVIEW[-1]}, as other records of the table"
            problems += [
                Problem(table.file, int(str(row)), "review", "", expected)
                for row in states.index[states == ""]
            ]
    return problems


def undecided(frames: Mapping[str, pd.DataFrame]) -> tuple[int, int]:
    """Count the records that no person has decided, and all records of the reviewed tables."""
    states = [frames[table.name]["review"] for table in REVIEWED]
    return sum(int((each == UNDECIDED).sum()) for each in states), sum(map(len, states))


def marked(about: Descriptor, frames: Mapping[str, pd.DataFrame]) -> Descriptor:
    """Give what a dataset says of itself, with the mark exactly while a record is undecided."""
    draft = undecided(frames)[0] > 0
    title = about.title.removesuffix(_ENDING)
    return replace(about, title=f"{title}{_ENDING}" if draft else title, draft=draft)
