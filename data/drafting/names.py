"""Names in a sentence: people, bodies and places, with what is told of them beside the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.drafting.attribution import PlaceName, Span
from data.drafting.language import Language
from data.drafting.words import Range, Sentence, Word

PLACES = ("GPE", "LOC", "FAC")
BODIES = ("ORG", "NORP", *PLACES)
STATES = ("GPE", "LOC", "NORP")

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_AFTER = frozenset(("jr", "sr", "ii", "iii", "qc", "sc", "kc", "mp"))
"""What stands behind a surname."""

_TITLE = 8
"""Words before a name that may be its title."""

_NAME = 3
"""Words of a person's name."""

_LONG = 12
"""Words of an apposition that are kept as a role."""


@dataclass(frozen=True)
class Known:
    """A name of a sentence and what stands beside it: a role, a body, a gender."""

    text: str
    label: str
    words: Range
    index: int
    span: Span
    subject: bool
    owner: bool
    role: str = ""
    affiliation: str = ""
    gender: str = ""


def known(sentence: Sentence, language: Language) -> list[Known]:
    """Give the names of a sentence, in order."""
    found: list[Known] = []
    runs = [_relabelled(sentence, run, language) for run in _runs(sentence, language)]
    people = [(start, end) for label, start, end in runs if label == "PERSON"]
    alone = people[0] if len(people) == 1 else None
    words = sentence.words
    for label, start, end in runs:
        role = _role(sentence, start, end, language) if label == "PERSON" else None
        title = words[role[0] : role[1]] if role else words[max(0, start - 1) : start]
        gender = next((g for w in title if (g := language.honorifics.get(w.lower.rstrip(".")))), "")
        gender = gender or (_pronoun(sentence, end, language) if alone == (start, end) else "")
        bodies = [r for r in runs if role and r[0] in BODIES and role[0] <= r[1] < role[1]]
        found.append(
            Known(
                spelled(sentence, start, end),
                label,
                (start, end),
                end - 1,
                (words[start].start, words[end - 1].end),
                any(word.dep in ("nsubj", "nsubjpass") for word in words[start:end]),
                any(word.dep == "poss" for word in words[start:end]),
                spelled(sentence, *role) if role else "",
                spelled(sentence, *bodies[0][1:]) if bodies else "",
                gender,
            )
        )
    return found


def _relabelled(
    sentence: Sentence, run: tuple[str, int, int], language: Language
) -> tuple[str, int, int]:
    """Take a name behind a person's title for a person's, whatever the parser says."""
    label, start, end = run
    words = sentence.words[start:end]
    name = all(word.text[0].isupper() and word.text.isalpha() for word in words)
    if label not in ("ORG", *STATES, "NAME") or not name or len(words) > _NAME:
        return run
    if any(word.lower in language.bodies | language.outlets for word in words):
        return run
    before = sentence.words[start - 1] if start else None
    title = before is not None and before.lower.rstrip(".") in language.titles
    return ("PERSON", start, end) if title else run


def _pronoun(sentence: Sentence, end: int, language: Language) -> str:
    """Give the gender of the pronouns behind the only name of a sentence, where they agree."""
    found = {gender for w in sentence.words[end:] if (gender := language.gendered.get(w.lower, ""))}
    return found.pop() if len(found) == 1 else ""


def _runs(sentence: Sentence, language: Language) -> list[tuple[str, int, int]]:
    """Find the runs of words that are a name, without articles and possessives."""
    words = sentence.words
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        label = words[at].entity
        end = at + 1
        if label and not words[at].quotation:
            while end < len(words) and words[end].entity == label and not words[end].begins:
                end += 1
            first, last = at, end
            while first < last - 1 and words[first].lower in language.determiners:
                first += 1
            while last > first + 1 and words[last - 1].lower in language.possessives:
                last -= 1
            found.append((label, first, last))
        elif words[at].tag == "PROPN" and words[at].text[0].isupper():
            found.append(("", at, end))  # whom the text names elsewhere, it may name here
        at = end
    return found


def _role(sentence: Sentence, start: int, end: int, language: Language) -> Range | None:
    """Find a person's title before the name, or the apposition behind it."""
    words = sentence.words
    first = start
    while first > max(0, start - _TITLE) and _titles(words[first - 1], language):
        first -= 1
    while first < start and words[first].tag not in ("NOUN", "PROPN", "ADJ"):
        first += 1
    if any(word.lower.rstrip(".") in language.titles for word in words[first:start]):
        return first, start
    for child in sentence.children(end - 1, "appos"):
        under = sentence.under(child.index, without=("relcl", "acl"))
        if under[0] >= end and any(words[i].lower in language.roles for i in under):
            begin = under[0] + (words[under[0]].lower in language.determiners)
            return begin, min(under[-1] + 1, begin + _LONG)
    return None


def _titles(word: Word, language: Language) -> bool:
    """Tell whether a word before a name may belong to its title."""
    if word.quotation:
        return False
    return (
        word.tag in ("NOUN", "PROPN", "ADJ") or word.text == "-" or word.lower in language.titling
    )


def spelled(sentence: Sentence, start: int, end: int) -> str:
    """Write words as the text has them, with single spaces where it has any between them."""
    parts: list[str] = []
    for index in range(start, end):
        word = sentence.words[index]
        if parts and word.start > sentence.words[index - 1].end:
            parts.append(" ")
        parts.append(word.text)
    return re.sub(r"\s+", " ", "".join(parts))


def surname(name: str) -> str:
    """Give the part of a person's name by which he is called later, in small letters."""
    parts = [part.lower().rstrip(".") for part in _WORD.findall(name)]
    while len(parts) > 1 and parts[-1] in _AFTER:
        parts.pop()
    return parts[-1] if parts else ""


def place_names(sentence: Sentence, language: Language) -> list[PlaceName]:
    """Give the names of places; one that speaks stands for its government."""
    found: list[PlaceName] = []
    words = sentence.words
    for label, start, end in _runs(sentence, language):
        if label not in PLACES:
            continue
        head = words[words[end - 1].head]
        speaks = words[end - 1].dep == "nsubj" and head.verb and head.lemma in language.reporting
        why = f"it is the subject of “{head.text}”" if speaks else f"the parser says {label}"
        span = (words[start].start, words[end - 1].end)
        found.append(PlaceName(span, label, "speaker" if speaks else "place", why))
    return found
