"""A speaker as a sentence names them: what is kept of it when the sentence's words are let go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.drafting.attribution import Span
from data.drafting.language import Language
from data.drafting.names import Known, spelled
from data.drafting.words import Range, Sentence, Word

_LEADING = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """The words that name a speaker, without an article, and the word that they hang on.

    ``own`` is the name that holds this word, ``person`` the first person's name that is the
    speaker's own; ``pronoun`` is the kind of a pronoun, and ``of`` whom a "who" belongs to.
    """

    text: str
    span: Span
    head: str
    lemma: str
    index: int
    plural: bool
    proper: bool
    pronoun: str = ""
    own: Known | None = None
    person: Known | None = None
    of: Voice | None = None


def voice(
    sentence: Sentence,
    mention: Range | None,
    index: int | None,
    names: Sequence[Known],
    language: Language,
) -> Voice | None:
    """Give who a mention of a sentence names, of which the names are given."""
    if mention is None or index is None:
        return None
    start, end = mention
    head = sentence.words[index]
    inside = [name for name in names if start <= name.words[0] and name.words[1] <= end]
    kind = language.pronouns[head.lower] if end - start == 1 and _is_pronoun(head, language) else ""
    return Voice(
        _LEADING.sub("", spelled(sentence, start, end)),
        (sentence.words[start].start, sentence.words[end - 1].end),
        head.text,
        head.lemma,
        index,
        head.fine in ("NNS", "NNPS") or bool(sentence.children(index, "conj")),
        head.tag == "PROPN",
        kind,
        next((n for n in inside if n.words[0] <= index < n.words[1]), None),
        next((n for n in inside if n.label == "PERSON" and _own(sentence, n, language)), None),
        _belongs(sentence, head, names, language) if kind == "relative" else None,
    )


def _is_pronoun(word: Word, language: Language) -> bool:
    """Tell a pronoun from an acronym that is spelled like one ("WHO")."""
    acronym = word.text.isupper() and len(word.text) > 1
    return word.lower in language.pronouns and not acronym


def _own(sentence: Sentence, name: Known, language: Language) -> bool:
    """Tell whether a person's name within a mention is the speaker's own."""
    first = name.words[0]
    while first and (
        sentence.words[first - 1].lower in language.titles
        or sentence.words[first - 1].dep == "compound"
    ):
        first -= 1
    return not name.owner and (first == 0 or sentence.words[first - 1].tag != "ADP")


def _belongs(
    sentence: Sentence, word: Word, names: Sequence[Known], language: Language
) -> Voice | None:
    """Find whom "who" belongs to: the noun that its clause hangs on."""
    for above in sentence.above(word.head):
        if above < word.index and sentence.words[above].tag in ("NOUN", "PROPN"):
            first = min(sentence.under(above, without=("relcl", "punct")))
            return voice(sentence, (first, above + 1), above, names, language)
    return None
