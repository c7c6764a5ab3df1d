"""Load a dataset in a process apart, which is ended when it takes too much time or memory.

One process waits with all libraries imported and forks for each dataset; what it forks has the
limits of ``Limits`` and gives back data alone: JSON, and tables in Arrow's form. So what others
made can neither stop those who read meanwhile nor take the memory that they need.
Where there is no ``fork`` (Windows), datasets are loaded in the server's own process.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Any

from data import carried, dataset
from data.basemap.lookup import world
from data.cache import VARIABLE, cache_folder
from data.dataset import Dataset, Report, stamp, unheard
from data.limits import MB
from data.loading import archive, unpacking
from data.problem import Problem

_ROOT = Path(__file__).resolve().parent.parent
_ENVIRONMENT = ("PATH", "PYTHONPATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
"""What the process apart is told of the server's environment; no secret is among it."""
_FRUGAL = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""What threads and allocators would set aside without using it counts as memory too."""
_REPORT, _PROBLEMS, _DATASET, _ERROR, _END = b"RPDEX"


@dataclass(frozen=True)
class Limits:
    """What loading may take: seconds of a processor, seconds by the clock, bytes of memory."""

    seconds: int
    patience: int
    memory: int


def limits_for(size: int) -> Limits:
    """Give the limits for a dataset of so many bytes: several times what a good one takes."""
    seconds = 20 + 2 * size // MB
    return Limits(seconds, 10 * seconds, 1_000 * MB + 30 * size)


class LoadingError(Exception):
    """Something that nobody foresaw went wrong in the process apart; it says what and where."""


def load(path: Path, report: Report = unheard) -> Dataset | tuple[Problem, ...]:
    """Load a dataset as ``dataset.load`` does; one that takes too much is a problem too."""
    if not hasattr(os, "fork"):
        return dataset.load(path, report)
    limits = limits_for(_size(path))
    with _lock:
        found = _apart.ask(path, limits, report)
    if found is not None:
        return found
    expected = (
        f"a dataset that is loaded within {limits.seconds} seconds of a processor and "
        f"{limits.memory // MB:,} MB of memory"
    )
    return (Problem(path.name, None, None, "", expected),)


def _size(path: Path) -> int:
    size = sum(size for _, size, _ in stamp(path))
    if archive.is_archive(path):
        return min(unpacking.MOST_RATIO * size, unpacking.MOST_UNPACKED)
    return size


class _Apart:
    """The process that waits; it is started when it is first needed, and again after it died."""

    process: subprocess.Popen[bytes] | None = None

    def ask(
        self, path: Path, limits: Limits, report: Report
    ) -> Dataset | tuple[Problem, ...] | None:
        """Have a dataset loaded; None when that took too much."""
        if self.process is None or self.process.poll() is not None:
            self.process = _started()
        into, out = self.process.stdin, self.process.stdout
        if into is None or out is None:
            raise LoadingError("the process apart has no pipes")
        asked = {"path": str(path), "cache": str(cache_folder()), **asdict(limits)}
        try:
            into.write(json.dumps(asked).encode() + b"\n")
            into.flush()
            return _answer(out, report)
        except (OSError, EOFError) as error:
            self.stop()
            raise LoadingError("the process apart has ended") from error

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


_lock, _apart = Lock(), _Apart()
atexit.register(_apart.stop)


def _started() -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "data.apart"],
        cwd=_ROOT,
        env={**environment, **_FRUGAL},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what ends the server by the keyboard is not for it
    )


def _answer(out: IO[bytes], report: Report) -> Dataset | tuple[Problem, ...] | None:
    """Read what comes back until it ends."""
    found: Dataset | tuple[Problem, ...] | None = None
    parts: list[bytes] = []
    error: LoadingError | None = None
    while (kind := (head := _read(out, 9))[0]) != _END:
        content = _read(out, int.from_bytes(head[1:]))
        if kind == _REPORT:
            report(*json.loads(content))
        elif kind == _PROBLEMS:
            found = tuple(Problem(**one) for one in json.loads(content))
        elif kind == _ERROR:
            error = LoadingError(json.loads(content))
        else:
            parts.append(content)
    if error:
        raise error
    return carried.put_together(parts) if len(parts) == carried.PARTS else found


def _read(out: IO[bytes], size: int) -> bytes:
    content = out.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _send(kind: int, content: bytes) -> None:
    sys.stdout.buffer.write(bytes([kind]) + len(content).to_bytes(8) + content)
    sys.stdout.buffer.flush()


def _send_json(kind: int, content: object) -> None:
    _send(kind, json.dumps(content).encode())


def _limit(limits: Limits) -> None:
    """Set the limits of this process; one that the system does not know is left out."""
    import resource  # noqa: PLC0415 - Windows has none

    with suppress(OSError):
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(limits.patience)


def _work(asked: dict[str, Any]) -> None:
    path = Path(asked.pop("path"))
    os.environ[VARIABLE] = asked.pop("cache")
    _limit(Limits(**asked))
    try:
        found = dataset.load(path, lambda part, words: _send_json(_REPORT, (part, words)))
        if isinstance(found, Dataset):
            for part in carried.taken_apart(found):
                _send(_DATASET, part)
        else:
            _send_json(_PROBLEMS, [asdict(problem) for problem in found])
    except MemoryError:
        pass
    except Exception as error:  # noqa: BLE001 - the server says it to whoever waits
        frame = error.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
        _send_json(_ERROR, f"{type(error).__qualname__} at {where}")


def main() -> None:
    """Wait for what is asked; fork for each dataset."""
    world()  # read once, for all
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            try:
                _work(json.loads(line))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        _send(_END, b"")


if __name__ == "__main__":
    main()
