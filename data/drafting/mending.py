"""Mend what a parser often gets wrong where one report follows another in a sentence."""

from __future__ import annotations

from data.drafting.language import Language
from data.drafting.words import Sentence, Word

_NEAR = 8
_FINITE = ("VBD", "VBZ", "VBP")


def mend(sentence: Sentence, language: Language) -> None:
    """Hang a report that follows a reported clause on the cue of that, not into the clause.

    Rules: ", adding that …" and ", with her asking …"; "and said …" without a subject of its own,
    in another tense than the verb that it was hung on.
    """
    for word in sentence.words:
        if word.quotation or not word.verb:
            continue
        if word.lemma not in language.reporting:
            _free(sentence, word, language)
            continue
        outer = _outer(sentence, word, language) if _told(sentence, word) else None
        if outer is not None:
            _move(sentence, word, outer)
    sentence.hang()


def _free(sentence: Sentence, word: Word, language: Language) -> None:
    """Hang "but gave no details" on the cue before a clause with "would", not into that clause."""
    other = sentence.words[word.head]
    modal = any(child.fine == "MD" for child in sentence.children(other.index, "aux"))
    alone = not sentence.children(word.index, "nsubj", "nsubjpass", "aux", "auxpass", "mark")
    if word.dep != "conj" or word.fine not in ("VBD", "VBZ") or not modal or not alone:
        return
    outer = _outer(sentence, word, language)
    if outer is None or sentence.words[outer].fine != word.fine:
        return
    word.head = outer
    joining = [child for child in sentence.children(other.index, "cc") if child.index < word.index]
    if joining:
        joining[-1].head = outer


def _told(sentence: Sentence, word: Word) -> bool:
    """Tell whether something follows that a cue may report."""
    return any(
        child.index > word.index and child.dep != "punct" for child in sentence.children(word.index)
    )


def _outer(sentence: Sentence, word: Word, language: Language) -> int | None:
    """Find the cue within whose reported clause a word stands."""
    below = word.index
    for index in sentence.above(word.index):
        above = sentence.words[index]
        if (
            sentence.words[below].dep in ("ccomp", "xcomp")
            and index < below
            and set("ci") & set(language.reporting.get(above.lemma, ""))
        ):
            return index
        below = index
    return None


def _move(sentence: Sentence, word: Word, outer: int) -> None:
    """Hang a word, or the "with" that it belongs to, on the outer cue where a rule says so."""
    words = sentence.words
    if word.dep == "conj" and not sentence.children(word.index, "nsubj", "aux"):
        other = words[word.head]
        tense = other.fine != word.fine or bool(sentence.children(other.index, "aux"))
        if tense and word.fine in _FINITE and words[outer].fine in _FINITE:
            word.head = outer
    elif word.fine == "VBG" and not sentence.children(word.index, "aux"):
        before = range(word.index - 1, max(outer, word.index - _NEAR), -1)
        comma = next((i for i in before if words[i].text[0] == ","), word.index)
        first = words[comma + 1] if comma < word.index else None
        if first is word:
            word.head, word.dep = outer, "advcl"
        elif first and first.lower == "with":
            word.head, word.dep = first.index, "pcomp"
            first.head, first.dep = outer, "prep"
