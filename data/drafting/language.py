"""What differs from language to language in finding who says what, as data.

A second language is one more file with a ``Language`` and one more line in ``LANGUAGES`` of
``data.drafting.languages``. A frame says with what a cue reports:

``c`` a clause ("said that …"), ``q`` a quotation, ``i`` an infinitive ("promised to …"),
``n`` a noun ("announced plans"), ``l`` a noun and what it is called ("described it as …"),
``p`` a preposition ("warned of …"), ``b`` an "in" ("belief in …").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Classes = tuple[tuple[frozenset[str], str, str], ...]
"""Lists of words, each with the class of its words and how they hang on others."""


def frames(table: str, usual: str = "") -> dict[str, str]:
    """Read "say:cq tell:cq" as a table of words and their frames; a word alone has the usual."""
    pairs = (entry.partition(":") for entry in table.split())
    return {word.replace("_", " "): given or usual for word, _, given in pairs}


def listed(words: str) -> frozenset[str]:
    """Read words that are separated by spaces."""
    return frozenset(words.split())


@dataclass(frozen=True)
class Language:
    """The words and marks of one language, and the labels of the parser that knows it.

    ``verbs`` gives the frames of reporting verbs by lemma, by act; ``nouns`` and ``adjectives``
    are cues too ("the claim that", "is concerned about"). ``irregular`` gives lemmas of forms that
    the rules would not find. ``roles`` are titles and offices, ``bodies`` words of organisations.
    """

    tag: str
    parser: str = ""
    verbs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    carriers: Mapping[str, str] = field(default_factory=dict)
    irregular: Mapping[str, str] = field(default_factory=dict)
    pronouns: Mapping[str, str] = field(default_factory=dict)
    relatives: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    contrasting: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    plural_subjects: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    parts_of_nouns: frozenset[str] = frozenset()
    believed_in: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    as_only: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    viewing: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    no_adverbs: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    reported_by: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    sources: tuple[tuple[str, ...], ...] = ()
    abbreviations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    gendered: Mapping[str, str] = field(default_factory=dict)
    titling: frozenset[str] = frozenset()
    honorifics: Mapping[str, str] = field(default_factory=dict)
    that: str = "that"
    to: str = "to"
    label: str = "as"
    adverb: str = "ly"

    @cached_property
    def acts(self) -> dict[str, str]:
        """Give the act of each verb."""
        return {verb: act for act, table in self.verbs.items() for verb in table}

    @cached_property
    def reporting(self) -> dict[str, str]:
        """Give the frames of each verb."""
        return {verb: given for table in self.verbs.values() for verb, given in table.items()}

    def frames_of(self, lemma: str) -> str:
        """Give the frames of a verb or an adjective; none for a word that does not report."""
        return self.reporting.get(lemma) or self.adjectives.get(lemma, "")

    @cached_property
    def first_classes(self) -> Classes:
        """Give the lists of words with their classes that come before any verb is looked for."""
        return (
            (frozenset(self.pronouns) - self.relatives, "PRON", "dep"),
            (self.joining, "CCONJ", "cc"),
            (self.determiners - {self.that}, "DET", "dep"),
            (self.auxiliaries, "AUX", "aux"),
        )

    @cached_property
    def last_classes(self) -> Classes:
        """Give the lists of words with their classes that come after verbs."""
        return (
            (self.conjunctions | self.relatives, "SCONJ", "dep"),
            (self.prepositions, "ADP", "prep"),
            (self.adverbs, "ADV", "advmod"),
        )

    @cached_property
    def titles(self) -> frozenset[str]:
        """Give the words that stand before a person's name."""
        return self.roles | frozenset(self.honorifics)

    @cached_property
    def source_words(self) -> frozenset[str]:
        """Give the first words of phrases that name a source."""
        return frozenset(phrase[0] for phrase in self.sources)

    @cached_property
    def forms(self) -> dict[str, str]:
        """Give the lemma of each inflected form of a reporting verb, for the rules alone."""
        found = {form: lemma for form, lemma in self.irregular.items() if lemma in self.reporting}
        for verb in self.reporting:
            for form in inflected(verb):
                found.setdefault(form, verb)
        return found

    @cached_property
    def word(self) -> re.Pattern[str]:
        """Match a word or a run of the same sign, cut as the parser was taught to."""
        short = "|".join(map(re.escape, sorted(self.abbreviations, key=len, reverse=True)))
        return re.compile(
            rf"(?:{short or '(?!)'})\.(?=\s)|(?:[A-Za-z]\.){{2,}}|\w+(?=n['’]t\b)|n['’]t\b"
            r"|['’](?:s|re|ve|ll|d|m)\b|\d+(?:[.,:]\d+)+"
            r"|[@#]?\w+(?:\.(?:com|org|net|gov|edu)\b)?|([^\w\s])\1*"
        )

    @cached_property
    def abbreviated(self) -> re.Pattern[str]:
        """Match a text whose last word is an abbreviation or an initial."""
        words = "|".join(map(re.escape, sorted(self.abbreviations)))
        return re.compile(rf"(?:^|[\s(“\"])(?:(?:{words})|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$")


def inflected(verb: str) -> tuple[str, ...]:
    """Give the regular forms of an English verb."""
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if re.search(r"[^aeiou]y$", verb):
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    if re.search(r"(s|sh|ch|x)$", verb):
        return (verb, verb + "es", verb + "ed", verb + "ing")
    return (verb, verb + "s", verb + "ed", verb + "ing")
