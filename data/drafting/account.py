"""Say sentence by sentence what was made of a text, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data.drafting.attribution import Span
from data.drafting.document import Drafted, Statement
from data.drafting.mention import Mention
from data.problem import shown

_LONGEST = 400


def lines(drafted: Drafted) -> Iterator[str]:
    """Give the report of one text, line by line; what cannot be seen is shown as its code point."""
    text = drafted.text.text
    yield f"{_quoted(drafted.text.name)}: {drafted.text.format}, {len(text):,} characters"
    yield f"  {_summary(drafted)}"
    for note in drafted.notes:
        yield f"  Note: {shown(note, _LONGEST)}"
    statements: dict[Span, list[Statement]] = defaultdict(list)
    for each in drafted.statements:
        statements[each.attribution.sentence].append(each)
    sentences = [s for paragraph in drafted.reading.paragraphs for s in paragraph.sentences]
    places = iter(drafted.places)
    place = next(places, None)
    verdicts = {verdict.sentence: verdict for verdict in drafted.reading.verdicts}
    for sentence in sorted({*sentences, *statements}):
        start, end = sentence
        yield ""
        yield f"{start:,} to {end:,}: {_quoted(text[start:end])}"
        verdict = verdicts.get(sentence)
        if verdict:
            yield f"  Made of it: {verdict.made}; {shown(verdict.why, _LONGEST)}"
        for each in statements.pop(sentence, []):
            yield from _statement(text, each)
        while place and place.start < end:
            if place.start >= start:
                yield f"  Place: {_place(place)}"
            place = next(places, None)
    while place:
        yield f"Place in no sentence: {_place(place)}"
        place = next(places, None)


def _summary(drafted: Drafted) -> str:
    records = len(drafted.statements)
    parser = drafted.reading.model or "rules alone"
    places = len(drafted.places)
    language = drafted.reading.language
    return f"Language {language}; {records:,} records, {places:,} names of places; by {parser}."


def _statement(text: str, each: Statement) -> Iterator[str]:
    said = each.attribution
    words = " … ".join(text[start:end] for start, end in said.content)
    yield f"  Record, {said.directness}, {said.act}: {_quoted(words)}"
    cue = _quoted(text[slice(*said.cue)]) if said.cue else "none"
    speaker = _quoted(text[slice(*said.speaker)]) if said.speaker else "none"
    name = _quoted(said.speaker_name) or "left open"
    yield f"    Cue: {cue}; speaker: {speaker}; who that is: {name}"
    for name, why in sorted(said.reasons.items()):
        yield f"    {name}: {shown(why, _LONGEST)}"
    for placed in each.places:
        role = "said at" if placed.role == "said_at" else "about"
        yield f"    {role} {_quoted(placed.mention.name)}. {placed.reason}".rstrip()
    for role, time in (("said on", each.said_on), ("about when", each.about_when)):
        if time:
            yield f"    {role} {time.value}. {time.reason}".rstrip()


def _place(mention: Mention) -> str:
    one = mention.likeliest
    point = "no point" if one is None or one.lat is None else f"{one.lat}, {one.lon}"
    others = "; ".join(
        f"{r.candidate.name} {r.candidate.country}, {r.reason}" for r in mention.ranked[1:]
    )
    also = f"; it could also be {others}" if others else ""
    return f"{_quoted(mention.name)}, {mention.kind}, {point}: {mention.reason}{also}"


def _quoted(text: str) -> str:
    return f"“{shown(' '.join(text.split()), _LONGEST)}”" if text else ""
