"""Let the server send small answers at once."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import suppress

_MOST_FILES = 256
"""The server listens from its start on, so its socket is among the first files of the process."""


def send_at_once() -> None:
    """Turn off waiting (Nagle's algorithm) on every connection to this process.

    Streamlit makes its listening socket so that asyncio, which turns it off usually, does not
    know it for TCP: then the end of every small answer waits 40 ms for the reader's receipt.
    A connection has the options of the socket that accepted it.
    """
    for number in range(_MOST_FILES):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.socket(fileno=os.dup(number)) as found:
                    if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
