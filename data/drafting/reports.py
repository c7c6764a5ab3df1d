"""Reports in one sentence: its cues, what each reports, and who is said to speak.

The outermost report comes first. What lies within its words is part of them, and a report of its
own only where they say who said what to whom ("Ann said that Bo had told her that …").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.drafting.contents import content, trim
from data.drafting.cue import Cue
from data.drafting.cues import cues, group
from data.drafting.language import Language
from data.drafting.mending import mend
from data.drafting.speaking import mention, passer, speaker
from data.drafting.words import Range, Sentence, Word

_HEADING = 4
"""Words before a colon in a heading, and the fewest behind it."""


_BESIDE = 10
"""Words behind a quotation among which its verb is looked for."""


@dataclass
class Report:
    """A report in words of its sentence."""

    content: list[Range]
    cue: Range | None = None
    speaker: Range | None = None
    head: int | None = None
    act: str = "assertive"
    lemma: str = ""
    via: Report | None = None
    """Who passed it on: "according to Y, X said …"; only its speaker is told."""
    reasons: dict[str, str] = field(default_factory=dict)


def reports(sentence: Sentence, language: Language) -> list[Report]:
    """Find the reports of a sentence, the outermost first."""
    mend(sentence, language)
    possible = sorted(
        cues(sentence, language), key=lambda cue: (not cue.aside, cue.depth, cue.index)
    )
    via = _passed_on(sentence, possible, language)
    bound = _bound(sentence, possible, language)
    found: list[Report] = []
    inner: list[Cue] = []
    for cue in possible:
        if any(_within(cue.index, report) for report in found):
            inner.append(cue)
            continue
        if cue.index in via.values():
            continue
        said = [span for span in content(sentence, cue, bound, language) if span[1] > span[0]]
        if said and _says_enough(sentence, said):
            found.append(_report(sentence, cue, said, language))
            if cue.index in via:
                source = next(other for other in possible if other.index == via[cue.index])
                found[-1].via = _report(sentence, source, [], language)
            elif (reporter := passer(sentence, found[-1].head, cue.index, language)) is not None:
                named = mention(sentence, reporter, cue, language)
                found[-1].via = Report([], speaker=named, head=reporter)
    found += [r for cue in inner if (r := _nested(sentence, cue, found, bound, language))]
    _leftover(sentence, found, possible, language)
    if not found and (headed := _headed(sentence, language)):
        found.append(headed)
    return sorted(found, key=lambda report: report.content[0])


def _report(sentence: Sentence, cue: Cue, said: list[Range], language: Language) -> Report:
    head = speaker(sentence, cue, language)
    named = mention(sentence, head, cue, language)
    return Report(said, cue.span, named, head if named else None, cue.act, cue.lemma)


def _nested(
    sentence: Sentence,
    cue: Cue,
    found: Sequence[Report],
    bound: dict[int, int],
    language: Language,
) -> Report | None:
    """Read a report within the words of another, where a verb of saying has a subject of its own.

    It is passed on by who speaks in the other one.
    """
    outer = next(report for report in reversed(found) if _within(cue.index, report))
    subject = speaker(sentence, replace(cue, aside=False), language)
    if cue.kind != "verb" or not {"c", "q"} <= {*cue.frames} or subject is None:
        return None
    own = sentence.words[subject]
    told = sentence.children(cue.index, "ccomp", "xcomp")
    agent = sentence.words[own.head].dep == "agent"
    above = sentence.words[own.head].head if agent else own.head
    if own.tag not in ("NOUN", "PROPN") or above != cue.index or not told:
        return None
    said = [span for span in content(sentence, cue, bound, language) if span[1] > span[0]]
    inside = said and all(_within(start, outer) for start, _ in said)
    if not inside or said[0][0] <= cue.index or not _says_enough(sentence, said):
        return None
    report = _report(sentence, cue, said, language)
    if report.speaker is None:
        return None
    report.via = Report([], speaker=outer.speaker, head=outer.head)
    return report


def _passed_on(sentence: Sentence, possible: Sequence[Cue], language: Language) -> dict[int, int]:
    """Pair a report with the source that passed it on: "according to Y, X said …"."""
    pairs: dict[int, int] = {}
    for source in possible:
        for cue in possible:
            aside = source.clause[0] <= cue.index < source.clause[1]
            if source.kind != "source" or cue.kind != "verb" or aside or cue.index != source.host:
                continue
            told = any(c.dep == "ccomp" for c in sentence.children(cue.index))
            if told and speaker(sentence, cue, language) is not None:
                pairs[cue.index] = source.index
    return pairs


def _within(index: int, report: Report) -> bool:
    return any(start <= index < end for start, end in report.content)


def _says_enough(sentence: Sentence, said: Sequence[Range]) -> bool:
    """Tell whether there is more than one word in a content."""
    words = [sentence.words[i] for start, end in said for i in range(start, end)]
    return any(word.quotation for word in words) or sum(w.text[0].isalnum() for w in words) > 1


def _bound(sentence: Sentence, possible: Sequence[Cue], language: Language) -> dict[int, int]:
    """Bind each quotation to the cue beside it: behind it ("…," she said), or else before it."""
    words = sentence.words
    saying = {cue.index for cue in possible if "q" in cue.frames and cue.kind == "verb"}
    bound: dict[int, int] = {}
    for word in words:
        if not word.quotation:
            continue
        ends = word.text.rstrip("\"”’'»")[-1:]
        for index in range(word.index + 1, min(word.index + 14, len(words))):
            if words[index].quotation or words[index].text[0] in ".;:" or words[index].dep == "cc":
                break
            if index in saying:
                if (ends in ",?!" or words[word.index + 1].text[0] == ",") and words[
                    index
                ].fine != "VBG":
                    bound[word.index] = index
                break
        if word.index in bound:
            continue
        before = words[word.index - 1] if word.index else None
        titled = (
            before is not None
            and before.tag == "ADP"
            and before.lower not in (language.label, *language.reported_by)
        )
        for index in range(word.index - 1, -1, -1):
            if words[index].quotation or words[index].text[0] == ";" or titled:
                break
            if index in saying:
                bound[word.index] = index
                break
    return bound


def _leftover(
    sentence: Sentence, found: list[Report], possible: Sequence[Cue], language: Language
) -> None:
    """Give each quotation that no cue took to the nearest one, or to a name behind a dash."""
    for word in sentence.words:
        if not word.quotation or any(_within(word.index, report) for report in found):
            continue
        here = (word.index, word.index + 1)
        near = _nearest(word, found, possible)
        same = next((report for report in found if near and report.cue == near.span), None)
        before = next((r for r in found if _touches(sentence, r, word.index)), None)
        if same and near and near.index < word.index:
            clause = not sentence.words[same.content[0][0]].quotation
            before = before or (same if clause else None)
        if before:
            before.content[-1] = (before.content[-1][0], here[1])
        elif same:
            same.content = sorted((*same.content, here))
        elif near:
            found.append(_report(sentence, near, [here], language))
        elif alone := _voiced(sentence, word, language) or _signed(sentence, word):
            found.append(alone)


def _voiced(sentence: Sentence, word: Word, language: Language) -> Report | None:
    """Read any verb beside a quotation that ends with a comma as its cue: "…," Ann laughed."""
    if word.text.rstrip("\"”’'»")[-1:] not in (",", "?", "!"):
        return None
    for verb in sentence.words[word.index + 1 : word.index + _BESIDE]:
        if not verb.text[0].isalnum() and verb.text != "-":
            return None
        if verb.tag == "VERB" and verb.fine in ("VBD", "VBZ"):
            span = group(sentence, verb)
            cue = Cue(verb.index, verb.lemma, "verb", "q", "assertive", span, 0)
            report = _report(sentence, cue, [(word.index, word.index + 1)], language)
            return report if report.speaker else None
    return None


def _nearest(word: Word, found: Sequence[Report], possible: Sequence[Cue]) -> Cue | None:
    """Find the cue nearest to a quotation, none that is part of what is said."""
    free = [
        cue
        for cue in possible
        if "q" in cue.frames and not any(_within(cue.index, report) for report in found)
    ]
    return min(free, key=lambda cue: abs(cue.index - word.index), default=None)


def _touches(sentence: Sentence, report: Report, index: int) -> bool:
    """Tell whether nothing but signs stands between a report's content and a quotation."""
    end = report.content[-1][1]
    return end <= index and _only_signs(sentence, end, index)


def _headed(sentence: Sentence, language: Language) -> Report | None:
    """Read what stands before a colon as who says what follows: "Poll: …"."""
    words = sentence.words
    colon = next((w.index for w in words[: _HEADING + 1] if w.text == ":"), None)
    if not colon or len(words) - colon < _HEADING or words[-1].text[0] in ".?!":
        return None
    named = words[:colon]
    if not any(w.lower in language.headings or w.entity in ("PERSON", "ORG") for w in named):
        return None
    if any(w.tag not in ("NOUN", "PROPN", "ADJ", "NUM", "DET") for w in named):
        return None
    head = next((w.index for w in reversed(named) if w.tag in ("NOUN", "PROPN")), None)
    said = trim(sentence, colon + 1, len(words))
    return Report([said], (colon, colon + 1), (0, colon), head) if head is not None else None


def announced(sentence: Sentence, language: Language) -> Report | None:
    """Find who issues a statement or a letter whose words only follow in the next sentence."""
    for word in sentence.words:
        verb = sentence.words[word.head]
        issued = word.dep == "dobj" and verb.lemma in language.carriers
        if word.lemma in language.documents and issued and not word.quotation:
            span = (group(sentence, verb)[0], word.index + 1)
            cue = Cue(verb.index, verb.lemma, "verb", "q", "assertive", span, 0)
            report = _report(sentence, cue, [], language)
            return report if report.speaker else None
    return None


def _only_signs(sentence: Sentence, start: int, end: int) -> bool:
    return not any(word.text[0].isalnum() or word.quotation for word in sentence.words[start:end])


def _signed(sentence: Sentence, word: Word) -> Report | None:
    """Read what stands behind a quotation as who says it: "…" - Ann Lee.

    A quotation that stands in the middle of a sentence without a cue is a title or a name.
    """
    words = sentence.words
    if not _only_signs(sentence, 0, word.index) and words[word.index - 1].text[0] != ":":
        return None
    here = [(word.index, word.index + 1)]
    rest = [other for other in words[word.index + 1 :] if other.text[0] not in ",."]
    if not rest:
        return Report(here)
    dash = rest[0].text[0] in "-–—―"
    names = rest[1:] if dash else rest
    stop = next(
        (w.index for w in names if w.text[0] in ",.(;:" or w.quotation or w.verb), len(words)
    )
    names = [w for w in names if w.index < stop]
    if (
        not names
        or len(names) > 10
        or not names[0].text[0].isupper()
        or any(w.verb for w in words[stop : stop + 1])
    ):
        return Report(here)
    return Report(
        here,
        (rest[0].index, rest[0].index + 1) if dash else None,
        (names[0].index, stop if words[stop - 1] is names[-1] else names[-1].index + 1),
        names[-1].index,
    )
