"""Run a module of ours on what others made, in a process of its own that can be ended.

The module reads one request, a value of JSON, from standard input, and writes one value of JSON a
line: ``{"progress": …}`` any number of times, then ``{"result": …}`` or ``{"refused": …}``. It is
given no secrets, and is not believed: whoever asks checks the shape of the answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any

from data.limits import MB

MOST_ANSWER = 512 * MB
"""Bytes of what a process may answer."""

ROOT = Path(__file__).resolve().parents[1]

Progress = Callable[[object], None]
"""Is told what a process says of its progress. May raise to cancel."""


class ConfinedError(RuntimeError):
    """There is no answer; the message is a sentence for whoever asked, or empty."""


class LateError(ConfinedError):
    """The process was ended because it took too long."""


def ask(
    module: str, request: dict[str, Any], *, memory: int, seconds: int, heard: Progress
) -> dict[str, Any]:
    """Run a module to its answer, and end it whatever happens.

    ``memory`` is in bytes, ``seconds`` by the clock and of a processor. Raises ``ConfinedError``
    with the module's sentence where it refuses, with none where its answer is not whole.
    """
    process = subprocess.Popen(  # noqa: S603 - modules of ours alone
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment(),
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    written = json.dumps(request | {"memory": memory, "seconds": seconds})
    try:
        Thread(target=_write, args=(process.stdin, written), daemon=True).start()
        for value in _answers(process.stdout):
            if "progress" in value:
                heard(value["progress"])
            elif "refused" in value:
                raise ConfinedError(str(value["refused"])[:1_000])
            elif isinstance(value.get("result"), dict):
                found: dict[str, Any] = value["result"]
                return found
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(pipe)
    if late:
        raise LateError
    raise ConfinedError


def environment() -> dict[str, str]:
    """Give what such a process may know: where Python finds modules, and no secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _write(pipe: IO[str] | None, request: str) -> None:
    assert pipe is not None  # noqa: S101 - it was asked for
    try:
        pipe.write(request)
        pipe.close()
    except (OSError, ValueError):  # the process has ended already
        return


def _close(pipe: IO[str] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except (OSError, ValueError):
        return


def _answers(pipe: IO[str] | None) -> Iterator[dict[str, Any]]:
    """Give what the process writes, one value of JSON a line, up to ``MOST_ANSWER``."""
    assert pipe is not None  # noqa: S101 - it was asked for
    size = 0
    while line := pipe.readline(MOST_ANSWER):
        size += len(line)
        if size > MOST_ANSWER:
            raise ConfinedError
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfinedError from error
        if isinstance(value, dict):
            yield value


def limit(memory: int, seconds: int) -> None:
    """Limit this process, where the system can: bytes of its own memory, seconds of processor."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def request() -> dict[str, Any]:
    """Read the one request of this process, and take on its limits."""
    asked: dict[str, Any] = json.load(sys.stdin)
    limit(asked.pop("memory"), asked.pop("seconds"))
    return asked


def say(value: dict[str, Any]) -> None:
    """Write a value to whoever asked this process."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()
