"""Who reads at the moment, as far as a limit needs it: numbers and times, no persons.

Whoever connects takes a place; an address that a machine asks for takes none. Whoever is inside
never loses it: neither a lost connection nor the time away makes a newcomer of a reader.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable

READING = 60.0
"""Seconds after the last click for which a reader counts; a tab left open takes nobody's place."""
RETURNING = 600.0
"""Seconds for which a reader whose connection was lost is known again."""
MOST_CONNECTED = 5
"""Connections for each reader of the limit, tabs left open among them."""
OF_AN_ADDRESS = 150
"""Connections from one address, which may be an office."""


class Readers:
    """The connections there are, and whether another reader finds room."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._now = now
        self._asked: dict[object, float] = {}
        self._shares: Counter[str] = Counter()
        self._away: OrderedDict[str, float] = OrderedDict()

    @property
    def connected(self) -> int:
        """Give the number of connections."""
        return len(self._asked)

    @property
    def active(self) -> int:
        """Give the number of readers who have just come or clicked."""
        now = self._now()
        return sum(asked > now - READING for asked in self._asked.values())

    @property
    def full(self) -> bool:
        """Tell whether there is no room for another reader."""
        return self.active >= self.most

    @property
    def crowded(self) -> bool:
        """Tell whether there is no room for another connection."""
        return self.connected >= self.most * MOST_CONNECTED

    def may_join(self, share: str, session: str | None) -> bool:
        """Tell whether whoever connects finds room.

        Who was inside a moment ago always does; who was inside another copy, which may be lost,
        does where a newcomer would not.
        """
        if share and self._shares[share] >= OF_AN_ADDRESS:
            return False
        if session and self._away.get(session, -RETURNING) > self._now() - RETURNING:
            return True
        return not self.crowded and (session is not None or not self.full)

    def join(self, reader: object, share: str = "", session: str | None = None) -> None:
        """Count a reader who has connected; whoever comes back with a session does so once."""
        self._away.pop(session or "", None)
        self._shares[share] += 1
        self.asks(reader)

    def asks(self, reader: object) -> None:
        """Note that a reader asked for something just now."""
        self._asked[reader] = self._now()

    def leave(self, reader: object, share: str = "", session: str | None = None) -> None:
        """Forget a reader, but for the session with which they may come back."""
        self._asked.pop(reader, None)
        self._shares[share] -= 1
        if not self._shares[share]:
            del self._shares[share]
        if session:
            self._away[session] = self._now()
            self._away.move_to_end(session)
            while len(self._away) > self.most * MOST_CONNECTED:
                self._away.popitem(last=False)
