"""Right to left by script and language, as CLDR has it; without a tag by the letters."""

from __future__ import annotations

import pytest

from data.telling.direction import direction

RIGHT_TO_LEFT = "ar arb arz apc acm ary he yi fa pes prs fa-AF ur ps sd ug ckb ckb-Arab azb az-Arab"
RIGHT_TO_LEFT += (
    " ku-Arab ku-IQ pa-PK uz-AF ms-Arab-MY AR-eg ar-Latn-x-arab-Arab dv syr nqo lrc glk mzn"
)
RIGHT_TO_LEFT += " ks bal skr pnb-Arab ff-Adlm rhg-Rohg ks-Aran sam aii"
LEFT_TO_RIGHT = "en de ru az ku pa uz ms sd-IN ug-KZ ar-Latn he-Latn zh-Hant hi ks-Deva ha tr-Cyrl"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *((tag, "rtl") for tag in RIGHT_TO_LEFT.split() if "x-" not in tag),
        *((tag, "ltr") for tag in LEFT_TO_RIGHT.split()),
        *((tag, "auto") for tag in ("", "und", "mul", "zxx")),
    ],
)
def test_direction(tag: str, expected: str) -> None:
    """A script counts before a language; a country where it decides."""
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("", "“123” – السلام hello", "rtl"),
        ("und", "hello السلام", "ltr"),
        ("mul", "\u2067السلام\u2069 hello", "ltr"),  # what is set apart does not count
        ("zxx", "ߒߞߏ", "rtl"),
        ("", "123 … !", "auto"),
        ("", "", "auto"),
        ("en", "السلام", "ltr"),
        ("fa", "hello", "rtl"),
        ("en-x-arab", "hello", "ltr"),
        ("ar-x-latn", "السلام", "rtl"),
    ],
)
def test_a_text_without_a_tag(tag: str, text: str, expected: str) -> None:
    """Its first letter counts; a private part of a tag says nothing of the language."""
    assert direction(tag, text) == expected
