"""Read a text: its paragraphs, who says what in them, and who that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from data.drafting import parser, rules
from data.drafting.attribution import Attribution, Paragraph, PlaceName, Reading, Span, Verdict
from data.drafting.clauses import clauses
from data.drafting.detection import language_of
from data.drafting.language import Language
from data.drafting.languages import UNKNOWN, find
from data.drafting.names import Known, known, place_names
from data.drafting.paragraphs import paragraphs, sentences
from data.drafting.people import People
from data.drafting.quotations import Block, Quotation, blocks, within
from data.drafting.reports import Report, announced, reports
from data.drafting.speakers import who
from data.drafting.statements import Said, narration, said_in, statement, take, verdict
from data.drafting.voice import Voice, voice
from data.drafting.words import Sentence, tokenize

_TOGETHER = 40
"""Sentences that the parser is given at once; it is slow on single ones."""


_ELSEWHERE = (
    "The text seems to be in a language whose reporting words are not known: quotations, names "
    "and places are drafted, speakers are left open."
)


_Piece = tuple[Block, list[Sentence], list[Sentence]]
"""A block or a part of it: its sentences, and those inside of its quotations."""


@dataclass
class _Notes:
    """What is kept of the sentences read so far; their words are let go."""

    paragraphs: list[tuple[Span, list[Span]]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    own: dict[int, Attribution] = field(default_factory=dict)
    known: list[list[Known]] = field(default_factory=list)
    places: list[PlaceName] = field(default_factory=list)


def read(
    text: str,
    *,
    language: str = "",
    model: bool = True,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Reading:
    """Read a text; with the parser where it is installed and asked for.

    Its language (BCP 47) is told from the text where none is named.
    ``progress`` is told how many paragraphs are read, and of how many, before each; what it raises
    ends the reading.
    """
    language = language or language_of(text)
    words = find(language) or UNKNOWN
    remarks = [_ELSEWHERE] if words is UNKNOWN else []
    by_model = model and bool(words.parser) and parser.installed(words)
    if words.parser and model and not by_model:
        remarks.append("No parser is installed: the draft is made by rules alone and misses more.")
    notes = _Notes()
    for block, parts, inner in _parsed(text, words, progress, by_model=by_model):
        _note(text, notes, block, parts, words)
        if by_model:
            notes.places += [n for part in (*parts, *inner) for n in place_names(part, words)]
    people = People(words)
    _name(notes, people)
    # Who only announced words, and no words followed, said nothing that could be drafted.
    notes.said = [said for said in notes.said if said.content]
    spoken = [statement(text, said) for said in notes.said]
    made = [(said.sentence, one) for said, one in zip(notes.said, spoken, strict=True)]
    goes_on = [
        (number, one)
        for said, one in zip(notes.said, spoken, strict=True)
        for number in range(said.sentence + 1, said.last + 1)
    ]
    made += notes.own.items()
    made.sort(key=lambda pair: (pair[0], pair[1].content[0]))
    return Reading(
        language,
        parser.name(words) if by_model else "",
        tuple(Paragraph(span, tuple(spans)) for span, spans in notes.paragraphs),
        tuple(one for _, one in made),
        people.actors(),
        tuple(sorted(notes.places, key=lambda name: name.span)),
        _verdicts(text, notes, [*made, *goes_on]),
        tuple(remarks),
    )


def _parsed(
    text: str, words: Language, progress: Callable[[int, int], None], *, by_model: bool
) -> Iterator[_Piece]:
    """Give each block with its sentences and those inside of its quotations, all parsed.

    A long one is given in pieces, one after the other, so that no text is in memory as words.
    """
    every = blocks(text, paragraphs(text))
    waiting: list[_Piece] = []
    for number, block in enumerate(every):
        progress(number, len(every))
        spans = sentences(text, block.span, block.quotations, words)
        for first in range(0, max(1, len(spans)), _TOGETHER):
            parts = [
                part
                for span in spans[first : first + _TOGETHER]
                for part in clauses(
                    tokenize(text, span, within(block.quotations, span), words), words
                )
            ]
            inner = [
                tokenize(text, span, (), words)
                for part in parts
                for quotation in part.whole
                for span in sentences(text, _inside(quotation, part), (), words)
            ]
            waiting.append((block, parts, inner))
            if sum(len(one) + len(more) for _, one, more in waiting) > _TOGETHER:
                yield from _read(waiting, words, by_model=by_model)
                waiting = []
    yield from _read(waiting, words, by_model=by_model)


def _read(waiting: list[_Piece], words: Language, *, by_model: bool) -> list[_Piece]:
    """Parse the sentences of pieces."""
    together = [part for _, one, more in waiting for part in (*one, *more)]
    if by_model:
        parser.parse(together, words)
    else:
        rules.parse(together, words)
    return waiting


def _inside(quotation: Quotation, part: Sentence) -> Span:
    """Give what of a quotation stands in a sentence, without its marks."""
    start = max(quotation.start + quotation.opened, part.span[0])
    return start, max(start, min(quotation.end - quotation.closed, part.span[1]))


def _note(
    text: str, notes: _Notes, block: Block, parts: Sequence[Sentence], words: Language
) -> None:
    """Keep the reports, names and own sentences of a block."""
    if not notes.paragraphs or notes.paragraphs[-1][0] != block.span:
        notes.paragraphs.append((block.span, []))
    notes.paragraphs[-1][1].extend(part.span for part in parts)
    for part in parts:
        number = len(notes.known)
        at = (number, len(notes.paragraphs))
        quoted = within(block.quotations, part.span)
        names = known(part, words)
        found = reports(part, words)
        for report in found:
            take(notes.said, said_in(part, report, quoted, at, _voices(part, report, names, words)))
        if not found and (announces := announced(part, words)):
            voices = _voices(part, announces, names, words)
            notes.said.append(said_in(part, announces, quoted, at, voices))
        if not found and (own := narration(text, part)):
            notes.own[number] = own
        notes.known.append(names)


def _voices(
    part: Sentence, report: Report, names: Sequence[Known], words: Language
) -> tuple[Voice | None, Voice | None]:
    """Give who speaks in a report, and who passed it on."""
    via = report.via
    return (
        voice(part, report.speaker, report.head, names, words),
        voice(part, via.speaker, via.head, names, words) if via else None,
    )


def _name(notes: _Notes, people: People) -> None:
    """Say who speaks in each report, in the text's order."""
    for names in notes.known:
        people.note(names)
    said = iter(notes.said)
    waiting = next(said, None)
    for number, names in enumerate(notes.known):
        people.see(names, number)
        while waiting is not None and waiting.sentence == number:
            waiting.name, why = who(people, waiting.voice, names, number)
            if why:
                waiting.reasons["speaker"] = why
            passed, _ = who(people, waiting.via, names, number)
            waiting.quoted_by = (passed,) if passed else ()
            waiting = next(said, None)


def _verdicts(
    text: str, notes: _Notes, made: Sequence[tuple[int, Attribution]]
) -> tuple[Verdict, ...]:
    """Say of each sentence what was made of it."""
    by_sentence: dict[int, list[Attribution]] = {}
    for number, one in made:
        by_sentence.setdefault(number, []).append(one)
    spans = [span for _, spans in notes.paragraphs for span in spans]
    return tuple(verdict(text, span, by_sentence.get(n, ())) for n, span in enumerate(spans))
