"""What happens when the server starts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from streamlit import config

from components.operating import log
from components.operating.health import Health
from components.operating.sockets import send_at_once

SWITCHING = 0.0005
"""Seconds after which a thread that computes, such as an export, lets others go on; with Python's
usual 5 ms a click would wait ten times as long for each of its steps."""


SWEEPING = 30
"""Seconds after which it is looked what was taken away from here."""


def lifespan(
    health: Health,
    register: Callable[[], None],
    sweep: Callable[[], Awaitable[None]],
    embed: tuple[str, ...] = (),
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Give what the server goes through from its start to its end.

    ``register`` runs before any page does, ``sweep`` again and again. ``embed`` are the origins
    that may frame the page, and no others may speak to it.
    """

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[None]:
        log.start()
        # Streamlit would let the hosts of its own cloud steer a page that they frame.
        config.set_option("client.allowedOrigins", [one for one in embed if one != "*"])
        send_at_once()
        sys.setswitchinterval(SWITCHING)
        register()
        health.open()
        sweeping = asyncio.create_task(_again_and_again(sweep))
        yield
        sweeping.cancel()

    return run


async def _again_and_again(sweep: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(SWEEPING)
        try:
            await sweep()
        except Exception as error:  # noqa: BLE001 - the next time it may go well
            log.failure("sweep", error)
