"""Two copies of the app behind nginx, with the site that is shipped; readers move between them."""

from __future__ import annotations

import gzip
import re
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import RemoteDisconnected
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from bench.generate import Size, generate
from bench.readers import Reader
from tests.helpers import nginx
from tests.helpers.browser import NewDesk
from tests.helpers.nginx import Copy, Site, ask, start, until

EXPORT = "export/two-harbours.csv"
FRAME = "component/streamlit_folium.st_folium/index.html"
HASHED = re.compile(r"^http://[^/]+/(standpoint|static)/")
LINE = re.compile(
    r"\S+ [A-Z]+ (page|_stcore|component|export|health|standpoint|static) \d{3} bytes=\d+ s=[\d.]+ "
    r"copy=[-\d.:, ]+ cache=\S+"
)
"""All that nginx may write of a request."""
METRICS = ("metrics", "metrics?x", "metrics/", "/metrics", "%6detrics", "x/../metrics", "METRICS")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the site; a test that ends a copy starts it again."""
    folder = tmp_path_factory.mktemp("site")
    copies = Copy(folder), Copy(folder)
    with copies[0].running, copies[1].running:
        start(*copies)
        with nginx.running(folder, (copies[0].port, copies[1].port)) as address:
            until(lambda: all(copy.is_ready for copy in copies))
            yield Site(address, folder, copies)


def test_a_reader_moves_when_a_copy_ends(site: Site, new_desk: NewDesk) -> None:
    """The page comes back through the other copy, to the same view, and nobody wrote who it was.

    A copy that is started anew serves what the others have given out.
    """
    until(lambda: site.readers() == [0, 0])
    desk = new_desk().open(f"{site.address}?q=syria&speaker=vladimir-putin")
    desk.symbol("Syria, country").click()
    desk.has("at", "syria")
    desk.cards.first.locator("button.exact").click()
    expect(desk.page.locator("article.card.chosen")).to_have_count(1)
    desk.look_at(36.2, 38.4, 5.5)
    before = desk.parameters, desk.sentence.inner_text(), desk.view()
    desk.is_clean()
    desk.page.evaluate("() => { window.stayed = true; }")
    left, other = sorted(site.copies, key=lambda copy: -copy.counts("standpoint_readers"))
    left.kill()
    until(lambda: other.counts("standpoint_readers") == 1)
    desk.option("topic", "relations").click()
    desk.has("topic", "relations")
    expect(desk.option("topic", "relations")).to_have_attribute("aria-pressed", "true")
    desk.option("topic", "relations").click()
    desk.has("topic")
    expect(desk.sentence).to_have_text(before[1])
    now = {key: value for key, value in desk.parameters.items() if key != "tab"}
    assert now == {key: value for key, value in before[0].items() if key != "tab"}
    assert desk.view() == pytest.approx(before[2], abs=0.02)  # to a pixel
    assert desk.page.evaluate("() => window.stayed")
    left.start()
    given = {url.removeprefix(site.address) for url in desk.requests if "/standpoint/" in url}
    assert len(given) > 5
    for file in (FRAME, *given):
        assert left.ask(file).status == 200, file
    written = site.log(nginx.ACCESS).splitlines()
    assert [line for line in written if not LINE.fullmatch(line)] == []
    assert site.log(nginx.ERRORS) == ""


def test_many_readers_while_a_copy_is_started_again(site: Site) -> None:
    """Whoever asks is answered, by one copy or the other, while one is away and when it is back."""
    over = Event()

    def read(number: int) -> tuple[int, int]:
        answered = cut = 0
        while not over.is_set():
            try:
                with Reader(site.address, f"dataset=two-harbours&page={number}"):
                    answered += 1
            except (ConnectionClosed, EOFError):  # it was inside when its copy ended
                cut += 1
        return answered, cut

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read, number) for number in range(6)]
        try:
            until(lambda: min(site.readers()) > 0)
            site.copies[0].kill()
            site.copies[0].start()
            until(lambda: min(site.readers()) > 0)
        finally:
            over.set()
    for answered, cut in (reader.result() for reader in readers):
        assert answered > 1
        assert cut <= 1


def test_files_come_from_the_cache(site: Site, new_desk: NewDesk) -> None:
    """What has a hash in its address is asked of no copy twice, and keeps its headers."""
    desk = new_desk().open(site.address)
    desk.is_clean()
    files = {url for url in desk.requests if HASHED.search(url)}
    assert len(files) > 20
    plain = {url: ask(url).body for url in files}
    for url in files:
        ask(url, Accept_Encoding="gzip")
    before = site.hashed()
    for url in files:
        packed = ask(url, Accept_Encoding="br, gzip")
        assert "immutable" in packed.headers["Cache-Control"], url
        assert "default-src 'self'" in packed.headers["Content-Security-Policy"], url
        assert packed.headers["X-Content-Type-Options"] == "nosniff", url
        assert packed.headers["Server"] == "nginx", url
        if packed.headers["Content-Encoding"] == "gzip":
            assert gzip.decompress(packed.body) == plain[url], url
        else:
            assert packed.body == plain[url], url
            assert len(packed.body) < 1024 or url.endswith((".png", ".woff2")), url
    assert site.hashed() == before
    assert ask(f"{site.address}standpoint/{'0' * 20}/map.js").status == 404


def test_exports_are_the_same_from_each_copy(site: Site) -> None:
    """What one copy gave out, the other knows; a link in it is of the scheme that was asked for."""
    first = ask(site.address + EXPORT)
    asked = [
        sum(EXPORT in line for line in copy.log.read_text().splitlines()) for copy in site.copies
    ]

    def each_was_asked() -> bool:
        again = ask(site.address + EXPORT, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        return all(
            sum(EXPORT in line for line in copy.log.read_text().splitlines()) > count
            for copy, count in zip(site.copies, asked, strict=True)
        )

    until(each_was_asked)
    # nginx says how it was asked, whatever the one who asks says.
    link = "export/two-harbours.txt"
    assert b"http://" in ask(site.address + link, X_Forwarded_Proto="https").body
    direct = ask(site.copies[0].served.address + link, X_Forwarded_Proto="https").body
    assert b"https://" in direct


ADDRESSES = ["127.0.0.1"] if sys.platform == "darwin" else ["127.0.0.1", "127.0.0.2"]
"""macOS asks from one address alone."""


@pytest.mark.parametrize("source", ADDRESSES)
def test_who_may_ask_for_what(site: Site, source: str) -> None:
    """Health is open to all and metrics to none, however their address is written."""
    for part, words in (("live", b"alive"), ("ready", b"ready")):
        assert ask(f"{site.address}health/{part}", source).body == words
    assert site.copies[0].ask("metrics").status == 200
    for part in METRICS:
        assert b"standpoint_readers" not in ask(site.address + part, source).body, part


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS asks from one address alone")
def test_an_office_and_a_flood(site: Site) -> None:
    """Many readers may come from one address at once; who asks without end is told to wait."""
    statuses = [ask(f"{site.address}metrics", "127.0.0.3").status for _ in range(500)]
    assert set(statuses) == {403}
    more = (ask(f"{site.address}metrics", "127.0.0.3").status for _ in range(2_000))
    assert 429 in more
    assert ask(f"{site.address}health/live", "127.0.0.4").status == 200


def test_a_copy_that_starts_or_is_full(tmp_path: Path, new_desk: NewDesk) -> None:
    """It sends new readers to the other; where both are full, a sentence says so.

    All of it stands under a path, and the copies have other data for a while.
    """
    packages = tmp_path / "packages"
    generate(packages, Size("large", 8_000, 400))
    new = Copy(tmp_path, "maps", {"STANDPOINT_READERS": "1"}, packages)
    old = Copy(tmp_path, "maps", {"STANDPOINT_READERS": "8"})
    site = nginx.running(tmp_path, (new.port, old.port), "maps")
    with new.running, old.running, site as address:
        nobody = ask(address)
        assert (nobody.status, b"is being started again" in nobody.body) == (503, True)
        old.start()
        until(lambda: old.is_ready)
        new.start()
        opening = new.ask("health/ready")
        assert (opening.status, opening.body) == (503, b"opening the first dataset")
        assert {ask(f"{address}health/ready").status for _ in range(4)} == {200}
        until(lambda: new.is_ready)
        desk = new_desk().open(new.served.address)
        (data,) = {url for url in desk.requests if url.endswith("map.json")}
        data = data.replace(new.served.address, address)
        # nginx asks one copy, then the other, and keeps the answers to these two apart.
        assert {ask(data).status, ask(data, Accept_Encoding="gzip").status} == {200}
        desk.page.goto("about:blank")
        until(lambda: new.counts("standpoint_readers") == 0)
        with ExitStack() as inside:
            inside.enter_context(Reader(new.served.address))  # then it lets no newcomer connect
            for _ in range(2):
                with Reader(address):
                    pass
            desk.open(address).is_clean()
            desk.page.goto("about:blank")
            until(lambda: old.counts("standpoint_readers") == 0)
            assert ask(address).status == 200
            for _ in range(8):
                inside.enter_context(Reader(old.served.address))
            until(lambda: ask(address).status == 503)
            assert new.counts("standpoint_readers_refused_total") > 1
            answer = desk.page.goto(address)
            assert answer
            assert answer.status == 503
            expect(desk.page.get_by_role("heading", name="Many people")).to_be_visible()


@pytest.mark.parametrize("host", ["evil.example", "maps.example.org.evil.example"])
def test_a_name_that_someone_chose_is_refused_by_both(site: Site, host: str) -> None:
    """The site gives no answer at all, a copy says 421; the good name beside it is answered."""
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        ask(f"{site.address}{EXPORT}", Host=host)
    copy = site.copies[0].served.address
    assert ask(f"{copy}{EXPORT}", Host=host).status == 421
    with pytest.raises(InvalidStatus) as refused:
        websocket(f"{copy.replace('http', 'ws')}_stcore/stream", Host=host)
    assert refused.value.response.status_code == 421
    assert ask(f"{site.address}{EXPORT}").status == 200


def websocket(address: str, **headers: str) -> None:
    """Open a connection at once, with headers of one's own."""
    port = int(address.split(":")[2].partition("/")[0])
    made = socket.create_connection(("127.0.0.1", port))
    named = address.replace(f"127.0.0.1:{port}", headers.get("Host", f"127.0.0.1:{port}"))
    with connect(named, sock=made, origin=Origin(f"http://{headers.get('Host')}")):
        pass
