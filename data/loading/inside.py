"""Open a file of a dataset: the file that lies in its folder, and nothing that a link leads to.

A file is opened once, part by part of its path, each relative to the folder before it and without
following; what was opened is looked at and read. So a file that is exchanged for a link while it
is read is never followed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from data.marks import normal

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to would be waited for
_RELATIVE = os.open in os.supports_dir_fd


def open_inside(folder: Path, name: str) -> BinaryIO:
    """Open a plain file below a folder, by its path with slashes.

    Raises ``OSError`` for a link, a folder, a pipe or a device, on the way or at its end, and
    ``ValueError`` for a path that no file inside can have.
    """
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name:
        raise ValueError(name)
    if "\0" in name:
        raise OSError("no file has such a name")
    found = _descend(folder, path) if _RELATIVE else _looked_up(folder, path)
    if not stat.S_ISREG(os.fstat(found).st_mode):
        os.close(found)
        raise OSError(f"{name} is no plain file")
    return os.fdopen(found, "rb")


def read_inside(folder: Path, name: str, most: int) -> bytes:
    """Read a file of at most so many bytes. Raises as ``open_inside``, ``OSError`` for a larger."""
    with open_inside(folder, name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(f"{name} has grown")
    return content


def _descend(folder: Path, path: PurePosixPath) -> int:
    *between, last = path.parts
    here = os.open(folder, _FLAGS | _FOLDER)
    try:
        for part in between:
            below = os.open(_spelt(here, part), _FLAGS | _FOLDER | _NO_LINK, dir_fd=here)
            os.close(here)
            here = below
        return os.open(_spelt(here, last), _FLAGS | _NO_LINK | _NO_WAIT, dir_fd=here)
    finally:
        os.close(here)


def _spelt(folder: int | Path, name: str) -> str:
    """Give a name as the disk spells it, which may be another Unicode form of the same (UAX 15)."""
    if name.isascii():
        return name
    with os.scandir(folder) as entries:
        present = [entry.name for entry in entries]
    if name in present:
        return name
    same = [entry for entry in present if normal("NFC", entry) == normal("NFC", name)]
    return same[0] if len(same) == 1 else name


def _looked_up(folder: Path, path: PurePosixPath) -> int:
    """Open by name, where the system cannot open relative to a folder (Windows)."""
    place = folder
    for part in path.parts:
        place /= _spelt(place, part)
        if place.is_symlink():
            raise OSError(f"{path} is a link")
    return os.open(place, _FLAGS)
