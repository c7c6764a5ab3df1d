"""Folding words for search."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import folding
from data.folding import fold

LETTERS = "aeiounçñdABCéйüأإ"
MARKS = "\u0300\u0301\u0302\u0306\u0308\u030c\u0327\u064e\u064f\u0651"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hmeimim", "hmeimim"),
        ("  two\n\twords\u00a0here ", "two words here"),
        ("Café Lumén", "cafe lumen"),
        ("Cafe\u0301 Lume\u0301n", "cafe lumen"),
        ("Россия’s", "россия's"),
        ("СТЕПНОЙ", "степнои"),
        ("أحمد الشَّرْع", "احمد الشرع"),
        ("“quoted” — «so»", '"quoted" - "so"'),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("ﬁve ５", "five 5"),
        ("( [ * \\ ` $ {{ }}", "( [ * \\ ` $ {{ }}"),
        ("🚢 𠮷", "🚢 𠮷"),
        ("a﹘b", "a-b"),
        ("Ærø, ærø", "aero, aero"),
        ("Łódź", "lodz"),
        ("co\u00adoperate", "cooperate"),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, accents, typographic signs and white space are folded; all else stays."""
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    """What is folded is folded, so that search words and texts meet."""
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=LETTERS, min_size=1), st.sampled_from(MARKS), st.integers(0, 30))
def test_marks_and_case_do_not_matter(text: str, mark: str, place: int) -> None:
    """A mark more, another case and another normal form fold to the same."""
    where = 1 + place % len(text)
    assert fold(text[:where] + mark + text[where:]) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(max_size=60))
def test_folded_text_is_plain(text: str) -> None:
    """No combining mark and no run of white space is left."""
    folded = fold(text)
    assert not any(unicodedata.combining(character) for character in folded)
    assert folded == " ".join(folded.split())


def test_every_character_that_is_not_seen_is_dropped() -> None:
    """Letters, digits and spaces are passed over in the search for them; none of these is one."""
    unseen = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in folding._UNSEEN  # noqa: SLF001 - the rule itself
    }
    assert fold("é" + "".join(sorted(unseen)) + "ø") == "eo"
    assert {mark for mark in unseen if fold(f"é{mark}ø") != "eo"} == set()
