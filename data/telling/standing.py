"""Say what became of a statement since: disputed, corrected, withdrawn, or not yet decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data import dates
from data.schema import UNDECIDED

_STATUS_WORDS = {"disputed": "Disputed", "corrected": "Corrected", "withdrawn": "Withdrawn"}
_UNDECIDED = "Undecided: drafted by a program, and not yet compared with the source."


def standing(record: Mapping[str, Any]) -> str:
    """Say it of a record of ``statements``, with the day and the reason; "" where there is nothing.

    Also that nobody has decided a record that a program drafted.
    """
    status = _STATUS_WORDS.get(record["status"])
    since = f"{status} on {dates.words(record['status_on'])}: {record['status_reason']}"
    return " ".join([since] * bool(status) + [_UNDECIDED] * (record["review"] == UNDECIDED))
