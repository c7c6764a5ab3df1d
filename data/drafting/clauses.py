"""Cut a sentence in which a second report follows a first: "Ann said …, and Bo said …"."""

from __future__ import annotations

from collections.abc import Sequence

from data.drafting import subjects
from data.drafting.guessing import guess
from data.drafting.language import Language
from data.drafting.words import Range, Sentence, Word

_FEWEST = 4
"""Words of the first report."""

_ENDS = (",", ";")


def clauses(sentence: Sentence, language: Language) -> list[Sentence]:
    """Give the parts of a sentence that report each for itself, so that each is read alone.

    Rules: a part begins at a semicolon, or at a comma with a joining word, where a subject of its
    own and a cue in a tense of its own follow, and the part before it reports something too.
    """
    if sum(word.lower in language.forms for word in sentence.words) < 2:
        return [sentence]
    guess(sentence, language)
    found: list[Range] = []
    floor = 0
    for word in sentence.words[_FEWEST:]:
        cut = _cut(sentence.words, word, floor, language)
        if cut and _reports(sentence.words[floor : cut[0]], language):
            found.append((floor, cut[0]))
            floor = cut[1]
    return _parts(sentence, [*found, (floor, len(sentence.words))])


def _says(word: Word, language: Language) -> bool:
    """Tell whether a word is a finite verb of saying."""
    frames = language.reporting.get(word.lemma, "")
    return word.tag == "VERB" and word.fine in ("VBD", "VBZ", "VBP") and {"c", "q"} <= {*frames}


def _reports(words: Sequence[Word], language: Language) -> bool:
    return len(words) >= _FEWEST and any(_says(word, language) for word in words)


def _cut(words: Sequence[Word], cue: Word, floor: int, language: Language) -> Range | None:
    """Find the sign before the part that a cue belongs to, and where that begins."""
    if not _says(cue, language) or cue.index + 1 >= len(words):
        return None
    begin = cue.index
    while begin > floor and words[begin - 1].tag in ("AUX", "ADV"):
        begin -= 1
    span = subjects.before(words, begin, floor + _FEWEST)
    if span is None or words[cue.index + 1].text[0] in ",.;":
        return None
    start = span[0]
    joined = words[start - 1].tag == "CCONJ" or words[start - 1].lower in language.contrasting
    sign = start - 1 - joined
    if sign <= floor or words[sign].text not in _ENDS or (words[sign].text == "," and not joined):
        return None
    return sign, start


def _parts(sentence: Sentence, ranges: Sequence[Range]) -> list[Sentence]:
    """Make sentences of the parts, each with its own words, counted from nought."""
    words = sentence.words
    found = []
    for first, last in ranges:
        end = words[last - 1].end if last < len(words) else sentence.span[1]
        begin = sentence.span[0] if first == 0 else words[first].start
        part = words[first:last]
        for number, word in enumerate(part):
            word.index = number
        whole = [each.quotation for each in part if each.quotation]
        found.append(Sentence((begin, end), part, whole))
    return found
