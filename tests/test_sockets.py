"""Small answers leave at once."""

from __future__ import annotations

import socket

from components.operating.sockets import send_at_once


def test_connections_do_not_wait() -> None:
    """What a listening socket accepts sends without waiting; before, it would wait."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        for expected in (False, True):
            with socket.create_connection(listening.getsockname()):
                accepted, _ = listening.accept()
                with accepted:
                    delay = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert bool(delay) is expected
            send_at_once()
