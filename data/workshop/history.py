"""What an author would undo and do again: found from the log, so that it outlives a restart.

Rules: each author undoes what they did themselves, the last first. What was undone can be done
again until they do something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

UNDO, REDO = "undo", "redo"


class Entry(NamedTuple):
    """What the log says of an action beside its changes."""

    number: int
    kind: str
    of: int


class Reach(NamedTuple):
    """The numbers of the actions that an author can undo and do again, the next one last."""

    done: tuple[int, ...]
    undone: tuple[int, ...]


def reach(log: Iterable[Entry]) -> Reach:
    """Find it in an author's own actions, in their order."""
    done: list[int] = []
    undone: list[int] = []
    for entry in log:
        if entry.kind == UNDO:
            done.remove(entry.of)
            undone.append(entry.of)
        elif entry.kind == REDO:
            undone.remove(entry.of)
            done.append(entry.of)
        else:
            done.append(entry.number)
            undone.clear()
    return Reach(tuple(done), tuple(undone))
