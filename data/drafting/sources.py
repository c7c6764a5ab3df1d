"""Cues that name a source: "according to", "in the words of", "in her view"."""

from __future__ import annotations

from collections.abc import Iterator

from data.drafting.cue import Cue, depth
from data.drafting.language import Language
from data.drafting.words import Sentence, Word

_NAMED = ("NOUN", "PROPN")


def sources(sentence: Sentence, word: Word, language: Language) -> Iterator[Cue]:
    """Find "according to" and its like, who it names, and the clause that it is set into."""
    words = sentence.words
    at = word.index
    for phrase in language.sources:
        long = len(phrase)
        if tuple(w.lower for w in words[at : at + long]) != phrase:
            continue
        last = at + long - 1
        speaker = next((c.index for c in sentence.children(last, "pobj", "pcomp")), None)
        if speaker is None:
            speaker = next((c.index for c in sentence.children(at, "pobj")), None)
        if speaker is None or speaker <= last:
            continue
        first = at
        host = words[at].head
        while words[host].head != host and (
            words[host].dep not in ("conj", "ccomp", "advcl", "relcl", "parataxis")
            or (
                words[host].dep == "ccomp"
                and words[words[host].head].lemma not in language.reporting
            )
        ):
            host = words[host].head
        end = _named_end(sentence, speaker, first)
        if end <= speaker:
            speaker = end - 1
        yield Cue(
            at,
            " ".join(phrase),
            "source",
            "c",
            "assertive",
            (at, at + long),
            depth(sentence, host),
            clause=(first, end),
            host=host,
            speaker=speaker,
        )
        return


def viewed(sentence: Sentence, word: Word) -> Iterator[Cue]:
    """Find "in her view" between signs, and the clause that it is set into."""
    words = sentence.words
    owner = next((child.index for child in sentence.children(word.index, "poss")), None)
    first, end = word.head, word.index + 1
    alone = owner is not None and first == sentence.under(owner)[0] - 1
    parted = first == 0 or words[first - 1].text == ","
    if not alone or not parted or end >= len(words) or words[end].text[0] not in ",.":
        return
    host = next(w.index for w in words if w.dep == "ROOT")
    span = (first, end)
    yield Cue(
        first,
        "according to",
        "source",
        "c",
        "assertive",
        span,
        depth(sentence, host),
        clause=span,
        host=host,
        speaker=owner,
    )


def _named_end(sentence: Sentence, speaker: int, first: int) -> int:
    """Find the end of "according to" somebody, with a participle behind it ("…, citing Y,")."""
    words = sentence.words
    under = sentence.under(speaker)
    end = under[-1] + 1
    quoted = next((i for i in range(speaker, end) if words[i].partly), end)
    while end > quoted or (end > speaker + 1 and words[end - 1].text == ","):
        end -= 1
    while end < len(words) and words[end].entity == "PERSON" and words[end - 1].tag in _NAMED:
        end += 1
    if first == 0 and not any(w.text[0] == "," for w in words[:end]):
        # Nothing parts the speaker from the clause: a name ends where an article begins.
        for index in range(speaker if words[speaker].tag == "PROPN" else first, end):
            if index > first + 2 and words[index].tag == "DET" and words[index - 1].tag == "PROPN":
                return index
    if end + 1 < len(words) and words[end].text[0] == "," and words[end + 1].fine == "VBG":
        comma = next((i for i in range(end + 1, len(words)) if words[i].text[0] == ","), None)
        if comma is not None and first == 0:
            return comma
    return end
