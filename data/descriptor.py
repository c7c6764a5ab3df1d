"""A dataset's ``datapackage.json``: what it says of the whole, checked against the schema.

``python -m data.descriptor FOLDER`` writes the resources' schemas into it.
Source of the format: Data Package 2.0.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.console import run
from data.limits import MOST_BYTES, MOST_BYTES_OF_SOURCE, MOST_LABEL
from data.loading.archive import name_of
from data.loading.areas import FILE as AREAS
from data.loading.booleans import Forms, declared, forms
from data.loading.inside import read_inside
from data.loading.measuring import check_sizes
from data.loading.parsing import parse_json, read_json
from data.loading.reading import read_text, table_text
from data.marks import normal
from data.problem import Problem
from data.schema import TABLES, Table

FILE = "datapackage.json"


@dataclass(frozen=True)
class Descriptor:
    """What a dataset says of itself as a whole."""

    title: str
    description: str
    version: str
    licences: tuple[str, ...]
    contributors: tuple[str, ...] = ()
    """Names of persons and organisations, in the order in which they are cited."""
    draft: bool = False
    """Whether a program drafted it and a record of it is still undecided."""
    created: str = ""
    """When it was made, in ISO 8601."""
    versions: tuple[str, ...] = ()
    """What it tells of each of its versions, the first first, as JSON objects."""


def read_descriptor(folder: Path, name: str | None) -> tuple[Descriptor | None, list[Problem]]:
    """Read and check ``datapackage.json``.

    Rules: it is JSON; it has a title, a version and a name, which is the one given if one is;
    each table is a resource with its file's path and the schema of ``schema.py``, where a boolean
    may declare forms of its own.
    """
    text = read_text(folder, FILE)
    if isinstance(text, Problem):
        return None, [text]
    package = read_json(text, FILE)
    if isinstance(package, Problem):
        return None, [package]
    if not isinstance(package, dict):
        return None, [Problem(FILE, None, None, "", "a JSON object")]
    problems = [
        Problem(FILE, None, name, _shown(package.get(name)), "a text")
        for name in ("name", "title", "version")
        if not isinstance(package.get(name), str) or not package[name] or "\0" in package[name]
    ]
    if not problems and "\\u0000" in text:
        problems.append(Problem(FILE, None, None, "\\u0000", "text without null characters"))
    if not problems and len(package["title"]) > MOST_LABEL:
        expected = f"at most {MOST_LABEL:,} characters"
        problems.append(Problem(FILE, None, "title", package["title"], expected))
    if not problems and name is not None and normal("NFC", package["name"]) != name:
        problems.append(Problem(FILE, None, "name", package["name"], f"the folder's name {name}"))
    problems += _check_resources(package.get("resources"))
    if problems:
        return None, problems
    licences = package.get("licenses")
    licences = licences if isinstance(licences, list) else []
    return (
        Descriptor(
            title=package["title"],
            description=str(package.get("description", "")),
            version=package["version"],
            licences=tuple(
                str(entry.get("title") or entry.get("name") or "")
                for entry in licences
                if isinstance(entry, dict)
            ),
            contributors=_contributors(package.get("contributors")),
            created=str(package.get("created") or ""),
            versions=_versions(package.get("versions")),
        ),
        [],
    )


def _versions(entries: object) -> tuple[str, ...]:
    found = entries if isinstance(entries, list) else []
    return tuple(json.dumps(entry) for entry in found if isinstance(entry, dict))


def boolean_forms(folder: Path) -> Forms:
    """Give the forms of true and false that the tables of a dataset declare."""
    text = read_text(folder, FILE)
    try:
        return {} if isinstance(text, Problem) else forms(parse_json(text))
    except ValueError:
        return {}


def _contributors(entries: object) -> tuple[str, ...]:
    """Name the contributors: by title, or by given and family name; leave out who has neither."""
    found = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        parts = [[entry.get("title")], [entry.get("givenName"), entry.get("familyName")]]
        names = [" ".join(p.strip() for p in part if isinstance(p, str)).strip() for part in parts]
        found += [name for name in names if name][:1]
    return tuple(found)


def _shown(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _check_resources(resources: object) -> list[Problem]:
    entries = resources if isinstance(resources, list) else []
    by_name = {str(entry.get("name")): entry for entry in entries if isinstance(entry, dict)}
    problems = []
    for table in TABLES:
        resource = by_name.get(table.name)
        where = f"resources {table.name}"
        if resource is None and table.optional:
            continue
        if resource is None:
            problems.append(Problem(FILE, None, where, "", f"a resource for {table.file}"))
            continue
        if resource.get("path") != table.file:
            problems.append(
                Problem(FILE, None, f"{where} path", _shown(resource.get("path")), table.file)
            )
        if not _agrees(resource.get("schema"), table):
            expected = "the schema of data/schema.py; python -m data.descriptor writes it"
            problems.append(Problem(FILE, None, f"{where} schema", "", expected))
    return problems


def _agrees(schema: object, table: Table) -> bool:
    """Tell whether a schema is that of the table, but for fields that may be left out."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        return False
    names = [str(field.get("name")) for field in fields]
    needed = {field.name for field in table.fields if field.required}
    return needed <= set(names) and schema == _declaring(_with(table.descriptor(), names), schema)


def _declaring(schema: dict[str, Any], own: object) -> dict[str, Any]:
    """Give a Table Schema with the forms of true and false that a dataset's own one declares."""
    entries = own.get("fields") if isinstance(own, dict) else None
    entries = entries if isinstance(entries, list) else []
    found = {entry.get("name"): declared(entry) for entry in entries if isinstance(entry, dict)}
    fields = [
        entry | (found.get(entry["name"], {}) if entry["type"] == "boolean" else {})
        for entry in schema["fields"]
    ]
    return schema | {"fields": fields}


def fingerprint(folder: Path, files: Iterable[str]) -> str:
    """Give the SHA-256 over the names and contents of a dataset's files, in hexadecimal."""
    digest = hashlib.sha256()
    for name in sorted({FILE, AREAS, *files}):
        with suppress(FileNotFoundError):
            content = read_inside(folder, name, MOST_BYTES.get(name, MOST_BYTES_OF_SOURCE))
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _header(folder: Path, table: Table) -> list[str] | Problem:
    text = table_text(folder, table)
    if isinstance(text, Problem):
        return text
    try:
        return next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        return Problem(table.file, 1, None, "", "a header of valid CSV in UTF-8")


def _with(schema: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Keep of a Table Schema the fields named, in the order of the names, and their keys."""
    fields = {field["name"]: field for field in schema["fields"]}
    kept = schema | {"fields": [fields[name] for name in names if name in fields]}
    keys = [key for key in kept.pop("foreignKeys", []) if key["fields"][0] in names]
    return kept | {"foreignKeys": keys} if keys else kept


def _new(folder: Path) -> dict[str, Any]:
    """Give what a folder without a description is described by until its author says more."""
    name = name_of(folder)
    return {"name": name, "title": name, "version": "1.0.0", "resources": []}


def write_schemas(folder: Path) -> list[Problem]:
    """Write each table's path and schema into ``datapackage.json``; keep all else.

    Where the file is missing it is made, with the folder's name and as its title.
    An optional table without a file has no resource, a field without a column is left out. What
    the loader would not read is a problem here too, and then nothing is written.
    """
    problems = check_sizes(folder)
    if problems:
        return problems
    text = read_text(folder, FILE)
    if isinstance(text, Problem) and os.path.lexists(folder / FILE):
        return [text]
    try:
        package: Any = _new(folder) if isinstance(text, Problem) else parse_json(text)
        resources = package.get("resources", [])
        by_name: dict[str, Any] = {str(entry["name"]): entry for entry in resources}
    except (ValueError, TypeError, KeyError, AttributeError):
        return [Problem(FILE, None, None, "", "a JSON object whose resources have names")]
    there = [t for t in TABLES if not t.optional or os.path.lexists(folder / t.file)]
    absent = {table.name for table in TABLES} - {table.name for table in there}
    package["resources"] = resources = [entry for entry in resources if entry["name"] not in absent]
    for table in there:
        header = _header(folder, table)
        if isinstance(header, Problem):
            problems.append(header)
            continue
        if table.name not in by_name:
            by_name[table.name] = {"name": table.name}
            resources.append(by_name[table.name])
        by_name[table.name].update(
            path=table.file,
            type="table",
            format="csv",
            mediatype="text/csv",
            encoding="utf-8",
            schema=_declaring(_with(table.descriptor(), header), by_name[table.name].get("schema")),
        )
    if not problems:
        written = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        (folder / FILE).write_text(written, "utf-8")
    return problems


def main(arguments: list[str]) -> int:
    """Write the schemas in the folders named; give 1 when one has a problem."""
    failed = 0
    for argument in arguments:
        for problem in write_schemas(Path(argument)):
            failed = 1
            print(f"{argument}/{problem}")
    return failed


if __name__ == "__main__":
    sys.exit(run(main))
