"""Who speaks in a report, by name: names, titles and what pronouns stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.drafting.attribution import Span
from data.drafting.names import Known, spelled
from data.drafting.people import SAID, People, Someone
from data.drafting.reports import Report
from data.drafting.words import Range, Sentence, Word

Named = tuple[str, str]
"""A speaker's name and why it is that; both empty where it is left open."""

_NEAR = 6
"""Sentences within which a pronoun finds whom it stands for."""

_FADES = 0.9
"""What a name loses of its weight with each sentence."""

_LEADING = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def who(
    people: People, sentence: Sentence, report: Report, names: Sequence[Known], number: int
) -> Named:
    """Say who speaks in a report of a sentence, of which the names are given."""
    if report.speaker is None or report.head is None:
        return "", ""
    start, end = report.speaker
    head = sentence.words[report.head]
    if end - start == 1 and _is_pronoun(people, head):
        return _pronoun(people, sentence, head, names, number)
    return _named(people, sentence, (start, end), head, names, number)


def _is_pronoun(people: People, word: Word) -> bool:
    """Tell a pronoun from an acronym that is spelled like one ("WHO")."""
    acronym = word.text.isupper() and len(word.text) > 1
    return word.lower in people.language.pronouns and not acronym


def _named(  # noqa: PLR0913, PLR0917 - a mention is all of this
    people: People,
    sentence: Sentence,
    mention: Range,
    head: Word,
    names: Sequence[Known],
    number: int,
) -> Named:
    """Say whom a mention names: a person in it, a title, a body, or the words themselves."""
    start, end = mention
    inside = [name for name in names if start <= name.words[0] and name.words[1] <= end]
    own = next((n for n in inside if n.words[0] <= head.index < n.words[1]), None)
    person = own if own and own.label in ("PERSON", "NAME") else None
    titles = people.language.titles
    person = person or next(
        (n for n in inside if n.label == "PERSON" and _own(sentence, n, titles)), None
    )
    someone = people.of(person) if person else None
    short = person.text if person else head.text
    if someone is None and people.known(head.text):
        someone = people.person(head.text)
    if someone is not None:
        why = "" if someone.name == short else f"“{short}” is short for {someone.name}"
        return people.spoke(someone, number), why
    text = _LEADING.sub("", spelled(sentence, start, end))
    if own is None and (titled := people.titled(text, head.lower)):
        why = f"“{text}” is {titled.name}, the only one whom the text calls so"
        return people.spoke(titled, number), why
    someone = people.of(own) if own else None
    if someone is None:
        someone = _described(people, sentence, text, head)
        someone.mentions.append(_span(sentence, mention))
    return people.spoke(someone, number), ""


def _own(sentence: Sentence, name: Known, titles: frozenset[str]) -> bool:
    """Tell whether a person's name within a mention is the speaker's own."""
    first = name.words[0]
    while first and (
        sentence.words[first - 1].lower in titles or sentence.words[first - 1].dep == "compound"
    ):
        first -= 1
    return not name.owner and (first == 0 or sentence.words[first - 1].tag != "ADP")


def _described(people: People, sentence: Sentence, text: str, head: Word) -> Someone:
    """Keep a speaker whom the text describes but does not name: "officials"."""
    plural = head.fine in ("NNS", "NNPS") or bool(sentence.children(head.index, "conj"))
    person = head.lemma in people.language.roles and not plural
    someone = people.described(text, "person" if person else "organisation")
    someone.plural = someone.plural or plural
    someone.unsure = head.tag == "PROPN" and " " not in text and text.istitle()
    return someone


def _pronoun(
    people: People, sentence: Sentence, word: Word, names: Sequence[Known], number: int
) -> Named:
    """Find whom a pronoun stands for: the weightiest name before it that fits."""
    kind = people.language.pronouns[word.lower]
    if kind == "self":
        return "", ""
    if kind == "relative":
        return _relative(people, sentence, word, names, number)
    later = {one.name for name in names if name.words[0] >= word.index and (one := people.of(name))}
    best, most = None, 0.0
    for one in people.recent:
        here = one.last == number and one.weight < SAID and one.name in later
        if number - one.last > _NEAR or here or not _fits(one, kind, word.lower):
            continue
        weight = one.weight - _FADES * (number - one.last) + _NEAR
        weight += one.plural if kind == "any" else one.kind == "person"
        if weight >= most:
            best, most = one, weight
    if best is None:
        return "", ""
    if kind == "person":
        best.votes[word.lower] += 1
        best.kind = "person"
    why = f"“{word.text}” is taken for {best.name}, the nearest before it that fits"
    return people.spoke(best, number), why


def _relative(
    people: People, sentence: Sentence, word: Word, names: Sequence[Known], number: int
) -> Named:
    """Find whom "who" belongs to: the noun that its clause hangs on."""
    words = sentence.words
    for above in sentence.above(word.head):
        if above < word.index and words[above].tag in ("NOUN", "PROPN"):
            under = sentence.under(above, without=("relcl", "punct"))
            mention = (min(under), above + 1)
            name, _ = _named(people, sentence, mention, words[above], names, number)
            return name, f"“{word.text}” belongs to {name} before it"
    return "", ""


def _fits(one: Someone, kind: str, pronoun: str) -> bool:
    """Tell whether a pronoun may stand for somebody."""
    if kind == "person":
        return (one.kind == "person" or (one.unsure and one.speaks)) and one.gender in ("", pronoun)
    body = one.kind in ("organisation", "outlet") or (one.kind == "state" and one.speaks)
    if kind == "thing":
        return body and not one.plural
    return one.plural or body


def _span(sentence: Sentence, mention: Range) -> Span:
    """Give the place of a mention."""
    start, end = mention
    return sentence.words[start].start, sentence.words[end - 1].end
