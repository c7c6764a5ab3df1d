"""Who reads at the moment, as far as a limit needs it: numbers and times, no persons."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

ARRIVING = 15.0
"""Seconds for which a page that was handed out counts as a reader who is yet to come."""
READING = 60.0
"""Seconds after the last click for which a reader counts; a tab left open takes nobody's place."""
MOST_CONNECTED = 5
"""Connections for each reader of the limit, tabs left open among them."""


class Readers:
    """The connections there are, and whether another reader finds room."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._now = now
        self._asked: dict[object, float] = {}
        self._arriving: deque[float] = deque()

    @property
    def connected(self) -> int:
        """Give the number of connections."""
        return len(self._asked)

    @property
    def active(self) -> int:
        """Give the number of readers who have just come, clicked, or opened the page."""
        now = self._now()
        while self._arriving and self._arriving[0] <= now - ARRIVING:
            self._arriving.popleft()
        reading = sum(asked > now - READING for asked in self._asked.values())
        return reading + len(self._arriving)

    @property
    def full(self) -> bool:
        """Tell whether there is no room for another reader."""
        return self.active >= self.most

    @property
    def crowded(self) -> bool:
        """Tell whether there is no room for another connection, even of one who comes back."""
        return self.connected >= self.most * MOST_CONNECTED

    def arrive(self) -> None:
        """Count a reader who was given the page and will connect in a moment."""
        self._arriving.append(self._now())

    def join(self, reader: object) -> None:
        """Count a reader who has connected."""
        if self._arriving:
            self._arriving.popleft()
        self.asks(reader)

    def asks(self, reader: object) -> None:
        """Note that a reader asked for something just now."""
        self._asked[reader] = self._now()

    def leave(self, reader: object) -> None:
        """Forget a reader."""
        self._asked.pop(reader, None)
