"""What each word of a sentence seems to be, by lists and the word before it, without a parser."""

from __future__ import annotations

from data.drafting.language import Classes, Language
from data.drafting.words import Sentence, Word


def guess(sentence: Sentence, language: Language) -> None:
    """Fill in each word's class, form and name, as far as lists tell."""
    before: Word | None = None
    for word in sentence.words:
        word.lemma, word.head, word.dep, word.entity = word.lower, word.index, "dep", ""
        if word.quotation:
            word.tag, word.fine = "VERB", "Q"
        else:
            word.tag, word.dep = _class(word, before, language)
            _form(word, language)
        before = word
    _names(sentence, language)


def _class(word: Word, before: Word | None, language: Language) -> tuple[str, str]:
    """Give a word's class and how it usually hangs on others."""
    low = word.lower
    if low in language.possessives:
        return "PART", "case"
    if not word.text[0].isalnum() and low not in language.auxiliaries:
        return "PUNCT", "punct"
    if found := _listed(low, language.first_classes):
        return found
    if low in language.forms and _is_verb(word, before, language):
        return "VERB", "dep"
    if low in language.adjectives and before is not None and before.tag in ("AUX", "ADV"):
        return "ADJ", "dep"
    return _listed(low, language.last_classes) or _by_letters(word, language)


def _listed(low: str, classes: Classes) -> tuple[str, str] | None:
    """Look a word up in lists of classes."""
    return next(((tag, dep) for words, tag, dep in classes if low in words), None)


def _by_letters(word: Word, language: Language) -> tuple[str, str]:
    """Give the class of a word that no list has, by how it is written."""
    low = word.lower
    if low.endswith(language.adverb) and low not in language.no_adverbs:
        return "ADV", "advmod"
    if word.text[0].isdigit():
        return "NUM", "dep"
    # A plural that begins a sentence has a capital letter too.
    plural = word.index == 0 and low.endswith("s") and not low.endswith("ss")
    return ("PROPN" if word.text[0].isupper() and not plural else "NOUN"), "dep"


def _form(word: Word, language: Language) -> None:
    """Name the form of a verb or a noun, and what it is a form of."""
    low = word.lower
    if word.tag == "VERB":
        word.lemma = language.forms[low]
        word.fine = _verb_form(low, word.lemma)
    elif word.tag == "NOUN":
        plural = low.endswith("s") and not low.endswith("ss")
        word.fine, word.lemma = ("NNS", low[:-1]) if plural else ("NN", low)


def _verb_form(low: str, lemma: str) -> str:
    """Name the form of a verb."""
    if low.endswith("ing") and low != lemma:
        return "VBG"
    if low.endswith("s") and low != lemma:
        return "VBZ"
    return "VBP" if low == lemma else "VBD"


def _is_verb(word: Word, before: Word | None, language: Language) -> bool:
    """Tell a verb from a noun that looks like it, by the word before it."""
    low = word.lower
    form = _verb_form(low, language.forms[low])
    if before is None:
        return form == "VBG"
    if before.tag == "DET" or before.dep == "case":
        return False
    if before.tag == "ADP" and form != "VBG":
        return before.lower == language.to
    if form == "VBP" and low not in language.irregular:
        return before.fine == "NNS" or before.lower in language.plural_subjects
    if form == "VBZ":
        known = before.tag in ("PROPN", "PRON", "ADV", "SCONJ", "PUNCT") or bool(before.quotation)
        return known or (before.tag == "NOUN" and before.fine != "NNS")
    return True


def _names(sentence: Sentence, language: Language) -> None:
    """Mark runs of capital letters as names: of people, or of bodies by their words."""
    words = sentence.words
    at = 0
    while at < len(words):
        if words[at].tag != "PROPN":
            at += 1
            continue
        end = _run(sentence, at)
        first = at
        for index in range(at, end):
            if words[index].lower.rstrip(".") in language.titles:
                first = index + 1
        for index in range(first, end):
            words[index].entity = _label(words[first:end], first == at, language)
            words[index].begins = index == first
        at = end


def _run(sentence: Sentence, at: int) -> int:
    """Find the end of a run of capitalized words; a hyphen may join them."""
    words = sentence.words
    end = at + 1
    while end < len(words):
        joined = (
            words[end].text in "-."
            and end + 1 < len(words)
            and words[end + 1].tag == "PROPN"
            and words[end - 1].end == words[end].start
            and words[end].end == words[end + 1].start
        )
        if words[end].tag != "PROPN" and not joined:
            return end
        end += 1
    return end


def _label(run: list[Word], bare: bool, language: Language) -> str:  # noqa: FBT001
    """Say what a run of capitalized words names; ``bare`` where no title stands before it."""
    parts = {word.lower for word in run}
    acronym = len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1
    if acronym or len(run) > 3 or parts & (language.bodies | language.outlets):
        return "ORG"
    return "NAME" if bare and len(run) == 1 else "PERSON"
