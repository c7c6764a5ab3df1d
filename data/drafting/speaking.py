"""Who speaks: the subject of a cue, and the words that name it."""

from __future__ import annotations

from data.drafting import subjects
from data.drafting.cue import Cue
from data.drafting.language import Language
from data.drafting.words import Range, Sentence, Word

_INHERIT = (
    "xcomp",
    "conj",
    "advcl",
    "pcomp",
    "prep",
    "acomp",
    "oprd",
    "dep",
    "ccomp",
    "aux",
    "dobj",
    "pobj",
)
_BEHIND = ("dobj", "npadvmod", "attr", "oprd", "ccomp", "dep", "appos")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_STEPS = 6
_FAR = 25


def speaker(sentence: Sentence, cue: Cue, language: Language) -> int | None:
    """Find the head of who speaks: the subject of the cue, or of what the cue hangs on."""
    if cue.speaker is not None:
        return cue.speaker
    index = cue.index
    for _ in range(_STEPS):
        found = _subject(sentence, index, language)
        if found is None and sentence.children(index, "nsubjpass"):
            return _passive(sentence, index, cue, language)
        if found is None and index == cue.index:
            found = _behind(sentence, index)
        word = sentence.words[index]
        noun = sentence.words[word.head]
        owned = word.dep in ("acl", "relcl") and noun.tag in _NOMINAL
        if found is None and owned and not _issued(sentence, noun, language):
            found = noun.index
        if found is not None:
            return found
        if word.head == index or not (owned or word.dep in _INHERIT):
            break
        index = noun.head if owned else noun.index
    return _by_order(sentence, cue)


def _issued(sentence: Sentence, noun: Word, language: Language) -> bool:
    """Tell whether a noun is what somebody issues: "released a statement saying"."""
    verb = sentence.words[noun.head]
    return (
        noun.lemma in language.documents and noun.dep == "dobj" and verb.lemma in language.carriers
    )


def _by_order(sentence: Sentence, cue: Cue) -> int | None:
    """Find the noun before a finite cue where the parser has no subject for it."""
    words = sentence.words
    if cue.kind != "verb" or words[cue.index].fine not in ("VBD", "VBZ", "VBP"):
        return None
    span = subjects.before(words, cue.span[0])
    return subjects.head(words, span) if span else None


def _subject(sentence: Sentence, index: int, language: Language) -> int | None:
    """Find a verb's subject, on its right only where it follows what is said."""
    for child in sentence.children(index, "nsubj", "csubj"):
        inverted = child.index > index and not _follows(sentence, index)
        if child.lower not in language.empty and not child.quotation and not inverted:
            return child.index
    return None


def _passive(sentence: Sentence, index: int, cue: Cue, language: Language) -> int | None:
    """Find who speaks beside a passive: its agent, or its subject where that is concerned."""
    passive = sentence.children(index, "nsubjpass")[0].index
    quoted = sentence.words[index].lemma in language.quoting
    if sentence.words[index].lower in language.adjectives or index != cue.index or quoted:
        return passive
    for agent in sentence.children(index, "agent"):
        for one in sentence.children(agent.index, "pobj"):
            return one.index
    return None


def _behind(sentence: Sentence, index: int) -> int | None:
    """Find a name right behind a verb that follows what is said, whatever the parser calls it."""
    if not index or not _follows(sentence, index):
        return None
    for child in sentence.children(index, *_BEHIND):
        near = child.index > index and sentence.under(child.index)[0] == index + 1
        if near and not child.quotation and child.tag in _NOMINAL:
            return child.index
    return None


def _follows(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb stands behind what it reports, so that its subject may follow it."""
    words = sentence.words
    if words[index].fine == "VBG":
        return False
    while index > 0 and (words[index - 1].tag in ("ADV", "AUX") or words[index - 1].dep == "cc"):
        index -= 1
    before = words[index - 1] if index else None
    return (
        before is None
        or bool(before.quotation)
        or not before.text[0].isalnum()
        or before.lower in ("as", "than")
    )


def passer(sentence: Sentence, head: int | None, cue: int, language: Language) -> int | None:
    """Find who passed words on, beside who said them: "Ann, as quoted by the Ledger, said"."""
    passed = None if head is None else _passing(sentence, head, cue, language)
    if passed is None:
        return None
    agents = [*sentence.children(passed, "agent"), *sentence.children(cue, "agent")]
    return next((one.index for by in agents for one in sentence.children(by.index, "pobj")), None)


def _passing(sentence: Sentence, head: int, cue: int, language: Language) -> int | None:
    """Find the participle of a verb of quoting that hangs on a speaker or a cue."""
    near = [*sentence.children(head, "acl", "advcl"), *sentence.children(cue, "advcl", "prep")]
    near += [sentence.words[index] for index in (cue, *sentence.above(cue))]
    for word in near:
        below = [word, *sentence.children(word.index, "acl", "pcomp", "advcl")]
        for one in below:
            if one.fine == "VBN" and one.lemma in language.quoting:
                return one.index
    return None


def mention(sentence: Sentence, head: int | None, cue: Cue, language: Language) -> Range | None:
    """Give the words that name a speaker, with title and apposition."""
    if head is None:
        return None
    words = sentence.words
    under = set(sentence.under(head, without=("relcl", "ccomp", "advcl", "parataxis")))
    passed = _passing(sentence, head, cue.index, language)
    if passed is not None and head not in (aside := sentence.under(passed)):
        under -= set(aside)
    own = range(*cue.span)
    start = end = head
    while start - 1 in under and start - 1 not in own and not words[start - 1].quotation:
        start -= 1
    while end + 1 in under and end + 1 not in own and not words[end + 1].quotation:
        end += 1
    if cue.kind == "source":
        end = min(end, cue.clause[1] - 1)
    if end - start > _FAR:
        start, end = max(start, head - 10), min(end, head + 6)
    while start < end and words[start].text[0] in ",;:-–—)":
        start += 1
    while end > start and (
        words[end].text[0] in ",;:-–—(" or words[end].lower in language.possessives
    ):
        end -= 1
    return _named(sentence, start, end + 1, cue, language)


def _named(sentence: Sentence, start: int, end: int, cue: Cue, language: Language) -> Range:
    """Take in a name right behind a title: "curator Ann Lee", "the minister, Ann Lee,"."""
    words = sentence.words
    last = end
    if any(word.entity == "PERSON" for word in words[start:end]):
        return start, end
    titled = any(word.lower in language.titles for word in words[start:end])
    comma = last + 1 < len(words) and words[last].text == ","
    if titled and comma and words[last + 1].entity == "PERSON":
        last += 1
    while last < len(words) and words[last].entity == "PERSON" and last not in range(*cue.span):
        last += 1
    return start, (last if words[last - 1].entity == "PERSON" else end)
