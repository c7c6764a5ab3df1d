"""Keep a checked dataset on disk, so that the next start need not read and check it again.

What is kept can be thrown away at any time: it lies in the cache folder. It counts only for the
very same files (names, sizes, times) and the same code.
Tables are kept as Parquet, which holds data and nothing that could run.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from data.cache import cache_folder
from data.dataset import Dataset
from data.descriptor import read_descriptor
from data.loading import checks
from data.loading.archive import forget_all, name_of, opened
from data.loading.areas import read_areas
from data.problem import Problem
from data.review import marked
from data.schema import TABLES
from data.version import code_of

log = logging.getLogger("standpoint")

SMALLEST = 5_000
"""Statements below which reading and checking anew is as quick as reading what was kept."""
_META = "meta.json"


def _home(path: Path) -> Path:
    return cache_folder() / "prepared" / path.name


def _key(path: Path, stamp: object) -> str:
    # Other code may check or type other things.
    parts = (str(path.resolve()), stamp, pd.__version__, code_of("data"))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def keep(dataset: Dataset, path: Path, stamp: object) -> None:
    """Keep a dataset; where that cannot be done, say so in the log and go on."""
    if dataset.size < SMALLEST:
        return
    place, new = _home(path), None
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = Path(tempfile.mkdtemp(dir=place))
        for table in TABLES:
            getattr(dataset, table.name).to_parquet(new / f"{table.name}.parquet")
        (new / _META).write_text(json.dumps({"digest": dataset.digest}), "utf-8")
        target = place / _key(path, stamp)
        for old in place.iterdir():
            if old not in {new, target}:
                shutil.rmtree(old, ignore_errors=True)
        if not target.exists():
            new.rename(target)  # at once, so that no other process sees half of it
        else:
            shutil.rmtree(new, ignore_errors=True)
    except (OSError, ValueError) as error:  # pyarrow takes no path that is not Unicode
        log.warning("the dataset %s could not be kept for the next start: %s", path.name, error)
        if new:  # half of it would only fill the disk
            shutil.rmtree(new, ignore_errors=True)


def throw_away(path: Path) -> None:
    """Throw away what was kept and unpacked of a dataset that is to be gone from the disk."""
    shutil.rmtree(_home(path), ignore_errors=True)
    forget_all(path)


def recall(path: Path, stamp: object) -> Dataset | None:
    """Give the dataset as it was kept, or None when it was not, or no longer fits its files."""
    kept = _home(path) / _key(path, stamp)
    try:
        digest = json.loads((kept / _META).read_text("utf-8"))["digest"]
        tables = {table.name: pd.read_parquet(kept / f"{table.name}.parquet") for table in TABLES}
    except (OSError, ValueError, KeyError):
        return None
    folder = opened(path)
    if isinstance(folder, Problem):
        return None
    about, problems = read_descriptor(folder, None)
    texts, more = checks.read_sources(folder, tables["sources"])
    areas, still_more = read_areas(folder, set(tables["places"]["id"]))
    if about is None or problems or more or still_more:
        return None
    about = marked(about, tables)
    return Dataset(
        name_of(path), folder, about, digest, **tables, texts=texts, areas=areas, whole=None
    )
