"""Read a table's file into text cells and check each cell against its field."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionDtype

from data import dates
from data.limits import LABELS, MOST_BYTES, MOST_BYTES_OF_SOURCE, MOST_LABEL, MOST_RARE_DATES
from data.loading.inside import read_inside
from data.loading.parsing import parse_json
from data.loading.written import check_separators, decoded
from data.marks import EXPECTED as FEW_MARKS
from data.marks import has_too_many_marks
from data.problem import MOST_PROBLEMS, Problem
from data.schema import Field, Table

_NUMBER = r"[+-]?([0-9]{1,400}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?"
"""As Table Schema has it: a decimal of XML Schema, or one with an exponent."""
_TYPES = {
    "integer": (r"[+-]?0*[0-9]{1,15}", "a whole number"),
    "number": (_NUMBER, "a number with a decimal point"),
    "boolean": (r"true|false", "true or false"),
}
_DTYPES: dict[str, tuple[Callable[[str], object], ExtensionDtype]] = {
    "integer": (int, pd.Int64Dtype()),
    "number": (float, pd.Float64Dtype()),
    "boolean": ("true".__eq__, pd.BooleanDtype()),
}
MISSING = "this file, which is missing"
_PLAIN_ADDRESS = "an address with a host, without a user, of characters that can all be seen"
_AT_ONCE = 5_000
"""Rows that are held as Python texts at a time, which take ten times what a table takes."""
_PATTERN_WORDS = {
    "id": "a slug of small letters, digits and single hyphens",
    "topics": "ids of topics separated by single spaces",
    "quoted_by": "ids of actors separated by single spaces",
    "claim": "a slug of small letters, digits and single hyphens",
    "language": "a BCP 47 language tag such as en or ar",
    "translation_language": "a BCP 47 language tag such as en or ar",
    "url": "an address that begins with http:// or https://",
    "sha256": "a SHA-256 in 64 small hexadecimal digits",
    "wikidata": "a Wikidata id such as Q649",
    "iso_3166_2": "an ISO 3166 code such as SY or SY-TA",
    "geonames": "a GeoNames id, digits only",
}


def read_text(folder: Path, name: str) -> str | Problem:
    """Read a UTF-8 file as it stands (line ends kept, a byte order mark dropped)."""
    try:
        content = read_inside(folder, name, MOST_BYTES.get(name, MOST_BYTES_OF_SOURCE))
    except FileNotFoundError:
        return Problem(name, None, None, "", MISSING)
    except (OSError, ValueError):
        return Problem(name, None, None, "", "a file that can be read, not a link")
    return decoded(content, name)


class Reading(NamedTuple):
    """A table as it was read: text cells by field, what was wrong, and what was not there.

    ``whole`` tells that every row was read, so that what no row has is nowhere; ``absent`` names
    the fields without a column.
    """

    frame: pd.DataFrame
    problems: list[Problem]
    whole: bool
    absent: frozenset[str] = frozenset()


def table_text(folder: Path, table: Table) -> str | Problem:
    """Read a table's text, unless something else than commas separates its cells."""
    text = read_text(folder, table.file)
    return text if isinstance(text, Problem) else check_separators(text, table) or text


def read_table(folder: Path, table: Table) -> Reading:
    """Read a table as text cells, one column per field, indexed by its row in the file.

    The header is row 1. Rows of a wrong length are left out and reported. A column that is
    missing comes back empty, and is reported when it is required; so does an optional table
    whose file is missing. A column without a heading is left out and reported.
    """
    names = [field.name for field in table.fields]
    empty = pd.DataFrame({name: pd.Series(dtype=str) for name in names})
    if table.optional and not os.path.lexists(folder / table.file):
        return Reading(empty, [], whole=True)
    text = table_text(folder, table)
    if isinstance(text, Problem):
        return Reading(empty, [text], whole=False)
    problems: list[Problem] = []
    values: list[str] = []
    numbers: list[int] = []
    header: list[str] = []
    widths: tuple[int, ...] = ()
    parts: list[list[pa.Array]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if row == 1:
                header, widths = _headings(cells)
            elif len(cells) in widths:
                values += cells[: len(header)]
                numbers.append(row)
                if len(numbers) % _AT_ONCE == 0:
                    parts.append(_columns(values, header))
                    values = []
            elif cells:
                expected = f"{len(header)} cells, as in the header"
                problems.append(Problem(table.file, row, None, f"{len(cells)} cells", expected))
                if len(problems) > MOST_PROBLEMS:
                    break
    except csv.Error as error:
        problems.append(Problem(table.file, row + 1, None, str(error), "a row of valid CSV"))
    whole = not problems
    problems += _check_header(table, header, max(widths, default=0))
    parts.append(_columns(values, header))
    index = pd.Index(numbers, dtype="int64")
    columns: dict[str, pd.Series] = {}
    for name, pieces in zip(header, zip(*parts, strict=True), strict=True):
        if name not in columns:
            columns[name] = as_text(pa.concat_arrays(pieces), index)
    frame = pd.DataFrame(columns, index=index)
    absent = frozenset(names) - set(header)
    return Reading(frame.reindex(columns=names, fill_value=""), problems, whole, absent)


def _headings(cells: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """Give the headings up to the last that has a name, and how many cells a row may have."""
    named = max((number for number, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:named], tuple(range(named, len(cells) + 1))


def _columns(values: list[str], header: list[str]) -> list[pa.Array]:
    """Sort the cells of whole rows, one after another, into columns."""
    width = len(header)
    return [pa.array(values[start::width], pa.large_string()) for start in range(width)]


def as_text(values: pa.Array, index: pd.Index | None = None) -> pd.Series:
    """Give an array of texts (Arrow ``large_string``) as a column, without copying them."""
    return pd.Series(pd.array(values, dtype="str"), index=index)


def _check_header(table: Table, header: list[str], width: int) -> list[Problem]:
    known = {field.name for field in table.fields}
    problems = [
        Problem(table.file, 1, name, "", "this column, which must be there")
        for name in (field.name for field in table.fields if field.required)
        if name not in header
    ]
    for number in range(1, width + 1):
        if number > len(header) or not header[number - 1]:
            expected = "a heading, or no comma for this column"
            problems.append(Problem(table.file, 1, str(number), "", expected))
    for name in filter(None, dict.fromkeys(header)):
        if name not in known:
            expected = f"one of the columns {', '.join(field.name for field in table.fields)}"
            problems.append(Problem(table.file, 1, name, name, expected))
        elif header.count(name) > 1:
            problems.append(Problem(table.file, 1, name, name, "each column once"))
    return problems


def check_cells(
    frame: pd.DataFrame, table: Table, absent: frozenset[str] = frozenset()
) -> list[Problem]:
    """Check each cell against its field: required, type, pattern, choice, range, date.

    Fields without a column are reported once, and not for each row.
    """
    found = (
        Problem(table.file, int(row), field.name, value, expected)
        for field in table.fields
        if field.name not in absent
        for bad, expected in _rules(frame[field.name], field)
        if bad.any()  # taking no rows costs a hundred times as much as looking for one
        for row, value in frame.loc[bad, field.name].items()
    )
    problems = list(islice(found, MOST_PROBLEMS + 1))
    key = list(table.primary_key)
    if len(key) > 1 and not absent.intersection(key):
        repeated = frame.loc[frame.duplicated(key), key]
        problems += [
            Problem(table.file, int(row), None, " ".join(values), "each combination once")
            for row, values in islice(
                zip(repeated.index, repeated.to_numpy(), strict=True), MOST_PROBLEMS
            )
        ]
    return problems


def _rules(column: pd.Series, field: Field) -> Iterator[tuple[pd.Series, str]]:
    """Give, for each rule of a field, which cells break it and what was expected."""
    good = column != ""
    if field.required:
        yield ~good, "a value, this column may not be empty"
    if not good.any():
        return  # half of the columns of most datasets are empty
    yield column.str.contains("\x00", regex=False), "text without null characters"
    yield has_too_many_marks(column), FEW_MARKS
    if field.name in LABELS:
        yield column.str.len() > MOST_LABEL, f"at most {MOST_LABEL:,} characters"
    if field.type in _TYPES:
        pattern, expected = _TYPES[field.type]
        fits = column.str.fullmatch(pattern)
        yield good & ~fits, expected
        good &= fits
    if field.pattern:
        expected = _PATTERN_WORDS.get(field.name, f"text that matches {field.pattern}")
        yield good & ~column.str.fullmatch(field.pattern), expected
    if field.enum:
        yield good & ~column.isin(field.enum), f"one of {', '.join(field.enum)}"
    if field.minimum is not None:
        numbers = pd.to_numeric(column.where(good), errors="coerce")
        highest = math.inf if field.maximum is None else field.maximum
        fits = (numbers >= field.minimum) & (numbers <= highest) & np.isfinite(numbers)
        yield good & ~fits, _range_words(field)
    if field.name == "url":
        whole = good & column.str.match("https?://")
        yield whole & _fails(column, _leads_where_it_seems), _PLAIN_ADDRESS
    if field.edtf:
        rare = [value for value in column.unique() if dates.is_rare(value)]
        beyond = column.isin(rare[MOST_RARE_DATES:])
        yield good & beyond, f"at most {MOST_RARE_DATES:,} different dates in rarer forms of EDTF"
        yield good & ~beyond & _fails(column.where(~beyond, ""), dates.is_edtf), dates.EXPECTED
    if field.type == "object":
        yield good & _fails(column, _is_names), 'a JSON object of texts, such as {"ar": "…"}'
    if field.unique:
        yield good & column.duplicated(), "an id that no earlier row has"


def _leads_where_it_seems(address: str) -> bool:
    """Tell whether a reader who sees an address sees where it leads."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return False
    return named and address.isprintable()


def _fails(column: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Tell which cells fail a test that is run once for each different value."""
    return column.isin([value for value in column.unique() if not test(value)])


def _range_words(field: Field) -> str:
    if field.maximum is None:
        return f"{field.minimum:g} or more"
    return f"a number from {field.minimum:g} to {field.maximum:g}"


def _is_names(value: str) -> bool:
    try:
        names = parse_json(value)
    except ValueError:
        return False
    return isinstance(names, dict) and all(
        isinstance(name, str) and "\0" not in name for name in names.values()
    )


def check_keys(frame: pd.DataFrame, table: Table, ids: dict[str, set[str]]) -> list[Problem]:
    """Check that each reference is an id of the table that it refers to.

    What refers to a table that is none of ``ids``, since not all of it was read, is not checked.
    """
    found = (
        Problem(table.file, int(str(row)), field.name, part, f"an id of {field.refers_to}.csv")
        for field in table.fields
        if field.refers_to and field.refers_to in ids
        for row, value in frame.loc[frame[field.name] != "", field.name].items()
        for part in (value.split(" ") if field.several else [value])
        if part not in ids[field.refers_to]
    )
    return list(islice(found, MOST_PROBLEMS + 1))


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give the checked cells their types; an empty cell of text stays empty, others are NA."""
    columns = {field.name: _typed(frame[field.name], field) for field in table.fields}
    return pd.DataFrame(columns).reset_index(drop=True)


def _typed(column: pd.Series, field: Field) -> pd.Series:
    if field.type not in _DTYPES:
        return column.astype(str)
    read, dtype = _DTYPES[field.type]
    values = [read(value) if value else None for value in column.tolist()]
    return pd.Series(values, index=column.index, dtype=dtype)
