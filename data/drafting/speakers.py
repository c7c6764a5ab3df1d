"""Who speaks in a report, by name: names, titles and what pronouns stand for."""

from __future__ import annotations

from collections.abc import Sequence

from data.drafting.names import Known
from data.drafting.people import SAID, People, Someone
from data.drafting.voice import Voice

Named = tuple[str, str]
"""A speaker's name and why it is that; both empty where it is left open."""

_NEAR = 6
"""Sentences within which a pronoun finds whom it stands for."""

_FADES = 0.9
"""What a name loses of its weight with each sentence."""


def who(people: People, voice: Voice | None, names: Sequence[Known], number: int) -> Named:
    """Say who speaks in a report of a sentence, of which the names are given."""
    if voice is None or voice.pronoun == "self":
        return "", ""
    if voice.pronoun == "relative":
        name, _ = who(people, voice.of, names, number)
        return name, f"“{voice.head}” belongs to {name} before it" if name else ""
    if voice.pronoun:
        return _pronoun(people, voice, names, number)
    return _named(people, voice, number)


def _named(people: People, voice: Voice, number: int) -> Named:
    """Say whom a mention names: a person in it, a title, a body, or the words themselves."""
    own = voice.own
    person = own if own and own.label in ("PERSON", "NAME") else voice.person
    someone = people.of(person) if person else None
    short = person.text if person else voice.head
    if someone is None and people.known(voice.head):
        someone = people.person(voice.head)
    if someone is not None:
        why = "" if someone.name == short else f"“{short}” is short for {someone.name}"
        return people.spoke(someone, number), why
    if own is None and (titled := people.titled(voice.text, voice.head.lower())):
        why = f"“{voice.text}” is {titled.name}, the only one whom the text calls so"
        return people.spoke(titled, number), why
    someone = people.of(own) if own else None
    if someone is None:
        someone = _described(people, voice)
        someone.mentions.append(voice.span)
    return people.spoke(someone, number), ""


def _described(people: People, voice: Voice) -> Someone:
    """Keep a speaker whom the text describes but does not name: "officials"."""
    person = voice.lemma in people.language.roles and not voice.plural
    someone = people.described(voice.text, "person" if person else "organisation")
    someone.plural = someone.plural or voice.plural
    someone.unsure = voice.proper and " " not in voice.text and voice.text.istitle()
    return someone


def _pronoun(people: People, voice: Voice, names: Sequence[Known], number: int) -> Named:
    """Find whom a pronoun stands for: the weightiest name before it that fits."""
    kind, word = voice.pronoun, voice.head.lower()
    word = people.language.gendered.get(word, word)
    later = {one.name for n in names if n.words[0] >= voice.index and (one := people.of(n))}
    best, most = None, 0.0
    for one in people.recent:
        here = one.last == number and one.weight < SAID and one.name in later
        if number - one.last > _NEAR or here or not _fits(one, kind, word):
            continue
        weight = one.weight - _FADES * (number - one.last) + _NEAR
        weight += one.plural if kind == "any" else one.kind == "person"
        if weight >= most:
            best, most = one, weight
    if best is None:
        return "", ""
    if kind == "person":
        best.votes[word] += 1
        best.kind = "person"
    why = f"“{voice.head}” is taken for {best.name}, the nearest before it that fits"
    return people.spoke(best, number), why


def _fits(one: Someone, kind: str, pronoun: str) -> bool:
    """Tell whether a pronoun may stand for somebody."""
    if kind == "person":
        return (one.kind == "person" or (one.unsure and one.speaks)) and one.gender in ("", pronoun)
    body = one.kind in ("organisation", "outlet") or (one.kind == "state" and one.speaks)
    if kind == "thing":
        return body and not one.plural
    return one.plural or body
