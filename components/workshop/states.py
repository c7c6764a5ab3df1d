"""The states of drafts that were read last, so that the next reading has only to follow."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from components.workshop.asking import Asked
from data.workshop.state import State

MOST_KNOWN = 40
"""Drafts of which the last state is known."""
_known: OrderedDict[str, State] = OrderedDict()
_knowing = Lock()


def remembered(asked: Asked, draft: str) -> State:
    """Give a draft's state as it is now. The store judges the right to it each time."""
    with _knowing:
        seen = _known.get(draft)
    state = asked.store.read(asked.visit, draft, seen)
    with _knowing:
        _known[draft] = state
        _known.move_to_end(draft)
        while len(_known) > MOST_KNOWN:
            _known.popitem(last=False)
    return state
