"""Draft one text: what is said in it, by whom, where and when, put together with reasons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from data.dates import words as date_words
from data.drafting import linguistics, places, times
from data.drafting.attribution import Attribution, Reading, Span
from data.drafting.mention import DATELINE, Entity, Mention
from data.drafting.proposals import Proposal, merge
from data.drafting.senses import BESIDE_CUE
from data.drafting.texts import Text
from data.drafting.times import Time

NARRATION = "narration"


@dataclass(frozen=True)
class Placed:
    """A place of a statement; ``reason`` is empty when the words themselves name it."""

    mention: Mention
    role: str
    reason: str = ""


@dataclass(frozen=True)
class Statement:
    """What is drafted of one attribution, with its places and times."""

    attribution: Attribution
    passage: Span
    places: tuple[Placed, ...]
    said_on: Time | None
    about_when: Time | None


@dataclass(frozen=True)
class Drafted:
    """A text with all that was drafted of it."""

    text: Text
    reading: Reading
    places: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    published: Time | None
    notes: tuple[str, ...]


Progress = Callable[[int, int], None]


def draft(  # noqa: PLR0913 - what a text may come with
    text: Text,
    *,
    language: str = "",
    model: bool = True,
    published: str = "",
    proposals: Sequence[Proposal] = (),
    progress: Progress = lambda _done, _all: None,
) -> Drafted:
    """Draft a text; ``published`` is its date where whoever gave it knows it (EDTF, a day).

    The language is told from the text where none is named (BCP 47). ``proposals`` are a language
    model's, of which nothing is kept that the text has not. What ``progress`` raises ends
    the work.
    """
    reading = linguistics.read(text.text, language=language, model=model, progress=progress)
    reading = merge(text.text, reading, proposals) if proposals else reading
    found, place_notes = places.find(text.text, _entities(text.text, reading), reading.language)
    speaking = {entry.span[0] for entry in reading.places if entry.sense == "speaker"}
    kept = tuple(each for each in found if each.start not in speaking)
    source = _source_date(text, published)
    today = date.fromisoformat(source.value) if source else None
    evidence = _Evidence(
        text.text, kept, times.find(text.text, today), source, _dateline(text.text, kept)
    )
    statements = [_statement(each, evidence) for each in reading.attributions]
    notes = (*text.notes, *reading.notes, *place_notes)
    if source is None:
        notes = (*notes, "The text gives no date of its own, so relative dates are left open.")
    return Drafted(text, reading, kept, tuple(statements), source, notes)


def _entities(text: str, reading: Reading) -> list[Entity]:
    """Give the names that the parser took for places, persons and bodies, and no descriptions."""
    kinds = {"person": "PERSON", "organisation": "ORG", "outlet": "ORG"}
    found = [(*place.span, place.label) for place in reading.places]
    if not reading.model:  # the rules tell persons from bodies less surely than the lists do
        return found
    found += [
        (*span, kinds[actor.kind])
        for actor in reading.actors
        if actor.kind in kinds
        for span in actor.mentions
        if text[span[0]].isupper()
    ]
    return found


class _Evidence:
    """The places and dates of a text, asked for by where they stand."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        dates: tuple[Time, ...],
        source: Time | None,
        dateline: Mention | None,
    ) -> None:
        self.text, self.source, self.dateline = text, source, dateline
        self._mentions, self._dates = mentions, dates
        self._starts = [each.start for each in mentions]
        self._dated = [each.start for each in dates]

    def places(self, span: Span) -> tuple[Mention, ...]:
        """Give the names of places that begin within a span."""
        return self._mentions[
            bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])
        ]

    def dates(self, span: Span) -> tuple[Time, ...]:
        """Give the dates that begin within a span."""
        return self._dates[bisect_left(self._dated, span[0]) : bisect_left(self._dated, span[1])]


def _source_date(text: Text, published: str) -> Time | None:
    for value in (published, text.published):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return Time(0, 0, value, "")
    return times.published(text.text)


LONGEST_GAP = 600
"""Code points between the parts of a passage; what lies further apart is not joined to it."""


def _passage(each: Attribution) -> Span:
    """Give the passage of a record: the words, for indirect speech with its cue and speaker."""
    parts = list(each.content)
    if each.directness in {"indirect", "mixed"}:
        parts += [part for part in (each.cue, each.speaker) if part]
    start, end = parts[0]
    for first, last in sorted(parts):
        if first - end <= LONGEST_GAP and start - last <= LONGEST_GAP:
            start, end = min(start, first), max(end, last)
    return start, end


def _statement(each: Attribution, known: _Evidence) -> Statement:
    about = [
        Placed(mention, "about", _choice(mention))
        for part in each.content
        for mention in known.places(part)
        if mention.end <= part[1]
    ]
    narrated = each.directness == NARRATION
    said_on = next(
        iter([] if narrated else _beside(known.text, known.dates(each.sentence), each)), None
    )
    if said_on is None and known.source:
        source = known.source
        reason = f"The text does not say when; its own date is {date_words(source.value)}."
        said_on = Time(source.start, source.end, f"{source.value}~", reason)
    about_when = next((date for part in each.content for date in known.dates(part)), None)
    said_at = [] if narrated else _said_at(each, known)
    return Statement(each, _passage(each), (*said_at, *about), said_on, about_when)


_Found = TypeVar("_Found", Mention, Time)


NEAR_CUE = 60
"""Code points between a cue or its speaker and the place or date of saying."""


def _beside(text: str, found: tuple[_Found, ...], each: Attribution) -> list[_Found]:
    """Keep what stands beside the cue or the speaker, in no clause of its own and not in the words.

    So "Ana, who came in May, said" gives no date of saying.
    """
    inside = [*each.content, *([each.speaker] if each.speaker else [])]
    outside = [one for one in found if not any(s <= one.start < e for s, e in inside)]
    anchors = [span for span in (each.cue, each.speaker) if span]
    return [
        one for one in outside if any(_is_near(text, one, span, each.sentence) for span in anchors)
    ]


def _is_near(text: str, one: Mention | Time, anchor: Span, sentence: Span) -> bool:
    after = anchor[1] <= one.start
    between = text[anchor[1] : one.start] if after else text[one.end : anchor[0]]
    opens = len(text[sentence[0] : one.start].split()) <= _OPENS
    comma = after or opens
    near = len(between) <= NEAR_CUE and not _CLAUSE.search(between)
    return near and (comma or "," not in between)


_OPENS = 2
"""Words before a date at the beginning of a sentence: "On Monday, she said"."""
_CLAUSE = re.compile(r"[;:—()“”\"]|\b(?:who|whom|whose|which|that|when|where|while)\b")


def _choice(mention: Mention) -> str:
    """Say why a name was taken for one place of several; "" where there is no doubt."""
    if len(mention.ranked) < 2 or mention.kind == "country":
        return ""
    return f"“{mention.name}” is the name of several places; this one because {mention.reason}."


def _said_at(each: Attribution, known: _Evidence) -> list[Placed]:
    """Give where words were said: named beside the cue, or by the line that dates the report."""
    start, end = each.sentence
    for mention in _beside(known.text, known.places(each.sentence), each):
        if mention.kind in _MOMENT_PLACES and BESIDE_CUE.search(
            known.text, max(start, mention.start - 60), mention.start
        ):
            return [Placed(mention, "said_at", _choice(mention))]
    if known.dateline and each.cue and not _WRITTEN.search(known.text, start, end):
        named = known.dateline.name
        reason = f"The report is dated from {named}; it does not say where this was said."
        return [Placed(known.dateline, "said_at", reason)]
    return []


_MOMENT_PLACES = frozenset(("town", "country", "region", "facility", "air base", "airport", "port"))
_MOMENT_PLACES |= {"naval base", "military base", "area"}
_WRITTEN = re.compile(
    r"\b(?:statement|wrote|tweet|posted|letter|report|e-?mail|according)", re.IGNORECASE
)


def _dateline(text: str, mentions: tuple[Mention, ...]) -> Mention | None:
    """Find the place that the line which dates a report begins with: "MOSCOW — "."""
    for mention in mentions:
        if mention.start > times.HEAD:
            break
        opens = mention.start == 0 or text[mention.start - 1] == "\n"
        if opens and mention.kind == "town" and DATELINE.match(text, mention.end):
            return mention
    return None
