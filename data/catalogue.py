"""The datasets there are, found by their folders and ZIP files; a broken one hides no other.

They lie in ``data/packages``. The environment variable ``STANDPOINT_PACKAGES`` names other
folders to look in instead, separated as the system separates paths (``:``, on Windows ``;``).
A dataset whose files change is shown as it was until they are whole again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock, Thread

from data.apart import load
from data.dataset import PACKAGES, Dataset, Report, stamp, unheard
from data.descriptor import FILE as DESCRIPTOR
from data.loading.archive import descriptor_text, is_archive, name_of
from data.loading.parsing import parse_json
from data.loading.reading import read_text
from data.marks import normal
from data.prepared import keep, recall
from data.problem import Problem
from data.telling.warm import warm

log = logging.getLogger("standpoint")

VARIABLE = "STANDPOINT_PACKAGES"

_NEWEST = "this is the newest that there is"
_MOST_LOGGED = 20
"""Problems of a newer version that the log names."""


@dataclass(frozen=True)
class Catalogue:
    """The datasets there are: their folders and ZIP files by name, in the order offered."""

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
        if asked and (named := normal("NFC", asked)) in self.folders:
            return named, ()
        loading = (name for name in self.folders if isinstance(self.load(name, report), Dataset))
        usual = next(loading, next(iter(self.folders), None))
        if asked is None:
            return usual, ()
        dataset, _, number = asked.rpartition(".v")
        if dataset in self.folders and number.isdecimal():
            return dataset, (f"Version {number} of this dataset is not kept here; {_NEWEST}.",)
        shown = "".join(c if c.isprintable() else "\ufffd" for c in asked[:60])
        return usual, (f"The link’s “dataset” is “{shown}”, which is not here; it was ignored.",)

    def load(self, name: str, report: Report = unheard) -> Dataset | tuple[Problem, ...]:
        """Load a dataset by its name; what is loaded already is given at once.

        Whatever goes wrong with one dataset is a problem of that one and of no other. Where an
        earlier version was good and the files now have problems, the earlier one is given.
        """
        path = self.folders[name]
        try:
            return _once(path, stamp(path), report)
        except Exception:
            log.exception("the dataset %s could not be read", name)
            before = _loaded.get(path)
            if before and isinstance(before.shown, Dataset):
                return before.shown
            return (Problem(name, None, None, "", "a dataset that can be read; see the log"),)

    def notices(self, name: str) -> tuple[str, ...]:
        """Say so where an earlier version is shown; what is wrong with the files of a newer one."""
        if self._is_earlier(name):
            newest = name.rpartition(".v")[0]
            return (f"This is an earlier version of a dataset; the newest is at “{newest}”.",)
        loaded = _loaded.get(self.folders[name])
        if not loaded or not loaded.newer:
            return ()
        first, *others = loaded.newer
        more = f" It has {len(others):,} more." if others else ""
        words = "A newer version of this dataset has problems and is not shown. The first is"
        return (f"{words}: {first}.{more}",)

    def entries(self, chosen: str | None = None) -> list[dict[str, str]]:
        """Give every dataset's name and title, without loading it.

        Versions that lie beside their dataset are left out, but for one that is chosen.
        """
        return [
            {"id": name, "label": _told(path)[0]}
            for name, path in self.folders.items()
            if name == chosen or not self._is_version(name)
        ]

    def _is_version(self, name: str) -> bool:
        """Tell whether a name is that of a version: ``NAME.v2`` beside ``NAME``."""
        dataset, _, number = name.rpartition(".v")
        return number.isdecimal() and dataset in self.folders

    def _is_earlier(self, name: str) -> bool:
        dataset, _, number = name.rpartition(".v")
        return self._is_version(name) and f"{dataset}.v{int(number) + 1}" in self.folders

    def opened(self, name: str) -> Dataset | None:
        """Give a dataset that was opened already; nothing is loaded for it."""
        loaded = _loaded.get(self.folders[name])
        return loaded.shown if loaded and isinstance(loaded.shown, Dataset) else None

    def told(self, asked: str | None) -> tuple[str | None, str, str]:
        """Give name, title and description of what a link opens; nothing is loaded for it.

        Without a name that is here it is the first dataset that was opened already.
        """
        name = normal("NFC", asked) if asked else None
        if name not in self.folders:
            opened = (one for one, path in self.folders.items() if _is_opened(path))
            name = next(opened, next(iter(self.folders), None))
        return (None, "", "") if name is None else (name, *_told(self.folders[name]))


@dataclass(frozen=True)
class _Loaded:
    """What is shown of a dataset, and the problems of its files where that is an earlier version.

    ``stamp`` is that of the files that were read last.
    """

    stamp: object
    shown: Dataset | tuple[Problem, ...]
    newer: tuple[Problem, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether what was unpacked for it is still there."""
        return not isinstance(self.shown, Dataset) or self.shown.folder.is_dir()


_loaded: dict[Path, _Loaded] = {}
_loading: dict[Path, Future[_Loaded]] = {}
_missed: set[Path] = set()
_asking, _one_at_a_time = Lock(), Lock()
_LOOKING = 0.05
"""Seconds after which whoever waits for a dataset looks how far it is."""


class _Progress:
    """How far the dataset that is being opened is; there is one at a time."""

    part, words = 0.0, "Opening the dataset"

    def __call__(self, part: float, words: str) -> None:
        """Note it."""
        self.part, self.words = part, words


_progress = _Progress()


def _once(path: Path, now: object, report: Report) -> Dataset | tuple[Problem, ...]:
    """Load a dataset once for as long as its files stay as they are, for all readers.

    It is loaded in a thread of its own, so that it is no matter whether the one who asked for it
    first stays until it is there.
    """
    with _asking:
        before, job = _loaded.get(path), _loading.get(path)
        if before and before.stamp == now and before.whole:
            return before.shown
        if job is None:
            job = _loading[path] = Future()
            Thread(target=_work, args=(job, path, now), daemon=True).start()
        elif before and isinstance(before.shown, Dataset):
            return before.shown  # nobody waits for a newer version
    heard = ""
    while not wait([job], _LOOKING).done:
        if heard != _progress.words:
            heard = _progress.words
            report(_progress.part, heard)
    return job.result().shown


def _work(job: Future[_Loaded], path: Path, now: object) -> None:
    with _one_at_a_time:
        try:
            found = _loaded[path] = _renewed(path, now, _loaded.get(path), _progress)
        except BaseException as error:  # noqa: BLE001 - whoever waits for it hears of it
            del _loading[path]
            job.set_exception(error)
        else:
            del _loading[path]
            job.set_result(found)


def _renewed(path: Path, now: object, before: _Loaded | None, report: Report) -> _Loaded:
    """Load what is there now; keep what was shown where that is better."""
    kept = recall(path, now)
    loaded = kept or load(path, report)
    if before and isinstance(before.shown, Dataset):
        if stamp(path) != now:  # somebody is still writing: the next reader looks again
            return before
        if not isinstance(loaded, Dataset):
            for problem in loaded[:_MOST_LOGGED]:
                log.warning("the newer version of %s is not shown: %s", path.name, problem)
            return _Loaded(now, before.shown, loaded)
    if isinstance(loaded, Dataset):
        report(0.9, "Making the words searchable")
        warm(loaded)
        if kept is None:  # the reader does not wait for what the next start is served by
            Thread(target=keep, args=(loaded, path, now)).start()
    return _Loaded(now, loaded)


def forget_gone() -> frozenset[Path]:
    """Forget the datasets whose ZIP files are gone, and were when this was last asked; name them.

    Whoever has one open is told at the next step that it is not here.
    """
    gone = {path for path in list(_loaded) if is_archive(path) and not path.exists()}
    forgotten = frozenset(gone & _missed)
    _missed.clear()
    _missed.update(gone)
    forget_loaded(forgotten)
    return forgotten


def forget_loaded(paths: Iterable[Path]) -> None:
    """Keep nothing of datasets in memory that are gone from their places."""
    with _asking:
        for path in paths:
            _loaded.pop(path, None)


def looked_in(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Give the folders in which datasets are found: those of the environment, or the usual one."""
    named = environment.get(VARIABLE, "").split(os.pathsep)
    return [Path(name).resolve() for name in named if name] or [PACKAGES]


def catalogue(packages: Iterable[Path] = ()) -> Catalogue:
    """Find the datasets in folders; without any, in those of the environment or the usual one.

    Of two datasets with one name, that of the earlier folder counts; in one folder, a folder
    counts before a ZIP file.
    """
    folders: dict[str, Path] = {}
    for folder in list(packages) or looked_in():
        for name, path in sorted(_found_in(folder)):
            if _can_be_named(name):
                folders.setdefault(name, path)
    return Catalogue(folders)


@cache
def _can_be_named(name: str) -> bool:
    """Tell whether a link can hold a name: one that is not Unicode opens nothing anywhere."""
    try:
        name.encode()
    except UnicodeEncodeError:
        log.warning("the dataset %r is left out: its name is not Unicode", name)
        return False
    return True


def _found_in(packages: Path) -> Iterator[tuple[str, Path]]:
    """Find every folder with a description, every ZIP file, and what is just being replaced."""
    found = {path.parent for path in packages.glob(f"*/{DESCRIPTOR}")}
    found |= {path for path in packages.glob("*.[zZ][iI][pP]") if is_archive(path)}
    found |= {path for path in list(_loaded) if path.parent == packages and path.exists()}
    yield from ((name_of(path), path) for path in found)


def _is_opened(path: Path) -> bool:
    found = _loaded.get(path)
    return found is not None and isinstance(found.shown, Dataset)


def _told(path: Path) -> tuple[str, str]:
    """Give a dataset's title and description; its name where the title cannot be read."""
    try:
        status = (path if is_archive(path) else path / DESCRIPTOR).lstat()
    except OSError:
        return name_of(path), ""
    return _told_once(path, (status.st_ino, status.st_size, status.st_mtime_ns))


@lru_cache(maxsize=1_000)
def _told_once(path: Path, _version: tuple[int, ...]) -> tuple[str, str]:
    """Read it once for as long as the file stays: each opening of the page asks for all of them."""
    text = descriptor_text(path) if is_archive(path) else _text(path)
    try:
        package = None if text is None else parse_json(text)
    except ValueError:
        package = None
    found = package if isinstance(package, dict) else {}
    title, description = (_words(found.get(key)) for key in ("title", "description"))
    return title or name_of(path), description


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _text(path: Path) -> str | None:
    text = read_text(path, DESCRIPTOR)
    return None if isinstance(text, Problem) else text
