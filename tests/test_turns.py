"""Turns, rates and shares: fair, bounded, and given back by whoever does not wait any more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Scope

from components.operating.askers import LOCAL, named_by_proxies, read_address, share_of
from components.operating.rates import Bucket, Buckets, Rate
from components.serving.turns import NoTurnError, Turns
from tests.helpers.clock import Clock

GREEDY = 18


def at_once(work: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine in a thread of its own."""

    async def all_of_it() -> None:
        await work()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(all_of_it())).result(20)


def test_who_asks_once_does_not_wait_for_all_of_another() -> None:
    """Of a place that one asker filled for long, the next turn is the other's."""
    order: list[str] = []

    async def work() -> None:
        turns = Turns(1, each=1, waiting=20, each_waiting=20)

        async def one(asker: str) -> None:
            async with turns.turn(asker):
                order.append(asker)
                await asyncio.sleep(0)

        greedy = [asyncio.create_task(one("greedy")) for _ in range(GREEDY)]
        await asyncio.sleep(0)
        await asyncio.gather(*greedy, asyncio.create_task(one("modest")))

    at_once(work)
    assert len(order) == GREEDY + 1
    assert order.index("modest") <= 2


def test_shares_and_the_whole_have_an_end() -> None:
    """One asker may run and wait so often, and all together so often; the others go on."""

    async def work() -> None:
        turns = Turns(2, each=1, waiting=3, each_waiting=2)
        await turns.take("a")
        waiting = [asyncio.create_task(turns.take("a")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(NoTurnError) as refused:
            await turns.take("a")
        assert refused.value.own
        await turns.take("b")  # the second place is nobody's yet
        waiting.append(asyncio.create_task(turns.take("c")))
        await asyncio.sleep(0)
        with pytest.raises(NoTurnError) as refused:
            await turns.take("d")
        assert not refused.value.own
        for asker in "abcaa":
            turns.give_back(asker)
            await asyncio.sleep(0)
        await asyncio.gather(*waiting)

    at_once(work)


def test_who_does_not_wait_any_more_takes_no_place() -> None:
    """A turn that is cancelled while it waits, or the moment it comes, is another's."""

    async def work() -> None:
        turns = Turns(1, each=1, waiting=20, each_waiting=20)
        await turns.take("a")
        gone = [asyncio.create_task(turns.take("gone")) for _ in range(5)]
        await asyncio.sleep(0)
        for task in gone[1:]:
            task.cancel()
        turns.give_back("a")  # the first one's turn comes …
        gone[0].cancel()  # … when it is gone
        await asyncio.gather(*gone, return_exceptions=True)
        await asyncio.wait_for(turns.take("b"), 5)

    at_once(work)


def test_a_bucket_lets_a_rush_pass_and_then_so_many_a_second() -> None:
    """What is asked too often waits, and debts have an end."""
    clock = Clock()
    bucket = Bucket(Rate(5, 2), clock)
    assert [bucket.take() for _ in range(5)] == [0] * 5
    assert bucket.take() == 0.5
    assert bucket.take(100) == 2.5
    clock.seconds += 60
    assert bucket.take() == 0


def test_a_bucket_that_refuses_takes_nothing() -> None:
    """Who was refused may ask again as soon as there is something."""
    clock = Clock()
    bucket = Bucket(Rate(2, 1), clock)
    assert [bucket.may() for _ in range(4)] == [True, True, False, False]
    clock.seconds += 1
    assert bucket.may()


def test_askers_are_forgotten_in_the_end() -> None:
    """Whoever has many addresses fills no memory."""
    buckets = Buckets(Rate(1, 1))
    for number in range(30_000):
        buckets.of(str(number))
    assert len(buckets._known) == 10_000  # noqa: SLF001 - what must not grow


def test_turns_of_many_addresses_are_forgotten() -> None:
    """What each had is not remembered for ever either."""

    async def work() -> None:
        turns = Turns(2, each=1, waiting=20, each_waiting=2)
        for number in range(30_000):
            async with turns.turn(str(number)):
                pass
        assert len(turns._had) <= 1_000  # noqa: SLF001 - what must not grow
        assert not turns._running  # noqa: SLF001 - as above

    at_once(work)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:80", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", "None"),
        ("\xff", "None"),
        ("", "None"),
    ],
)
def test_addresses_are_read(text: str, read: str) -> None:
    """In each form that proxies and sockets write."""
    assert str(read_address(text)) == read


@pytest.mark.parametrize(
    ("client", "named", "asker"),
    [
        ("192.0.2.9", "198.51.100.1", "192.0.2.9"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.5, 127.0.0.1", "203.0.113.5"),
        ("127.0.0.1", "\xff,,,", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_whom_a_proxy_names(client: str, named: str, asker: str) -> None:
    """A stranger's word is not taken, and of several names the last that no proxy has."""
    headers = [(b"x-forwarded-for", named.encode("latin-1"))]
    scope: Scope = {"type": "http", "client": (client, 1), "headers": headers}
    assert str(named_by_proxies(scope, LOCAL)) == asker


@pytest.mark.parametrize(
    ("client", "share"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("testclient", ""),
    ],
)
def test_shares_are_of_homes(client: str, share: str) -> None:
    """All addresses that a home has are one share; this machine has none."""
    assert share_of({"type": "http", "client": (client, 1), "headers": []}) == share
