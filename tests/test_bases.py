"""Every base map: its name, its address, and who made it."""

from __future__ import annotations

import json
import re

import pytest

from components.map.bases import BASES, Base, credits_of

EVERY = pytest.mark.parametrize("base", BASES, ids=lambda base: base.key)
ONLINE = pytest.mark.parametrize("base", BASES[1:], ids=lambda base: base.key)


def test_the_built_in_map_is_the_usual_one() -> None:
    """The first base map asks no third party."""
    assert BASES[0].address is None
    assert "url" not in BASES[0].content()
    assert len({base.key for base in BASES}) == len({base.label for base in BASES}) == len(BASES)


@EVERY
def test_a_base_map_has_a_name(base: Base) -> None:
    """Key and label are there, and all of it is JSON."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", base.key)
    assert base.label
    assert json.loads(json.dumps(base.content()))["label"] == base.label


@ONLINE
def test_an_online_base_map_has_an_address_and_credits(base: Base) -> None:
    """An address over HTTPS with zoom and position, no key, and an attribution in plain text."""
    assert base.address is not None
    assert base.address.startswith("https://")
    for part in ("{z}", "{x}", "{y}"):
        assert base.address.count(part) == 1
    assert set(re.findall(r"\{(\w+)\}", base.address)) <= {"s", "x", "y", "z", "r"}
    assert not re.search(r"key|token|<|secret|password", base.address, re.IGNORECASE)
    said = "".join(text for text, _ in base.credits)
    assert len(said) > 3
    assert not re.search(r"[<>]|&\w+;|\{", said)
    assert all(not link or link.startswith("https://") for _, link in base.credits)
    assert 10 <= base.options["maxZoom"] <= 22


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("", ()),
        ("Plain", (("Plain", ""),)),
        (
            '&copy; <a href="https://a.org/c">A &amp; B</a> contributors',
            (("© ", ""), ("A & B", "https://a.org/c"), (" contributors", "")),
        ),
        (
            '<a target="_blank" href="https://a.org">A</a><a href="https://b.org">B</a>',
            (("A", "https://a.org"), ("B", "https://b.org")),
        ),
        ('<a\nhref="https://a.org">two\nlines</a>', (("two\nlines", "https://a.org"),)),
    ],
)
def test_credits_are_cut_into_texts_and_links(
    html: str, parts: tuple[tuple[str, str], ...]
) -> None:
    """An attribution in HTML becomes text and links in order, without a tag left."""
    assert credits_of(html) == parts
