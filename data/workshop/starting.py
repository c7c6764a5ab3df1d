"""What a draft begins with: nothing, texts, a Data Package, or tables; the changes of one action.

No name of a file that was handed over is kept: sources are named after their titles.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from data import apart
from data.dataset import Dataset
from data.descriptor import FILE as DESCRIPTOR
from data.descriptor import boolean_forms
from data.drafting.process import DraftError, Heard, draft
from data.drafting.rows import Tables
from data.drafting.slugs import Ids, slug
from data.loading.areas import FILE as AREAS_FILE
from data.loading.booleans import plain_booleans
from data.loading.parsing import parse_json
from data.loading.reading import read_table, read_text
from data.problem import Problem
from data.schema import TABLES
from data.workshop.editing import Changes, add
from data.workshop.state import Change
from data.workshop.tables import ABOUT, AREAS, BY_NAME

Loading = Callable[[Path], Dataset | tuple[Problem, ...]]

_FORM = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True)
class Seed:
    """What a draft begins with: its first action's changes, and the texts of its sources."""

    changes: Changes = ()
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about what was read, for the author."""


def from_nothing(title: str) -> Seed:
    """Begin with a title alone."""
    return Seed(about(title))


def about(title: str, **cells: str) -> Changes:
    """Say what the dataset is."""
    return add(ABOUT, {"id": ABOUT, "title": title, **cells})


def from_texts(  # noqa: PLR0913 - what texts may come with
    texts: Mapping[str, bytes],
    title: str = "",
    *,
    language: str = "",
    published: str = "",
    proposals: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    heard: Heard = lambda *_: None,
) -> Seed:
    """Draft the bytes of files by their names, in a process of its own.

    ``heard`` is told how far it is, and raises to cancel. Raises ``drafting.process.DraftError``.
    """
    plain = dict(zip(texts, _plain_names(texts), strict=True))
    called = {new: name for name, new in plain.items()}
    try:
        made = draft(
            {plain[name]: content for name, content in texts.items()},
            language=language,
            published=published,
            proposals={plain[name]: each for name, each in (proposals or {}).items()},
            heard=heard,
        )
    except DraftError as error:
        raise DraftError(_told(str(error), called)) from error
    tables = _titled(made.tables)
    sources = tables.rows["sources"]
    seed = from_tables(tables, title or (sources[0]["title"] if sources else ""))
    notes = (*made.refused, *made.notes)
    return Seed(seed.changes, seed.texts, tuple(_told(note, called) for note in notes))


def _plain_names(names: Mapping[str, bytes]) -> list[str]:
    """Give names that say what form a file has, and nothing of what it was called."""
    endings = [PurePosixPath(name).suffix.casefold() for name in names]
    return [
        f"text-{number}{ending if _FORM.fullmatch(ending) else ''}"
        for number, ending in enumerate(endings, start=1)
    ]


def _told(note: str, called: Mapping[str, str]) -> str:
    return re.sub(r"text-\d+(\.[a-z0-9]+)?", lambda m: called.get(m[0], m[0]), note)


def _titled(tables: Tables) -> Tables:
    """Name sources after their titles."""
    ids = Ids()
    new = {row["id"]: ids.give(slug(row["title"], "text")) for row in tables.rows["sources"]}
    rows = {
        name: [{**row, "source": new[row["source"]]} if "source" in row else row for row in found]
        for name, found in tables.rows.items()
    }
    files = {row["file"]: f"sources/{new[row['id']]}.txt" for row in rows["sources"]}
    rows["sources"] = [
        {**row, "id": new[row["id"]], "file": files[row["file"]]} for row in rows["sources"]
    ]
    return Tables(rows, {files[name]: text for name, text in tables.texts.items()})


def from_tables(tables: Tables, title: str) -> Seed:
    """Begin with rows of tables and the texts of their sources."""
    changes = [*about(title)]
    for name, rows in tables.rows.items():
        columns = BY_NAME[name].columns
        for row in rows:
            cells = {column: row.get(column, "") for column in columns}
            if text := tables.texts.get(row.get("file", "")):
                cells["sha256"] = sha256(text)
            changes += add(name, cells)
    return Seed(tuple(changes), tuple(tables.texts.values()))


def sha256(text: str) -> str:
    """Give the digest by which a source's record names its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_package(path: Path, load: Loading = apart.load) -> Seed | tuple[Problem, ...]:
    """Begin with a Data Package, a folder or a ZIP file; or give its problems."""
    loaded = load(path)
    if not isinstance(loaded, Dataset):
        return loaded
    folder = loaded.folder
    forms = boolean_forms(folder)
    changes = [*_about_package(folder, loaded)]
    for table in TABLES:
        frame = plain_booleans(read_table(folder, table).frame, table, forms)
        names = [str(name) for name in frame.columns]
        for values in frame.to_numpy(dtype=object).tolist():
            cells = dict(zip(names, values, strict=True))
            if table.name == "sources":
                cells["sha256"] = sha256(loaded.texts[cells["id"]])
            changes += add(table.name, cells)
    changes += _areas(folder)
    texts = tuple(dict.fromkeys(loaded.texts.values()))
    return Seed(tuple(changes), texts)


def from_zip(content: bytes) -> Seed | tuple[Problem, ...]:
    """Begin with a Data Package that was handed over as a ZIP file's bytes."""
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "package.zip"
        path.write_bytes(content)
        return from_package(path)


def _about_package(folder: Path, dataset: Dataset) -> Changes:
    text = read_text(folder, DESCRIPTOR)
    package: Any = {} if isinstance(text, Problem) else parse_json(text)
    said = dataset.about
    own = {"name", "title", "description", "version", "created", "resources", "versions"}
    rest = {name: value for name, value in package.items() if name not in own}
    return about(
        str(package.get("title", said.title)),
        name=dataset.name,
        description=said.description,
        package=json.dumps(rest, ensure_ascii=False),
    )


def _areas(folder: Path) -> Changes:
    if not (folder / AREAS_FILE).is_file():
        return ()
    text = read_text(folder, AREAS_FILE)
    collection: Any = {"features": []} if isinstance(text, Problem) else parse_json(text)
    changes: list[Change] = []
    for feature in collection["features"]:
        cells = {
            name: json.dumps(value) if not isinstance(value, str) else value
            for name, value in feature["properties"].items()
            if name in BY_NAME[AREAS].columns
        }
        geometry = json.dumps(feature["geometry"], ensure_ascii=False)
        changes += add(AREAS, {**cells, "geometry": geometry})
    return tuple(changes)
