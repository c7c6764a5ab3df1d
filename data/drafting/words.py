"""Words of a sentence and how they hang together, whoever found that: a parser or the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.drafting.attribution import Span
from data.drafting.language import Language
from data.drafting.quotations import Quotation

Range = tuple[int, int]
"""Indices of a sentence's words, the end exclusive."""

MOST = 400
"""Words of a sentence that are looked at."""

_ENOUGH = 2_000
"""Code points of a quotation that are looked at to tell whether it stands alone."""

_NEW = re.compile(r"[.!?][\"”]?\s+[\"“]?[A-Z]")
"""A sentence ends and another begins."""


_CUT = re.compile(r",[\"”’»]\s")
"""A quotation ends with a comma, so that it may go on after its cue."""


@dataclass(slots=True)
class Word:
    """A word of a sentence, or a quotation that stands for one (``quotation``).

    ``head`` is the index of the word that it hangs on, its own for the sentence's root; ``dep``
    how it does; ``entity`` what it names (``PERSON``, ``GPE`` …), empty where nothing,
    ``begins`` where a name begins;
    ``partly`` whether it stands in quotation marks within the sentence.
    """

    index: int
    start: int
    end: int
    text: str
    quotation: Quotation | None = None
    lemma: str = ""
    tag: str = ""
    fine: str = ""
    dep: str = ""
    head: int = 0
    entity: str = ""
    begins: bool = False
    partly: bool = False
    children: list[int] = field(default_factory=list)

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def verb(self) -> bool:
        """Whether it is a verb here."""
        return self.tag in ("VERB", "AUX")


@dataclass(slots=True)
class Sentence:
    """A sentence's words; ``whole`` are its quotations that stand as one word."""

    span: Span
    words: list[Word]
    whole: list[Quotation]

    def hang(self) -> None:
        """List each word's children, once the heads are known."""
        for word in self.words:
            word.children = []
        for word in self.words:
            if word.head != word.index:
                self.words[word.head].children.append(word.index)

    def children(self, index: int, *deps: str) -> list[Word]:
        """Give the words that hang on one, in order; of some kinds alone, if any are named."""
        return [
            self.words[i]
            for i in self.words[index].children
            if not deps or self.words[i].dep in deps
        ]

    def under(self, index: int, without: Sequence[str] = ()) -> list[int]:
        """Give a word and all that hangs on it, in order, but for what hangs as ``without``."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += [i for i in self.words[at].children if self.words[i].dep not in without]
        return sorted(found)

    def above(self, index: int) -> Iterator[int]:
        """Give the words that one hangs on, the nearest first."""
        while self.words[index].head != index:
            index = self.words[index].head
            yield index

    def text_of(self, indices: Sequence[int]) -> str:
        """Give words in small letters, joined by spaces."""
        return " ".join(self.words[i].lower for i in indices)


def tokenize(text: str, span: Span, quoted: Sequence[Quotation], language: Language) -> Sentence:
    """Cut a sentence into words; a whole quotation becomes one, the marks of others are left out.

    Rules: a run of the same sign is one word; what is said in a quotation is whole when it could
    stand alone, so that the grammar around it is all there is to find.
    """
    words: list[Word] = []
    whole: list[Quotation] = []
    at = span[0]
    for quotation in quoted:
        if quotation.end <= at or quotation.start >= span[1]:
            continue
        _add(words, text, at, max(at, quotation.start), language)
        if stands_alone(text, span, quotation, language):
            whole.append(quotation)
            begin, end = max(quotation.start, span[0]), min(quotation.end, span[1])
            words.append(Word(len(words), begin, end, text[begin:end], quotation))
        else:
            inner = (max(quotation.start + 1, at), quotation.end - quotation.closed)
            first = len(words)
            _add(words, text, *inner, language)
            for word in words[first:]:
                word.partly = True
        at = max(at, min(quotation.end, span[1]))
    _add(words, text, at, span[1], language)
    return Sentence(span, words[:MOST], whole)


def _add(words: list[Word], text: str, start: int, end: int, language: Language) -> None:
    """Add the words of a stretch of text."""
    words += [
        Word(len(words) + number, match.start(), match.end(), match.group())
        for number, match in enumerate(language.word.finditer(text, start, end))
    ]


def stands_alone(text: str, span: Span, quotation: Quotation, language: Language) -> bool:
    """Tell whether a quotation is a sentence of its own, not some words of the one around it."""
    end = quotation.end - quotation.closed
    said = text[quotation.start + quotation.opened : min(end, quotation.start + _ENOUGH)].strip()
    many = len(said.split())
    before = text[max(span[0], quotation.start - 40) : quotation.start].rstrip()
    if many < 3 and said[-1:] not in (*",.!?",):
        return False
    if not (quotation.opened and quotation.closed and before) or _NEW.search(said):
        return True
    if before[-1] == "," and _CUT.search(text, span[0], quotation.start):
        return True
    last = before.split()[-1].lower()
    introduced = last in language.forms or last == language.that
    ended = text[quotation.end : quotation.end + 1] in ("", *",.;:")
    return (
        (before[-1] in ":," and (not said[:1].islower() or many > 5))
        or (said[-1] == "," and (said[:1].isupper() or introduced))
        or (many > 5 and last in language.forms)
        or (many > 3 and introduced and (ended or said[-1] in ".!?"))
        or (many > 3 and said[:1].isupper() and said[-1] in ".!?")
    )
