"""What authors do to a draft: each gives the changes of one action, and changes nothing itself.

Offsets are code points of the source's stored text, ends exclusive. A record that a program
drafted and a person changes counts as changed, and so as decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.drafting.slugs import Ids, slug
from data.passages import context
from data.review import REVIEWED
from data.schema import NOWHERE, TABLES, UNDECIDED
from data.workshop.state import Change, State
from data.workshop.tables import ASIDE, OWN, Row, canonical, key_of

Changes = tuple[Change, ...]

CONFIRMED, CHANGED = "confirmed", "changed"
_REVIEWED = {table.name for table in REVIEWED}
_REFERENCES = tuple(
    (table.name, field.name, field.refers_to, field.several)
    for table in TABLES
    for field in table.fields
    if field.refers_to
)
_LINKS = ("statement_places", "statement_relations")


class EditError(ValueError):
    """Something that cannot be done to this draft; the message is a sentence."""


def _row(state: State, table: str, key: str) -> Row:
    row = state.row(table, key)
    if row is None:
        raise EditError("This record is not there any more.")
    return row


def edit(state: State, table: str, key: str, cells: Mapping[str, str]) -> Changes:
    """Set cells of a record."""
    row = _row(state, table, key)
    after = {column: cell for column, cell in cells.items() if row.get(column, "") != cell}
    told = set(after) - {"review", *OWN}
    if told and table in _REVIEWED and row.get("review") and "review" not in cells:
        after["review"] = CHANGED
    before = {column: row.get(column, "") for column in after}
    return (Change(table, key, before, after),) if after else ()


def confirm(state: State, table: str, key: str) -> Changes:
    """Decide that a record stands as it is; one that was changed stays marked as changed."""
    row = _row(state, table, key)
    undecided = row.get("review") == UNDECIDED
    return edit(state, table, key, {"review": CONFIRMED} if undecided else {}) + _back(
        row, key, table
    )


def _back(row: Row, key: str, table: str) -> Changes:
    return (Change(table, key, {ASIDE: row[ASIDE]}, {ASIDE: ""}),) if row.get(ASIDE) else ()


def set_aside(state: State, table: str, key: str, reason: str = "set aside") -> Changes:
    """Keep a record out of what is published."""
    return edit(state, table, key, {ASIDE: reason or "set aside"})


def take_up(state: State, table: str, key: str) -> Changes:
    """Take up a record that was set aside."""
    return edit(state, table, key, {ASIDE: ""})


def new_id(state: State, table: str, words: str) -> str:
    """Give a readable id that no record of the table has or had."""
    taken = [*state.tables[table], *([NOWHERE] if table == "places" else [])]
    return Ids(*taken).give(slug(words, table.rstrip("s") or "record"))


def add(table: str, row: Mapping[str, str]) -> Changes:
    """Add a record; its key is in its cells."""
    cells = canonical(row)
    return (Change(table, key_of(table, cells), None, cells),)


def remove(state: State, table: str, key: str) -> Changes:
    """Take a record away, with the links that a statement has; set aside keeps it in sight."""
    gone = [(table, key)]
    if table == "statements":
        gone = [
            (link, found)
            for link in _LINKS
            for found, row in state.rows(link).items()
            if key in {row.get("statement"), row.get("other")}
        ] + gone
    return tuple(Change(name, each, _row(state, name, each), None) for name, each in gone)


def bounds(state: State, key: str, text: str, start: int, end: int) -> Changes:
    """Give a statement other words of its source, by their offsets."""
    return edit(state, "statements", key, passage(text, start, end))


def passage(text: str, start: int, end: int) -> dict[str, str]:
    """Give the cells of words in a source; raise ``EditError`` where there are none."""
    if not (0 <= start < end <= len(text) and text[start:end].strip()):
        raise EditError("No words of the source are selected.")
    prefix, suffix = context(text, start, end)
    return {
        "exact": text[start:end],
        "prefix": prefix,
        "suffix": suffix,
        "start": str(start),
        "end": str(end),
    }


def mark(state: State, source: str, words: Row, speaker: str, **cells: str) -> Changes:
    """Make a statement of words in a source, as ``passage`` gives them; more cells may be given."""
    first = " ".join(words["exact"].split()[:6])
    row = {
        "id": new_id(state, "statements", f"{speaker.rsplit('-', maxsplit=1)[-1]} {first}"),
        "source": source,
        "speaker": speaker,
        "directness": "indirect",
        "act": "assertive",
        "certainty": "possible",
        "status": "reported",
        "review": _made_by_hand(state, "statements"),
    }
    return add("statements", {**row, **words, **cells})


def _made_by_hand(state: State, table: str) -> str:
    """Give the review of a record that a person made: decided, where records have a review."""
    return CONFIRMED if any(row.get("review") for row in state.rows(table).values()) else ""


def split(state: State, key: str, text: str, at: int) -> Changes:
    """Cut a statement in two at an offset inside its words; both say all else that it said."""
    row = _row(state, "statements", key)
    start, end = int(row["start"]), int(row["end"])
    if not start < at < end:
        raise EditError("The cut is not inside the statement’s words.")
    left = _trimmed(text, start, at)
    right = _trimmed(text, at, end)
    first = " ".join(text[slice(*right)].split()[:6])
    other = new_id(state, "statements", f"{row['speaker'].split('-')[-1]} {first}")
    decided = {"review": CHANGED} if row.get("review") else {}
    made = add("statements", {**row, "id": other, **passage(text, *right), **decided})
    links = [
        add("statement_places", {**link, "statement": other})
        for link in state.rows("statement_places").values()
        if link["statement"] == key
    ]
    return bounds(state, key, text, *left) + made + tuple(each for link in links for each in link)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def join(state: State, key: str, other: str, text: str) -> Changes:
    """Join two statements of a source: the first gets all words from one to the other."""
    one, two = _row(state, "statements", key), _row(state, "statements", other)
    if key == other or one["source"] != two["source"]:
        raise EditError("Two statements of one source can be joined.")
    start = min(int(one["start"]), int(two["start"]))
    end = max(int(one["end"]), int(two["end"]))
    links = state.rows("statement_places")
    moved: list[Change] = []
    for link in links.values():
        mine = {**link, "statement": key}
        if link["statement"] == other and key_of("statement_places", mine) not in links:
            moved += add("statement_places", mine)
    return bounds(state, key, text, start, end) + tuple(moved) + remove(state, "statements", other)


def same(state: State, table: str, key: str, other: str) -> Changes:
    """Make one of two speakers, places or topics: whatever refers to the other refers to it."""
    _row(state, table, key)
    if key == other:
        raise EditError("A record is the same as itself already.")
    found: list[Change] = []
    for name in dict.fromkeys(name for name, _, to, _ in _REFERENCES if to == table):
        columns = [
            (col, several) for n, col, to, several in _REFERENCES if (n, to) == (name, table)
        ]
        for place, row in state.rows(name).items():
            if (name, place) == (table, other):
                continue
            cells = {
                column: _replaced(row.get(column, ""), other, key, several=several)
                for column, several in columns
            }
            if (name, place) == (table, key):  # nobody belongs to themselves
                cells = {column: "" if cell == key else cell for column, cell in cells.items()}
            found += _refers_anew(state, name, place, row, cells)
    return (*found, *remove(state, table, other))


def _replaced(cell: str, other: str, key: str, *, several: bool) -> str:
    parts = cell.split(" ") if several else [cell]
    return " ".join(dict.fromkeys(key if part == other else part for part in parts))


def _refers_anew(state: State, table: str, key: str, row: Row, cells: Row) -> Iterable[Change]:
    if all(row.get(column, "") == cell for column, cell in cells.items()):
        return ()
    if "id" in row:
        changes = edit(state, table, key, cells)
        # whom a record means is its speaker's or place's business, decided once for all records
        return [
            Change(each.table, each.key, _without_review(each.before), _without_review(each.after))
            for each in changes
        ]
    made = add(table, {**row, **cells})
    there = state.row(table, made[0].key) is not None
    return (Change(table, key, row, None), *(() if there else made))


def _without_review(cells: Row | None) -> Row | None:
    return cells and {name: cell for name, cell in cells.items() if name != "review"}
