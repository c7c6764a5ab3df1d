"""True and false as programs and spreadsheets write them, and as a table declares them.

Source of the forms: Table Schema (Data Package 2.0), boolean, ``trueValues`` and ``falseValues``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.schema import Table

_USUAL = {
    "trueValues": ("true", "True", "TRUE", "1"),
    "falseValues": ("false", "False", "FALSE", "0"),
}
"""What a table means that declares nothing else."""
_PLAIN = {"trueValues": "true", "falseValues": "false"}

Forms = Mapping[tuple[str, str], Mapping[str, str]]
"""For a table and a column: "true" or "false" for each form of it."""


def declared(field: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give what a field of a Table Schema declares, where it is lists of texts that differ."""
    found = {key: field[key] for key in _USUAL if key in field}
    values = [value for entry in found.values() if isinstance(entry, list) for value in entry]
    good = all(isinstance(entry, list) and entry for entry in found.values())
    good = good and all(isinstance(value, str) and value for value in values)
    return found if good and len(values) == len(set(values)) else {}


def forms(package: object) -> Forms:
    """Give the forms that a ``datapackage.json`` declares; what it lacks has the usual ones."""
    found = {}
    resources = package.get("resources") if isinstance(package, dict) else None
    for resource in resources if isinstance(resources, list) else []:
        schema = resource.get("schema") if isinstance(resource, dict) else None
        fields = schema.get("fields") if isinstance(schema, dict) else None
        for field in fields if isinstance(fields, list) else []:
            if isinstance(field, dict) and (own := declared(field)):
                place = (str(resource.get("name")), str(field.get("name")))
                found[place] = _forms({**_USUAL, **own})
    return found


def _forms(values: Mapping[str, Any]) -> dict[str, str]:
    return {form: plain for key, plain in _PLAIN.items() for form in values[key]}


def plain_booleans(frame: pd.DataFrame, table: Table, forms_of: Forms) -> pd.DataFrame:
    """Write "true" and "false" for each form of them; leave what is neither as it is."""
    usual = _forms(_USUAL)
    changed = {}
    for field in table.fields:
        if field.type == "boolean":
            forms_here = forms_of.get((table.name, field.name), usual)
            column = frame[field.name]
            changed[field.name] = column.map(lambda cell, found=forms_here: found.get(cell, cell))
    return frame.assign(
        **{name: column.astype(frame[name].dtype) for name, column in changed.items()}
    )
