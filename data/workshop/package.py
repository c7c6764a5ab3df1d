"""Write records as the files of a Data Package, in a ZIP file, and read them again.

What is written is the dataset and nothing else: no column of the authors', no history, no name of
a file that was handed over. A text that may not be passed on is reduced to what is quoted.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.descriptor import FILE as DESCRIPTOR
from data.exports.withholding import Passage, withhold
from data.loading.areas import FILE as AREAS_FILE
from data.packing import packed
from data.passages import reach_back, reach_on
from data.schema import TABLES, Table
from data.workshop.contents import Records, reviewed
from data.workshop.tables import AREAS, GEOMETRY, Row, canonical, key_of

_MOMENT = (2000, 1, 1, 0, 0, 0)
"""The same bytes for the same records, whenever they are written."""
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_EMPTY_AREAS = '{"type": "FeatureCollection", "features": []}'

Texts = Mapping[str, str]
"""Texts of sources by their SHA-256."""


@dataclass(frozen=True)
class Said:
    """What a package says of itself: its version, the moment, and all versions up to it."""

    version: str = "0"
    created: str = ""
    versions: Sequence[Mapping[str, Any]] = ()


def files(name: str, about: Row, records: Records, texts: Texts, said: Said) -> dict[str, bytes]:
    """Give the files of a package, ``datapackage.json`` first."""
    records = reviewed(records)
    sources: dict[str, Row] = {}
    written: dict[str, bytes] = {}
    for key, row in records["sources"].items():
        text = _passed_on(row, records, texts.get(row.get("sha256", ""), ""))
        file = f"sources/{key}.txt"
        written[file] = text.encode()
        digest = hashlib.sha256(written[file]).hexdigest()
        sources[key] = {**row, "file": file, "sha256": digest}
    described = []
    for table in TABLES:
        rows = [*(sources if table.name == "sources" else records[table.name]).values()]
        if table.optional and not rows:
            continue
        columns = _columns(table, rows)
        written[table.file] = _csv(columns, rows)
        described.append(_resource(table, columns))
    if records[AREAS]:
        written[AREAS_FILE] = _areas([*records[AREAS].values()])
    return {DESCRIPTOR: _descriptor(name, about, described, said)} | written


def zipped(name: str, content: Mapping[str, bytes]) -> bytes:
    """Pack files; the same ones give the same bytes."""
    return packed(name, content, _MOMENT)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the files that were packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name.partition("/")[2]: package.read(name) for name in package.namelist()}


def renamed(name: str, content: bytes) -> bytes:
    """Give a package under another name, all else the same."""
    found = unpacked(content)
    found[DESCRIPTOR] = _json(json.loads(found[DESCRIPTOR]) | {"name": name})
    return zipped(name, found)


def read(content: bytes) -> tuple[Records, Texts]:
    """Give the records and the texts of a package that was written here."""
    found = unpacked(content)
    records: dict[str, dict[str, Row]] = {}
    for table in TABLES:
        text = found.get(table.file, b"").decode()
        rows = map(canonical, csv.DictReader(io.StringIO(text, newline="")))
        records[table.name] = {key_of(table.name, row): row for row in rows}
    records[AREAS] = {}
    for feature in json.loads(found.get(AREAS_FILE, _EMPTY_AREAS))["features"]:
        row = {name: _cell(value) for name, value in feature["properties"].items()}
        row[GEOMETRY] = json.dumps(feature["geometry"], ensure_ascii=False)
        records[AREAS][key_of(AREAS, row)] = canonical(row)
    texts = {row["sha256"]: found[row["file"]].decode() for row in records["sources"].values()}
    return records, texts


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _columns(table: Table, rows: Sequence[Row]) -> list[str]:
    """Name the columns of a table; that of decisions is there where there are any."""
    used = {column for row in rows for column in row}
    return [f.name for f in table.fields if f.name != "review" or "review" in used]


def _csv(columns: list[str], rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _resource(table: Table, columns: list[str]) -> dict[str, Any]:
    schema = table.descriptor()
    fields = [field for field in schema["fields"] if field["name"] in columns]
    return {
        "name": table.name,
        "path": table.file,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | {"fields": fields},
    }


def _descriptor(name: str, about: Row, resources: list[dict[str, Any]], said: Said) -> bytes:
    package: dict[str, Any] = {"$schema": _PROFILE, "name": name}
    rest = _parsed(about.get("package", ""))
    package |= (rest if isinstance(rest, dict) else {}) | {"name": name}
    package |= {"title": about.get("title", ""), "description": about.get("description", "")}
    package |= {"version": said.version}
    if said.created:
        package["created"] = said.created
    if about.get("licence"):
        package["licenses"] = [{"title": about["licence"]}]
    if about.get("contributors"):
        people = about["contributors"].splitlines()
        package["contributors"] = [{"title": each} for each in people if each.strip()]
    if said.versions:
        package["versions"] = list(said.versions)
    return _json(package | {"resources": resources})


def _areas(rows: Sequence[Row]) -> bytes:
    features = []
    for row in rows:
        properties: dict[str, Any] = {
            name: row.get(name, "") for name in ("place", "reading", "label", "note", "source")
        }
        properties |= {"default": row.get("default") == "true", "edge_m": _number(row)}
        geometry = _parsed(row.get(GEOMETRY, ""))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return _json({"type": "FeatureCollection", "features": features})


def _number(row: Row) -> object:
    value = _parsed(row.get("edge_m", "0"))
    return value if isinstance(value, int | float) else row.get("edge_m")


def _parsed(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _passed_on(source: Row, records: Records, text: str) -> str:
    """Give a text as it may be passed on: whole, or reduced to the passages that are quoted."""
    shared = {
        key
        for key, other in records["sources"].items()
        if other.get("sha256") == source.get("sha256")
    }
    if source.get("withheld") != "true":
        return text
    passages = []
    for row in records["statements"].values():
        if row.get("source") in shared and _is_span(row, text):
            start, end = int(row["start"]), int(row["end"])
            first = reach_back(text, row.get("prefix", ""), start)
            last = reach_on(text, row.get("suffix", ""), end)
            passages.append(Passage(first or 0, last or end, _verb(row, text)))
    return withhold(text, passages)


def _is_span(row: Row, text: str) -> bool:
    cells = row.get("start", ""), row.get("end", "")
    return all(map(str.isdecimal, cells)) and 0 <= int(cells[0]) < int(cells[1]) <= len(text)


def _verb(row: Row, text: str) -> str:
    cue = row.get("cue", "")
    return cue if cue in text else ""


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
