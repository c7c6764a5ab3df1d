"""Files that were written for whoever asked, kept on disk for whoever asks for the same again.

A file is written once, however many ask for it meanwhile, and not to its end when nobody waits for
it any more. What is kept lies in the cache folder and goes when others need the room.
"""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

import anyio
from anyio import CapacityLimiter

from components.serving.turns import Turns
from data.cache import cache_folder

MOST_BYTES = 500_000_000
"""Bytes that are kept; a file that is larger is kept until another one is."""
MOST_FILES = 200
IN_MEMORY = 4_000_000
"""Bytes of a file that is kept in memory: where nothing can be written, small ones are served."""
MOST_IN_MEMORY = 64_000_000
"""Bytes that are kept in memory in all."""
Write = Callable[[BinaryIO, Event], None]
"""Writes a file, and raises when the event says that nobody waits for it."""

Gone = Callable[[], Coroutine[None, None, None]]
"""Ends when whoever asked has gone."""


class GoneError(Exception):
    """Whoever asked has gone."""


@dataclass
class _Job:
    """A file that is being written, and how many wait for it."""

    unwanted: Event = field(default_factory=Event)
    waiting: int = 0
    task: asyncio.Task[Path | bytes] | None = None


class Kept:
    """The files there are and those that are being written; all of it in one event loop."""

    def __init__(
        self, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES, in_memory: int = IN_MEMORY
    ) -> None:
        self.in_memory = in_memory
        self.most_bytes = most_bytes
        self.most_files = most_files
        self._files: OrderedDict[Hashable, tuple[Path | bytes, int]] = OrderedDict()
        self._jobs: dict[Hashable, _Job] = {}
        self._folder: Path | None = None
        self._threads = CapacityLimiter(100)  # turns bound them

    def there(self, key: Hashable) -> BinaryIO | None:
        """Open a file that is kept."""
        if key not in self._files:
            return None
        try:
            file = _opened(self._files[key][0])
        except OSError:  # the cache folder was emptied
            del self._files[key]
            return None
        self._files.move_to_end(key)
        return file

    async def written(
        self,
        key: Hashable,
        write: Write,
        turns: Turns,
        asker: Hashable,
        gone: Gone,
    ) -> BinaryIO:
        """Open a file, written first in a turn of the asker's where it is not kept.

        Raises ``GoneError`` when ``gone`` is over before, ``NoTurnError``, and what ``write`` does.
        """
        if (file := self.there(key)) is not None:
            return file
        job = self._jobs.get(key)
        if job is None:
            job = self._jobs[key] = _Job()
            job.task = asyncio.create_task(self._make(key, job, write, turns, asker))
            job.task.add_done_callback(_heard)
        leaving = asyncio.create_task(gone())
        job.waiting += 1
        try:
            done, _ = await asyncio.wait(
                {job.task, leaving} if job.task else {leaving},
                return_when=asyncio.FIRST_COMPLETED,
            )
            if job.task not in done:
                raise GoneError
            return _opened(job.task.result())
        finally:
            leaving.cancel()
            job.waiting -= 1
            if not job.waiting and job.task and not job.task.done():
                job.unwanted.set()
                job.task.cancel()
                self._forget(key, job)

    async def _make(
        self, key: Hashable, job: _Job, write: Write, turns: Turns, asker: Hashable
    ) -> Path | bytes:
        try:
            async with turns.turn(asker):
                content = await anyio.to_thread.run_sync(
                    self._write, write, job.unwanted, limiter=self._threads
                )
            self._keep(key, content)
            return content
        finally:
            self._forget(key, job)

    def _forget(self, key: Hashable, job: _Job) -> None:
        if self._jobs.get(key) is job:
            del self._jobs[key]

    def _write(self, write: Write, unwanted: Event) -> Path | bytes:
        growing = _Growing(self.in_memory, self._place)
        try:
            write(growing, unwanted)
        except BaseException:
            growing.throw_away()
            raise
        return growing.content()

    def _place(self) -> Path:
        """Give the folder, a new one for each process: what an earlier one left goes."""
        if self._folder is None or not self._folder.is_dir():
            home = cache_folder() / "exports"
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            for old in home.iterdir():
                if not _is_running(old.name):
                    shutil.rmtree(old, ignore_errors=True)
            self._folder = home / f"{os.getpid()}-{os.urandom(4).hex()}"
            self._folder.mkdir(mode=0o700)
        return self._folder

    def _keep(self, key: Hashable, content: Path | bytes) -> None:
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        self._files[key] = (content, size)
        held = [(one, size) for one, (of, size) in self._files.items() if isinstance(of, bytes)]
        while sum(size for _, size in held) > MOST_IN_MEMORY:
            del self._files[held.pop(0)[0]]
        while len(self._files) > 1 and (
            len(self._files) > self.most_files
            or sum(size for _, size in self._files.values()) > self.most_bytes
        ):
            self._drop(next(iter(self._files)))

    def throw_away(self, is_gone: Callable[[Hashable], bool]) -> None:
        """Throw away the files of which a function says so by their keys."""
        for key in [key for key in self._files if is_gone(key)]:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        old, _ = self._files.pop(key)
        if isinstance(old, Path):
            with suppress(OSError):  # whoever is being sent it has it open
                old.unlink()


class _Growing(io.BytesIO):
    """A file that is in memory as long as it is small, and then on disk."""

    def __init__(self, in_memory: int, place: Callable[[], Path]) -> None:
        super().__init__()
        self._in_memory, self._place = in_memory, place
        self._file: BinaryIO | None = None
        self._path: Path | None = None

    def write(self, piece: Any, /) -> int:  # noqa: ANN401 - bytes in each of their forms
        """Write a piece at the end."""
        if self._file is None and self.tell() + len(piece) > self._in_memory:
            number, name = tempfile.mkstemp(dir=self._place())
            self._path, self._file = Path(name), os.fdopen(number, "wb")
            self._file.write(self.getbuffer())
        return super().write(piece) if self._file is None else self._file.write(piece)

    def content(self) -> Path | bytes:
        """End it; give where it lies, or what it holds."""
        if self._file is None or self._path is None:
            return self.getvalue()
        self._file.close()
        return self._path

    def throw_away(self) -> None:
        """End it, and leave nothing."""
        if self._file is not None and self._path is not None:
            with suppress(OSError):  # what was not written yet is not written
                self._file.close()
            self._path.unlink(missing_ok=True)


def _opened(content: Path | bytes) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def size_of(file: BinaryIO) -> int:
    """Give the bytes of a file that was opened, and copy nothing: many may have the same open."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def _heard(task: asyncio.Task[Path | bytes]) -> None:
    """Take note of how a file ended that perhaps nobody waits for."""
    if not task.cancelled():
        task.exception()


def _is_running(name: str) -> bool:
    """Tell whether the process that a folder is named after may still run."""
    try:
        os.kill(int(name.partition("-")[0]), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True
