"""Attackers of each kind at once, as they would come from one machine, while readers read."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

_WIDGETS = 30_000
"""States of widgets that no screen has, in one message of some 0.4 MB."""


def _message(query: str, widgets: int = 0, *, clear: bool = False) -> bytes:
    message = BackMsg()
    if clear:
        message.clear_cache = True
        return bytes(message.SerializeToString())
    message.rerun_script.query_string = query
    for number in range(widgets):
        message.rerun_script.widget_states.widgets.add(id=f"w{number}", int_value=1)
    return bytes(message.SerializeToString())


class Attackers:
    """Whoever wants to break the app at an address, with a dataset that it has."""

    def __init__(self, address: str, dataset: str) -> None:
        self._parts = urlsplit(address)
        self._dataset = dataset

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Attack in every way until the block ends."""
        tasks = [
            asyncio.create_task(self._again(work))
            for work in (
                self._leaves,
                self._reads_nothing,
                self._heads,
                self._page,
                self._rebinds,
                *[self._asks_without_end] * 10,
                self._sends_much,
            )
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _again(self, work: Callable[[], Awaitable[object]]) -> None:
        while True:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                await work()
            await asyncio.sleep(0.05)

    async def _send(
        self, path: str, seconds: float, method: str = "GET", host: str = "localhost"
    ) -> None:
        """Ask, read nothing, and leave after so many seconds."""
        _, writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)
        try:
            writer.write(f"{method} /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            await writer.drain()
            await asyncio.sleep(seconds)
        finally:
            writer.close()

    async def _leaves(self) -> None:
        await self._send(f"export/{self._dataset}.xlsx?q={id(object()) % 1000}", 0.1)

    async def _reads_nothing(self) -> None:
        await self._send(f"export/{self._dataset}.csv", 5)

    async def _heads(self) -> None:
        for number in itertools.islice(itertools.count(), 20):
            await self._send(f"export/{self._dataset}.bib?q=abcde{number}", 0.02, "HEAD")

    async def _page(self) -> None:
        await self._send("", 0.02)

    async def _rebinds(self) -> None:
        await self._send(f"export/{self._dataset}.bib", 0.1, host="evil.example")

    async def _asks_without_end(self) -> None:
        async with self._socket() as socket:
            for number in range(500):
                await socket.send(_message(f"dataset={self._dataset}&page={number % 7 + 1}"))
                await asyncio.sleep(0.05)

    async def _sends_much(self) -> None:
        async with self._socket() as socket:
            for _ in range(50):
                await socket.send(_message("", clear=True))
                await socket.send(_message("", _WIDGETS))
                await asyncio.sleep(0.2)

    def _socket(self) -> connect:
        return connect(f"ws://{self._parts.netloc}/_stcore/stream", max_size=None)
