"""What the workshop's page is told, as the browser's half types it."""

from typing import TypedDict


class WorkshopStep(TypedDict):
    """A step of the workshop."""

    key: str
    label: str


class WorkshopField(TypedDict):
    """A field of a record that is set on demand: its codes in words, or the table that it names."""

    name: str
    label: str
    options: list[list[str]] | None
    table: str


class WorkshopContent(TypedDict):
    """What the workshop's page is told when it opens: who may begin, the steps, codes in words."""

    open: bool
    why: str
    who: str
    """The address of whoever has signed in; "" for nobody."""
    model: str
    """Where the operator's language model is; "" for none."""
    sign: list[str]
    """Where one can sign in, or out: the link's words and its address; none where one cannot."""
    steps: list[WorkshopStep]
    codes: dict[str, list[list[str]]]
    fields: list[WorkshopField]


class WorkshopReach(TypedDict):
    """Whether there is something to undo, and to do again."""

    undo: bool
    redo: bool


class WorkshopClash(TypedDict):
    """A cell that two people changed: as it was, and both versions; null for no record."""

    table: str
    key: str
    column: str
    was: str | None
    mine: str | None
    theirs: str | None


class WorkshopNews(TypedDict):
    """What changed in a draft: records by table and key, null where one has gone."""

    number: int
    tables: dict[str, dict[str, dict[str, str] | None]]
    reach: WorkshopReach
    made: list[str]
    clashes: list[WorkshopClash]
    refused: list[str]
