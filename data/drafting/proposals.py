"""Take from a language model's proposals what the text itself has, and nothing else.

A proposal is words, a cue and names, never a position: each is looked for in the part of the text
that the model was shown, to the letter. What is not found there is thrown away and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.drafting.attribution import Attribution, Reading, Span

MOST_WORDS = 8_000
"""Characters of the words of one proposal."""

MOST_PARTS = 8
"""Parts of a quotation that its cue cuts."""

NEAR = 600
"""Code points between the words and the cue or the name that belong to them."""

_OPENING, _CLOSING = '“„«"', '”“»"'


@dataclass(frozen=True)
class Proposal:
    """What a model takes for a statement; ``start`` and ``end`` are of the part it was shown."""

    start: int
    end: int
    content: tuple[str, ...]
    cue: str = ""
    speaker: str = ""
    speaker_name: str = ""


def merge(text: str, reading: Reading, proposals: Sequence[Proposal]) -> Reading:
    """Correct a reading by the proposals that the text bears out, and say how many it does not."""
    found = list(reading.attributions)
    sentences = [each for paragraph in reading.paragraphs for each in paragraph.sentences]
    thrown = 0
    for proposal in proposals:
        proposed = _located(text, proposal, sentences)
        if proposed is None:
            thrown += 1
            continue
        same = next((n for n, each in enumerate(found) if _overlap(each, proposed)), None)
        if same is None:
            found.append(proposed)
        else:
            found[same] = replace(
                proposed,
                act=found[same].act,
                quoted_by=found[same].quoted_by,
                speaker_name=proposed.speaker_name or found[same].speaker_name,
            )
    found.sort(key=lambda each: each.content[0])
    kept = len(proposals) - thrown
    noun = "statement" if len(proposals) == 1 else "statements"
    note = f"A language model proposed {len(proposals):,} {noun}; {kept:,} in the text’s own words"
    note += f", {thrown:,} thrown away for having others." if thrown else "."
    return replace(reading, attributions=tuple(found), notes=(*reading.notes, note))


def _located(text: str, proposal: Proposal, sentences: Sequence[Span]) -> Attribution | None:
    """Find all parts of a proposal in the text; give None when one of them is not there."""
    parts = proposal.content
    if not parts or len(parts) > MOST_PARTS or sum(map(len, parts)) > MOST_WORDS:
        return None
    content: list[Span] = []
    for part in parts:
        after = content[-1][1] if content else proposal.start
        start = text.find(part, after, proposal.end) if part.strip() else -1
        if start < 0:
            return None
        content.append((start, start + len(part)))
    around = (max(proposal.start, content[0][0] - NEAR), min(proposal.end, content[-1][1] + NEAR))
    cue = _near(text, proposal.cue, around, content)
    speaker = _near(text, proposal.speaker, around, content)
    named = not proposal.speaker_name or proposal.speaker_name in text
    if (proposal.cue and not cue) or (proposal.speaker and not speaker) or not named:
        return None
    anchor = cue or content[0]
    sentence = next((each for each in sentences if each[0] <= anchor[0] < each[1]), content[0])
    return Attribution(
        tuple(content),
        cue,
        speaker,
        proposal.speaker_name,
        _directness(text, content),
        "assertive",
        sentence,
        reasons={"proposed": "a language model proposed it; its words stand in the text."},
    )


def _near(text: str, words: str, around: Span, content: Sequence[Span]) -> Span | None:
    """Find words near a content and outside of it; the nearest of several."""
    if not words.strip():
        return None
    found: list[Span] = []
    start = text.find(words, *around)
    while start >= 0 and len(found) < 100:
        span = (start, start + len(words))
        if not any(first < span[1] and span[0] < last for first, last in content):
            found.append(span)
        start = text.find(words, start + 1, around[1])
    first, last = content[0][0], content[-1][1]
    return min(found, key=lambda span: max(first - span[1], span[0] - last, 0), default=None)


def _directness(text: str, content: Sequence[Span]) -> str:
    """Tell by the quotation marks how the words are given."""
    quoted = [
        (text[start] in _OPENING and text[end - 1] in _CLOSING)
        or (text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING and start > 0)
        for start, end in content
    ]
    inside = any(mark in text[start:end] for start, end in content for mark in _OPENING)
    return "direct" if all(quoted) else "mixed" if inside or any(quoted) else "indirect"


def _overlap(one: Attribution, other: Attribution) -> bool:
    """Tell whether two records are of the same words: half of the shorter one's at least."""
    common = sum(
        max(0, min(end, last) - max(start, first))
        for start, end in one.content
        for first, last in other.content
    )
    lengths = [sum(end - start for start, end in each.content) for each in (one, other)]
    return one.directness != "narration" and 2 * common >= min(lengths) > 0
