"""What a reading of a text finds: reported speech, who speaks, names of places, and the reasons.

Every span is ``(start, end)`` in Unicode code points of the text that was given, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Span = tuple[int, int]
Sense = Literal["place", "speaker"]
NO_REASONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Attribution:
    """Words that somebody says, or a sentence of the text's own (directness ``narration``).

    ``speaker`` is the mention beside the cue, ``speaker_name`` who that is by name (for a pronoun
    or a title too), empty when it is left open. ``quoted_by`` names who passed the words on to who
    reports them, nearest the speaker first. ``sentence`` holds the cue, or the words that have
    none. ``reasons`` says of each field that is inferred why it is so.
    """

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    speaker_name: str
    directness: str
    act: str
    sentence: Span
    quoted_by: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=lambda: NO_REASONS)


@dataclass(frozen=True)
class Actor:
    """Everyone whom the same names and titles mean; ``kind`` is one of ``schema.ACTOR_KINDS``.

    ``role`` is a title as the text gives it ("Foreign Minister"), ``affiliation`` a name of the
    text or empty. ``mentions`` are in the text's order.
    """

    name: str
    kind: str
    role: str
    affiliation: str
    mentions: tuple[Span, ...]
    reasons: Mapping[str, str] = field(default_factory=lambda: NO_REASONS)


@dataclass(frozen=True)
class PlaceName:
    """A name that the parser takes for a place, and whether it is meant as one.

    ``label`` is the parser's: ``GPE`` (countries, towns), ``LOC`` or ``FAC`` (buildings, bases).
    The sense is ``speaker`` where the place stands for its government ("Moscow said").
    """

    span: Span
    label: str
    sense: Sense
    reason: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and its sentences, without the white space around them."""

    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class Verdict:
    """What was made of a sentence, and why, in a sentence for the report."""

    sentence: Span
    made: str
    why: str


@dataclass(frozen=True)
class Reading:
    """All that was found in a text.

    ``model`` names the parser that was used, empty where rules alone were; ``notes`` are sentences
    for the reader: that no parser is installed, that the text is in another language, what was
    left unread.
    """

    language: str
    model: str
    paragraphs: tuple[Paragraph, ...]
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    places: tuple[PlaceName, ...]
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
