"""Unpack what a dataset has from a ZIP file, within limits."""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from data.limits import MB, MOST_BYTES
from data.marks import normal
from data.schema import SOURCES

MOST_UNPACKED = 300 * MB
"""Bytes of all that is in an archive."""

MOST_RATIO = 100
"""Bytes of an archive for each byte that it takes on the disk: text packs to a tenth or so."""

DESCRIPTOR = "datapackage.json"
"""The file that a dataset is described in."""

_PIECE = 1 * MB
_NAMED = 3
"""Descriptions that a message names, where there are several."""

BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)
"""What is raised for an archive that is not whole."""


class RefusedError(Exception):
    """An archive, or a member of one, that is not unpacked."""

    def __init__(self, member: str, value: str, expected: str) -> None:
        super().__init__(member, value, expected)
        self.member, self.value, self.expected = member, value, expected


def home_of(members: Iterable[PurePosixPath]) -> PurePosixPath:
    """Give the folder of an archive that is the dataset: the one that has the description.

    Of several, the one that has all others in it. Raises ``RefusedError`` where there is none.
    """
    homes = sorted((place.parent for place in members if place.name == DESCRIPTOR), key=_depth)
    if not homes:
        expected = f"a {DESCRIPTOR}, at the top or in one of the folders of the archive"
        raise RefusedError("", "", expected)
    others = [home for home in homes[1:] if not home.is_relative_to(homes[0])]
    if others:
        expected = f"one {DESCRIPTOR}; it was looked for at the top and in all folders"
        found = ", ".join(str(home / DESCRIPTOR) for home in [homes[0], *others][:_NAMED])
        raise RefusedError("", found, expected)
    return homes[0]


def _depth(place: PurePosixPath) -> int:
    return len(place.parts)


def unpack(
    package: zipfile.ZipFile, members: dict[PurePosixPath, zipfile.ZipInfo], folder: Path
) -> None:
    """Unpack what a dataset has, from the folder of the archive that is the dataset.

    A text has the name that the table of sources gives it, in whichever Unicode form.
    """
    files = {place: info for place, info in members.items() if not info.is_dir()}
    home = home_of(files)
    folder.mkdir()
    by_name = {
        normal("NFC", str(place.relative_to(home))): info
        for place, info in files.items()
        if place.is_relative_to(home)
    }
    left = _Room(MOST_UNPACKED, sum(info.compress_size for info in by_name.values()))
    for name in MOST_BYTES:
        if info := by_name.pop(name, None):
            _unpack_one(package, info, folder / name, left)
    for name in _texts(folder):
        place = PurePosixPath(name)
        if info := by_name.pop(normal("NFC", str(place)), None):
            _unpack_one(package, info, folder / place, left)


class _Room:
    """How many bytes may still be unpacked: in all, and for what they take in the archive."""

    def __init__(self, most: int, packed: int) -> None:
        fitting = MOST_RATIO * packed + MB
        self.left = min(most, fitting)
        self.expected = (
            f"at most {most:,} bytes in all"
            if most < fitting
            else f"at most {MOST_RATIO} times the bytes that it takes"
        )

    def take(self, size: int, member: str) -> None:
        """Take room for so many bytes of a member."""
        self.left -= size
        if self.left < 0:
            raise RefusedError(member, "more", self.expected)


def _unpack_one(package: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, room: _Room) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for piece in _pieces(package, info):
                room.take(len(piece), info.filename)
                file.write(piece)
            if file.tell() != info.file_size:
                raise RefusedError(info.filename, "", f"{info.file_size:,} bytes, as listed")
    except (FileExistsError, NotADirectoryError) as error:
        raise RefusedError(info.filename, "", "one member of this name") from error


def _pieces(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give a member piece by piece; what is wrong with the archive is no want of room."""
    try:
        with package.open(info) as packed:
            while piece := packed.read(_PIECE):
                yield piece
    except (*BROKEN, OSError) as error:
        raise RefusedError(info.filename, str(error), "a file that is whole") from error


def _texts(folder: Path) -> set[str]:
    """Give the files that the table of sources names, as far as it can be read."""
    found: set[str] = set()
    with suppress(OSError, csv.Error):
        text = (folder / SOURCES.file).open(encoding="utf-8-sig", errors="replace", newline="")
        with text as file:
            found.update(str(row.get("file")) for row in csv.DictReader(file))
    return found
