"""Whose turn it is: few at a time, and who had least lately goes first.

So nobody waits for all that another one asked for: not for ten connections that ask for runs of
the page without end, and not for twenty large exports in a row.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

_FORGET = 1_000
"""Turns after which half of what was had counts no more."""


class NoTurnError(Exception):
    """Too many wait already; ``own`` tells whether they are all of this asker's."""

    def __init__(self, *, own: bool) -> None:
        super().__init__(own)
        self.own = own


class Turns:
    """Places for so many at a time, given out fairly; all of it in one event loop."""

    def __init__(self, places: int, each: int, waiting: int, each_waiting: int) -> None:
        self.places = places
        self.each = each
        self.waiting = waiting
        self.each_waiting = each_waiting
        self._running: Counter[Hashable] = Counter()
        self._had: Counter[Hashable] = Counter()
        self._queue: dict[int, tuple[Hashable, asyncio.Future[None]]] = {}
        self._numbers = itertools.count()
        self._given = 0

    @asynccontextmanager
    async def turn(self, asker: Hashable) -> AsyncIterator[None]:
        """Wait for a turn, and have it until the block ends. Raises ``NoTurnError``."""
        await self.take(asker)
        try:
            yield
        finally:
            self.give_back(asker)

    async def take(self, asker: Hashable) -> None:
        """Wait for a turn. Raises ``NoTurnError``."""
        if not self._queue and self._has_room(asker):
            self._start(asker)
            return
        own = sum(waiting == asker for waiting, _ in self._queue.values())
        if own >= self.each_waiting or len(self._queue) >= self.waiting:
            raise NoTurnError(own=own >= self.each_waiting)
        number, future = next(self._numbers), asyncio.get_running_loop().create_future()
        self._queue[number] = (asker, future)
        self._next()
        try:
            await future
        except asyncio.CancelledError:
            if self._queue.pop(number, None) is None and not future.cancelled():
                self.give_back(asker)  # the turn came when nobody waited for it any more
            raise

    def give_back(self, asker: Hashable) -> None:
        """End a turn."""
        self._running[asker] -= 1
        if not self._running[asker]:
            del self._running[asker]
        self._next()

    def _has_room(self, asker: Hashable) -> bool:
        return self._running.total() < self.places and self._running[asker] < self.each

    def _start(self, asker: Hashable) -> None:
        self._running[asker] += 1
        self._had[asker] += 1
        self._given += 1
        if self._given % _FORGET == 0:
            self._had = Counter({one: had // 2 for one, had in self._had.items() if had > 1})

    def _next(self) -> None:
        while fitting := [
            (self._running[asker], self._had[asker], number)
            for number, (asker, _) in self._queue.items()
            if self._has_room(asker)
        ]:
            asker, future = self._queue.pop(min(fitting)[2])
            self._start(asker)
            future.set_result(None)
