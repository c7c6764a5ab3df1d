"""What runs in forked processes. They have the libraries, and read our code anew."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import sys
import threading
from pathlib import Path


def serve(words: list[str], root: str, environment: dict[str, str], log: str) -> None:
    """Run Streamlit as its command does: in a folder, with an environment, writing into a file."""
    _end_with_parent()
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    _write_into(log)
    sys.dont_write_bytecode = True
    sys.path.insert(0, root)
    sys.argv = ["streamlit", *words]
    from streamlit.web import cli  # noqa: PLC0415 - as above

    cli.main(words)


def load(folder: str, kept: str, seconds: int, memory: int | None) -> None:
    """Load a dataset within bounds; write what was found, as ``processes.Loaded`` has it."""
    _end_with_parent()
    os.environ["STANDPOINT_CACHE"] = f"{kept}/cache"
    _write_into(f"{kept}/said")
    from data.dataset import Dataset, load  # noqa: PLC0415 - no code of ours before the fork

    before = _peak()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    found = load(Path(folder))
    problems = [] if isinstance(found, Dataset) else [str(problem) for problem in found]
    answer = {"before": before, "peak": _peak(), "problems": problems}
    Path(kept, "found").write_text(json.dumps(answer), "utf-8")


def _end_with_parent() -> None:
    """End as soon as the process that asked for this one has ended, however it did."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        assert parent
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _write_into(file: str) -> None:
    """Let all that is said go into a file."""
    written = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(written, stream)


def _peak() -> int:
    """Give the most bytes of memory taken; getrusage would give those of the parent process."""
    status = Path("/proc/self/status")
    words = status.read_text("utf-8").split() if status.exists() else ["VmHWM:", "0"]
    return 1024 * int(words[words.index("VmHWM:") + 1])
