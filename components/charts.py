"""What the tabs of the panel that count show: places, positions, timeline."""

from typing import TypedDict

from components.contents import Card, Counted, Named, Paged, Reading, Side


class Column(TypedDict):
    """A column of the table of places, how it is sorted, and what its heading asks for."""

    key: str
    label: str
    sorted: str
    next: str


class PlaceCount(TypedDict):
    """A number in the table, and what the link calls the statements that it counts."""

    at: str
    count: int


class PlaceRow(TypedDict):
    """A place in the table."""

    id: str
    name: str
    kind: str
    code: int
    precision: str
    where: str
    identifiers: str
    numbers: list[PlaceCount]


class Area(Named):
    """A vague area with its readings."""

    readings: list[Reading]


class Areas(TypedDict):
    """The first vague areas, and how many more there are."""

    items: list[Area]
    more: int


class UnplacedStatement(TypedDict):
    """A statement that no point can show, and why."""

    id: str
    speaker: str
    words: str
    language: str
    direction: str
    why: list[str]


class Unplaced(TypedDict):
    """How many statements have no point, and the first of them."""

    count: int
    items: list[UnplacedStatement]


class PlacesContent(Paged):
    """The Places tab."""

    chosen: str | None
    place: str | None
    columns: list[Column]
    rows: list[PlaceRow]
    areas: Areas
    unplaced: Unplaced


class Cell(TypedDict):
    """A number of a grid, and how some of its statements speak to others."""

    count: int
    relations: list[str]


class GridRow(Counted):
    """A speaker's row in a grid."""

    side: str
    cells: list[Cell]


class Grid(TypedDict):
    """Speakers by places or topics."""

    key: str
    label: str
    columns: list[Counted]
    rows: list[GridRow]
    moreColumns: int
    moreRows: int


class Brief(TypedDict):
    """A statement in short."""

    id: str
    speaker: str
    side: Side
    exact: str
    quoted: bool
    language: str
    direction: str
    source: str
    status: str


class Pair(TypedDict):
    """Two statements of which one speaks to the other."""

    relation: str
    note: str
    ends: list[Brief]


class Relations(TypedDict):
    """How many such pairs there are, and the first of them."""

    count: int
    pairs: list[Pair]


class ComparableTime(TypedDict):
    """The months or years of which two can be compared."""

    key: str
    label: str
    first: str
    counts: list[int]


class Comparable(TypedDict):
    """What can be compared, and what is."""

    speakers: list[tuple[str, str]]
    times: list[ComparableTime]
    chosen: list[str]


class ComparedSide(TypedDict):
    """A side of a comparison; ``set`` leaves it alone, where filters can."""

    label: str
    count: int
    set: dict[str, list[str]] | None
    cards: list[Brief]


class ComparedRow(TypedDict):
    """A value with its statements on each side."""

    id: str
    label: str
    counts: list[int]


class ComparedTable(TypedDict):
    """Topics or places, side by side."""

    key: str
    label: str
    rows: list[ComparedRow]


class Compared(TypedDict):
    """Two sides compared."""

    sides: list[ComparedSide]
    both: int
    tables: list[ComparedTable]


class PositionsContent(TypedDict):
    """The Positions tab."""

    grids: list[Grid]
    relations: Relations
    offer: Comparable
    compared: Compared | None
    chosen: str | None


class TimeSpeaker(TypedDict):
    """Who says what marks of the timeline stand for."""

    name: str
    colour: str


class TimeItem(TypedDict):
    """A statement on the timeline: its speaker's position among the speakers, its first words."""

    id: str
    speaker: int
    words: str


Bar = TypedDict(
    "Bar",
    {
        "from": str,
        "to": str,
        "label": str,
        "left": float,
        "width": float,
        "within": int,
        "across": int,
        "chosen": bool,
    },
)


class AxisLabel(TypedDict):
    """Words along an axis, and where their middle is."""

    words: str
    at: float


class Axis(TypedDict):
    """Bars along a time; ``period`` and ``chosen`` are stretches of it."""

    bars: list[Bar]
    labels: list[AxisLabel]
    period: tuple[float, float] | None
    chosen: tuple[float, float] | None


class DrawnDate(TypedDict):
    """A date in words, and how it is drawn."""

    words: str
    kind: str
    begins: str
    ends: str


class Mark(TypedDict):
    """A statement's mark: the positions of its item and date, and where it stands."""

    item: int
    date: int
    lane: int
    left: float
    width: float


class TimeScale(TypedDict):
    """One of the two times."""

    key: str
    heading: str
    verb: str
    keys: list[str]
    period: str
    undated: int
    undatedOnly: bool
    inText: bool
    axes: list[Axis]
    dates: list[DrawnDate]
    marks: list[Mark]
    lanes: int


class TimelineContent(TypedDict):
    """The Timeline tab."""

    count: int
    many: bool
    most: int
    chosen: str | None
    speakers: list[TimeSpeaker]
    items: list[TimeItem]
    scales: list[TimeScale]
    outside: str
    card: Card | None
