"""Hostile addresses: over HTTP there is an answer to everything, and none tells of the inside."""

from __future__ import annotations

import csv
import http.client
import io
import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import given

from components.choices import CHOICES
from data.choosing.link import EMBEDDING, read, write
from data.choosing.selection import NARROWING, select
from data.choosing.spot import listed
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.hostile_links import KEYS, LINKS, NASTY, QUERIES, Link, many, query
from tests.helpers.strangers import PATIENCE, Server, watched

CSV = "/export/two-harbours.csv"
PNG = "/export/two-harbours.png"
HASH = "0" * 20
METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "get", "X" * 99)
ROOTS = (
    "/",
    "/export/",
    f"/standpoint/{HASH}/",
    "/_stcore/",
    "/_stcore/upload_file/a/",
    "/_stcore/bidi-components/x/",
    "/media/",
    "/component/",
    "/component/streamlit_folium.st_folium/",
    "/app/static/",
)
LEAVES = (
    "",
    "..%2f..%2fapp.py",
    "../../app.py",
    "%2e%2e/%2e%2e/app.py",
    "..%5c..%5capp.py",
    "%252e%252e%252fapp.py",
    "....//....//app.py",
    "//etc/passwd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "%00",
    "%ff",
    "%ed%a0%80",
    "%zz",
    "a%0d%0aX-Evil:%201",
    "%E2%80%AE",
    "x" * 300,
    "x" * 30_000,
    "two-harbours.csv%0d%0aX-Evil:%201",
    "two-harbours%0a.csv",
    "two-harbours.csv/",
    "two-harbours.csv%2f..%2fmoscow-talks.csv",
    ".csv",
    "health",
    "stream",
)
TARGETS = (
    *(root + leaf for root in ROOTS for leaf in LEAVES),
    "/" + CSV,
    "http://127.0.0.1" + CSV,
    "http://[bad" + CSV,
    "*",
    "?",
    CSV + "?" + "x" * 60_000,
    CSV + "?q=" + "x" * 600_000,
    *(f"{CSV}?{asked}" for asked in QUERIES),
    *(
        f"{PNG}?{key}={value}"
        for key in ("width", "height", "dark")
        for value in ("", "0", "-400", "399", "4001", "1e3", "nan", "400.0", "%D9%A4", "9" * 5000)
    ),
)
HEADERS = (
    *(("Host", host) for host in ("", "[", "[::1", "a b", "a/b?c#d", "a:99999999", "\xff")),
    *(("Range", part) for part in ("bytes=0-1", "bytes=9-1", "bytes=-", "bytes=" + "0-1," * 2000)),
    *(("If-None-Match", tags) for tags in ("\xff", '"', 'W/"x",' * 5000)),
    *(("Accept-Encoding", way) for way in ("\xff", "gzip;q=x", "," * 9000)),
    *(("Origin", origin) for origin in ("null", "\xff", "http://[", "javascript:alert(1)")),
    *(("Cookie", cookie) for cookie in ("\xff", ";;;=", "_streamlit_xsrf=2|x|y|z")),
    *(("X-Forwarded-Proto", scheme) for scheme in ("javascript", "\xff", "")),
    ("X-Forwarded-For", "\xff,,,"),
    ("Content-Length", "-1"),
    ("Content-Length", "9" * 30),
    ("Transfer-Encoding", "chunked, gzip"),
    ("Expect", "100-continue"),
    ("Upgrade", "websocket"),
    ("Long", "x" * 60_000),
    ("Longer", "x" * 300_000),
    ("Odd name", "x"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the app, and keep what it writes."""
    with watched(tmp_path_factory.mktemp("addresses")) as found:
        yield found


def answer(server: Server, target: str, method: str = "GET", *headers: tuple[str, str]) -> bytes:
    """Send a request as it is, whatever is wrong with it; give all that comes back."""
    place = urlsplit(server.address)
    fields = {"Host": place.netloc, "Connection": "close", **dict(headers)}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    with socket.create_connection((str(place.hostname), place.port or 80), PATIENCE) as connection:
        found = b""
        try:
            connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
            while part := connection.recv(65536):
                found += part
        except (BrokenPipeError, ConnectionResetError):
            pass  # it need not listen to the end
        except TimeoutError as error:
            error.add_note(f"{method} {target[:200]} {str(headers)[:200]}")
            raise
        return found


def check_answer(found: bytes, request: str) -> None:
    """Check that an answer is one, and tells nothing of the inside."""
    head, _, body = found.partition(b"\r\n\r\n")
    status = int(head.split(b" ")[1]) if head else 0
    assert 100 <= status < 500, (request, head)
    assert b"x-evil" not in head.lower(), request
    for word in (b"Traceback", b'File "', b"st.App(", b"root:x:", b"site-packages"):
        assert word not in body, request


def test_every_address_has_an_answer(server: Server) -> None:
    """No path, query or percent escape leads out, in, or to an error of the server."""
    for target in TARGETS:
        check_answer(answer(server, target), target[:200])
    server.is_calm()


def test_every_method_and_header_has_an_answer(server: Server) -> None:
    """Nor does a method or a header of any kind or length."""
    for leaf in (CSV, "/_stcore/health", "/media/x.png", f"/standpoint/{HASH}/map.js", "/"):
        for method in METHODS:
            check_answer(answer(server, leaf, method), f"{method[:9]} {leaf}")
        for header in HEADERS:
            found = answer(server, leaf, "GET", header)
            if found or len(header[1]) < 1000:  # too long a header may be cut off without a word
                check_answer(found, f"{leaf} {str(header)[:200]}")
    server.is_calm()


def check_export(connection: http.client.HTTPConnection, link: Link) -> None:
    """Check that a table holds what its address asks for, or is refused with a reason."""
    dataset = loaded(HARBOURS)
    connection.request("GET", f"{CSV}?{query(link)}")
    response = connection.getresponse()
    content = response.read().decode("utf-8-sig")
    selection, notices = read(dataset, link, CHOICES)
    kept = write(selection)
    asked = {key: values for key, values in link.items() if key.lower() not in EMBEDDING}
    harmless = set(KEYS) - {*NARROWING, "at"}
    lost = {
        key
        for key, values in asked.items()
        if any(map(str.strip, values)) and key not in (*kept, *harmless)
    }
    if response.status == 200:
        assert not lost
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
        mask = listed(dataset, select(dataset, selection).mask, selection.spot)
        assert len(rows) == int(mask.sum())
    else:
        assert response.status == 400
        problem = json.loads(content)
        assert problem["detail"].isprintable()
        assert problem["detail"].startswith(" ".join(notices))
        assert "cannot be read" in problem["detail"]


@pytest.fixture
def connection(server: Server) -> Iterator[http.client.HTTPConnection]:
    """Give a connection to the server that stays open."""
    place = urlsplit(server.address)
    found = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
    yield found
    found.close()


def test_exports_of_nasty_links(server: Server, connection: http.client.HTTPConnection) -> None:
    """No odd value of any parameter makes a table hold more than was asked for, or fail."""
    for link in NASTY:
        if len(query(link)) < 60_000:
            check_export(connection, link)
    server.is_calm()


def test_exports_of_generated_links(server: Server) -> None:
    """Neither does any mixture of what there is, what nearly is, and anything."""
    place = urlsplit(server.address)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)

    @many(500)
    @given(LINKS)
    def ask(link: Link) -> None:
        check_export(connection, link)

    ask()
    connection.close()
    server.is_calm()
