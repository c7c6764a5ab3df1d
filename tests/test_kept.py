"""Files that are written for whoever asks: once, for those who wait, in pieces, on disk."""

from __future__ import annotations

import asyncio
import io
import shutil
import tracemalloc
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

from components.exporting import answers
from components.exporting.writers import _IN_PIECES, pieces_of, writer_of
from components.serving import sending
from components.serving.kept import GoneError, Kept, size_of
from components.serving.sending import PIECE, Sending
from components.serving.turns import NoTurnError, Turns
from data.cache import VARIABLE
from data.catalogue import VARIABLE as PACKAGES
from data.exports.excerpt import Excerpt, UnwantedError
from data.exports.format import Format
from tests.helpers import breaking
from tests.helpers.asgi import ask
from tests.helpers.datasets import HARBOURS, OWN_PACKAGES, loaded
from tests.helpers.excerpts import excerpt


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))


def at_once(work: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine in a thread of its own."""

    async def all_of_it() -> None:
        await work()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(all_of_it())).result(30)


async def stays() -> None:
    """Stand for whoever waits to the end."""
    await asyncio.Event().wait()


async def leaves() -> None:
    """Stand for whoever has gone already."""


def turns() -> Turns:
    """Give one place, as exports have two."""
    return Turns(1, each=1, waiting=20, each_waiting=20)


class Writer:
    """Writes a file, piece after piece, until it may end or nobody waits."""

    def __init__(self) -> None:
        self.may_end = Event()
        self.begun = self.ended = 0

    def __call__(self, file: BinaryIO, unwanted: Event) -> None:
        """Write it."""
        self.begun += 1
        while not self.may_end.wait(0.005):
            if unwanted.is_set():
                self.ended += 1
                raise UnwantedError
        file.write(b"good")


def files(folder: Path) -> list[Path]:
    """Give all that is kept."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_file_is_written_once(tmp_path: Path) -> None:
    """Ten who ask at the same time and one who asks later get the file of one writer."""
    write = Writer()

    async def work() -> None:
        kept, place = Kept(in_memory=0), turns()
        asked = [
            asyncio.create_task(kept.written("key", write, place, number, stays))
            for number in range(10)
        ]
        await asyncio.sleep(0.05)
        write.may_end.set()
        for file in [*await asyncio.gather(*asked), kept.there("key")]:
            assert file is not None
            with file:
                assert file.read() == b"good"

    at_once(work)
    assert write.begun == 1
    assert len(files(tmp_path)) == 1


def test_nothing_is_written_for_those_who_have_gone(tmp_path: Path) -> None:
    """Of 22 that nobody waits for at most one is begun, and it ends; the next is served at once."""
    attack, good = Writer(), Writer()
    good.may_end.set()

    async def work() -> None:
        kept, place = Kept(in_memory=0), turns()
        for number in range(22):
            with pytest.raises(GoneError):
                await kept.written(number, attack, place, "same", leaves)
        file = await asyncio.wait_for(kept.written("good", good, place, "other", stays), 10)
        with file:
            assert file.read() == b"good"

    at_once(work)
    assert attack.begun <= 22
    assert attack.ended == attack.begun
    assert good.begun == 1
    assert len(files(tmp_path)) == 1


def test_one_who_leaves_takes_it_from_no_other() -> None:
    """A file that somebody still waits for is written to its end."""
    write = Writer()

    async def work() -> None:
        kept, place = Kept(in_memory=0), turns()
        waits = asyncio.create_task(kept.written("key", write, place, "a", stays))
        await asyncio.sleep(0.05)
        with pytest.raises(GoneError):
            await kept.written("key", write, place, "b", leaves)
        write.may_end.set()
        (await waits).close()

    at_once(work)
    assert (write.begun, write.ended) == (1, 0)


def test_who_comes_when_it_was_given_up_gets_a_new_one() -> None:
    """A file that is being ended is not waited for."""
    write = Writer()

    async def work() -> None:
        kept, place = Kept(in_memory=0), turns()
        task = asyncio.create_task(kept.written("key", write, place, "a", stays))
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        again = asyncio.create_task(kept.written("key", write, place, "b", stays))
        await asyncio.sleep(0.05)
        write.may_end.set()
        (await again).close()

    at_once(work)
    assert (write.begun, write.ended) == (2, 1)


def test_what_is_kept_has_its_limits(tmp_path: Path) -> None:
    """The file that nobody asked for longest goes; one that is being sent is sent to its end."""

    def write(file: BinaryIO, _unwanted: Event) -> None:
        file.write(bytes(40))

    async def work() -> None:
        kept, place = Kept(most_bytes=100, most_files=3, in_memory=0), turns()
        first = await kept.written(0, write, place, "a", stays)
        for key in range(1, 6):
            (await kept.written(key, write, place, "a", stays)).close()
        assert len(first.read()) == 40
        first.close()
        assert kept.there(0) is None
        assert len(files(tmp_path)) == 2

    at_once(work)


def test_a_file_in_memory_is_there_once() -> None:
    """Fifty who have it open and read nothing hold no copies of it."""

    def write(file: BinaryIO, _unwanted: Event) -> None:
        file.write(bytes(1_000_000))

    async def work() -> None:
        kept = Kept()
        (await kept.written("key", write, turns(), "a", stays)).close()
        tracemalloc.start()
        files = [kept.there("key") for _ in range(50)]
        assert [size_of(file) for file in files if file] == [1_000_000] * 50
        assert tracemalloc.get_traced_memory()[0] < 1_000_000

    try:
        at_once(work)
    finally:
        tracemalloc.stop()


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    """An error is that of everybody who waits, and the next one is tried anew."""

    def fails(file: BinaryIO, _unwanted: Event) -> None:
        file.write(b"half")
        raise OSError("full")

    async def work() -> None:
        kept, place = Kept(in_memory=0), turns()
        for _ in range(2):
            with pytest.raises(OSError, match="full"):
                await kept.written("key", fails, place, "a", stays)

    at_once(work)
    assert files(tmp_path) == []


def sent(app: Sending, stuck_after: int | None = None, method: str = "GET") -> list[Message]:
    """Take what is sent, or nothing more after so many messages."""
    taken: list[Message] = []

    async def send(message: Message) -> None:
        if stuck_after is not None and len(taken) > stuck_after:
            await asyncio.Event().wait()
        taken.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    scope: Scope = {"type": "http", "method": method}
    at_once(lambda: app(scope, receive, send))
    return taken


def test_a_file_is_sent_in_pieces() -> None:
    """No more than a piece of it is in memory; its length is said."""
    file = io.BytesIO(bytes(3 * PIECE + 5))
    taken = sent(Sending(file, 3 * PIECE + 5, "text/csv", {}))
    assert (b"content-length", str(3 * PIECE + 5).encode()) in taken[0]["headers"]
    assert [len(one["body"]) for one in taken[1:]] == [PIECE, PIECE, PIECE, 5, 0]
    assert file.closed


def test_who_does_not_read_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while without reading the file is closed, and no end is said that is none."""
    monkeypatch.setattr(sending, "PATIENCE", 0.05)
    file = io.BytesIO(bytes(10 * PIECE))
    taken = sent(Sending(file, 10 * PIECE, "text/csv", {}), stuck_after=2)
    assert len(taken) == 3
    assert taken[-1]["more_body"]
    assert file.closed


@pytest.mark.parametrize("file", [io.BytesIO(b"good"), None], ids=["kept", "not written yet"])
def test_head_says_the_length_or_nothing(file: io.BytesIO | None) -> None:
    """Never a length that GET has not (RFC 9110, 8.6), and never a body."""
    taken = sent(Sending(file, 4 if file else None, "text/csv", {}), method="HEAD")
    lengths = [value for name, value in taken[0]["headers"] if name == b"content-length"]
    assert lengths == ([b"4"] if file else [])
    assert [message["body"] for message in taken[1:]] == [b""]


@pytest.mark.parametrize("path", ["export/two-harbours.csv", "export/two-harbours.xlsx"])
def test_head_costs_no_export(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """It is answered without writing anything, and after GET with the length of GET."""
    monkeypatch.setenv(PACKAGES, str(OWN_PACKAGES))
    monkeypatch.setattr(answers, "_desk", answers._Desk())  # noqa: SLF001 - with nothing kept
    app = Starlette(routes=list(answers.routes()))
    before = ask(app, path, method="HEAD")
    assert before.status == 200
    assert "content-length" not in before.headers
    got = ask(app, path)
    after = ask(app, path, method="HEAD")
    assert after.headers["content-length"] == got.headers["content-length"] == str(len(got.body))
    assert after.body == b""
    assert {name: value for name, value in before.headers.items() if name != "content-length"} == {
        name: value for name, value in after.headers.items() if name != "content-length"
    }


def test_an_address_has_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks without end is refused for a moment; another one is served all the while."""
    monkeypatch.setenv(PACKAGES, str(OWN_PACKAGES))
    monkeypatch.setattr(answers, "_desk", answers._Desk())  # noqa: SLF001 - a fresh one
    app = Starlette(routes=list(answers.routes()))
    path = "export/two-harbours.bib"
    statuses = [ask(app, path, f"q={n}", "HEAD", client="192.0.2.1").status for n in range(130)]
    assert 429 in statuses
    assert statuses.count(429) >= 10
    refused = ask(app, path, method="HEAD", client="192.0.2.1")
    assert refused.status in {200, 429}
    assert ask(app, path, client="192.0.2.2").status == 200


def test_what_is_small_does_not_wait_for_what_is_large() -> None:
    """They wait in rows of their own."""
    desk = answers._Desk()  # noqa: SLF001 - what is looked into
    assert desk.small is not desk.large

    async def work() -> None:
        for number in range(answers.AT_ONCE):
            await desk.large.take(number)
        waiting = [asyncio.create_task(desk.large.take(9)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(NoTurnError):
            await desk.large.take(9)
        await asyncio.wait_for(desk.small.take(9), 1)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    at_once(work)


@pytest.mark.parametrize("key", _IN_PIECES)
def test_pieces_are_the_file(key: str) -> None:
    """What is given in pieces is what is given at once, and it ends when nobody waits."""
    taken = excerpt(loaded(HARBOURS))
    assert b"".join(_IN_PIECES[key](taken)) == writer_of(key)(taken)
    taken.unwanted.set()
    with pytest.raises(UnwantedError):
        writer_of(key)(taken)


def test_a_dataset_that_is_deleted_while_it_is_exported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is in memory is written to its end; what needs the files says why it is not."""
    folder = breaking.copy(tmp_path / "packages")
    monkeypatch.setenv(PACKAGES, str(folder.parent))
    monkeypatch.setattr(answers, "_desk", answers._Desk())  # noqa: SLF001 - with nothing kept
    app = Starlette(routes=list(answers.routes()))
    real = pieces_of

    def deleting(wanted: Format, taken: Excerpt) -> Iterable[bytes]:
        shutil.rmtree(folder, ignore_errors=True)
        return real(wanted, taken)

    with monkeypatch.context() as patch:
        patch.setattr(answers, "pieces_of", deleting)
        whole = ask(app, "export/two-harbours.csv")
        assert (whole.status, whole.body.count(b"\r\n")) == (200, 31)
    breaking.copy(tmp_path / "packages")
    with monkeypatch.context() as patch:
        patch.setattr(answers, "pieces_of", deleting)
        package = ask(app, "export/two-harbours.zip")
        assert package.status == 503
        assert b"have changed" in package.body
    assert ask(app, "export/two-harbours.csv").status == 404
