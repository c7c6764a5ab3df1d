"""Folding words for search."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import folding
from data.folding import fold, sought
from tests.helpers.datasets import ROOT
from tests.helpers.node import node

FOLD = ROOT / "components/engine/fold.js"

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
        ("किला काला कल कुल", "किला काला कल कुल"),
        ("क़िला फ़ोन", "किला फोन"),
        ("ปี ปู ม้า มา", "ปี ปู ม้า มา"),
        ("かぎ カギ ｶﾞ か\u3099き", "かぎ カギ ガ がき"),
        ("한국 \u1112\u1161\u11ab", "한국 한"),
        ("ប៉ុន្មាន မြန်မာ তামিল தமிழ்", "ប៉ុន្មាន မြန်မာ তামিল தமிழ்"),
        ("שָׁלוֹם צה״ל", 'שלום צה"ל'),
        ("علی مصطفى کتاب", "علي مصطفي كتاب"),
        ("المـــيناء ہہ مدرسة ٱ ﻛﺘﺎﺏ", "الميناء هه مدرسه ا كتاب"),
        ("٢٠٢٤ ۲۰۲۴ २०२४ ๒๐๒๔ ２０２４", "2024 2024 2024 2024 2024"),
        ("「港」 ‘so’ 1²", "\"港\" 'so' 12"),
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
    """No accent, no run of white space and no letter in two pieces is left."""
    folded = fold(text)
    assert fold("".join(f"{mark}\u0301\u064e" for mark in folded)) == folded
    assert folded == " ".join(folded.split())
    assert unicodedata.is_normalized("NFC", folded)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Harbour closed", ("harbour", "closed")),
        ('"the harbour was closed"', ("the harbour was closed",)),
        ("“The harbour,” they said", ("the harbour,", "they", "said")),
        ("„Der Hafen“, sagte «er so»", ("der hafen", "er so", "sagte")),
        ("‘the harbour’s gate’", ("the harbour's gate",)),
        ("'tis the dogs' bark", ("'tis", "the", "dogs'", "bark")),
        ("「港 口」", ("港 口",)),
        ('("x y"). "z"', ("x y", "z")),
        ('צה"ל', ('צה"ל',)),
        ('"not yet closed', ("not", "yet", "closed")),
        ('5" gun', ("5", "gun")),
        ('" ""', ()),
    ],
)
def test_words_in_quotation_marks_are_a_phrase(text: str, parts: tuple[str, ...]) -> None:
    """A pair of marks makes one phrase of what it holds; a mark alone is no part of a word."""
    assert sought(text) == parts


def test_every_character_that_is_not_seen_is_dropped() -> None:
    """Letters, digits and spaces are passed over in the search for them; none of these is one."""
    ends = folding.tables()["unseen"]
    runs = zip(ends[::2], ends[1::2], strict=True)
    unseen = [chr(code) for first, last in runs for code in range(first, last + 1)]
    assert {unicodedata.category(mark) for mark in unseen} == {"Mn", "Mc", "Me", "Cf"}
    assert fold("é" + "".join(unseen) + "ø") == "eo"
    assert [mark for mark in unseen if fold(f"é{mark}ø") != "eo"] == []


BROWSER = """
import { readFileSync } from "node:fs";
import { folding, soughtIn } from MODULE;
const { rules, texts } = JSON.parse(readFileSync(0, "utf8"));
const fold = folding(rules);
console.log(JSON.stringify(texts.map((text) => [fold(text), soughtIn(fold(text))])));
"""


def test_the_browser_folds_and_seeks_alike() -> None:
    """Every character of Unicode (some of the private ones), random texts of marks and quotes."""
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    every = [one for one in every if unicodedata.category(one) not in {"Cs", "Cn"}]
    every = [one for one in every if unicodedata.category(one) != "Co" or ord(one) % 256 == 0]
    chance = random.Random(14)  # noqa: S311 - the same texts in every run
    pool = [*'""\'’ ,.()«»“ab', *chance.choices(every, k=2_000)]
    pool += [one for one in every if unicodedata.category(one).startswith("M")]
    texts = [*every, *("".join(chance.choices(pool, k=8)) for _ in range(10_000))]
    texts += ["".join(chance.choices(pool[:16], k=8)) for _ in range(10_000)]
    done = subprocess.run(
        [node(), "--input-type=module", "-e", BROWSER.replace("MODULE", json.dumps(FOLD.as_uri()))],
        input=json.dumps({"rules": folding.tables(), "texts": texts}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout)
    differing = [
        text
        for text, got in zip(texts, found, strict=True)
        if got != [fold(text), list(sought(text))]
    ]
    assert differing == []
