"""What a cue reports: where its words begin and where they end."""

from __future__ import annotations

from collections.abc import Sequence

from data.drafting.cue import Cue
from data.drafting.endings import ending
from data.drafting.language import Language
from data.drafting.words import Range, Sentence, Word

_OBJECTS = ("dobj", "oprd", "attr", "obj", "pobj")
_KINDS = ("clause", "infinitive", "label", "noun", "other")
"""Beginnings of what a cue reports, what is most surely one first."""

_NEAR = 10
"""Words behind a cue among which its "that" is looked for."""

_SIGNS = ",;:.-–—([)]"


def content(sentence: Sentence, cue: Cue, bound: dict[int, int], language: Language) -> list[Range]:
    """Find what a cue reports; ``bound`` names the cues that quotations stand beside."""
    if cue.kind == "source":
        return _around(sentence, cue)
    left = _before(sentence, cue, bound)
    right = _after(sentence, cue, bound, language)
    words = sentence.words
    if cue.aside and left and "q" in cue.frames:
        return left
    if left and right:
        if not words[left[0][0]].quotation:
            return right
        if not words[right[0][0]].quotation:
            return left
    return left + right


def _after(sentence: Sentence, cue: Cue, bound: dict[int, int], language: Language) -> list[Range]:
    """Find what stands after a cue: from its complement to the end of its clause."""
    start = _complement(sentence, cue, bound, language)
    if start is None:
        return _words_quoted(sentence, cue)
    end = ending(sentence, cue, start, language)
    for index, other in bound.items():
        if start < index < end and other != cue.index and not start < other < index:
            end = index
    words = sentence.words
    if words[start].quotation:
        return _quotations(sentence, cue, start, end, language)
    return [trim(sentence, start, end)]


def _words_quoted(sentence: Sentence, cue: Cue) -> list[Range]:
    """Give some quoted words right behind a cue: chanted "four more years" as …."""
    words = sentence.words
    start = end = cue.span[1]
    while end < len(words) and words[end].partly and "q" in cue.frames:
        end += 1
    return [(start, end)] if end > start else []


def _quotations(
    sentence: Sentence, cue: Cue, start: int, end: int, language: Language
) -> list[Range]:
    """Give a quotation behind a cue and those right behind it, with a "that" some words before."""
    words = sentence.words
    last = start + 1
    while last < end and (words[last].quotation or not words[last].text[0].isalnum()):
        last += 1
    for index in range(cue.span[1], start):
        near = index == cue.span[1] or words[index - 1].tag in ("NOUN", "PROPN", "PRON")
        if near and words[index].lower == language.that:
            start = index
    return [trim(sentence, start, last)]


def _complement(
    sentence: Sentence, cue: Cue, bound: dict[int, int], language: Language
) -> int | None:
    """Find the first word of what a cue reports, on its right."""
    words = sentence.words
    after = [*sentence.children(cue.index)]
    if cue.particle is not None:
        after += sentence.children(cue.particle)
    after = [child for child in after if child.index >= cue.span[1]]
    starts: dict[str, int] = {}
    for child in after:
        if child.quotation:
            kind = "clause" if bound.get(child.index) == cue.index else ""
            left = _with_that(sentence, cue, child.index, language)
        else:
            kind = _kind(sentence, cue, child, after, language)
            left = max(sentence.under(child.index)[0], cue.span[1])
            # "expressed readiness for X": the preposition is the noun's.
            left += (
                kind == "other" and cue.kind == "noun" and child.lower in language.parts_of_nouns
            )
        if kind:
            starts[kind] = min(left, starts.get(kind, left))
    opener = cue.span[1] < len(words) and words[cue.span[1]].lower in language.openers
    if "clause" in starts and opener and "c" in cue.frames:
        return cue.span[1]
    if "label" in starts and "noun" in starts:
        starts["label"] = min(starts["label"], starts["noun"])
    for kind in _KINDS:
        if kind in starts:
            return starts[kind]
    return _opened(sentence, cue, language)


def _kind(
    sentence: Sentence, cue: Cue, child: Word, after: Sequence[Word], language: Language
) -> str:
    """Say as what a word behind a cue begins what it reports; empty where it does not."""
    if cue.kind == "noun":
        clause = child.dep in ("ccomp", "acl", "relcl")
    else:
        clause = child.dep == "ccomp" and bool(set("cq") & set(cue.frames))
    kind = "clause" if clause else ""
    if not clause and child.dep in ("xcomp", "ccomp", "advcl") and "i" in cue.frames:
        kind = "infinitive" if _to(sentence, child, language) else ""
    elif child.dep in _OBJECTS:
        kind = _object(sentence, cue, child, after, language)
    elif child.dep in ("prep", "pcomp"):
        if "l" in cue.frames and child.lower == language.label:
            kind = "label"
        elif ("p" in cue.frames and child.lower in language.reported_by) or (
            "b" in cue.frames and child.lower in language.believed_in
        ):
            kind = "other"
    return kind


def _object(
    sentence: Sentence, cue: Cue, child: Word, after: Sequence[Word], language: Language
) -> str:
    """Say as what an object of a cue begins what it reports."""
    person = _somebody(child, language)
    told = person and child.tag != "PRON" and _done(sentence, cue, child, language)
    if "n" in cue.frames and (told or not person):
        return "noun"
    if "l" in cue.frames and _labelled(sentence, cue, child, language):
        return "label"
    # What the parser takes for an object may be the clause's own subject.
    joined = any(c.dep == "cc" for c in after)
    clause = cue.lemma not in language.telling and any(
        c.dep == "ccomp" or (c.dep == "conj" and c.verb and not joined) for c in after
    )
    clause = clause and bool(set("cq") & set(cue.frames))
    return "clause" if clause else ""


def _done(sentence: Sentence, cue: Cue, child: Word, language: Language) -> bool:
    """Tell whether it is said what somebody is praised or blamed for: "commended her on …"."""
    after = [*sentence.children(cue.index, "prep"), *sentence.children(child.index, "prep")]
    return any(word.index > child.index and word.lower in language.reported_by for word in after)


def _opened(sentence: Sentence, cue: Cue, language: Language) -> int | None:
    """Find a "that" or an "of" that hangs on the one who is told, or on nothing that is named."""
    words = sentence.words
    near = range(cue.span[1], min(cue.span[1] + _NEAR, len(words)))
    below = [index for index in near if cue.index in sentence.above(index)]
    if "p" in cue.frames and cue.kind == "verb":
        for index in below:
            if words[index].lower in language.reported_by:
                return index
    for index in near if "c" in cue.frames else ():
        if words[index].lower in language.openers and (index == cue.span[1] or index in below):
            return index
    return None


def _with_that(sentence: Sentence, cue: Cue, index: int, language: Language) -> int:
    """Take in a "that" before a quotation, or a clause with "although" between it and the cue."""
    words = sentence.words
    if index and words[index - 1].lower == language.that:
        return index - 1
    first = cue.span[1]
    for child in sentence.children(cue.index, "advcl"):
        marks = sentence.children(child.index, "mark")
        if first < child.index < index and marks and marks[0].index == first:
            return first
    return index


def _to(sentence: Sentence, child: Word, language: Language) -> bool:
    """Tell whether a clause is an infinitive, or one of which the cue says who is to act."""
    marks = sentence.children(child.index, "aux", "mark")
    return child.dep == "xcomp" or any(mark.lower == language.to for mark in marks)


def _somebody(word: Word, language: Language) -> bool:
    """Tell whether a word names a person, who can be told but is not what is said."""
    return word.entity == "PERSON" or word.tag == "PRON" or word.lemma in language.roles


def _labelled(sentence: Sentence, cue: Cue, child: Word, language: Language) -> bool:
    """Tell whether an object is called something: "as …", or words after it."""
    if child.dep == "oprd":
        return True
    rest = [word for word in sentence.children(cue.index) if word.index > child.index]
    inside = sentence.under(child.index)
    return any(
        word.lower == language.label or word.dep in ("oprd", "acomp") or word.quotation
        for word in rest
    ) or any(sentence.words[i].lower == language.label or sentence.words[i].partly for i in inside)


def _before(sentence: Sentence, cue: Cue, bound: dict[int, int]) -> list[Range]:
    """Find what stands before a cue: "X, he said", or around it: "X, he said, Y"."""
    if cue.kind != "verb" or not set("cq") & set(cue.frames):
        return []
    if cue.aside:
        return _around(sentence, cue)
    quoted = [index for index, other in bound.items() if other == cue.index and index < cue.index]
    quoted = quoted or [
        c.index
        for c in sentence.children(cue.index)
        if c.quotation and c.index < cue.index and c.index not in bound
    ]
    if quoted:
        first = min(quoted)
        clause = [
            c for c in sentence.children(cue.index, "ccomp") if not c.quotation and c.index < first
        ]
        start = sentence.under(clause[0].index)[0] if clause else first
        return [trim(sentence, start, first + 1), *((i, i + 1) for i in sorted(quoted)[1:])]
    for child in sentence.children(cue.index, "ccomp"):
        under = sentence.under(child.index)
        if under[-1] < cue.index:
            start = min(under[0], sentence.under(cue.index)[0])
            return [trim(sentence, start, under[-1] + 1)]
    return []


def _around(sentence: Sentence, cue: Cue) -> list[Range]:
    """Give the clause that a cue is set into, without the cue's own words."""
    first, last = cue.clause
    under = sentence.under(cue.host)
    start, end = under[0], under[-1] + 1
    if first <= start or cue.aside:
        start, end = min(start, first), max(end, last)
    if sentence.words[cue.host].dep == "ROOT" and cue.aside:
        start, end = 0, len(sentence.words)
    parts = [trim(sentence, start, min(first, end)), trim(sentence, max(last, start), end)]
    return [part for part in parts if part[1] > part[0]]


def trim(sentence: Sentence, start: int, end: int) -> Range:
    """Leave out signs at both ends, and a joining word."""
    words = sentence.words

    def idle(word: Word) -> bool:
        return not word.quotation and (word.dep == "cc" or word.text[0] in _SIGNS)

    while start < end and idle(words[start]):
        start += 1
    while (
        start < end
        and idle(words[end - 1])
        and not (
            words[end - 1].text[0] in ")]" and any(w.text[0] in "([" for w in words[start:end])
        )
    ):
        end -= 1
    return (start, end)
