"""What SECURITY.md promises: each has its tests, and these are there."""

from __future__ import annotations

import re

from components.operating.messages import OF_A_READER, OF_AN_ADDRESS
from components.operating.readers import OF_AN_ADDRESS as CONNECTIONS
from tests.helpers.datasets import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = re.findall(r"^\| (?!promise|-)(.+) \| (.+) \|$", TEXT, re.MULTILINE)
OPENING = "## What is not promised"


def test_each_promise_names_tests_that_are_there() -> None:
    """A test that is renamed or taken away takes its promise along."""
    assert len(ROWS) > 25
    for promise, tests in ROWS:
        named = re.findall(r"`(test_\w+\.py)`", tests)
        assert named, promise
        assert ", ".join(f"`{name}`" for name in named) == tests, promise
        for name in named:
            written = (ROOT / "tests" / name).read_text("utf-8")
            assert "\ndef test_" in written, name


def test_limits_are_said_as_they_are() -> None:
    """Numbers of what is not promised are those of the code."""
    said = " ".join(TEXT.partition(OPENING)[2].split())
    assert f"{OF_A_READER.at_once:g} messages at once and {OF_A_READER.a_second:g} a second" in said
    assert f"{OF_AN_ADDRESS.at_once:g} and {OF_AN_ADDRESS.a_second:g} of an address" in said
    assert f"{CONNECTIONS} connections of an address" in said
