"""Cues in one sentence: verbs, nouns and adjectives that report, and "according to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.drafting import subjects
from data.drafting.cue import Cue, depth
from data.drafting.language import Language
from data.drafting.sources import sources, viewed
from data.drafting.words import Range, Sentence, Word

_PARTS = ",–—-"
_ENDS = ",.–—-;?!"
_SAID_OF = 2
"""Words before a comma that a cue may be set behind: the beginning of what is said."""

_TOLD = 6
"""Words from a cue to the end of who is told: "Lee told the Evening Post"."""

_LONG = 14
"""Words of a cue and its speaker that are set into what they report."""


def cues(sentence: Sentence, language: Language) -> Iterator[Cue]:
    """Find the words of a sentence that may report."""
    for word in sentence.words:
        if word.quotation:
            continue
        if (word.verb or _before_quotation(sentence, word, language)) and (
            word.lower not in language.adjectives
        ):
            yield from _verb(sentence, word, language)
        elif word.tag in ("ADJ", "VERB") and word.lower in language.adjectives:
            yield from _adjective(sentence, word, language)
        elif word.tag == "NOUN" and word.lemma in language.nouns:
            yield from _noun(sentence, word, language)
        if word.lower in language.source_words:
            yield from sources(sentence, word, language)
        elif word.lemma in language.viewing and word.dep == "pobj":
            yield from viewed(sentence, word)


def _before_quotation(sentence: Sentence, word: Word, language: Language) -> bool:
    """Tell whether what the parser takes for a noun is the verb before a quotation."""
    words = sentence.words
    if word.tag != "NOUN" or word.lower not in language.forms or not word.index:
        return False
    at = word.index + 1
    while at < len(words) and words[at].text[0] in ",:" and not words[at].quotation:
        at += 1
    quoted = at < len(words) and bool(words[at].quotation)
    if (
        quoted
        and words[word.index - 1].tag in ("PROPN", "NOUN", "PRON")
        and not any(other.verb for other in words[: word.index])
    ):
        word.tag, word.fine = "VERB", "VBZ"
        return True
    return False


def _verb(sentence: Sentence, word: Word, language: Language) -> Iterator[Cue]:
    """Find a verb that reports, with its particle or preposition where that makes another verb."""
    lemma = word.lemma
    put = lemma in language.as_only and sentence.words[sentence.under(word.index)[0]].lower
    if put == language.label:
        lemma = "say"
    if lemma not in language.reporting:
        lemma = language.forms.get(word.lower, lemma)
    particle = None
    for child in sentence.children(word.index, "prt", "prep", "advmod"):
        if child.index > word.index and f"{lemma} {child.lower}" in language.reporting:
            lemma, particle = f"{lemma} {child.lower}", child.index
    if lemma not in language.reporting:
        return
    if word.dep == "amod" or _idle(sentence, word, language):
        return
    span = group(sentence, word)
    aside, clause, host = _aside(sentence, word, language)
    yield Cue(
        word.index,
        lemma,
        "verb",
        language.reporting[lemma],
        language.acts[lemma],
        span,
        depth(sentence, word.index),
        aside,
        clause,
        host,
        particle=particle,
    )


def _idle(sentence: Sentence, word: Word, language: Language) -> bool:
    """Tell whether a verb is only meant to report: "Asked whether …", "met to demand …"."""
    children = sentence.children(word.index)
    helped = any(child.dep in ("aux", "auxpass") for child in children)
    if word.fine in ("VBN", "VBD") and not helped and word.dep in ("advcl", "acl"):
        return not any(child.dep == "nsubj" for child in children)
    passive = {child.dep for child in children} & {"auxpass", "agent"}
    if "l" in language.reporting.get(word.lemma, "") and passive == {"auxpass"}:
        return True
    infinitive = word.fine == "VB" and any(child.lower == language.to for child in children)
    if not infinitive or any(child.quotation for child in children):
        return False
    head = sentence.words[word.head]
    return word.dep in ("advcl", "acl", "relcl") or (
        word.dep == "xcomp" and head.lemma not in language.phases
    )


def group(sentence: Sentence, word: Word) -> Range:
    """Give a verb with its auxiliaries, its "not" and its particle."""
    start = end = word.index
    own = {child.index: child.dep for child in sentence.children(word.index)}
    while own.get(start - 1) in ("aux", "auxpass", "neg", "advmod"):
        start -= 1
    while start < end and own.get(start) == "advmod":
        start += 1
    if own.get(end + 1) == "prt":
        end += 1
    return (start, end + 1)


def _aside(sentence: Sentence, word: Word, language: Language) -> tuple[bool, Range, int]:
    """Tell whether a cue and its speaker are set into a clause: "the talks, he said, went well"."""
    nothing = (False, (0, 0), 0)
    if (inset := _inset(sentence, word, language)) is not None:
        return (
            True,
            inset,
            next(i for i in range(len(sentence.words)) if sentence.words[i].dep == "ROOT"),
        )
    if word.head == word.index or word.dep not in ("parataxis", "ccomp", "advcl", "dep"):
        return nothing
    own = sentence.under(word.index)
    while len(own) > 1 and sentence.words[own[0]].dep == "punct":
        own = own[1:]
    while len(own) > 1 and sentence.words[own[-1]].dep == "punct":
        own = own[:-1]
    first, last = own[0], own[-1] + 1
    told = sentence.children(word.index, "ccomp", "xcomp")
    marks = sentence.children(word.index, "mark")
    told += [mark for mark in marks if mark.lower != language.label]
    if told or last - first > _LONG or last - first != len(own):
        return nothing
    words = sentence.words
    closing = word.fine != "VBG" and _closing(own, sentence)
    if word.dep == "advcl" and words[first].lower != language.label and not closing:
        return nothing
    before = first == 0 or words[first - 1].text[0] in _PARTS
    after = last >= len(words) or words[last].text[0] in _ENDS or words[last - 1].text[0] in _PARTS
    if not before or not after or not sentence.children(word.index, "nsubj"):
        return nothing
    return True, (first, last), word.head


def _closing(own: Sequence[int], sentence: Sentence) -> bool:
    """Tell whether a clause closes its sentence behind a comma, with its subject first."""
    words = sentence.words
    first, last = own[0], own[-1] + 1
    subject = any(word.dep == "nsubj" for word in words[first:last]) and words[first].dep != "mark"
    closes = first > _SAID_OF and words[first - 1].text == "," and last >= len(words) - 1
    return closes and subject


def _inset(sentence: Sentence, word: Word, language: Language) -> Range | None:
    """Find a cue and a name between two commas, whatever the parser hung them on: ", said X,"."""
    words = sentence.words
    at = word.index
    if word.fine not in ("VBD", "VBZ") or any(other.quotation for other in words):
        return None
    if at > _SAID_OF and words[at - 1].text == ",":
        span = subjects.behind(words, at, language)
        inset = (at, span[1]) if span else None
        # "…, said Lee, a guide who …": what follows a whole clause and a name tells of the name.
        told = any(other.verb for other in words[: at - 1])
        joins = inset and words[min(inset[1] + 1, len(words) - 1)].tag in ("CCONJ", "SCONJ")
        inset = None if told and not joins else inset
    else:
        span = subjects.before(words, group(sentence, word)[0])
        end = at + 1
        while (
            word.lemma in language.telling
            and end < min(len(words), at + _TOLD)
            and words[end].tag in ("DET", "NOUN", "PROPN", "PRON")
        ):
            end += 1
        inset = (span[0], end) if span and span[0] > _SAID_OF else None
    if inset is None or inset[1] + 1 >= len(words) or inset[1] - inset[0] > _LONG:
        return None
    parted = words[inset[0] - 1].text == "," and words[inset[1]].text == ","
    return inset if parted and any(other.verb for other in words[inset[1] :]) else None


def _adjective(sentence: Sentence, word: Word, language: Language) -> Iterator[Cue]:
    """Find an adjective that reports: "is concerned about"."""
    head = sentence.words[word.head]
    passive = any(child.dep in ("auxpass", "cop", "aux") for child in sentence.children(word.index))
    if word.dep not in ("acomp", "ROOT", "conj", "advcl", "oprd") or (
        word.dep == "acomp"
        and head.lemma not in ("be", "remain", "feel", "seem", "sound", "become")
    ):
        return
    if word.tag == "VERB" and not passive:
        return
    if word.dep == "acomp":
        # What it reports may hang on the verb beside it.
        for child in sentence.children(head.index, "ccomp", "xcomp", "prep"):
            if child.index > word.index and child.dep != "prep":
                child.head = word.index
                sentence.words[head.index].children.remove(child.index)
                sentence.words[word.index].children.append(child.index)
                sentence.words[word.index].children.sort()
        start = group(sentence, head)[0]
    else:
        start = group(sentence, word)[0]
    yield Cue(
        word.index,
        word.lower,
        "adjective",
        language.adjectives[word.lower],
        "expressive",
        (start, word.index + 1),
        depth(sentence, word.index),
    )


def _noun(sentence: Sentence, word: Word, language: Language) -> Iterator[Cue]:
    """Find a noun that reports: somebody's claim, or the doubts that somebody voices."""
    speaker: int | None = None
    start = word.index
    for child in sentence.children(word.index, "poss"):
        speaker = child.index
    head = sentence.words[word.head]
    if word.dep == "dobj" and head.lemma in language.carriers and speaker is None:
        start = group(sentence, head)[0]
    elif speaker is None:
        return
    yield Cue(
        word.index,
        word.lemma,
        "noun",
        language.nouns[word.lemma],
        "assertive",
        (start, word.index + 1),
        depth(sentence, word.index),
        speaker=speaker,
    )
