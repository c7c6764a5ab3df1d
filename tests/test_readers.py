"""Who counts as a reader, and for how long."""

from __future__ import annotations

from components.operating.readers import MOST_CONNECTED, READING, RETURNING, Readers
from tests.helpers.clock import Clock


def test_readers_fill_the_room_and_leave_it() -> None:
    """There is room until as many read as may, and again when one has left."""
    readers = Readers(2, Clock())
    for reader in "ab":
        assert not readers.full
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


def test_who_comes_back_in_time_is_known() -> None:
    """For a while a lost session finds room where a newcomer finds none; then it is as new."""
    clock = Clock()
    readers = Readers(1, clock)
    readers.join("a")
    readers.leave("a", session="lost")
    for reader in range(MOST_CONNECTED):
        readers.join(reader)
    assert readers.may_join("", "lost")
    assert not readers.may_join("", "invented")
    assert not readers.may_join("", None)
    clock.seconds += RETURNING
    assert not readers.may_join("", "lost")


def test_a_session_brings_back_one() -> None:
    """Who was inside once cannot bring a crowd in with the session that they had."""
    readers = Readers(1)
    readers.join("reader")
    readers.leave("reader", session="known")
    for number in range(MOST_CONNECTED):
        readers.join(number)
    assert readers.may_join("", "known")
    readers.join("again", session="known")
    assert not readers.may_join("", "known")
    readers.leave("again", session="known")
    assert readers.may_join("", "known")


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
