"""Say things on a console, whatever its encoding is, and in a pipe that somebody closes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable


def run(main: Callable[[list[str]], int]) -> int:
    """Run a command line with the process's arguments; give what it exits with.

    A character that the console's encoding lacks is shown as its code point.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    return code
