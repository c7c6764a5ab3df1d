"""Find runs of words in a text that may be names, and what stands around them.

It needs no model: capitals in scripts that have them, single words in those that have none.
Positions are Unicode code points of the text, ends exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from data.drafting.wordlist import words_of

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:[-'’.](?=[^\W\d_])[^\W_]+)*", re.UNICODE)
"""A word, with its hyphens and apostrophes; "U.S." and "D.C." are one."""

JOINING = words_of(
    """
    of the al el de la le del da do du di des and & ibn bin von van sur upon am an der den en
    """
)
"""Words in small letters that may stand inside of a name."""

OPENING = words_of(
    """
    the a an in on at of to from for with by as and but or if when while where since after before
    during under over near outside inside across around between among through despite although
    though because until unlike like both meanwhile however last next this that these those his
    her its their our my he she it they we you i some many most all no not there here what who how
    why which is are was were will has have had do does did can could would should may might also
    then so yet still now today yesterday earlier later once according officials former one two
    three other such even only just well more much very please yes
    """
)
"""Words that begin a sentence, and of which a capital says nothing there."""

CALENDAR = words_of(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov
    dec christmas easter ramadan spring summer autumn winter
    """
)


@dataclass(frozen=True)
class Word:
    """One word: where it stands, its letters, and whether it begins a sentence or a line."""

    start: int
    end: int
    text: str
    opens: bool

    @cached_property
    def small(self) -> str:
        """Give it in small letters, without the possessive ending."""
        return re.sub(r"['’]s?$", "", self.text).casefold()

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital letter, or its script has no capitals."""
        first = self.text[0]
        if "-" in self.text and first.islower():  # al-Sharaa, el-Obeid
            return self.text.partition("-")[2][:1].isupper()
        return first.isupper() or first.istitle() or not self.cased

    @property
    def cased(self) -> bool:
        """Tell whether its script has capitals."""
        return self.text[0].islower() or self.text[0].isupper() or self.text[0].istitle()


_OPENS = re.compile(r"(?:^|[.!?…:;\n\r\u2028\u2029\"“”„«»‘(\[–—•*])[\s\"“”„«»‘'(\[#>*_•–—-]*$")
_SAME_NAME = re.compile(r"(?:[ \u00a0\u202f]|[ \u00a0]?\n(?=\S))")


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Give the words of a part of a text, in order."""
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        before = text[max(0, match.start() - 12) : match.start()]
        opens = match.start() == 0 or bool(_OPENS.search(before))
        yield Word(match.start(), match.end(), match.group(), opens)


@dataclass(frozen=True)
class Run:
    """Words with capitals that stand beside each other, with joining words between them."""

    words: tuple[Word, ...]
    before: tuple[Word, ...]
    """Up to three words before it in the same sentence."""
    after: tuple[Word, ...]
    """Up to two words after it in the same sentence."""

    @property
    def start(self) -> int:
        """The position of its first letter."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The position after its last letter."""
        return self.words[-1].end


LONGEST = 8
"""Words of a run; what is longer, such as a line in capitals, is cut."""


_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")


def runs(text: str) -> Iterator[Run]:
    """Give the runs of words that may be names, without the words that open a sentence.

    No name goes on over an empty line, so the words of one paragraph at a time are kept.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _of_words(text, list(words(text, *paragraph.span())))


def _of_words(text: str, line: list[Word]) -> Iterator[Run]:
    at = 0
    while at < len(line):
        if not line[at].capital or (line[at].opens and line[at].small in OPENING):
            at += 1
            continue
        stop = at + 1
        while stop < len(line) and stop - at < LONGEST:
            if not _beside(text, line[stop - 1], line[stop]) or _possessive(line[stop - 1]):
                break
            if line[stop].capital:
                stop += 1
                continue
            further = stop
            while (
                further < len(line)
                and further - stop < 2
                and line[further].small in JOINING
                and _beside(text, line[further - 1], line[further])
            ):
                further += 1
            if (
                further in {stop, len(line)}
                or not line[further].capital
                or not _beside(text, line[further - 1], line[further])
            ):
                break
            stop = further + 1
        before = tuple(line[max(0, at - 3) : at])
        after = tuple(line[stop : stop + 2])
        yield Run(
            tuple(line[at:stop]),
            () if line[at].opens else _unbroken(before),
            tuple(each for each in after if not each.opens),
        )
        at = stop


def _unbroken(before: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out what belongs to the sentence before."""
    opening = [number for number, word in enumerate(before) if word.opens]
    return before[opening[-1] :] if opening else before


def _beside(text: str, one: Word, other: Word) -> bool:
    return other.start - one.end <= 3 and bool(_SAME_NAME.fullmatch(text, one.end, other.start))


def _possessive(word: Word) -> bool:
    return word.text.endswith(("'s", "’s", "s'", "s’")) and len(word.text) > 2
