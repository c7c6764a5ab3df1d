"""Anchoring words in a text, and cutting a text into passages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.passages import CONTEXT, MOST_OVERLAPPING, context, locate, segment, verify

TEXTS = st.text(alphabet=st.sampled_from("ab é\u0301🚢𠮷مر\n"), min_size=1, max_size=80)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    """Draw a text and the offsets of a passage in it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """Draw a text and spans in it, which may be nested, equal or overlapping."""
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=8))
    spans = [
        (start, draw(st.integers(start + 1, len(text))), f"s{number}")
        for number, start in enumerate(starts)
    ]
    return text, spans


@pytest.mark.parametrize(
    ("exact", "start", "end", "right"),
    [
        ("sea", 4, 7, True),
        ("sea", 5, 8, False),
        ("Sea", 4, 7, False),
        ("sea", -7, -4, False),
        ("sea ", 4, 8, False),
        ("", 4, 4, False),
        ("the sea", 0, 99, False),
    ],
)
def test_verify(exact: str, start: int, end: int, *, right: bool) -> None:
    """Words stand at their offsets to the letter, or they don't."""
    assert verify("the sea", exact, start, end) is right


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "starts"),
    [
        ("ana", "", "", (1, 3)),
        ("ana", "ban", "", (3,)),
        ("ana", "", "na", (1,)),
        ("ana", "x", "", (1, 3)),
        ("b", "", "", (0,)),
        ("(", "", "", ()),
        ("", "", "", ()),
    ],
)
def test_locate(exact: str, prefix: str, suffix: str, starts: tuple[int, ...]) -> None:
    """Every start is found; prefix and suffix choose among them where they fit at all."""
    assert locate("banana", exact, prefix, suffix) == starts


@given(passages())
def test_what_locate_finds_verify_accepts(passage: tuple[str, int, int]) -> None:
    """Any words of a text are found where they stand, alone when their surroundings differ."""
    text, start, end = passage
    exact = text[start:end]
    starts = locate(text, exact)
    assert start in starts
    assert all(verify(text, exact, found, found + len(exact)) for found in starts)
    assert len(starts) == sum(text.startswith(exact, place) for place in range(len(text)))
    prefix, suffix = context(text, start, end)
    narrowed = locate(text, exact, prefix, suffix)
    assert start in narrowed
    assert set(narrowed) <= set(starts)


@given(passages())
def test_context(passage: tuple[str, int, int]) -> None:
    """Prefix and suffix are what stands right around a passage, as far as there is text."""
    text, start, end = passage
    prefix, suffix = context(text, start, end)
    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)
    assert len(prefix) == min(CONTEXT, start)
    assert len(suffix) == min(CONTEXT, len(text) - end)


@given(cuts())
def test_segments_are_the_text(cut: tuple[str, list[tuple[int, int, str]]]) -> None:
    """Joined, segments are the text; each carries the spans that cover it."""
    text, spans = cut
    segments = segment(text, spans)
    assert "".join(part.text for part in segments) == text
    assert all(part.text for part in segments)
    for part in segments:
        assert text.startswith(part.text, part.start)
        for offset in range(part.start, part.start + len(part.text)):
            covering = tuple(key for start, end, key in spans if start <= offset < end)
            assert part.statements == covering[:MOST_OVERLAPPING]


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 8), (7, 8)])
def test_spans_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    """A span that is empty or reaches outside is an error, not a wrong highlight."""
    with pytest.raises(ValueError, match="a span from"):
        segment("the sea", [(*span, "a")])


def test_of_many_that_overlap_the_first_are_carried() -> None:
    """And the one that is chosen, wherever it covers the words."""
    count = 2 * MOST_OVERLAPPING
    spans = [(number, 2 * count - number, str(number)) for number in range(count)]
    for always in (None, "3", str(count - 1)):
        segments = segment("x" * 2 * count, spans, always)
        assert max(len(part.statements) for part in segments) <= MOST_OVERLAPPING + 1
        for part in segments:
            covering = [key for start, end, key in spans if start <= part.start < end]
            added = [always] if always in covering[MOST_OVERLAPPING:] else []
            assert list(part.statements) == covering[:MOST_OVERLAPPING] + added


def test_no_text_no_segments() -> None:
    """An empty text has no segments."""
    assert segment("", []) == ()
