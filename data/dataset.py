"""A Dataset: the tables of one affair and what they mean; ``load`` gives it or every Problem.

``python -m data.dataset FOLDER_OR_ZIP`` checks a dataset from the command line.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.console import run
from data.descriptor import Descriptor, boolean_forms, fingerprint, read_descriptor
from data.folding import fold
from data.loading import checks
from data.loading.archive import forget, forget_others, is_archive, name_of, opened
from data.loading.areas import Area, read_areas
from data.loading.booleans import plain_booleans
from data.loading.copied import check_copied
from data.loading.measuring import check_sizes, check_texts, walk
from data.loading.placing import check_places
from data.loading.reading import as_text, check_cells, check_keys, read_table, typed
from data.problem import MOST_PROBLEMS, Problem, curtail, first_problems
from data.review import check_review, marked
from data.schema import TABLES

PACKAGES = Path(__file__).parent / "packages"

Mask = npt.NDArray[np.bool_]
"""For each statement of a dataset, whether it is meant."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """One dataset, loaded and checked.

    The tables are DataFrames with one row per record in the files' order and the dtypes of
    ``schema.py``. ``texts`` maps a source's id to its text, ``areas`` holds the readings of
    vague places (WGS 84). ``digest`` is the SHA-256 of all its files, which lie in ``folder``.
    """

    name: str
    folder: Path
    about: Descriptor
    digest: str
    sources: pd.DataFrame
    actors: pd.DataFrame
    places: pd.DataFrame
    topics: pd.DataFrame
    statements: pd.DataFrame
    statement_places: pd.DataFrame
    statement_relations: pd.DataFrame
    texts: dict[str, str]
    areas: tuple[Area, ...]
    whole: Dataset | None = None
    """The dataset of which this one is a part, if it is one."""

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """List each table's ids in the order of its records."""
        tables = {
            "sources": self.sources,
            "actors": self.actors,
            "places": self.places,
            "topics": self.topics,
            "statements": self.statements,
        }
        return {name: frame["id"].tolist() for name, frame in tables.items()}

    @cached_property
    def positions(self) -> dict[str, dict[str, int]]:
        """Map each table's ids to their positions."""
        return {
            name: {key: position for position, key in enumerate(ids)}
            for name, ids in self.ids.items()
        }

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """Map the ids of actors, places and topics to their names, by table."""
        tables = {"actors": self.actors, "places": self.places, "topics": self.topics}
        return {
            name: dict(zip(self.ids[name], frame["name"].tolist(), strict=True))
            for name, frame in tables.items()
        }

    @cached_property
    def _rows(self) -> pa.Table:
        return pa.Table.from_pandas(self.statements, preserve_index=False).combine_chunks()

    def records(self, positions: list[int]) -> list[dict[str, Any]]:
        """Give statements as they stand in the table, each as a dict by column.

        The same from the DataFrame takes five times as long.
        """
        rows = self._rows.take(pa.array(positions, pa.int64()))
        found: list[dict[str, Any]] = rows.to_pylist()
        return found

    @cached_property
    def links(self) -> pd.DataFrame:
        """Give ``statement_places`` as positions: statement, place, said (bool), inferred."""
        frame = self.statement_places
        return pd.DataFrame(
            {
                "statement": positions_in(self.statements["id"], frame["statement"]),
                "place": positions_in(self.places["id"], frame["place"]),
                "said": frame["role"] == "said_at",
                "inferred": frame["inferred"],
            }
        )

    @cached_property
    def folded(self) -> pd.Series:
        """Give each statement's words and translation as they are searched."""
        words = self.statements["exact"] + " " + self.statements["translation"]
        folded = [fold(text) for text in words.tolist()]
        return as_text(pa.array(folded, pa.large_string()), words.index)

    @cached_property
    def located(self) -> npt.NDArray[np.bool_]:
        """Tell for each place whether it has coordinates."""
        return self.places["lat"].notna().to_numpy()

    @property
    def size(self) -> int:
        """Count the statements."""
        return len(self.statements)


def positions_in(ids: pd.Series, column: pd.Series) -> npt.NDArray[np.int64]:
    """Give for each value of a column its position among ids, -1 for what is none of them."""
    text = pa.large_string()
    found = pc.index_in(pa.array(column, text), pa.array(ids, text)).fill_null(-1)
    return np.asarray(found, dtype=np.int64)


def all_of(dataset: Dataset) -> Mask:
    """Mean every statement of a dataset."""
    return np.ones(dataset.size, dtype=bool)


Report = Callable[[float, str], None]
"""Is told how far something is, from 0 to 1, and in words what is being done."""


def unheard(_part: float, _words: str) -> None:
    """Report to nobody."""


def load(path: Path, report: Report = unheard) -> Dataset | tuple[Problem, ...]:
    """Load a dataset from its folder or ZIP file, or give every problem in it at once.

    What is larger than ``limits.py`` allows is refused before anything is loaded.
    """
    folder = opened(path)
    if isinstance(folder, Problem):
        return (folder,)
    too_large = check_sizes(folder)
    if too_large:
        return curtail(too_large)
    try:
        loaded = _load(folder, None if folder != path else name_of(folder), report, path.parent)
    except OSError as error:  # a file that was there when the folder was measured
        file = Path(error.filename or folder).name
        return (Problem(file, None, None, "", "a file that stays while it is read"),)
    if folder == path:
        return loaded
    if not isinstance(loaded, Dataset):
        forget(path)
        return loaded
    forget_others(path)
    return replace(loaded, name=name_of(path))


def _load(
    folder: Path, name: str | None, report: Report, beside: Path
) -> Dataset | tuple[Problem, ...]:
    about, problems = read_descriptor(folder, name)
    forms = boolean_forms(folder)
    frames: dict[str, pd.DataFrame] = {}
    absent: dict[str, frozenset[str]] = {}
    ids: dict[str, set[str]] = {}
    for number, table in enumerate(TABLES):
        report(0.1 * number, f"Reading {table.file}")
        read = read_table(folder, table)
        frame = plain_booleans(read.frame, table, forms)
        frames[table.name] = frame
        absent[table.name] = read.absent
        problems += read.problems + check_cells(frame, table, read.absent)
        if read.whole and "id" in frame and "id" not in read.absent:
            ids[table.name] = set(frame["id"])
        if len(problems) > MOST_PROBLEMS:
            return curtail(problems)
    for table in TABLES:
        check = partial(check_keys, table=table, ids=ids)
        problems += first_problems(check, frames[table.name], 10_000)
    report(0.65, "Checking every quotation against its source")
    texts, found = checks.read_sources(folder, frames["sources"])
    areas, found_areas = read_areas(folder, ids.get("places"))
    problems += found + found_areas
    problems += check_texts(frames["sources"], texts)
    problems += checks.check_withheld(frames["sources"])
    passages = partial(checks.check_passages, search=checks.Search(texts))
    if not absent["statements"] & checks.ANCHORS:
        problems += first_problems(passages, frames["statements"], 1_000)
    with_areas = None if found_areas else {area.place for area in areas}
    problems += check_places(frames["places"], with_areas)
    problems += checks.check_status(frames["statements"])
    problems += checks.check_reserved(frames["places"])
    problems += checks.check_relations(frames["statement_relations"])
    problems += checks.check_pairs(frames["statement_places"])
    problems += check_review(frames)
    if about is not None:
        problems += check_copied(folder, frames, (beside, PACKAGES))
    problems += checks.check_loops(frames["actors"], "actors.csv", "affiliation")
    problems += checks.check_loops(frames["places"], "places.csv", "parent")
    if problems or about is None:
        return curtail(problems)
    report(0.8, "Arranging the statements")
    tables = {table.name: typed(frames[table.name], table) for table in TABLES}
    files = [table.file for table in TABLES] + list(tables["sources"]["file"])
    digest = fingerprint(folder, files)
    about = marked(about, frames)
    return Dataset(
        name_of(folder), folder, about, digest, **tables, texts=texts, areas=areas, whole=None
    )


def stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Give place, size and time of each file of a dataset; it changes when the dataset does.

    Of a folder with more files than there may be, only so many are looked at.
    """
    found = []
    with suppress(OSError):  # a folder has just been taken away, or may not be read
        for file in [path] if is_archive(path) else walk(path):
            with suppress(OSError):
                status = file.stat(follow_symlinks=is_archive(path))
                if not stat.S_ISDIR(status.st_mode):
                    found.append((os.fspath(file), status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def main(arguments: list[str]) -> int:
    """Check the datasets in the folders or ZIP files named; give 1 when one has a problem."""
    failed = 0
    for argument in arguments:
        loaded = load(Path(argument))
        if isinstance(loaded, Dataset):
            places = f"{loaded.size} statements, {len(loaded.places)} places"
            print(f"{argument}: {loaded.about.title}, {places}, no problem")
            continue
        failed = 1
        for problem in loaded:
            print(f"{argument}/{problem}")
    return failed


if __name__ == "__main__":
    sys.exit(run(main))
