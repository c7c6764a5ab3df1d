"""Write drafted tables into a folder as a Data Package that opens at once."""

from __future__ import annotations

import csv
import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from data.descriptor import FILE, write_schemas
from data.drafting.rows import Row, Tables
from data.loading.placing import check_places
from data.problem import Problem
from data.schema import PLACES, TABLES, Table

_NAMED = 200
"""Sources that the description names; the table has them all."""


class FolderError(ValueError):
    """A folder into which no draft is written; its message is a sentence."""


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds something already: nothing is ever written over."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise FolderError(f"{folder} is there already. Name a folder that is new or empty.")
    if not folder.resolve().name:
        raise FolderError(f"{folder} has no name of its own.")


@dataclass(frozen=True)
class Made:
    """How a dataset was made: a sentence, and the title of who made it, with its role."""

    description: str = "Statements drafted by a program. No person has read them against the text."
    contributor: str = "Drafted by Standpoint"
    role: str = "draft"
    title: str = ""
    """The dataset's title; without one, that of its sources."""


def write(tables: Tables, folder: Path, *, version: str, made: Made = Made()) -> None:
    """Write the dataset; it is there as a whole or not at all.

    Raises ``FolderError`` where the folder holds something or cannot be written.
    """
    check_folder(folder)
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".draft-") as beside:
            whole = Path(beside) / target.name
            whole.mkdir()
            _write(tables, whole, version, made)
            if target.is_dir():
                target.rmdir()
            whole.rename(target)
    except OSError as error:
        raise FolderError(f"{folder} cannot be written: {error.strerror}.") from error


def _write(tables: Tables, folder: Path, version: str, made: Made) -> None:
    tables.rows["places"] = _inside_their_countries(tables.rows["places"])
    for name, text in tables.texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    for table in TABLES:
        if not table.optional:
            _write_table(table, tables.rows[table.name], folder / table.file)
    titles = [row["title"] for row in tables.rows["sources"]]
    more = f" and {len(titles) - 1:,} more" if len(titles) > 1 else ""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": folder.name,
        "title": made.title or f"{titles[0][:900]}{more}",
        "description": made.description,
        "version": version,
        "created": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "sources": [
            *({"title": title} for title in titles[:_NAMED]),
            {"title": "GeoNames (CC BY 4.0)", "path": "https://www.geonames.org/"},
            {"title": "Natural Earth", "path": "https://www.naturalearthdata.com/"},
        ],
        "contributors": [{"title": made.contributor, "roles": [made.role]}],
        "resources": [],
    }
    described = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / FILE).write_text(described, "utf-8")
    if problems := write_schemas(folder):
        raise FolderError(f"The draft cannot be described: {problems[0]}.")


def _write_table(table: Table, rows: list[Row], path: Path) -> None:
    names = [field.name for field in table.fields]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _inside_their_countries(rows: list[Row]) -> list[Row]:
    """Leave out the country of a place that the base map draws outside of it."""
    empty = {field.name: "" for field in PLACES.fields}
    frame = pd.DataFrame([empty | row for row in rows], columns=list(empty), dtype="str")
    wrong = {problem.row for problem in check_places(frame, set()) if isinstance(problem, Problem)}
    return [row | {"iso_3166_2": ""} if at in wrong else row for at, row in enumerate(rows)]
