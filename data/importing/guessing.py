"""Guess what each column of a table holds: by its header, and by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from data.drafting.countries import country_of
from data.folding import fold
from data.importing import dates, points
from data.importing.answers import Guess
from data.importing.cells import CHOICES, directness, precision
from data.importing.fields import FIELDS, SURE, Field, header_key, says_quotation
from data.importing.header import Table
from data.importing.mapping import Mapping

SAMPLE = 300
"""Cells of a column that are looked at, evenly spread over it."""

SHOWN = 10
"""Rows that are shown with what is guessed."""

_SPEAKS = 0.85
"""How surely the likeliest name of a column means a speaker that also means something else."""

_IN_PART, _BY_CELLS, _LEAST = 0.65, 0.5, 0.3
_NAMED = 0.4
"""The part of its cells that must fit what a column's name says; others are listed as unread."""

_LONG = 25
"""Characters of a cell, on average, from which on a column can be the words."""


def _reads(reader: Callable[[str], object]) -> Callable[[str], bool]:
    def reads(cell: str) -> bool:
        try:
            reader(cell)
        except ValueError:
            return False
        return True

    return reads


def _is_date(cell: str) -> bool:
    days, months = (partial(dates.read, day_first=first) for first in (True, False))
    return _reads(days)(cell) or _reads(months)(cell)


_URL = re.compile(r"(https?://|www\.)\S+$")
_TESTS: dict[str, tuple[Callable[[str], bool], float, str]] = {
    "date": (_is_date, 0.6, "dates"),
    "latitude": (_reads(lambda c: points.degrees(c, "lat")), 0.7, "latitudes"),
    "longitude": (_reads(lambda c: points.degrees(c, "lon")), 0.7, "longitudes"),
    "point": (_reads(points.pair), 0.5, "pairs of coordinates"),
    "url": (lambda cell: bool(_URL.match(cell[:2_000])), 0.5, "addresses"),
    "country": (lambda cell: bool(country_of(cell)), 0.5, "countries"),
    "precision": (_reads(precision), 0.6, "degrees of precision"),
    "directness": (_reads(directness), 0.6, "yes and no"),
    "number": (lambda c: c.isdecimal() or fold(c).strip(".") in dates.months(), 0.6, "numbers"),
}
"""By the kind of a field: whether a cell can be one, how many must, and what they are."""


def _sample(table: Table, at: int) -> list[str]:
    cells = [cell for cell in table.column(at) if cell]
    return cells[:: max(1, len(cells) // SAMPLE)][:SAMPLE]


def guess(table: Table) -> tuple[Guess, ...]:
    """Give a guess for each column of a table; a field that one column holds is given once."""
    samples = [_sample(table, at) for at in range(len(table.columns))]
    keys = [header_key(name) if table.header else "" for name in table.columns]
    offers = [
        offer
        for at, key in enumerate(keys)
        for field in FIELDS
        if (offer := _by_header(table.columns[at], key, field, samples[at]))
    ]
    if not any(map(says_quotation, keys)):  # a name is a speaker's only beside what is said
        offers = [one for one in offers if one.field != "speaker" or one.confidence > _SPEAKS]
    offers += [
        each for at in range(len(keys)) for each in _by_cells(table.columns[at], samples[at])
    ]
    found = _assigned(table, offers)
    if not any(each.field == "words" for each in found.values()):
        _longest(table, samples, found)
    guesses = tuple(
        found.get(name) or Guess(name, "", 0.0, "nothing that it could be was found")
        for name in table.columns
    )
    return _timed(guesses, keys)


def _assigned(table: Table, offers: list[Guess]) -> dict[str, Guess]:
    """Give each column the surest of what it can be, and each field to the surest column."""
    order = {name: at for at, name in enumerate(table.columns)}
    fields = {field.key: at for at, field in enumerate(FIELDS)}
    found: dict[str, Guess] = {}
    taken: set[str] = set()
    for one in sorted(offers, key=lambda o: (-o.confidence, fields[o.field], order[o.column])):
        if one.column not in found and one.field not in taken and one.confidence >= _LEAST:
            found[one.column] = one
            if not FIELDS[fields[one.field]].several:
                taken.add(one.field)
    return found


def _by_header(column: str, key: str, field: Field, sample: list[str]) -> Guess | None:
    if not sample:  # an empty column is nothing
        return None
    spellings = field.spellings
    bare = key.rstrip("0123456789 ")
    if key not in spellings and bare in spellings:  # "association2" beside "association1"
        key = bare
    if key in spellings:
        sure, reason = spellings[key], f"its header is “{column}”"
    else:
        padded = f" {key} "
        part = next((s for s in spellings if len(s) > 2 and f" {s} " in padded), "")
        if not key or not part or spellings[part] < SURE:
            return None
        sure = _IN_PART + 0.05 * (field.kind in _TESTS)  # what its cells confirm
        reason = f"its header has “{part}” in it"
    share = _share(field, sample)
    if share is None:
        return Guess(column, field.key, sure, reason)
    needed, what = _needed(field)
    if share < (_NAMED if sure > _SPEAKS else needed):
        return None
    reason += f", and {share:.0%} of its cells are {what}"
    return Guess(column, field.key, round(sure * (0.8 + 0.2 * share), 2), reason)


def _needed(field: Field) -> tuple[float, str]:
    if field.kind == "choice":
        return 0.6, "of the values that it may have"
    return _TESTS[field.kind][1:]


def _share(field: Field, sample: list[str]) -> float | None:
    """Give the part of cells that can be what a field holds; None where any cell can."""
    if field.kind == "choice":
        fits: Callable[[str], bool] = lambda cell: cell.casefold() in CHOICES[field.key]  # noqa: E731
    elif field.kind in _TESTS:
        fits = _TESTS[field.kind][0]
    else:
        return None
    return sum(map(fits, sample)) / len(sample) if sample else 1.0


_ALONE = {"about_when": 0.9, "url": 0.9, "point": 0.9, "country": 0.9}
"""What cells show without a header, and how many of them must."""


def _by_cells(column: str, sample: list[str]) -> list[Guess]:
    found = []
    for field in FIELDS:
        needed = _ALONE.get(field.key)
        share = _share(field, sample) if needed and sample else None
        bare = field.kind == "date" and all(map(str.isdecimal, sample))
        if share is not None and share >= (needed or 1) and not bare:
            reason = f"{share:.0%} of its cells are {_needed(field)[1]}"
            found.append(Guess(column, field.key, _BY_CELLS, reason))
    return found


def _longest(table: Table, samples: list[list[str]], found: dict[str, Guess]) -> None:
    """Take the column with the longest text for the words."""
    lengths = {
        table.columns[at]: sum(map(len, sample)) / len(sample)
        for at, sample in enumerate(samples)
        if sample and (table.columns[at] not in found or found[table.columns[at]].field == "note")
    }
    name = max(lengths, key=lambda one: lengths[one], default="")
    if name and lengths[name] >= _LONG:
        found[name] = Guess(name, "words", 0.4, "its cells are the longest texts of the table")


def _timed(guesses: tuple[Guess, ...], keys: list[str]) -> tuple[Guess, ...]:
    """Take a plain date for when it was said, where somebody says it; parts only without one."""
    fields = {each.field for each in guesses}
    said = "speaker" in fields and "said_on" not in fields
    dated = bool(fields & {"said_on", "about_when"})
    changed = []
    for each, key in zip(guesses, keys, strict=True):
        one = each
        if said and each.field == "about_when" and "event" not in key:
            reason = f"{each.reason}; somebody speaks, so it is when"
            one = replace(each, field="said_on", confidence=0.7, reason=reason)
        elif dated and each.field in {"year", "month", "day_of_month"}:
            one = Guess(each.column, "", 0.0, "another column has the whole date")
        changed.append(one)
    return tuple(changed)


def mapping_of(table: Table, guesses: tuple[Guess, ...]) -> Mapping:
    """Make a mapping of guesses, with the order of days and months and of bare coordinates."""
    by_field = {each.field: at for at, each in enumerate(guesses) if each.field}
    days = [by_field[f] for f in dates.FIELDS if f in by_field]
    pairs = table.column(by_field["point"]) if "point" in by_field else []
    return Mapping(
        tuple((each.column, each.field) for each in guesses),
        table.header,
        dates.order_of(cell for at in days for cell in table.column(at)).day_first,
        points.lon_first(pairs),
    )
