"""Who counts as a reader, and for how long."""

from __future__ import annotations

from components.operating.readers import ARRIVING, MOST_CONNECTED, READING, Readers


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        """Give the time."""
        return self.seconds


def test_readers_fill_the_room_and_leave_it() -> None:
    """There is room until as many read as may, and again when one has left."""
    readers = Readers(2, Clock())
    for reader in "ab":
        assert not readers.full
        readers.arrive()
        readers.join(reader)
    assert readers.full
    readers.leave("a")
    assert not readers.full


def test_a_tab_left_open_takes_no_place() -> None:
    """It is connected, but who has not clicked for a while makes room, and comes back freely."""
    clock = Clock()
    readers = Readers(1, clock)
    readers.join("idle")
    assert readers.full
    clock.seconds += READING
    assert not readers.full
    assert readers.connected == 1
    readers.asks("idle")
    assert readers.full


def test_who_is_on_the_way_has_a_place() -> None:
    """Of many who come at the same moment, no more get the page than find room."""
    clock = Clock()
    readers = Readers(1, clock)
    readers.arrive()
    assert readers.full
    clock.seconds += ARRIVING
    assert not readers.full


def test_who_arrived_counts_once() -> None:
    """The place that was kept is the one that is taken."""
    readers = Readers(3, Clock())
    readers.arrive()
    readers.join("a")
    assert readers.active == 1


def test_connections_have_a_limit_of_their_own() -> None:
    """Those who come back find room beyond the limit on readers, but not without end."""
    readers = Readers(1, Clock())
    for reader in range(MOST_CONNECTED):
        assert not readers.crowded
        readers.join(reader)
    assert readers.crowded


def test_leaving_twice_is_no_error() -> None:
    """A connection that never joined may end."""
    readers = Readers(1, Clock())
    readers.leave("nobody")
    assert readers.connected == 0
