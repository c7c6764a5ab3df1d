"""Weigh what speaks for a name being that of a place, and not of a person, a body, a government."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.drafting import senses
from data.drafting.candidate import key
from data.drafting.countries import is_language
from data.drafting.gazetteer import Found
from data.drafting.mention import Entity, Match, name_of
from data.drafting.runs import CALENDAR, Run

SEAT = 50_000
"""Inhabitants of a town for which a division of the same name is named."""

ENOUGH = 2
"""The weight with which a name is taken for a place."""


def persons(seen: Sequence[Run], found: Found, labels: Labels, text: str) -> frozenset[str]:
    """Give the words that are parts of persons' names: in the text's own full forms and titles."""
    names: set[str] = set()
    for run in seen:
        whole = name_of(text, run.words)[2]
        after_title = bool(run.before and run.before[-1].small in senses.HONORIFICS)
        titled = [n for n, word in enumerate(run.words) if word.small in senses.HONORIFICS]
        plain = not any(word.small in _NOT_PERSON or word.text.isupper() for word in run.words)
        if (after_title or titled) and plain:
            names |= {word.small for word in run.words[titled[-1] + 1 if titled else 0 :]}
        elif len(run.words) in {2, 3} and plain and whole not in found:
            parts = [name_of(text, [word])[2] for word in run.words]
            if not any(c.kind == "country" for part in parts for c in found.get(part, ())):
                names.add(run.words[-1].small)
    for start, end, label in labels.all:
        parts = text[start:end].removesuffix("'s").removesuffix("’s").casefold().split()
        if label == "PERSON" and len(parts) > 1:  # of single words too many are taken for persons
            names.add(parts[-1])
    return frozenset(names)


_NOT_PERSON = (
    senses.NATURAL
    | senses.SETTLEMENT
    | senses.COMPASS
    | {"of", "and", "the", "university", "state", "city", "airport", "news", "times", "street"}
    | {
        "party",
        "ministry",
        "council",
        "department",
        "school",
        "college",
        "park",
        "centre",
        "center",
    }
)


class Labels:
    """What a parser took the names of a text for, asked for by where they stand."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.all = sorted(entities)
        self._starts = [start for start, _, _ in self.all]

    def over(self, start: int, end: int) -> str:
        """Give the label over a name, with "+" where it is one of a longer name; "" for none."""
        last = bisect_right(self._starts, start + 4)
        for first, after, label in reversed(self.all[max(0, last - 8) : last]):
            if end <= after + 2:
                larger = (after - first) > (end - start) + 4
                return f"{label}+" if larger and label in _LONGER else label
        return ""

    def kinds(self, name: str, starts: Iterable[int]) -> set[str]:
        """Give all labels that a name has where it stands, with "" where it has none."""
        return {self.over(start, start + len(name)) for start in starts}


_LONGER = frozenset(("ORG", "FAC", "PERSON", "EVENT"))


@dataclass(frozen=True)
class Known:
    """What a whole text says of its names: parts of persons' names, words in small letters."""

    persons: frozenset[str]
    small: frozenset[str]
    labels: Labels


_LABELS = {"GPE": 2, "LOC": 2, "PERSON": -4, "PERSON+": -6, "ORG+": -3, "ORG": -2, "NORP": -3}
_LABELS |= {"EVENT+": -2, "WORK_OF_ART": -3, "LAW": -2, "PRODUCT": -2, "DATE": -4}


def weigh(match: Match, known: Known, *, qualified: bool) -> int:
    """Weigh what speaks for a name being that of a place; ``ENOUGH`` is enough.

    ``qualified`` where the name right after or before it says in what it lies.
    """
    if is_of_body(match):
        return -ENOUGH
    label = known.labels.over(match.start, match.end)
    best = max(match.found, key=lambda each: (each.kind != "town", each.population))
    towns = [each for each in match.found if each.population >= SEAT]
    if best.kind == "region" and any(
        each.country == best.country and each.kind == "town" for each in towns
    ):
        best = max(
            towns, key=lambda each: (each.kind == "town", each.population)
        )  # a division is named for its town
    great = best.kind != "town" or best.capital or best.population >= 1_000_000
    weight = 3 if best.kind == "country" else 2 if great else 1 if best.population >= 100_000 else 0
    before = match.before
    last = before[-1].small if before else ""
    weight += 2 if last in senses.IN else 1 if last in senses.WITH else 0
    weight += 2 if before[-2:] and last == "of" and before[-2].small in senses.SETTLEMENT else 0
    weight += 1 if last == "the" and len(before) > 1 and before[-2].small in senses.IN else 0
    weight += 3 if qualified or match.dated else 0
    weight += _LABELS.get(label, 0)
    single = match.last - match.first == 1
    if best.kind == "town" and match.name.isascii() and key(best.name) != match.name:
        weight -= 3 if last == "the" else 1
    if best.kind == "town" and not great and is_language(match.name):
        weight -= 3
    if not single:
        weight += 1
    elif match.words[0].opens:
        weight -= (not great) + (match.words[0].small in known.small)
    if single and match.words[0].small in known.persons:
        weight -= 2 if best.kind == "country" else 4
    return weight + (0 if label in {"GPE", "LOC"} else _beside(match))


def is_of_body(match: Match) -> bool:
    """Tell whether a name is a part of a body's: "University of Ghent", "US State Department"."""
    left = [word.small for word in match.run.words[: match.first]]
    while left and left[-1] in senses.COMPASS:
        left.pop()
    if left[-1:] == ["of"] and senses.BODIES & set(left):
        return True
    for word in match.run.words[match.last :]:
        if word.opens or word.small in _PARTING:
            return False
        if word.small in senses.BODIES and word.capital:
            return True
    return False


_PARTING = frozenset(("and", "&", "in", "at"))


def _beside(match: Match) -> int:
    """Weigh the other words of the run: they make it part of another name, or not."""
    if not match.words[0].cased:  # where there are no capitals, a run is any words
        return 0
    left = [word.small for word in match.run.words[: match.first]]
    right = match.run.words[match.last :]
    wide = any(each.kind == "country" for each in match.found)
    weight = 0
    if left and left[-1] == "of":
        weight -= 4 * bool(len(left) < 2 or set(left) & senses.BODIES)
    elif left and left[-1] not in _MAY_PRECEDE:
        weight -= 4
    if (
        right
        and not right[0].opens
        and right[0].small not in _MAY_FOLLOW
        and match.words[-1].small == key(match.words[-1].text)
    ):
        last = match.before[-1].small if match.before else ""
        weight -= 2 if wide and last in senses.WITH | {"the"} else 4
    return weight


_MAY_PRECEDE = (
    senses.COMPASS | senses.NATURAL | senses.SETTLEMENT | {"and", "&", "the", "greater", "downtown"}
)
_MAY_FOLLOW = (
    senses.TITLES
    | senses.DIVISION
    | senses.NATURAL
    | CALENDAR
    | {"and", "&", "the", "port", "harbour", "harbor", "city"}
)


def is_government(match: Match, text: str) -> bool:
    """Tell whether a capital's name stands for its country's government."""
    if not any(each.capital for each in match.found):
        return False
    before, after = match.before, match.after
    last = before[-1].small if before else ""
    following = after[0].small if after and after[0].start - match.end <= 3 else ""
    possessive = text[match.end : match.end + 2] in {"'s", "’s"}
    return (
        (following in senses.SPEAKS and last not in senses.IN | senses.WITH)
        or (possessive and following in senses.POLICY)
        or last in senses.GOVERNED
        or (last == "from" and len(before) > 1 and before[-2].small in senses.GIVEN)
    )
