"""A Data Package in a zip: the part of the dataset that an excerpt shows, which loads again.

The cells are those of the dataset's own files, to the letter. The folder in the zip has the
dataset's name, as ``data.dataset.load`` wants it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd

from data.dataset import Dataset
from data.descriptor import FILE as DESCRIPTOR
from data.descriptor import fingerprint
from data.exports.excerpt import Excerpt
from data.exports.format import ExportError
from data.exports.provenance import provenance
from data.exports.withholding import HIDDEN, Passage, withhold
from data.limits import MOST_BYTES_OF_SOURCE
from data.loading.areas import FILE as AREAS
from data.loading.inside import read_inside
from data.loading.parsing import parse_json
from data.loading.reading import read_table, read_text
from data.packing import packed
from data.part import Tables, part
from data.passages import reach_back, reach_on
from data.problem import Problem
from data.schema import TABLES, Table

_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The first and the last time that a zip can hold."""


class ChangedError(ExportError):
    """The dataset's files are no longer those that were loaded."""


def write(excerpt: Excerpt) -> bytes:
    """Write the package; the same excerpt gives the same bytes.

    Raises ``ChangedError`` when the dataset's files have changed since they were loaded.
    """
    dataset = excerpt.dataset
    try:
        files = _files(excerpt)
        names = [table.file for table in TABLES] + dataset.sources["file"].tolist()
        same = fingerprint(dataset.folder, names) == dataset.digest
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise ChangedError(_changed(dataset)) from error
    if not same:  # asked after reading, so that no change in between goes unseen
        raise ChangedError(_changed(dataset))
    year, month, day, hour, minute, second = excerpt.taken.timetuple()[:6]
    moment = min(max((year, month, day, hour, minute, second), _EARLIEST), _LATEST)
    return packed(dataset.name, files, moment)


def _changed(dataset: Dataset) -> str:
    return (
        f"The files of {dataset.name} have changed since they were loaded. "
        "The package is not written, since it would mix two versions."
    )


def _files(excerpt: Excerpt) -> dict[str, bytes]:
    """Give the package's files by their names, ``datapackage.json`` first."""
    dataset, folder = excerpt.dataset, excerpt.dataset.folder
    tables: Tables = {table.name: read_table(folder, table)[0] for table in TABLES}
    if len(excerpt.positions) < dataset.size:
        ids = dataset.ids["statements"]
        tables = part(tables, {ids[position] for position in excerpt.positions})
    texts = _texts(dataset, tables)
    sources = tables["sources"]
    digests = {file: hashlib.sha256(content).hexdigest() for file, content in texts.items()}
    tables["sources"] = sources.assign(sha256=sources["file"].map(digests))
    files = {
        table.file: _csv(tables[table.name], _header(folder, table))
        for table in TABLES
        if (folder / table.file).exists()
    }
    if (folder / AREAS).exists():
        files[AREAS] = _areas(folder, set(tables["places"]["id"]))
    files |= texts
    return {DESCRIPTOR: _descriptor(excerpt, files)} | files


def _text(folder: Path, name: str) -> str:
    text = read_text(folder, name)
    if isinstance(text, Problem):
        raise ValueError(str(text))  # noqa: TRY004 - what is wrong is the file, not a type
    return text


def _header(folder: Path, table: Table) -> list[str]:
    return next(csv.reader(io.StringIO(_text(folder, table.file), newline="")))


def _csv(frame: pd.DataFrame, header: list[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(frame[header].to_numpy(dtype=object).tolist())
    return text.getvalue().encode()


def _texts(dataset: Dataset, tables: Tables) -> dict[str, bytes]:
    """Give the sources' texts by file: to the letter, or reduced where they are withheld.

    A file that several sources share is reduced when one of them is withheld.
    """
    closed = dataset.sources.loc[dataset.sources["withheld"].fillna(value=False), "file"]
    files = dict(zip(tables["sources"]["id"], tables["sources"]["file"], strict=True))
    passages: dict[str, list[Passage]] = {file: [] for file in closed}
    statements = tables["statements"]
    columns = ("source", "start", "end", "prefix", "suffix", "cue")
    for source, start, end, prefix, suffix, cue in zip(
        *(statements[column] for column in columns), strict=True
    ):
        if files[source] in passages:
            text = dataset.texts[source]
            first = reach_back(text, prefix, int(start))
            last = reach_on(text, suffix, int(end))
            passages[files[source]].append(Passage(first or 0, last or int(end), cue))
    return {
        file: withhold(dataset.texts[source], passages[file]).encode()
        if file in passages
        else read_inside(dataset.folder, file, MOST_BYTES_OF_SOURCE)
        for source, file in files.items()
    }


def _areas(folder: Path, places: set[str]) -> bytes:
    collection: Any = parse_json(_text(folder, AREAS))
    collection["features"] = [
        feature for feature in collection["features"] if feature["properties"]["place"] in places
    ]
    return _json(collection)


def _descriptor(excerpt: Excerpt, files: dict[str, bytes]) -> bytes:
    """Give the dataset's own ``datapackage.json``, with resources and words of what is here."""
    package: Any = parse_json(_text(excerpt.dataset.folder, DESCRIPTOR))
    resources = []
    for resource in package["resources"]:
        path = resource.get("path")
        if not isinstance(path, str) or path not in files:
            continue
        measured = {
            "bytes": len(files[path]),
            "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
        }
        same = {name: value for name, value in measured.items() if name in resource}
        resources.append(resource | same)
    sentences = [excerpt.dataset.about.description]
    if len(excerpt.positions) < excerpt.dataset.size:
        sentences.append(f"This is a selection: {excerpt.sentence}.")
    if excerpt.withheld:
        sentences += [*excerpt.withheld, f"Each character that is left out is a “{HIDDEN}”."]
    description = " ".join(sentence for sentence in sentences if sentence)
    # A dataset is named after its folder, or after the ZIP file that it lies in.
    changed = {"name": excerpt.dataset.name, "description": description, "resources": resources}
    changed["title"] = excerpt.dataset.about.title
    return _json(package | changed | {"provenance": provenance(excerpt)})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
