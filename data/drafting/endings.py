"""Where what a cue reports ends: with its clause, or where the next report begins."""

from __future__ import annotations

from data.drafting.cue import Cue
from data.drafting.language import Language
from data.drafting.words import Sentence, Word

_APART = ("conj", "advcl", "parataxis", "prep", "ccomp", "npadvmod")


def ending(sentence: Sentence, cue: Cue, start: int, language: Language) -> int:
    """Find the end of what a cue reports: of its clause, or where another report is joined."""
    words = sentence.words
    end = sentence.under(cue.index)[-1] + 1
    if cue.kind == "noun" and cue.speaker is None:
        # "expressed gratitude … for his role": the rest hangs on the verb that carries the noun.
        for child in sentence.children(words[cue.index].head, "prep"):
            under = sentence.under(child.index)
            end = under[-1] + 1 if under[0] == end else end
    for child in sentence.children(cue.index):
        if child.index <= start or child.dep not in _APART or child.quotation:
            continue
        left = sentence.under(child.index)[0]
        if left <= start or _goes_on(sentence, child, language):
            continue
        joined = (
            child.dep == "conj"
            and child.verb
            and (
                bool(words[start].quotation)
                or _same_subject(sentence, cue, child)
                or _reports(sentence, child, language)
            )
        )
        if joined or (child.dep not in ("ccomp", "conj") and _reports(sentence, child, language)):
            end = min(end, _stepped(sentence, left))
    return _commented(sentence, start, end, language)


def _goes_on(sentence: Sentence, child: Word, language: Language) -> bool:
    """Tell whether a joined clause has a "that" of its own: "said that …, but that …"."""
    marks = sentence.children(child.index, "mark")
    return child.dep == "conj" and any(mark.lower == language.that for mark in marks)


def _commented(sentence: Sentence, start: int, end: int, language: Language) -> int:
    """Find a comma after which the text itself speaks of what was said: ", a claim that …"."""
    words = sentence.words
    for index in range(start + 1, end - 2):
        said = words[index + 2].tag == "NOUN" and words[index + 2].lemma in language.nouns
        if words[index].text == "," and words[index + 1].lower in ("a", "an") and said:
            return index
    return end


def _same_subject(sentence: Sentence, cue: Cue, child: Word) -> bool:
    """Tell whether a verb joined to a cue is its speaker's: no subject of its own, same tense."""
    own = sentence.children(child.index, "nsubj", "nsubjpass")
    if own or child.fine != sentence.words[cue.index].fine:
        return False
    # "found yields … exceeded": without an "and", the parser has taken a clause apart.
    return any(c.dep == "cc" and c.index < child.index for c in sentence.children(cue.index))


def _stepped(sentence: Sentence, index: int) -> int:
    """Step back over "and" and commas before a clause."""
    words = sentence.words
    while (
        index > 0
        and not words[index - 1].quotation
        and (words[index - 1].dep == "cc" or not words[index - 1].text[0].isalnum())
    ):
        index -= 1
    return index


def _reports(sentence: Sentence, child: Word, language: Language) -> bool:
    """Tell whether a clause that hangs on a cue is a report itself."""
    near = [child, *sentence.children(child.index, "pcomp", "pobj")]
    return child.lower == "according" or any(
        word.lemma in language.reporting and word.verb for word in near
    )
