"""What happens when the server starts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from components.operating import log
from components.operating.health import Health
from components.operating.sockets import send_at_once


def lifespan(health: Health) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Give what the server goes through from its start to its end."""

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[None]:
        log.start()
        send_at_once()
        health.open()
        yield

    return run
