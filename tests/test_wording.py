"""What both halves say alike: the same cases are read by ``wording.test.js``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data import wording

CASES: dict[str, Any] = json.loads(Path(__file__).with_name("wording.json").read_text("utf-8"))


def test_months_numbers_and_texts_are_said_as_in_the_browser() -> None:
    """Months, how many, and texts that are set apart."""
    assert list(wording.MONTHS) == CASES["MONTHS"]
    for name in ("statements", "isolated"):
        for given, said in CASES[name]:
            assert getattr(wording, name)(given) == said


def test_one_is_one() -> None:
    """Only one takes the word for one."""
    assert [wording.plural(count, "is", "are") for count in (0, 1, 2)] == ["are", "is", "are"]
