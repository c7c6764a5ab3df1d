"""Whose address it is: the operator's, whatever whoever asks says of it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.responses import JSONResponse
from starlette.types import Message, Receive, Scope, Send

from components.operating.askers import LOCAL
from components.operating.hosts import Hosts, Public, page_address
from tests.helpers.asgi import ask, run

PUBLIC = Public("https", "maps.example.org", "/maps")


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell what the app is told."""
    told = {
        "page": page_address(scope, "export"),
        "scheme": scope["scheme"],
        "client": (scope.get("client") or ("", 0))[0],
    }
    await JSONResponse(told)(scope, receive, send)


def connect(app: Hosts, extensions: dict[str, Any], **headers: str) -> list[Message]:
    """Ask for a connection, and give what was answered."""
    sent: list[Message] = []
    scope: Scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "scheme": "ws",
        "extensions": extensions,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    run(app, scope, receive, send)
    return sent


async def accepting(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Stand for an app that lets everybody in."""
    await send({"type": "websocket.accept"})


OTHERS = (
    "evil.example",
    "evil.example:80",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example@localhost",
    "user:password@localhost",
    "localhost/evil",
    "localhost:port",
    "a b",
    "<script>",
    "2130706433.nip.example",
)


@pytest.mark.parametrize("host", OTHERS)
def test_a_name_that_someone_chose_gets_421(host: str) -> None:
    """Over HTTP and for a connection; the good case beside it is answered."""
    app = Hosts(inside, proxies=LOCAL)
    assert ask(app, "export/a.csv", host=host).status == 421
    assert ask(app, "", host=host).status == 421
    assert ask(app, "export/a.csv", host="localhost:8501").status == 200
    door = Hosts(accepting)
    response: dict[str, Any] = {"websocket.http.response": {}}
    assert connect(door, response, host=host, origin=f"http://{host}")[0]["status"] == 421
    assert connect(door, {}, host=host) == [{"type": "websocket.close", "code": 1008}]
    assert connect(door, response, host="localhost") == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "192.0.2.7", "map.localhost"],
)
def test_without_a_setting_this_machine_and_literal_addresses_are_answered(host: str) -> None:
    """No name that anybody could choose is among them."""
    answer = ask(Hosts(inside, proxies=LOCAL), "export/a.csv", host=host)
    assert answer.status == 200
    assert f'"page":"http://{host}/"' in answer.body.decode()


@pytest.mark.parametrize("host", [*OTHERS, "localhost", "127.0.0.1", "192.0.2.7"])
def test_with_a_setting_nothing_else_is_answered(host: str) -> None:
    """What links name is the public address, with its path, whatever proxies take off."""
    app = Hosts(inside, PUBLIC, LOCAL)
    assert ask(app, "export/a.csv", host=host).status == 421
    answer = ask(app, "export/a.csv", host="Maps.Example.org", x_forwarded_proto="http")
    assert answer.status == 200
    told = answer.body.decode()
    assert '"page":"https://maps.example.org/maps/"' in told
    assert '"scheme":"https"' in told


@pytest.mark.parametrize("path", ["health/live", "health/ready", "metrics"])
def test_machines_of_the_operator_ask_at_any_name(path: str) -> None:
    """Who watches the copies knows them by other names; no address is in what they get."""
    assert ask(Hosts(inside, PUBLIC), path, host="copy-2.internal").status == 200


@pytest.mark.parametrize(
    ("client", "proxies", "scheme"),
    [
        ("127.0.0.1", LOCAL, "https"),
        ("::ffff:127.0.0.1", LOCAL, "https"),
        ("::1", LOCAL, "https"),
        ("192.0.2.1", LOCAL, "http"),
        ("127.0.0.1", (), "http"),
    ],
)
def test_tls_before_a_proxy_is_believed_of_those_who_are_believed(
    client: str,
    proxies: Any,  # noqa: ANN401 - a tuple of networks
    scheme: str,
) -> None:
    """Also where the server hears this machine by its other name."""
    answer = ask(
        Hosts(inside, proxies=proxies),
        "export/a.csv",
        client=client,
        host="localhost",
        x_forwarded_proto="https",
    )
    assert f'"page":"{scheme}://localhost/"' in answer.body.decode()


def test_who_asks_is_whom_the_proxy_names() -> None:
    """A stranger cannot take another's share."""
    app = Hosts(inside, proxies=LOCAL)
    named = {"host": "localhost", "x_forwarded_for": "198.51.100.1"}
    assert '"client":"198.51.100.1"' in ask(app, "", client="127.0.0.1", **named).body.decode()
    assert '"client":"192.0.2.9"' in ask(app, "", client="192.0.2.9", **named).body.decode()
