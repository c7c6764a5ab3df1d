"""What happens when the server starts."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from components.operating import log
from components.operating.health import Health
from components.operating.sockets import send_at_once
from components.shelf import register

SWITCHING = 0.0005
"""Seconds after which a thread that computes, such as an export, lets others go on; with Python's
usual 5 ms a click would wait ten times as long for each of its steps."""


def lifespan(health: Health) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Give what the server goes through from its start to its end."""

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[None]:
        log.start()
        send_at_once()
        sys.setswitchinterval(SWITCHING)
        register()
        health.open()
        yield

    return run
