"""What server and page say to each other.

``protocol.d.ts`` says the same to the browser's half; it is written by ``python -m
components.protocol``, and a test finds it where it is not what this file says.
"""

import types
from functools import reduce
from operator import or_
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NotRequired,
    TypeAlias,
    TypedDict,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from components.contents import Offer, Reading
from components.panels import PANELS
from components.workshop.contents import WorkshopContent, WorkshopNews

Changes = dict[str, list[str]]
"""Parameters of the link with all their values; an empty list takes one out."""


class Asked(TypedDict):
    """What a reader asks for: all since the last number that was answered."""

    n: int
    set: Changes
    find: dict[str, str]
    view: str | None


class MapState(TypedDict):
    """What the map shows: places, statements and arcs by their positions in the map's data."""

    masks: list[str]
    compared: list[str]
    at: int | None
    arc: list[int] | None
    statement: int | None
    layers: list[str]
    base: str
    readings: dict[str, str]
    view: str | None


class MapContent(TypedDict):
    """What the map is told, and the address of its data in the map's frame."""

    state: MapState
    at: str | None
    address: str


class Row(TypedDict):
    """A line of a place's card."""

    label: str
    words: str


class RoleCount(TypedDict):
    """How many statements of a place there are in one role, of all and of those that match."""

    words: str
    at: str
    now: int
    all: int
    chosen: bool


class PlaceCard(TypedDict):
    """The card of what is chosen on the map."""

    id: str
    at: str | None
    name: str
    kind: str
    rows: list[Row]
    counts: list[RoleCount]
    readings: list[Reading]
    drawn: bool


class Tab(TypedDict):
    """A tab of the panel."""

    key: str
    label: str
    count: int | None


Contents: TypeAlias = Any
"""The content of a tab, one of those that ``PANELS`` has."""
if not TYPE_CHECKING:
    Contents = reduce(or_, (panel.told for panel in PANELS))


class PanelContent(TypedDict):
    """What the panel shows; ``content`` is of the tab."""

    place: PlaceCard | None
    tabs: list[Tab]
    tab: str
    readings: list[str]
    content: Contents


class QuickView(TypedDict):
    """A view that the head offers: its south-west and north-east corners as latitude, longitude."""

    name: str
    corners: list[list[float]]


class HeadContent(TypedDict):
    """What the head says; within another page, only the least."""

    dataset: str
    title: str
    sentence: str
    details: str
    notices: list[str]
    share: bool
    base: str
    heading: NotRequired[str]
    print: NotRequired[str]
    cite: NotRequired[str]
    keys: NotRequired[list[str]]
    passedOn: NotRequired[list[str]]
    embedded: NotRequired[bool]
    credit: NotRequired[str]
    workshop: NotRequired[bool]


class Option(TypedDict):
    """A value of a filter, with the number of its statements, or a layer or base map."""

    id: str
    label: str
    count: NotRequired[int]
    chosen: NotRequired[bool]
    side: NotRequired[str]
    online: NotRequired[bool]


class SearchContent(TypedDict):
    """The search, with its words."""

    key: str
    label: str
    kind: Literal["search"]
    value: str
    suggestions: list[Offer]


class ChoiceContent(TypedDict):
    """A filter of which values are chosen."""

    key: str
    label: str
    kind: Literal["choice"]
    menu: str
    options: list[Option]
    hidden: int
    find: str


PeriodContent = TypedDict(
    "PeriodContent",
    {
        "label": str,
        "keys": list[str],
        "first": str,
        "counts": list[int],
        "from": str,
        "to": str,
        "fromWords": str,
        "toWords": str,
        "undated": int,
        "hasUndated": bool,
        "undatedOnly": bool,
    },
)


class First(TypedDict):
    """The place that most statements are about, and whether lines run to it."""

    count: int
    name: str
    lines: bool


class ControlsContent(TypedDict):
    """What can be chosen, and what of it is."""

    datasets: list[Option]
    dataset: str
    filters: list[SearchContent | ChoiceContent]
    periods: list[PeriodContent]
    layers: list[Option]
    bases: list[Option]
    first: First | None
    views: list[QuickView]
    keys: list[str]
    filtered: bool
    compared: str
    matching: int


class ProblemContent(TypedDict):
    """A problem in a dataset's files."""

    where: str
    value: str
    expected: str


class ProblemsContent(TypedDict):
    """What stands in place of a dataset that was not opened."""

    name: str | None
    datasets: list[Option]
    total: int
    problems: list[ProblemContent]


class Message(TypedDict):
    """What fills the rooms of the page after an interaction, or names one room."""

    script: str
    room: NotRequired[str]
    answered: NotRequired[int]
    of: NotRequired[list[list[str]]]
    columns: NotRequired[str]
    map: NotRequired[MapContent]
    panel: NotRequired[PanelContent]
    head: NotRequired[HeadContent]
    controls: NotRequired[ControlsContent]
    problems: NotRequired[ProblemsContent]


HERE = Path(__file__).with_suffix(".d.ts")
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean"}


def typescript() -> str:
    """Give the same types for the browser's half: those of what is asked and of what is told."""
    known: list[Any] = []
    _gather(Asked, known)
    _gather(Message, known)
    _gather(WorkshopContent, known)
    _gather(WorkshopNews, known)
    lines = ["// What server and page say to each other, written by python -m components.protocol."]
    for record in known:
        lines += ["", f"interface {record.__name__} {{"]
        for key, kind in get_type_hints(record).items():
            mark = "" if key in record.__required_keys__ else "?"
            lines.append(f"  {key}{mark}: {_type(kind)};")
        lines.append("}")
    return "\n".join([*lines, ""])


def _gather(kind: Any, known: list[Any]) -> None:  # noqa: ANN401 - a type as typing gives it
    """Add the records that a type leads to, each after those that it is made of."""
    if kind in known or get_origin(kind) is Literal:
        return
    parts = get_type_hints(kind).values() if is_typeddict(kind) else get_args(kind)
    for part in parts:
        _gather(part, known)
    if is_typeddict(kind):
        known.append(kind)


def _type(kind: Any) -> str:  # noqa: ANN401, PLR0911 - a type as typing gives it
    if kind is types.NoneType:
        return "null"
    if is_typeddict(kind):
        return str(kind.__name__)
    if get_origin(kind) is Literal:
        return " | ".join(f'"{value}"' for value in get_args(kind))
    parts = [_type(part) for part in get_args(kind)]
    if get_origin(kind) is types.UnionType:
        return " | ".join(parts)
    if get_origin(kind) is list:
        return f"({parts[0]})[]" if " " in parts[0] else f"{parts[0]}[]"
    if get_origin(kind) is tuple:
        return f"[{', '.join(parts)}]"
    if get_origin(kind) is dict:
        return f"Record<{parts[0]}, {parts[1]}>"
    return _PLAIN[kind]


if __name__ == "__main__":
    HERE.write_text(typescript(), "utf-8")
