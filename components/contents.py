"""What the tabs of the panel that tell show: statements, source, guide, share.

``charts.py`` has those that count.
"""

from typing import NotRequired, TypedDict


class Side(TypedDict):
    """A side's name, and its colour in the palette."""

    name: str
    colour: str


class Reading(TypedDict):
    """A reading of where a vague area lies."""

    value: str
    label: str
    note: str
    source: str
    chosen: bool


class Named(TypedDict):
    """A record by its id and its name."""

    id: str
    name: str


class Counted(TypedDict):
    """A value of a filter with the number of its statements."""

    id: str
    label: str
    count: int


class Offer(TypedDict):
    """A value of a filter that typed words may mean; ``chosen`` has the link's parameters."""

    label: str
    words: str
    chosen: list[tuple[str, str]]
    count: int
    rest: str
    side: NotRequired[str]


class CardPlace(TypedDict):
    """A place on a statement's card."""

    id: str
    name: str
    said: bool
    inferred: str
    drawn: bool


class CardDate(TypedDict):
    """A date on a statement's card."""

    label: str
    words: str
    inferred: str


class Differs(TypedDict):
    """What of a text differs from another wording: its parts, and whether each does."""

    field: str
    parts: list[tuple[str, bool]]
    against: NotRequired[int]


class Card(TypedDict):
    """All of a statement; the page adds whether it is chosen."""

    id: str
    speaker: str
    role: str
    side: Side
    form: str
    quoted: bool
    narration: bool
    exact: str
    language: str
    direction: str
    differs: Differs | None
    translation: str
    translationLanguage: str
    translationDirection: str
    cue: str
    act: str
    directness: str
    chain: str
    places: list[CardPlace]
    dates: list[CardDate]
    status: str
    certainty: str
    note: str
    source: str
    oneOfSeveral: bool
    chosen: NotRequired[bool]


class Entry(TypedDict):
    """An entry of the list: a statement, or the wordings of one claim."""

    cards: list[Card]
    told: NotRequired[list[tuple[str, list[str]]]]
    of: NotRequired[int]


class Pinless(TypedDict):
    """A place without a point on the map, with the number of its statements."""

    id: str
    name: str
    count: int


class Empty(TypedDict):
    """What is said where nothing matches, and the parameters whose dropping helps."""

    words: str
    keys: list[str]
    offer: str


class Paged(TypedDict):
    """Which page of a list is shown."""

    page: int
    pages: int
    first: int
    last: int
    of: int
    unit: str


class StatementsContent(Paged):
    """The Statements tab."""

    count: int
    entries: list[Entry]
    chosen: str | None
    outside: str
    unplaced: int
    pinless: list[Pinless]
    empty: Empty | None
    looked: str
    near: list[Offer]


class Passage(TypedDict):
    """A piece of a source's text, and the statements that it belongs to."""

    text: str
    statements: list[str]


class OtherSource(TypedDict):
    """Another source, and the statement by which it is opened."""

    title: str
    statement: str


class SourceContent(TypedDict):
    """The Source tab; a dataset without sources has no text."""

    segments: list[Passage]
    card: NotRequired[Card | None]
    narrowed: NotRequired[bool]
    title: NotRequired[str]
    details: NotRequired[str]
    language: NotRequired[str]
    direction: NotRequired[str]
    cutBefore: NotRequired[bool]
    cutAfter: NotRequired[bool]
    sides: NotRequired[dict[str, Side]]
    chosen: NotRequired[str | None]
    others: NotRequired[list[OtherSource]]


class Precision(TypedDict):
    """A grade of precision: its code, and what it means."""

    code: int
    words: str


class CoordinateSource(TypedDict):
    """Where coordinates come from, and the first places that have them from there."""

    words: str
    places: list[Named]
    more: int


class CoordinateSources(TypedDict):
    """The first of them, and how many more there are."""

    groups: list[CoordinateSource]
    more: int


class Reason(TypedDict):
    """A reason for what was inferred."""

    id: str
    words: str
    count: int


class Inferred(Counted):
    """A kind of what was inferred, with its first reasons."""

    reasons: list[Reason]
    more: int


class SourceLicence(TypedDict):
    """A source's licence, and the number of its statements."""

    id: str
    title: str
    licence: str
    count: int


class Licences(TypedDict):
    """The first sources' licences, and how many more there are."""

    sources: list[SourceLicence]
    more: int


class TileCredit(TypedDict):
    """Whom an online base map names."""

    label: str
    credit: str


class GuideFacts(TypedDict):
    """What the guide says of the dataset."""

    keys: list[str]
    statements: int
    claims: int | None
    sides: list[Side]
    precisions: list[Precision]
    areas: bool
    policy: str
    disputed: list[str]
    coordinates: CoordinateSources
    inferred: list[Inferred]
    unsure: list[Counted]
    status: list[Counted]
    licences: Licences
    dataset: list[str]
    credit: str
    tiles: list[TileCredit]


class GuideContent(TypedDict):
    """How to read this map."""

    chosen: str | None
    facts: GuideFacts


class FormatEntry(TypedDict):
    """A format to take away."""

    key: str
    label: str
    use: str
    ending: str
    download: bool
    sized: bool
    most: int | None


class ShareContent(TypedDict):
    """Share and export."""

    chosen: str | None
    dataset: str
    title: str
    count: int
    total: int
    draft: bool
    served: bool
    embeds: bool
    citations: list[FormatEntry]
    formats: list[FormatEntry]
    sizes: list[tuple[int, int]]
    keys: list[str]
