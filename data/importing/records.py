"""Read the rows of a table as records, each cell as what its column is taken for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from data.drafting.countries import country_of
from data.importing import cells, dates, points
from data.importing.fields import BY_KEY, header_key
from data.importing.header import Table
from data.importing.mapping import Mapping
from data.limits import MOST_CELL, MOST_LABEL
from data.problem import MOST_PROBLEMS, Problem

NEEDED = frozenset(
    ("words", "speaker", "said_on", "about_when", "until", "lat", "lon", "point", "year", "month")
)
"""Fields without which a row would say something else: where a cell of theirs cannot be read, the
row is refused. A cell of any other field is left out, and the row goes in."""

_ACLED = {1: 1, 2: 2, 3: 4}
"""ACLED's ``geo_precision`` as UCDP GED's ``where_prec``: its 3 is a larger region."""

WORDS = ("words", "title", "place")
"""What a row has to say: the first of these that it has."""

_SHOWN = 200
"""Characters of a cell that is told of."""

_PARTS = ("year", "month", "day_of_month")
_TEXTS = ("words", "translation", "note")
_EXPECTED = {
    "lat": points.LATITUDE,
    "lon": points.LONGITUDE,
    "point": points.POINT,
    "url": "an address that begins with https:// or http://",
    "country": "a country, by its name or its ISO 3166 code",
    "precision": "a UCDP GED precision from 1 to 7, or its words",
    "directness": "direct, indirect, mixed, narration, or yes or no",
    **{key: ", ".join(values) for key, values in cells.CHOICES.items()},
}


@dataclass
class Record:
    """One row: its number, its cells as they were read, by field, and its point in degrees."""

    row: int
    values: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    point: tuple[float, float] | None = None

    @property
    def is_fine(self) -> bool:
        """Tell whether its coordinates are given to a hundred metres or closer."""
        return any(round(each, 2) != each for each in self.point or ())


@dataclass
class Rows:
    """The rows of a table: those that were read, and what was wrong with others."""

    records: list[Record] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    """Cells that could not be read, of rows that went in without them."""


class _CellError(ValueError):
    def __init__(self, at: int, expected: str) -> None:
        super().__init__(expected)
        self.at, self.expected = at, expected


def read(table: Table, mapping: Mapping, file: str) -> Rows:
    """Read each row; ``file`` names it in what is said of cells that cannot be read."""
    reader = _Reader(table, mapping, file)
    for number, row in enumerate(table.records, table.first):
        if any(row):
            reader.row(number, row)
    return reader.found


class _Reader:
    def __init__(self, table: Table, mapping: Mapping, file: str) -> None:
        self.table, self.mapping, self.file = table, mapping, file
        self.found = Rows()
        held = [(at, key) for at, (_, key) in enumerate(mapping.columns) if key]
        self.held = [(at, key, _reader_of(key, mapping)) for at, key in held]
        self.at = {key: at for at, key in held}
        said = self.at.get("precision")
        name = header_key(mapping.columns[said][0]) if said is not None else ""
        self.acled = name == "geo precision"

    def row(self, number: int, row: tuple[str, ...]) -> None:
        record = Record(number)
        try:
            for at, key, reader in self.held:
                if cell := row[at] if at < len(row) else "":
                    self._cell(record, at, key, cell, reader)
            self._whole(record)
        except _CellError as error:
            value = row[error.at] if 0 <= error.at < len(row) else ""
            self.found.refused.append(self._problem(number, error.at, value, error.expected))
            return
        self.found.records.append(record)

    def _cell(
        self, record: Record, at: int, key: str, cell: str, reader: Callable[[str], object]
    ) -> None:
        try:
            read = reader(cell)
        except ValueError as error:
            long = len(cell) > MOST_LABEL
            expected = str(error) if long and str(error) != cell else _expected(key)
            if key in NEEDED:
                raise _CellError(at, expected) from error
            if len(self.found.left_out) < MOST_PROBLEMS:
                self.found.left_out.append(self._problem(record.row, at, cell, expected))
            return
        if key == "topics" and isinstance(read, list):
            record.topics += read
        elif key == "note":
            record.notes.append(f"{self.table.columns[at]}: {read}")
        elif key == "point" and isinstance(read, tuple):
            record.point = read
        else:
            record.values[key] = str(read)

    def _whole(self, record: Record) -> None:
        """Check what takes more than one cell: a point of two, a date of three, some words."""
        values = record.values
        if ("lat" in values) != ("lon" in values) and record.point is None:
            missing = "lon" if "lat" in values else "lat"
            raise _CellError(self.at.get(missing, -1), "both coordinates, or neither")
        if "lat" in values and record.point is None:
            record.point = (float(values["lat"]), float(values["lon"]))
        if record.point == (0.0, 0.0):
            raise _CellError(self.at.get("lat", self.at.get("point", -1)), "a real place, not 0, 0")
        if "until" in values:
            key = "about_when" if "about_when" in values or "said_on" not in values else "said_on"
            start = values.setdefault(key, values["until"])
            try:
                values[key] = dates.after(start, values["until"])
            except ValueError as error:
                raise _CellError(self.at["until"], f"a date that is not before {start}") from error
        if "year" in values and not values.keys() & {"said_on", "about_when"}:
            key = "said_on" if "speaker" in self.at else "about_when"
            try:
                values[key] = dates.of_parts(*(values.get(part, "") for part in _PARTS))
            except ValueError as error:
                raise _CellError(self.at["year"], "a year, a month and a day of it") from error
        if self.acled and "precision" in values:
            values["precision"] = str(_ACLED.get(int(values["precision"]), values["precision"]))
        # A place or an event may have no words but its name; what somebody says has some.
        if not values.keys() & ({"words"} if "speaker" in values else set(WORDS)):
            raise _CellError(self.at.get("words", -1), "words that are quoted or told")

    def _problem(self, number: int, at: int, value: str, expected: str) -> Problem:
        column = self.table.columns[at] if at >= 0 else None
        return Problem(self.file, number, column, value[:_SHOWN], expected)


def _expected(key: str) -> str:
    if key in dates.FIELDS:
        return dates.EXPECTED
    most = MOST_CELL if key in _TEXTS else MOST_LABEL
    return _EXPECTED.get(key, f"at most {most:,} characters")


def _reader_of(key: str, mapping: Mapping) -> Callable[[str], object]:
    kind = BY_KEY[key].kind
    readers: dict[str, Callable[[str], object]] = {
        "date": lambda cell: dates.read(cell, day_first=mapping.day_first, serial=True),
        "latitude": lambda cell: points.degrees(cell, "lat"),
        "longitude": lambda cell: points.degrees(cell, "lon"),
        "point": lambda cell: points.pair(cell, lon_first=mapping.lon_first),
        "url": cells.address,
        "country": _country,
        "precision": cells.precision,
        "directness": cells.directness,
        "choice": lambda cell: cells.choice(cell, key),
        "several": lambda cell: _each_short(cells.several(cell)),
        "text": lambda cell: _short(cell, MOST_CELL),
        "label": lambda cell: _short(" ".join(cell.split()), MOST_LABEL),
        "number": lambda cell: _short(cell, 40),
    }
    return readers[kind]


def _short(cell: str, most: int) -> str:
    if len(cell) > most:
        raise ValueError(f"at most {most:,} characters")
    return cell


def _each_short(parts: list[str]) -> list[str]:
    return [_short(part, MOST_LABEL) for part in parts]


def _country(cell: str) -> str:
    if not (found := country_of(cell)):
        raise ValueError(cell)
    return found
