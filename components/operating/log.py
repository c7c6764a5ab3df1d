"""The log: a line for each request, each interaction and each error, about no person.

No address of a reader, no session and no words of a link are written: only what was asked for, how
it went and how long it took. What Streamlit and its server would write of a reader is left out.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from typing import Any

from components.operating.metrics import ERRORS

log = logging.getLogger("standpoint")

_LONGEST = 120
_SECRET = re.compile(r"draft\.[0-9a-f]{8,}")
_OTHERS = ("streamlit", "uvicorn", "websockets", "asyncio")
"""Packages whose messages may hold what a reader sent, or a reader's address."""
_SILENT = (
    "streamlit.error_util",  # what a page failed with, which ``failure`` writes
    "streamlit.runtime.scriptrunner_utils.script_run_context",  # that no page runs yet at the start
)


class _Count(logging.Handler):
    """Counts the errors that are logged."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        if record.levelno >= logging.ERROR:
            ERRORS.inc()


def start() -> None:
    """Write the log to standard error, a line for each event, times in UTC."""
    if log.handlers:
        return
    to_stderr = logging.StreamHandler()
    to_stderr.setFormatter(Line())
    log.addHandler(to_stderr)
    log.addHandler(_Count())
    log.setLevel(logging.INFO)
    for name in _SILENT:
        logging.getLogger(name).addFilter(lambda _record: False)
    logging.setLogRecordFactory(_record)


def _record(*given: Any, **more: Any) -> logging.LogRecord:  # noqa: ANN401 - as logging gives it
    """Make a record; one of another package has the words of its code alone, and no values."""
    record = logging.LogRecord(*given, **more)
    if record.name.partition(".")[0] in _OTHERS:
        kind = record.exc_info[0] if record.exc_info else None
        record.msg = ascii(record.msg)[1:-1][:_LONGEST] + (f" ({kind.__name__})" if kind else "")
        record.args, record.exc_info, record.stack_info = (), None, None
    return record


class Line(logging.Formatter):
    """Formats a record as one line of ASCII, whatever it holds."""

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Format it; whoever knows a draft's secret name could open it."""
        return _SECRET.sub("draft.*", ascii(super().format(record))[1:-1])


def request(method: str, path: str, status: int, size: int, seconds: float) -> None:
    """Log a request that was answered."""
    shown = ascii(path)[1:-1].replace(" ", "%20")[:_LONGEST]
    words = "request method=%s path=/%s status=%d bytes=%d ms=%.0f"
    log.info(words, method if method.isalpha() else "?", shown, status, size, seconds * 1000)


def interaction(size: int, seconds: float) -> None:
    """Log what a reader asked for over the websocket, when it was answered."""
    log.info("interaction bytes=%d ms=%.0f", size, seconds * 1000)


def failure(where: str, error: BaseException) -> None:
    """Log what went wrong: the kind of error and where in the code, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    steps = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    log.error("error in=%s type=%s at=%s", where, type(error).__qualname__, steps)
