"""What the browser fetches: the route that answers, and the headers of every answer."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit.file_util import get_static_dir

from components.map.bases import BASES, hosts
from components.operating.headers import Headers, policy
from components.serving import bundle, served
from components.serving.bundle import Bundle
from components.serving.served import Served, address, routes
from tests.helpers import asgi
from tests.helpers.asgi import Answer

TEXT = b'{"words": "' + b"statement " * 500 + b'"}'


Ask = Callable[..., Answer]


@pytest.fixture
def calls() -> list[str]:
    """Collect the refills of the shelf."""
    return []


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, calls: list[str]) -> Ask:
    """Serve from a shelf of this test's own; give a function that asks for an address."""
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    app = Starlette(
        routes=list(routes(lambda: calls.append("refill"))), middleware=[Middleware(Headers)]
    )

    def request(path: str, method: str = "GET", **headers: str) -> Answer:
        return asgi.ask(app, path, method=method, **headers)

    return request


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("map.json", "application/json"),
        ("map.js", "text/javascript; charset=utf-8"),
        ("map.css", "text/css; charset=utf-8"),
        ("icons/a.png", "image/png"),
    ],
)
def test_a_file_has_its_type(ask: Ask, name: str, kind: str) -> None:
    """A file is served whole, with its type, to be kept for ever."""
    answer = ask(address(Served(name, TEXT)))
    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.body == TEXT
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in answer.headers


def test_a_file_is_compressed_for_who_can_read_it(ask: Ask) -> None:
    """Texts are compressed on demand, pictures never."""
    answer = ask(address(Served("map.json", TEXT)), accept_encoding="br, gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < len(TEXT) / 10
    assert gzip.decompress(answer.body) == TEXT
    picture = ask(address(Served("a.png", TEXT)), accept_encoding="gzip")
    assert "content-encoding" not in picture.headers


def test_what_the_browser_has_is_not_sent_again(ask: Ask) -> None:
    """The entity tag is the content's hash; who has it gets no body."""
    where = address(Served("map.json", TEXT))
    tag = ask(where).headers["etag"]
    again = ask(where, if_none_match=tag)
    assert (again.status, again.body) == (304, b"")
    assert ask(where, if_none_match='"other"').status == 200


def test_only_the_head(ask: Ask) -> None:
    """A HEAD request gets the headers alone; others but GET are refused."""
    where = address(Served("map.json", TEXT))
    head = ask(where, method="HEAD")
    assert (head.status, head.headers["content-length"]) == (200, str(len(TEXT)))
    assert ask(where, method="POST").status == 405


@pytest.mark.parametrize(
    "path",
    ["standpoint/0/map.json", "standpoint/0/../../app.py", "standpoint/%00/x", "standpoint/0/"],
)
def test_nothing_else_is_served(ask: Ask, calls: list[str], path: str) -> None:
    """What cannot be an address of ours is not found, and costs no refill."""
    address(Served("map.json", TEXT))
    answer = ask(path)
    assert answer.status == 404
    assert b"map.json" not in answer.body
    assert calls == []


def test_unknown_addresses_do_not_keep_the_server_busy(ask: Ask, calls: list[str]) -> None:
    """An unknown address is looked for after a refill, once for many that come soon after."""
    for digit in "0123456789":
        assert ask(f"standpoint/{digit * 20}/map.json").status == 404
    assert calls == ["refill"]


def test_a_hash_serves_its_own_file_alone(ask: Ask) -> None:
    """The hash of one file does not open another."""
    where = address(Served("map.json", TEXT))
    digest = where.split("/")[1]
    assert ask(f"standpoint/{digest}/map.js").status == 404


def test_an_address_is_its_content(ask: Ask, tmp_path: Path) -> None:
    """Equal content has one address, from memory or from a file; other content has another."""
    path = tmp_path / "map.json"
    path.write_bytes(TEXT)
    assert address(Served("map.json", path)) == address(Served("map.json", TEXT))
    assert address(Served("map.json", TEXT + b" ")) != address(Served("map.json", TEXT))
    assert ask(address(Served("map.json", path))).body == TEXT


def test_refill_brings_what_another_copy_gave_out(
    monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    """A file that only the refill knows is found under its address."""
    shelf = served._shelf  # noqa: SLF001 - the fixture's own
    where = address(Served("map.json", TEXT))
    shelf.files.clear()
    monkeypatch.setattr(shelf, "refill", lambda: address(Served("map.json", TEXT)))
    assert ask(where).body == TEXT


@pytest.mark.parametrize("base", ["", "maps"])
def test_scripts_of_streamlit_are_compressed(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """Each for who can read it, to be kept for ever; its other files are left to Streamlit."""
    monkeypatch.setattr(bundle, "within", lambda path: path.removeprefix(f"/{base}").lstrip("/"))
    page = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    app = Bundle(PlainTextResponse("Streamlit's", 404))
    found = re.findall(r"static/(?:js|css)/[^\"]+", page)
    assert len(found) > 30
    for path in found[:3]:
        plain = (Path(get_static_dir()) / path).read_bytes()
        answer = asgi.ask(app, f"{base}/{path}".lstrip("/"), accept_encoding="gzip")
        assert gzip.decompress(answer.body) == plain
        assert "immutable" in answer.headers["cache-control"]
        assert "javascript" in answer.headers["content-type"]
        assert asgi.ask(app, path, method="HEAD").headers["content-length"] == str(len(plain))
        tag = answer.headers["etag"]
        assert asgi.ask(app, path, if_none_match=tag).status == 304
    for path in ("static/js/none.js", "static/js/../index.html", "static/media/x.woff2", ""):
        assert asgi.ask(app, path).body == b"Streamlit's"
    assert asgi.ask(app, found[0], method="POST").body == b"Streamlit's"


def test_every_answer_says_what_may_be_loaded(ask: Ask) -> None:
    """The policy stands on answers good and bad."""
    for path in (address(Served("map.json", TEXT)), "nowhere"):
        answer = ask(path)
        assert answer.headers["content-security-policy"] == policy()
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_names_the_tile_hosts_for_images_alone() -> None:
    """Images come from here and the tiles' providers; nothing else comes from elsewhere."""
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy(images=hosts()).split("; ")}
    named = {source for source in rules["img-src"] if source.startswith("https://")}
    assert all(any(f"//{host[8:]}/" in str(b.address) for b in BASES) for host in named)
    assert {f"https://{str(b.address).split('/')[2]}" for b in BASES if b.address} == named
    assert rules["default-src"] == ["'self'"]
    assert rules["connect-src"] == ["'self'"]
    assert rules["object-src"] == ["'none'"]
