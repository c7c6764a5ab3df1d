"""A Mapping: what each column of a table is taken for; a value that can be kept as JSON.

    {"header": 1, "day_first": true, "lon_first": false,
     "columns": [{"column": "notes", "field": "words"}, …]}

Columns are a list and no object, so that one called ``__proto__`` is a name like any other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.importing.fields import BY_KEY, header_key


class MappingError(ValueError):
    """A mapping that cannot be used; the message is a sentence."""


@dataclass(frozen=True)
class Mapping:
    """For each column its field, "" for none; the header's row; how ambiguous cells are read.

    ``header`` counts rows from 1 and is 0 for a table without a header. ``day_first`` holds for
    dates such as 03/04/2026, ``lon_first`` for two bare numbers in one cell.
    """

    columns: tuple[tuple[str, str], ...]
    header: int = 1
    day_first: bool = True
    lon_first: bool = False

    def columns_of(self, field: str) -> list[int]:
        """Give the positions of the columns that hold a field."""
        return [at for at, (_, held) in enumerate(self.columns) if held == field]

    def with_field(self, column: str, field: str) -> Mapping:
        """Give the mapping with another field for a column, which it is then taken from others."""
        if field and field not in BY_KEY:
            raise MappingError(f"There is no field “{field[:100]}”.")
        several = not field or BY_KEY[field].several
        changed = tuple(
            (name, field if name == column else "" if held == field and not several else held)
            for name, held in self.columns
        )
        return Mapping(changed, self.header, self.day_first, self.lon_first)

    def as_json(self) -> dict[str, Any]:
        """Give the mapping as values of JSON."""
        return {
            "header": self.header,
            "day_first": self.day_first,
            "lon_first": self.lon_first,
            "columns": [{"column": name, "field": field} for name, field in self.columns],
        }


def of_json(value: object) -> Mapping:
    """Read a mapping from values of JSON; raise ``MappingError`` with what was expected."""
    if not isinstance(value, Dict) or not isinstance(value.get("columns"), list):
        raise MappingError("A mapping is an object with a list of “columns”.")
    header = value.get("header", 1)
    if not isinstance(header, int) or isinstance(header, bool) or header < 0:
        raise MappingError("“header” is the number of a row, or 0 for none.")
    flags = {name: value.get(name, usual) for name, usual in _FLAGS.items()}
    if wrong := [name for name, flag in flags.items() if not isinstance(flag, bool)]:
        raise MappingError(f"“{wrong[0]}” is true or false.")
    columns = tuple(_pair(entry) for entry in value["columns"])
    for key, field in BY_KEY.items():
        if not field.several and [held for _, held in columns].count(key) > 1:
            raise MappingError(f"“{key}” can be held by one column alone.")
    return Mapping(columns, header, **flags)


_FLAGS = {"day_first": True, "lon_first": False}


def _pair(entry: object) -> tuple[str, str]:
    if not isinstance(entry, Dict):
        raise MappingError("Each entry of “columns” is an object with “column” and “field”.")
    name, field = entry.get("column"), entry.get("field", "")
    if not isinstance(name, str) or not isinstance(field, str):
        raise MappingError("“column” and “field” are texts.")
    if field and field not in BY_KEY:
        raise MappingError(f"There is no field “{field[:100]}”. There are: {', '.join(BY_KEY)}.")
    return name, field


def signature(columns: Sequence[str]) -> str:
    """Give what is the same for all tables with these columns, in any order: a SHA-256."""
    names = sorted(header_key(name) or name for name in columns)
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def fitted(mapping: Mapping, columns: Sequence[str], header: int) -> Mapping:
    """Give a mapping for a table's columns by their names; a column that it lacks holds nothing.

    Names that differ in case and signs alone are the same where no other is. Raises
    ``MappingError`` where the mapping names a column that the table has not.
    """
    own = {header_key(name): name for name in columns}
    held: dict[str, str] = {}
    for name, field in mapping.columns:
        there = name if name in columns else own.get(header_key(name) or name)
        if field and there is None:
            raise MappingError(f"The table has no column “{name[:100]}”.")
        if field and there is not None:
            held.setdefault(there, field)
    pairs = tuple((name, held.get(name, "")) for name in columns)
    return Mapping(pairs, header, mapping.day_first, mapping.lon_first)
