"""How often something may be asked for: in a rush for a moment, and at a rate for long."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_KNOWN = 10_000
"""Askers that are remembered; the one that asked longest ago is forgotten first."""


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many a second after that."""

    at_once: float
    a_second: float


class Bucket:
    """What one asker may still ask for."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._now = now
        self._left, self._seen = rate.at_once, now()

    def take(self, cost: float = 1) -> float:
        """Take what something costs; give the seconds to wait until that was all right."""
        now = self._now()
        self._left += (now - self._seen) * self.rate.a_second
        self._left = min(self._left, self.rate.at_once) - cost
        self._left = max(self._left, -self.rate.at_once)  # nobody waits for what others ask
        self._seen = now
        return max(0.0, -self._left / self.rate.a_second)

    def may(self) -> bool:
        """Tell whether something may be asked for now, and take it if so."""
        if self.take(0) > 0 or self._left < 1:
            return False
        self.take()
        return True


class Buckets:
    """A bucket for each asker."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._now = now
        self._known: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, asker: str) -> Bucket:
        """Give an asker's bucket."""
        if asker not in self._known:
            self._known[asker] = Bucket(self.rate, self._now)
            if len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        self._known.move_to_end(asker)
        return self._known[asker]
