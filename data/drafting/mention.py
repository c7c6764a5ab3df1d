"""A name of a place as it stands in a text, and the names of the lists that a text holds.

Positions are Unicode code points of the text, ends exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from data.drafting import senses
from data.drafting.candidate import Candidate, key
from data.drafting.countries import ABBREVIATIONS
from data.drafting.gazetteer import Found
from data.drafting.ranking import Ranked
from data.drafting.runs import CALENDAR, JOINING, OPENING, Run, Word

Entity = tuple[int, int, str]
"""What a model took a name for: start, end and its label (GPE, LOC, FAC, PERSON, ORG, …)."""


@dataclass(frozen=True)
class Mention:
    """One naming of a place: where it stands, what it is called, what it may be, and why."""

    start: int
    end: int
    name: str
    kind: str
    ranked: tuple[Ranked, ...] = ()
    reason: str = ""
    country: str = ""
    """ISO 3166-1 code of the country that it lies in, where that is known."""

    @property
    def likeliest(self) -> Candidate | None:
        """The first of its candidates."""
        return self.ranked[0].candidate if self.ranked else None

    def record(self) -> dict[str, Any]:
        """Give it in the form in which drafts are measured; the id joins what is one place."""
        one = self.likeliest
        found: dict[str, Any] = {
            "span": [self.start, self.end],
            "id": f"{one.name} {one.country} {one.kind}" if one else self.name.casefold(),
            "name": one.name if one else self.name,
            "kind": self.kind if self.kind in _KINDS else "facility",
        }
        if self.country:
            found["country"] = self.country
        if one and one.geonames:
            found["geonames"] = one.geonames
        if one and one.lat is not None:
            found |= {"lat": one.lat, "lon": one.lon}
        return found


_KINDS = frozenset(("country", "region", "town", "area", "sea"))


@dataclass(frozen=True)
class Match:
    """A name within a run, with what its lists hold."""

    run: Run
    first: int
    last: int
    name: str
    """Its key."""
    found: tuple[Candidate, ...]
    start: int
    end: int
    dated: bool
    """Whether a report is dated from it: "OSLO — "."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return self.run.words[self.first : self.last]

    @property
    def before(self) -> tuple[Word, ...]:
        """The words before it in its sentence, of its run and up to three more."""
        return (*self.run.before, *self.run.words[: self.first])

    @property
    def after(self) -> tuple[Word, ...]:
        """The words after it in its sentence, of its run and up to two more."""
        return (*self.run.words[self.last :], *self.run.after)


LONGEST_NAME = 5
"""Words of a name that is looked up."""


DATELINE = re.compile(r"(?:, [^\n—–-]{1,30})?\s*(?:\([^)\n]{1,40}\))?\s*(?:[—–]|--| - )")
_DATED = re.compile(r"\s?[,(—–-]")


def name_of(text: str, words: Sequence[Word]) -> tuple[int, int, str]:
    """Give the start, the end without a possessive, and the key of a name."""
    end = words[-1].end
    if words[-1].text.endswith(("'s", "’s")) and len(words[-1].text) > 2:
        end -= 2
    elif words[-1].text.endswith(("s'", "s’")):
        end -= 1
    name = text[words[0].start : end]
    if name in ABBREVIATIONS:
        if text[end : end + 1] == "$":
            return words[0].start, end, ""
        return words[0].start, end, ABBREVIATIONS[name]
    short = len(words) == 1 and len(name) < 5 and name.isupper() and name.isascii()
    if short and not (words[0].opens and _DATED.match(text, end)):  # "NATO" is no town, "OSLO —" is
        return words[0].start, end, ""
    return words[0].start, end, key(name)


def grams(text: str, run: Run) -> Iterable[str]:
    """Give the keys of all names that a run may hold."""
    for first in range(len(run.words)):
        for last in range(first + 1, min(len(run.words), first + LONGEST_NAME) + 1):
            if name := name_of(text, run.words[first:last])[2]:
                yield name


def matches(text: str, run: Run, found: Found) -> Iterable[Match]:
    """Give the longest names of a run that are in the lists, from the left."""
    first = 0
    while first < len(run.words):
        for last in range(min(len(run.words), first + LONGEST_NAME), first, -1):
            start, end, name = name_of(text, run.words[first:last])
            alone = last - first == 1 and run.words[first].small in _NO_NAME
            if name in found and not alone:
                opens = start == 0 or text[start - 1] == "\n"
                dated = opens and bool(DATELINE.match(text, end))
                yield Match(run, first, last, name, tuple(found[name]), start, end, dated)
                first = last
                break
        else:
            first += 1


_NO_NAME = CALENDAR | OPENING | JOINING | senses.COMPASS
