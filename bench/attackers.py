"""Attackers of each kind at once, in a process of their own, while readers read.

``python -m bench.attackers ADDRESS DATASET`` attacks until it is ended. Each kind comes from an
address of its own, as the proxy would name it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

_WIDGETS = 30_000
"""States of widgets that no screen has, in one message of some 0.4 MB."""


def _message(query: str = "", widgets: int = 0, *, clear: bool = False) -> bytes:
    message = BackMsg()
    if clear:
        message.clear_cache = True
        return bytes(message.SerializeToString())
    message.rerun_script.query_string = query
    for number in range(widgets):
        message.rerun_script.widget_states.widgets.add(id=f"w{number}", int_value=1)
    return bytes(message.SerializeToString())


_CLEAR, _LARGE = _message(clear=True), _message(widgets=_WIDGETS)


@contextmanager
def at_work(address: str, dataset: str) -> Iterator[None]:
    """Attack in every way until the block ends."""
    command = [sys.executable, "-m", "bench.attackers", address, dataset]
    attackers = subprocess.Popen(command)  # noqa: S603 - our own module
    try:
        yield
        if attackers.poll() is not None:
            raise RuntimeError("the attackers have ended by themselves")
    finally:
        attackers.terminate()
        attackers.wait()


class Attackers:
    """Whoever wants to break the app at an address, with a dataset that it has."""

    def __init__(self, address: str, dataset: str) -> None:
        self._parts = urlsplit(address)
        self._dataset = dataset
        self._numbers = itertools.count()

    async def attack(self) -> None:
        """Attack in every way, without end."""
        kinds = (
            self._leaves,
            self._reads_nothing,
            self._heads,
            self._page,
            self._rebinds,
            *[self._asks_without_end] * 10,
            self._sends_much,
        )
        await asyncio.gather(*map(self._again, kinds))

    async def _again(self, work: Callable[[str], Awaitable[object]]) -> None:
        who = f"198.51.100.{sum(work.__name__.encode()) % 256}"
        while True:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                await work(who)
            await asyncio.sleep(0.05)

    async def _send(
        self, path: str, who: str, seconds: float, method: str = "GET", host: str = "localhost"
    ) -> None:
        """Ask, read nothing, and leave after so many seconds."""
        _, writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)
        try:
            lines = f"{method} /{path} HTTP/1.1", f"Host: {host}", f"X-Forwarded-For: {who}", "", ""
            writer.write("\r\n".join(lines).encode())
            await writer.drain()
            await asyncio.sleep(seconds)
        finally:
            writer.close()

    async def _leaves(self, who: str) -> None:
        await self._send(f"export/{self._dataset}.xlsx?view=1,{next(self._numbers)},3", who, 0.1)

    async def _reads_nothing(self, who: str) -> None:
        await self._send(f"export/{self._dataset}.csv", who, 5)

    async def _heads(self, who: str) -> None:
        for _ in range(20):
            path = f"export/{self._dataset}.bib?q=abcde{next(self._numbers)}"
            await self._send(path, who, 0.02, "HEAD")

    async def _page(self, who: str) -> None:
        await self._send("", who, 0.02)

    async def _rebinds(self, who: str) -> None:
        await self._send(f"export/{self._dataset}.bib", who, 0.1, host="evil.example")

    async def _asks_without_end(self, who: str) -> None:
        async with self._socket(who) as socket:
            for number in range(500):
                await socket.send(_message(f"dataset={self._dataset}&page={number % 7 + 1}"))
                await asyncio.sleep(0.05)

    async def _sends_much(self, who: str) -> None:
        async with self._socket(who) as socket:
            for _ in range(50):
                await socket.send(_CLEAR)
                await socket.send(_LARGE)
                await asyncio.sleep(0.2)

    def _socket(self, who: str) -> connect:
        stream = f"ws://{self._parts.netloc}/_stcore/stream"
        return connect(stream, max_size=None, additional_headers={"X-Forwarded-For": who})


if __name__ == "__main__":
    asyncio.run(Attackers(*sys.argv[1:]).attack())
