"""From reports in sentences to drafted statements: quotations that go on, marks, directness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.drafting.attribution import Attribution, Span, Verdict
from data.drafting.paragraphs import strip
from data.drafting.quotations import Quotation, within
from data.drafting.reports import Report
from data.drafting.voice import Voice
from data.drafting.words import Range, Sentence

DIRECT = 0.9
"""Share of a content's letters in quotation marks from which it is direct."""

_FEWEST = 4
"""Words of a sentence that tells something; less is a heading or a caption."""

_STOPS = ".!?…"


@dataclass
class Said:
    """A report on its way to a statement: ``where`` is its sentence, ``sentence`` the number of it.

    ``voice`` is who speaks, ``via`` who passed it on.
    """

    voice: Voice | None
    via: Voice | None
    cue: Span | None
    act: str
    where: Span
    content: list[Span]
    quotations: tuple[Quotation, ...]
    block: int
    sentence: int
    last: int
    quoted: bool = True
    """Whether whole quotations are part of it."""

    name: str = ""
    quoted_by: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)


def said_in(
    words: Sentence,
    report: Report,
    quotations: tuple[Quotation, ...],
    at: tuple[int, int],
    voices: tuple[Voice | None, Voice | None],
) -> Said:
    """Give a report of sentence and block ``at`` with its places in the text.

    ``voices`` are who speaks and who passed it on.
    """
    cue = report.cue
    return Said(
        *voices,
        (words.words[cue[0]].start, words.words[cue[1] - 1].end) if cue else None,
        report.act,
        words.span,
        [_marked(words, span, quotations) for span in report.content],
        quotations,
        at[1],
        at[0],
        at[0],
        any(words.words[start].quotation for start, _ in report.content) or not report.content,
        reasons={"act": f"the cue is “{report.lemma}”"} if report.lemma else {},
    )


def take(found: list[Said], said: Said) -> None:
    """Keep a report; a quotation alone goes on with what came before.

    Rules: it belongs to the report of the sentence right before it, in the same paragraph, or in
    the one before where that ends with a quotation.
    """
    before = found[-1] if found else None
    alone = said.cue is None and said.voice is None
    if (
        alone
        and before
        and before.last >= said.sentence - 1
        and (before.block == said.block or before.quoted)
    ):
        before.content += said.content
        before.last, before.quoted, before.block = said.sentence, True, said.block
        before.quotations += said.quotations
        before.reasons["exact"] = "a quotation without a cue goes on with what was said before it"
        return
    found.append(said)


def _marked(words: Sentence, span: Range, quoted: Sequence[Quotation]) -> Span:
    """Give a content's place in the text, with the marks of quotations that it begins or ends."""
    start, end = words.words[span[0]].start, words.words[span[1] - 1].end
    for one in quoted:
        if one.start < start <= one.start + 2:
            start = one.start
        if start <= one.start < end < one.end:
            end = one.end
    return start, end


def statement(text: str, said: Said) -> Attribution:
    """Give a report as a statement."""
    return Attribution(
        tuple(said.content),
        said.cue,
        said.voice.span if said.voice else None,
        said.name,
        directness(text, said.content, said.quotations),
        said.act,
        said.where,
        said.quoted_by,
        said.reasons,
    )


def directness(text: str, content: Sequence[Span], quoted: Sequence[Quotation]) -> str:
    """Tell by the letters in quotation marks: direct (nine tenths), mixed (some) or indirect."""
    letters = inside = 0
    for start, end in content:
        letters += sum(map(str.isalnum, text[start:end]))
        for one in within(quoted, (start, end)):
            inside += sum(map(str.isalnum, text[max(start, one.start) : min(end, one.end)]))
    return "direct" if inside >= DIRECT * letters else "mixed" if inside else "indirect"


def narration(text: str, words: Sentence) -> Attribution | None:
    """Give a sentence in which nobody speaks as the text's own words; None for a heading."""
    if sum(word.text[0].isalnum() for word in words.words) < _FEWEST:
        return None
    start, end = words.span
    ended = text[end - 1] in _STOPS or (
        text[end - 1] in '"”’»)' and text[end - 2 : end - 1] in (*_STOPS,)
    )
    if not ended:
        return None
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    span = strip(text, start, end)
    if span is None:
        return None
    return Attribution((span,), None, None, "", "narration", "assertive", words.span)


def verdict(text: str, span: Span, here: Sequence[Attribution]) -> Verdict:
    """Say what was made of a sentence, and why."""
    if not here:
        return Verdict(
            span, "nothing", "it is too short or has no end: a heading, a caption or a date"
        )
    if here[0].directness == "narration":
        return Verdict(span, "the report's own words", "no word in it reports what somebody says")
    made, why = [], []
    for one in here:
        who = one.speaker_name or (text[slice(*one.speaker)] if one.speaker else "")
        made.append(
            f"{one.directness} speech of {who}" if who else f"{one.directness} speech, speaker open"
        )
        cue = " ".join(text[slice(*one.cue)].split()) if one.cue else ""
        why.append(f"“{cue}” reports it" if cue else "quotation marks show it")
        why += [reason for key, reason in one.reasons.items() if key != "act"]
    return Verdict(span, "; ".join(made), "; ".join(why))
