"""The datasets there are, found by their folders; a broken one never hides the others.

They lie in ``data/packages``. The environment variable ``STANDPOINT_PACKAGES`` names other
folders to look in instead, separated as the system separates paths (``:``, on Windows ``;``).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from data.dataset import PACKAGES, Dataset, Report, load, names, stamp, unheard
from data.descriptor import FILE as DESCRIPTOR
from data.limits import MOST_BYTES
from data.prepared import keep, recall
from data.problem import Problem
from data.reading import parse_json, read_text
from data.selection import warm

log = logging.getLogger("standpoint")

VARIABLE = "STANDPOINT_PACKAGES"


@dataclass(frozen=True)
class Catalogue:
    """The datasets there are: their folders by name, in the order offered."""

    folders: dict[str, Path]

    @property
    def names(self) -> tuple[str, ...]:
        """Name the datasets."""
        return tuple(self.folders)

    def choose(
        self, asked: str | None, report: Report = unheard
    ) -> tuple[str | None, tuple[str, ...]]:
        """Give the dataset asked for, or the first that loads; None if there is none.

        A sentence says why when it is another than the one asked for.
        """
        if asked in self.folders:
            return asked, ()
        loading = (name for name in self.folders if isinstance(self.load(name, report), Dataset))
        usual = next(loading, next(iter(self.folders), None))
        if asked is None:
            return usual, ()
        shown = "".join(c if c.isprintable() else "\ufffd" for c in asked[:60])
        return usual, (f"The link’s “dataset” is “{shown}”, which is not here; it was ignored.",)

    def load(self, name: str, report: Report = unheard) -> Dataset | tuple[Problem, ...]:
        """Load a dataset by its name; what is loaded already is given at once.

        Whatever goes wrong with one dataset is a problem of that one and of no other.
        """
        folder = self.folders[name]
        try:
            return _once(folder, stamp(folder), report)
        except Exception:
            log.exception("the dataset %s could not be read", name)
            return (Problem(name, None, None, "", "a dataset that can be read; see the log"),)

    def entries(self) -> list[dict[str, str]]:
        """Give every dataset's name and title, without loading it."""
        return [{"id": name, "label": _title(folder)} for name, folder in self.folders.items()]


_loaded: dict[Path, tuple[object, Dataset | tuple[Problem, ...]]] = {}
_loading = Lock()


def _once(folder: Path, now: object, report: Report) -> Dataset | tuple[Problem, ...]:
    """Load a folder once for as long as its files stay as they are, for all readers."""
    before = _loaded.get(folder)
    if before and before[0] == now:
        return before[1]
    if _loading.locked():
        report(0.0, "Another reader is opening a dataset; this one is next")
    with _loading:
        before = _loaded.get(folder)
        if before and before[0] == now:
            return before[1]
        kept = recall(folder, now)
        loaded = kept or load(folder, report)
        if isinstance(loaded, Dataset):
            report(0.9, "Making the words searchable")
            warm(loaded)
            if kept is None:  # the reader does not wait for what the next start is served by
                Thread(target=keep, args=(loaded, folder, now)).start()
        _loaded[folder] = (now, loaded)
        return loaded


def catalogue(packages: Iterable[Path] = ()) -> Catalogue:
    """Find the datasets in folders; without any, in those of the environment or the usual one.

    Of two datasets with one name, that of the earlier folder counts.
    """
    named = os.environ.get(VARIABLE, "").split(os.pathsep)
    looked_in = list(packages) or [Path(name).resolve() for name in named if name] or [PACKAGES]
    folders: dict[str, Path] = {}
    for folder in looked_in:
        for name in names(folder):
            folders.setdefault(name, folder / name)
    return Catalogue(folders)


def _title(folder: Path) -> str:
    """Give a dataset's title, or its folder's name where the title cannot be read."""
    path = folder / DESCRIPTOR
    try:
        if path.lstat().st_size > MOST_BYTES[DESCRIPTOR]:
            return folder.name
        text = read_text(path)
        package = None if isinstance(text, Problem) else parse_json(text)
    except (OSError, ValueError):
        return folder.name
    title = package.get("title") if isinstance(package, dict) else None
    return title if isinstance(title, str) and title else folder.name
