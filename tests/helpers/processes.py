"""Processes that are forked from one that has imported the libraries already, and none of our code.

Each reads our code anew, in the environment that is given to it, and takes a tenth of what an
interpreter takes to start.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import ModuleType

from tests.helpers import forked

PATIENCE = 180
"""Seconds after which a process counts as waiting for ever, as on a pipe."""
_STARTING = threading.Lock()


def fork(target: Callable[..., None], *given: object) -> ForkServerProcess:
    """Start a process that runs a function of ``forked``; it ends with this one at the latest."""
    process: ForkServerProcess = _forks().Process(target=target, args=given, daemon=True)
    with _nameless():
        process.start()
    return process


def end(process: ForkServerProcess) -> None:
    """End a process, and wait for that."""
    process.terminate()
    process.join(10)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()


@cache
def _forks() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.helpers.preloaded"])
    return context


@contextmanager
def _nameless() -> Iterator[None]:
    """Pose as a program without a file: a fork runs its parent's main one again.

    That may be a page, which Streamlit's own way of testing puts there.
    """
    with _STARTING:
        program, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = program


@dataclass(frozen=True)
class Loaded:
    """What a bounded process found in a folder: its problems, or none where it is a dataset.

    ``before`` and ``peak`` are bytes of memory that it took before it loaded, and at most.
    """

    before: int
    peak: int
    problems: list[str]


def bounded(folder: Path, *, seconds: int, memory: int | None = None) -> Loaded:
    """Load a dataset within seconds of a processor's time and, if given, bytes of addresses."""
    with tempfile.TemporaryDirectory() as kept:
        process = fork(forked.load, str(folder), kept, seconds, memory)
        process.join(PATIENCE)
        code = process.exitcode
        end(process)
        assert code == 0, f"code {code}: {Path(kept, 'said').read_text('utf-8')[-2000:]}"
        return Loaded(**json.loads(Path(kept, "found").read_text("utf-8")))
