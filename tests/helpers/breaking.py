"""Break a good dataset in one place, to see what the loader says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.helpers.datasets import HARBOURS

Break = Callable[[Path], None]


def copy(to: Path, source: Path = HARBOURS) -> Path:
    """Copy a dataset's folder under its own name."""
    folder = to / source.name
    shutil.copytree(source, folder)
    return folder


def table(folder: Path, name: str) -> list[list[str]]:
    """Read a table's rows, the header first."""
    text = (folder / f"{name}.csv").read_text("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def write(folder: Path, name: str, rows: list[list[str]]) -> None:
    """Write a table's rows."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    (folder / f"{name}.csv").write_bytes(text.getvalue().encode("utf-8"))


def row_of(folder: Path, name: str, key: str) -> int:
    """Give the row of a record, as a spreadsheet counts."""
    return next(number for number, row in enumerate(table(folder, name), 1) if row[0] == key)


def cell(name: str, key: str, column: str, value: str) -> Break:
    """Set one cell of the first record with this key."""

    def act(folder: Path) -> None:
        rows = table(folder, name)
        rows[row_of(folder, name, key) - 1][rows[0].index(column)] = value
        write(folder, name, rows)

    return act


def rows(name: str, change: Callable[[list[list[str]]], Any]) -> Break:
    """Change a table's rows, the header among them."""

    def act(folder: Path) -> None:
        content = table(folder, name)
        change(content)
        write(folder, name, content)

    return act


def content(file: str, to: bytes) -> Break:
    """Replace a file's content."""

    def act(folder: Path) -> None:
        (folder / file).write_bytes(to)

    return act


def removed(file: str) -> Break:
    """Remove a file."""

    def act(folder: Path) -> None:
        (folder / file).unlink()

    return act


def package(change: Callable[[dict[str, Any]], Any]) -> Break:
    """Change what ``datapackage.json`` holds."""
    return _json("datapackage.json", change)


def areas(change: Callable[[list[dict[str, Any]]], Any]) -> Break:
    """Change the features of ``areas.geojson``."""
    return _json("areas.geojson", lambda collection: change(collection["features"]))


def _json(file: str, change: Callable[[Any], Any]) -> Break:
    def act(folder: Path) -> None:
        read = json.loads((folder / file).read_text("utf-8"))
        change(read)
        (folder / file).write_text(json.dumps(read), "utf-8")

    return act


def source(key: str, text: bytes) -> Break:
    """Replace a source's text, its SHA-256 with it."""

    def act(folder: Path) -> None:
        (folder / "sources" / f"{key}.txt").write_bytes(text)
        cell("sources", key, "sha256", hashlib.sha256(text).hexdigest())(folder)

    return act
