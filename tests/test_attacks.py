"""Attacks on a running copy: each is sent, costs little, and the good case beside it still works.

What an attack costs is the server's own processor or memory, and it is compared with what the same
number of good requests takes in the same run.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Event
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import ClientConnection, connect

from bench.generate import Size, generate
from bench.process import memory, seconds
from bench.readers import Reader
from components.operating.messages import OF_AN_ADDRESS
from tests.helpers.serving import Serving, serving

SIZE = Size("attacked", 3_000, 300)
BIB, GEOJSON, XLSX = (f"/export/{SIZE.name}.{ending}" for ending in ("bib", "geojson", "xlsx"))
PAGES = tuple(f"dataset={SIZE.name}&page={number}" for number in range(1, 8))
CLICKS = 20
PATIENCE = 60


@dataclass(frozen=True)
class Copy:
    """A copy of the app that is attacked."""

    app: Serving

    @property
    def place(self) -> tuple[str, int]:
        """Give where it listens."""
        parts = urlsplit(self.app.address)
        return str(parts.hostname), int(parts.port or 80)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
        """Ask for something and read all of the answer; give the status and it."""
        connection = HTTPConnection(*self.place, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    @contextmanager
    def unread(self, path: str) -> Iterator[socket.socket]:
        """Ask for something and read nothing; whoever asked leaves when the block ends."""
        with socket.socket() as asking:
            asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            asking.settimeout(PATIENCE)
            asking.connect(self.place)
            asking.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            yield asking

    def cost(self, work: Callable[[], object]) -> float:
        """Give the seconds of a processor that the server spends on something, to its end."""
        before = self._calm()
        work()
        return self._calm() - before

    def _calm(self) -> float:
        """Wait until the server has nothing to do; give the seconds that it has used."""
        used, calm = seconds(self.app.pid), 0
        while calm < 5:
            time.sleep(0.05)
            now = seconds(self.app.pid)
            used, calm = now, calm + 1 if now - used < 0.02 else 0
        return used


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """Serve a dataset of which exports take long enough to be measured."""
    packages = tmp_path_factory.mktemp("packages")
    generate(packages, SIZE)
    with serving(packages=packages) as app:
        copy = Copy(app)
        for path in (BIB, GEOJSON, XLSX, "/"):  # what is read once is read
            assert copy.ask(path)[0] == 200
        with Reader(app.address):
            pass
        yield copy


def run(query: str = "", widgets: int = 0) -> bytes:
    """Give the message that asks for a run of the page, with so many states of widgets."""
    message = BackMsg()
    message.rerun_script.query_string = query
    for number in range(widgets):
        message.rerun_script.widget_states.widgets.add(id=f"w{number}", int_value=1)
    return bytes(message.SerializeToString())


def heartbeat() -> bytes:
    """Give the message by which a page says that it is still there."""
    message = BackMsg()
    message.app_heartbeat = True
    return bytes(message.SerializeToString())


def clear_cache() -> bytes:
    """Give the message that would empty what all readers share."""
    message = BackMsg()
    message.clear_cache = True
    return bytes(message.SerializeToString())


def names_of_files() -> bytes:
    """Give a message that asks for ten thousand places to put files."""
    message = BackMsg()
    message.file_urls_request.file_names.extend(f"{number}" for number in range(10_000))
    return bytes(message.SerializeToString())


def test_exports_that_nobody_waits_for(site: Copy) -> None:
    """Forty whose askers have hung up cost little more than one that is read; small ones go on."""
    good = site.cost(lambda: site.ask(f"{XLSX}?view=1,1,3"))
    small: list[int] = []

    def attack() -> None:
        for number in range(40):
            with site.unread(f"{XLSX}?view=2,{number},3"):
                time.sleep(0.05)
            if number % 20 == 19:
                small.append(site.ask(f"{BIB}?view=2,{number},3")[0])

    assert site.cost(attack) < 5 * good
    assert small == [200, 200]
    assert site.ask(f"{XLSX}?view=3,1,3")[0] == 200


def test_readers_who_read_nothing(site: Copy) -> None:
    """Forty of them hold less than eight of the file; who reads gets all of it beside them."""
    whole = site.ask(GEOJSON)[1]
    before = memory(site.app.pid)
    with ExitStack() as idle:
        waiting = [idle.enter_context(site.unread(GEOJSON)) for _ in range(40)]
        assert [one.recv(5) for one in waiting] == [b"HTTP/"] * 40
        assert memory(site.app.pid) - before < 8 * len(whole) / 1e6
        assert site.ask(GEOJSON) == (200, whole)


def test_heads_without_end(site: Copy) -> None:
    """Those of one address cost a part of as many readers' ones; another is answered meanwhile."""
    asked = range(200)

    def ask(number: int, who: str, words: str) -> int:
        path = f"{BIB}?q={words}{number}"
        return site.ask(path, "HEAD", X_Forwarded_For=who)[0]

    with ThreadPoolExecutor(40) as threads:

        def readers() -> None:
            list(threads.map(lambda number: ask(number, f"192.0.2.{number}", "a"), asked))

        def attack() -> None:
            sent = [threads.submit(ask, number, "198.51.100.1", "b") for number in asked]
            beside.append(ask(0, "192.0.2.1", "c"))
            before.append(sum(one.done() for one in sent))
            refused.append(sum(one.result() == 429 for one in sent))

        beside: list[int] = []
        before: list[int] = []
        refused: list[int] = []
        good = site.cost(readers)
        assert site.cost(attack) < 0.7 * good
    assert beside == [200]
    assert before[0] < len(asked) / 2
    assert refused[0] > len(asked) / 2


def test_runs_without_end(site: Copy) -> None:
    """Ten connections that ask as fast as they can get the runs of one address, no more.

    What they and another reader's clicks cost is compared with those clicks alone.
    """
    asked, over = [0] * 10, Event()

    def flood(number: int) -> None:
        with Reader(site.app.address, PAGES[0], "198.51.100.2") as attacker:
            for _ in range(20):  # together, the rush that an office may have
                attacker.tell(heartbeat())
            while not over.is_set():
                attacker.ask(run(PAGES[asked[number] % len(PAGES)]))
                asked[number] += 1

    def clicks() -> None:
        for number in range(CLICKS):
            reader.ask(run(PAGES[number % len(PAGES)]))

    with Reader(site.app.address, PAGES[0], "192.0.2.3") as reader:
        alone = site.cost(clicks)
        with ThreadPoolExecutor(10) as threads:
            sent = [threads.submit(flood, number) for number in range(10)]
            while sum(asked) < 10:
                time.sleep(0.05)
            before, began = seconds(site.app.pid), time.monotonic()
            clicks()
            among, span = seconds(site.app.pid) - before, time.monotonic() - began
            over.set()
            for one in sent:
                one.result()
    assert among < 1.5 * alone * (1 + OF_AN_ADDRESS.a_second * span / CLICKS)


@contextmanager
def connected(site: Copy, named: str = "") -> Iterator[tuple[ClientConnection, str]]:
    """Connect as a page does, perhaps naming a session to go on with; give the one it gets."""
    stream = f"ws://{site.place[0]}:{site.place[1]}/_stcore/stream"
    protocols = [Subprotocol(one) for one in ("streamlit", "x", named) if one]
    with connect(stream, subprotocols=protocols, max_size=None) as socket:
        socket.send(run(PAGES[0]))
        message = ForwardMsg()
        while message.WhichOneof("type") != "new_session":
            message.ParseFromString(socket.recv(timeout=PATIENCE, decode=False))
        yield socket, str(message.new_session.initialize.session_id)


def test_sessions_cannot_be_guessed(site: Copy) -> None:
    """One that was made up, or nearly known, is not given; whose it nearly was goes on."""
    with connected(site) as (mine, known):
        for named in (known[:-1] + ("1" if known.endswith("0") else "0"), "invented", "0"):
            with connected(site, named) as (_, given):
                assert given not in {known, named, ""}
        assert UUID(known).version == 4
        mine.send(run(PAGES[1]))
        assert mine.recv(timeout=PATIENCE)


@pytest.mark.parametrize(
    "sent",
    [run(widgets=30_000), clear_cache(), names_of_files()],
    ids=["widgets", "clear cache", "names of files"],
)
def test_messages_that_no_screen_sends(site: Copy, sent: bytes) -> None:
    """They cost less than clicks do, and the clicks after them are answered."""

    def clicks(before: bytes = b"") -> None:
        for number in range(3):
            with Reader(site.app.address, PAGES[number]) as reader:
                for _ in range(3):
                    if before:
                        reader.tell(before)
                    else:
                        reader.ask(run(PAGES[number]))
                reader.ask(run(PAGES[number]))

    good = site.cost(clicks)
    assert site.cost(lambda: clicks(before=sent)) < 2 * good


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        (BIB, "evil.example", 421),
        ("/", "evil.example", 421),
        ("/_stcore/anything", "localhost", 404),
        ("/static//index.html", "localhost", 404),
        ("/_stcore//upload_file/a/b", "localhost", 404),
        ("/export/../../app.py", "localhost", 400),
    ],
)
def test_addresses_that_are_refused(site: Copy, path: str, host: str, status: int) -> None:
    """Forty cost no more than twice forty of the page, which is there beside them."""
    good = site.cost(lambda: [site.ask("/") for _ in range(40)])
    found: set[int] = set()
    spent = site.cost(lambda: found.update(site.ask(path, Host=host)[0] for _ in range(40)))
    assert found == {status}
    assert spent < 2 * good
    assert site.ask("/")[0] == 200
