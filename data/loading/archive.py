"""A dataset in a ZIP file: it is unpacked once into the cache folder, and is then a folder.

Nothing in an archive is believed. Its list of contents is read up to ``MOST_LISTED`` bytes, its
bytes are counted while they are unpacked, and unpacking stops at ``MOST_UNPACKED``; so it takes
less than 100 MB of memory and a few seconds. Only plain files with plain names are unpacked, and
of these only what a dataset has: its tables, its texts, its description and its areas. What one
process unpacks another sees whole or not at all.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from data.cache import VARIABLE, cache_folder
from data.limits import MB, MOST_BYTES, MOST_FILES
from data.loading.filenames import is_file_everywhere, same_elsewhere
from data.loading.unpacking import BROKEN, DESCRIPTOR, RefusedError, home_of, unpack
from data.marks import normal
from data.problem import Problem

MOST_PACKED = 300 * MB
"""Bytes of an archive."""

MOST_LISTED = 4 * MB
"""Bytes of an archive's list of contents, which the system's library reads at once."""

MOST_NAME = 255
"""Characters of the path of a member."""

_PLAIN = {0, stat.S_IFREG, stat.S_IFDIR}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_SAYS_UTF_8 = 0x800
"""The flag of a member whose name is in UTF-8; others are in the code page of the first PCs."""
_BESIDE = "__MACOSX"
"""A folder that macOS puts beside what it packs."""


class _Bounded(io.FileIO):
    """A file of which no more is read at once than a list of contents may have."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes; without a number, what is left."""
        wanted = MOST_LISTED + 1 if size is None or size < 0 else size
        if wanted > MOST_LISTED + 1:
            expected = f"a list of contents of at most {MOST_LISTED:,} bytes"
            raise RefusedError("", f"{wanted:,} bytes", expected)
        return super().read(wanted) or b""


def is_archive(path: Path) -> bool:
    """Tell whether a dataset is a ZIP file: by its name, for any file may be broken."""
    return path.suffix.lower() == ".zip" and not path.is_dir()


def name_of(path: Path) -> str:
    """Name a dataset after its folder, or after its ZIP file without the ending.

    The name is in NFC, as keyboards write it and links hold it, whatever form the disk keeps.
    """
    return normal("NFC", path.stem if is_archive(path) else path.resolve().name)


def opened(path: Path) -> Path | Problem:
    """Give a dataset's folder: the path itself, or where its ZIP file is unpacked."""
    if not is_archive(path):
        return path
    try:
        return _unpacked(path)
    except RefusedError as refused:
        where = f"{path.name}/{refused.member}" if refused.member else path.name
        return Problem(where, None, None, refused.value, refused.expected)
    except OSError as error:
        expected = f"room to unpack it in the cache folder, which {VARIABLE} names"
        return Problem(path.name, None, None, error.strerror or "", expected)


def forget(path: Path) -> None:
    """Throw away what was unpacked of an archive that does not load."""
    with suppress(OSError):
        shutil.rmtree(_home(path) / _version(path), ignore_errors=True)


def forget_others(path: Path) -> None:
    """Throw away what was unpacked of an archive before it became what it is now."""
    try:
        kept = _home(path) / _version(path)
        made = kept.stat().st_mtime_ns
        for old in kept.parent.iterdir():
            if old != kept and old.stat().st_mtime_ns < made:
                shutil.rmtree(old, ignore_errors=True)
    except OSError:  # another process was quicker
        return


def forget_all(path: Path) -> None:
    """Throw away all that was ever unpacked of an archive, which may be gone already."""
    shutil.rmtree(_home(path), ignore_errors=True)


def descriptor_text(path: Path) -> str | None:
    """Read an archive's ``datapackage.json`` without unpacking it; None where that can't be."""
    try:
        return _descriptor_text(path, _version(path))
    except (OSError, RefusedError):
        return None


@lru_cache(maxsize=256)
def _descriptor_text(path: Path, _version: str) -> str | None:
    with _listed(path) as (package, members):
        try:
            with package.open(members[home_of(members) / DESCRIPTOR]) as file:
                content = file.read(MOST_BYTES[DESCRIPTOR] + 1)
            return content.decode() if len(content) <= MOST_BYTES[DESCRIPTOR] else None
        except BROKEN:
            return None


def _home(path: Path) -> Path:
    """Give the folder for all that is unpacked of one archive."""
    key = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    return cache_folder() / "unpacked" / key


def _version(path: Path) -> str:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would never end
        raise RefusedError("", "", "a ZIP file")
    if status.st_size > MOST_PACKED:
        found = f"{status.st_size:,} bytes"
        raise RefusedError("", found, f"a ZIP file of at most {MOST_PACKED:,} bytes")
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def _unpacked(path: Path) -> Path:
    try:
        target = _home(path) / _version(path)
    except OSError as error:
        raise RefusedError("", "", "a ZIP file that can be read") from error
    if not _is_whole(target):
        shutil.rmtree(target, ignore_errors=True)
        with _listed(path) as (package, members):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            new = Path(tempfile.mkdtemp(dir=target.parent))
            try:
                unpack(package, members, new / path.stem)
                new.rename(target)  # at once, so that no other process sees half of it
            except OSError:
                if not target.is_dir():  # another process was quicker
                    raise
            finally:
                shutil.rmtree(new, ignore_errors=True)
    (folder,) = target.iterdir()
    return folder


def _is_whole(target: Path) -> bool:
    return target.is_dir() and len(list(target.iterdir())) == 1


@contextmanager
def _listed(
    path: Path,
) -> Iterator[tuple[zipfile.ZipFile, dict[PurePosixPath, zipfile.ZipInfo]]]:
    """Open an archive and check its list of contents: give the files by their paths."""
    with _Bounded(path) as file:
        try:
            package = zipfile.ZipFile(file)
        except (*BROKEN, OSError) as error:
            raise RefusedError("", str(error), "a ZIP file") from error
        with package:
            infos = package.infolist()
            if len(infos) > MOST_FILES:
                expected = f"at most {MOST_FILES:,} files and folders"
                raise RefusedError("", f"{len(infos):,}", expected)
            if sum(info.compress_size for info in infos) > path.stat().st_size:
                raise RefusedError("", "", "members that do not overlap")
            members: dict[PurePosixPath, zipfile.ZipInfo] = {}
            names: set[str] = set()
            for info in infos:
                place = _checked(info)
                same = same_elsewhere(str(place))
                if same in names:
                    raise RefusedError(info.filename, "", "one member of this name")
                names.add(same)
                if place.parts[0] != _BESIDE:
                    members[place] = info
            yield package, members


def _name(info: zipfile.ZipInfo) -> str:
    """Give the path of a member; macOS writes it in UTF-8 and does not say so."""
    name = info.orig_filename
    if info.flag_bits & _SAYS_UTF_8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _checked(info: zipfile.ZipInfo) -> PurePosixPath:
    name = _name(info)
    place, windows = PurePosixPath(name), PureWindowsPath(name)
    if "\\" in name or windows.anchor or place.is_absolute() or ".." in place.parts:
        raise RefusedError(name, "", "a path inside the archive")
    if (
        not place.parts
        or info.orig_filename != info.filename
        or len(name) > MOST_NAME
        or not name.isprintable()
    ):
        expected = f"a name of at most {MOST_NAME} characters that can all be seen"
        raise RefusedError(name, "", expected)
    if not is_file_everywhere(name):
        raise RefusedError(name, "", "a name that is a file on every system")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in _PLAIN or (kind == stat.S_IFDIR and not info.is_dir()):
        raise RefusedError(name, "", "a plain file or folder, not a link")
    if info.flag_bits & 0x1:
        raise RefusedError(name, "", "a file without a password")
    if info.compress_type not in _METHODS:
        raise RefusedError(name, "", "a file that is stored or deflated")
    return place
