"""What stands before the page: doors, log, metrics, health."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from components.operating import log, metrics
from components.operating.doors import AGAIN, Doors
from components.operating.health import Health
from components.operating.readers import MOST_CONNECTED, OF_AN_ADDRESS, Readers
from components.operating.watch import Watch
from components.serving import addresses
from tests.helpers.asgi import ask, run

SCRIPT = next(name for name in sorted(addresses._files()) if name.endswith(".js"))  # noqa: SLF001
"""A script of Streamlit's page, whose name changes with its version."""
SECRET = "who-looked-for-this"  # noqa: S105 - what must not be in the log


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand for the app that the doors open to."""
    await PlainTextResponse("inside")(scope, receive, send)


async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Stand for an app that fails."""
    raise RuntimeError(SECRET)


def connect(app: ASGIApp, *received: bytes, client: str = "", **headers: str) -> list[Message]:
    """Open a websocket, send what a reader sends, leave; give what the app sent."""
    given = [(key.encode(), value.encode()) for key, value in headers.items()]
    scope: Scope = {"type": "websocket", "path": "/_stcore/stream", "headers": given}
    if client:
        scope["client"] = (client, 1)
    messages: list[Message] = [{"type": "websocket.connect"}]
    messages += [{"type": "websocket.receive", "bytes": sent} for sent in received]
    messages += [{"type": "websocket.disconnect", "code": 1000}]
    coming = iter(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        sent.append(message)

    run(app, scope, receive, send)
    return sent


async def answering(_scope: Scope, receive: Receive, send: Send) -> None:
    """Stand for Streamlit: answer each message with the page's parts and the end of its run."""
    end = ForwardMsg()
    end.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    while True:
        message = await receive()
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        elif message["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": b"\xff" * 2_000})
            await send({"type": "websocket.send", "bytes": b"no message at all"})
            await send({"type": "websocket.send", "bytes": end.SerializeToString()})
        else:
            return


async def answering_both(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand for the app: its page and its connections."""
    await (answering if scope["type"] == "websocket" else inside)(scope, receive, send)


Lines = Callable[[], list[str]]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    """Give what is logged meanwhile, as the lines that an operator sees."""
    with caplog.at_level(logging.INFO, logger="standpoint"):
        yield lambda: [log.Line().format(record) for record in caplog.records]


def value(name: str, **labels: str) -> float:
    """Read a metric as a Prometheus server would."""
    answer = ask(Starlette(routes=metrics.routes()), "metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    return sum(
        sample.value
        for family in text_string_to_metric_families(answer.body.decode())
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def test_who_finds_no_room_gets_a_sentence() -> None:
    """The page is refused for the moment, with the time after which to try again."""
    readers = Readers(1)
    doors = Doors(inside, readers)
    assert ask(doors, "").status == 200
    readers.join("somebody")
    answer = ask(doors, "")
    assert answer.status == 503
    assert answer.headers["retry-after"] == str(AGAIN)
    assert f'content="{AGAIN}"' in answer.body.decode()
    assert "Many people" in answer.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        SCRIPT,
        "standpoint/0/screen.js",
        "export/talks.csv",
        "health/ready",
        "favicon.png",
    ],
)
def test_those_inside_go_on(path: str) -> None:
    """What an open page fetches is served whether or not there is room for another."""
    readers = Readers(1)
    readers.join("somebody")
    assert readers.full
    assert ask(Doors(inside, readers), path).status == 200


def test_a_connection_is_counted_while_it_lasts() -> None:
    """It joins and leaves, also when the app fails."""
    readers = Readers(3)
    counted = []

    async def count(_scope: Scope, _receive: Receive, _send: Send) -> None:
        counted.append(readers.connected)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        connect(Doors(count, readers))
    assert counted == [1]
    assert readers.connected == 0


def test_too_many_connections_are_closed() -> None:
    """With the code that means: try again later."""
    readers = Readers(1)
    for number in range(MOST_CONNECTED):
        readers.join(number)
    sent = connect(Doors(answering, readers))
    assert sent == [{"type": "websocket.close", "code": 1013}]


def test_an_address_that_a_machine_asks_for_takes_no_place() -> None:
    """However many robots ask for the page, a reader who comes finds room."""
    readers = Readers(1)
    doors = Doors(answering_both, readers)
    assert {ask(doors, "").status for _ in range(50)} == {200}
    assert readers.active == 0
    assert connect(doors)[0] == {"type": "websocket.accept"}


def test_whoever_was_inside_comes_back() -> None:
    """A newcomer finds no room; whose connection was lost is known by the session they had."""
    readers = Readers(1)
    opening = ForwardMsg()
    opening.new_session.initialize.session_id = "known"

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.send", "bytes": opening.SerializeToString()})
        await answering(scope, receive, send)

    doors = Doors(app, readers)
    accepted = {"type": "websocket.accept"}
    assert accepted in connect(doors)
    for number in range(MOST_CONNECTED):
        readers.join(number)
    closed = [{"type": "websocket.close", "code": 1013}]
    assert connect(doors) == closed
    assert connect(doors, **{"sec-websocket-protocol": "streamlit, x, invented"}) == closed
    assert accepted in connect(doors, **{"sec-websocket-protocol": "streamlit, x, known"})


def test_one_address_has_not_all_places() -> None:
    """Connections from one address have a share, which leaves room for another's."""
    readers = Readers(1_000)
    doors = Doors(answering, readers)
    for number in range(OF_AN_ADDRESS):
        readers.join(number, "192.0.2.1")
    assert connect(doors, client="192.0.2.1") == [{"type": "websocket.close", "code": 1013}]
    assert connect(doors, client="192.0.2.2") == [{"type": "websocket.accept"}]
    readers.leave(0, "192.0.2.1")
    assert connect(doors, client="192.0.2.1") == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    ("origin", "comes_in"),
    [
        ("https://maps.example.org", True),
        ("http://maps.example.org", True),
        ("https://evil.example", False),
        ("https://maps.example.org:8443", False),
        ("https://maps.example.org.evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_another_sites_page_cannot_connect(origin: str, comes_in: bool) -> None:  # noqa: FBT001
    """It could read along with nobody, but there is no reason to let it."""
    sent = connect(Doors(answering, Readers(9)), origin=origin, host="maps.example.org")
    assert sent == [
        {"type": "websocket.accept"} if comes_in else {"type": "websocket.close", "code": 1008}
    ]


@pytest.mark.parametrize(
    "path",
    [
        "_stcore/upload_file/session/file",
        "_stcore/script-health-check",
        "_stcore/metrics",
        "_stcore/agent/interact",
        "_stcore/agent/openapi.json",
        "auth/login",
        "auth/logout",
        "oauth2callback",
        "app/static/x",
        "wp-login/admin",
        "no.such.file",
        "_stcore/anything",
        "_stcore/stream",
        "_stcore/streams",
        "_stcore/health/",
        "_stcore/",
        "_stcore//upload_file/a/b",
        "/_stcore/health",
        "static/x",
        "static//index.html",
        "static/",
        "index.html",
        "component",
        "/",
        "/static/x",
    ],
)
def test_what_nothing_uses_is_closed(path: str) -> None:
    """Neither reading nor writing reaches it."""
    for method in ("GET", "PUT", "POST", "DELETE"):
        readers = Readers(9)
        assert ask(Doors(inside, readers), path, method=method).status == 404
        assert readers.active == 0


@pytest.mark.parametrize(
    ("base", "path", "within", "kind"),
    [
        ("", "/", "", "page"),
        ("", "/export/talks.csv", "export/talks.csv", "export"),
        ("maps", "/maps", "", "page"),
        ("maps", "/maps/", "", "page"),
        ("maps", "/maps/export/talks.csv", "export/talks.csv", "export"),
        ("maps", "/export/talks.csv", "export/talks.csv", "export"),
        ("maps", "/mapsexport/x", "mapsexport/x", "other"),
        ("maps", "//maps/export", "/maps/export", "other"),
        ("", "//", "/", "other"),
        ("", "/favicon.png", "favicon.png", "found"),
        ("", "/standpoint/0/map/places.js", "standpoint/0/map/places.js", "file"),
        ("", "/anything/at.all", "anything/at.all", "other"),
    ],
)
def test_what_an_address_is_for(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str, within: str, kind: str
) -> None:
    """Also under a base path, which a proxy may take off."""
    monkeypatch.setattr("streamlit.get_option", lambda _name: base)
    assert addresses.within(path) == within
    assert addresses.kind(within) == kind


def test_a_request_is_a_line_about_no_person(lines: Lines) -> None:
    """Method, path, status, bytes and time are there; address, query and headers are not."""
    app = Watch(inside)
    ask(app, "export/talks.csv", f"q={SECRET}", user_agent=SECRET, referer=SECRET, cookie=SECRET)
    ask(app, "", f"q={SECRET}")
    ask(app, SECRET, f"q={SECRET}")
    [export, page, other] = lines()
    assert re.search(
        r"request method=GET path=/export/talks.csv status=200 bytes=6 ms=\d+$", export
    )
    assert "path=/ status=200" in page
    assert "path=/other status=200" in other
    assert SECRET not in export + page + other


@pytest.mark.parametrize(
    "path", ["export/a\nINFO b", "export/\x1b[31m", "export/\u202eb", "x" * 9_999]
)
def test_a_path_cannot_write_lines(lines: Lines, path: str) -> None:
    """Whatever it holds, the line stays one line of bounded length in ASCII."""
    scope: Scope = {"type": "http", "method": "GET", "path": f"/{path}", "headers": []}

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_message: Message) -> None: ...

    run(Watch(inside), scope, receive, send)
    [line] = lines()
    assert line.isascii()
    assert line.isprintable()
    assert len(line) < 300


def test_an_error_is_a_line_and_a_sentence(lines: Lines) -> None:
    """The kind of error and where it was, not its words; and the reader gets a sentence."""
    before = value("standpoint_errors_total")
    log.start()
    answer = ask(Watch(broken), "export/talks.csv")
    assert answer.status == 500
    assert answer.body.decode().startswith("Something went wrong here.")
    [error, request] = lines()
    assert "ERROR error in=request type=RuntimeError at=" in error
    assert "test_operating.py:" in error
    assert "status=500" in request
    assert SECRET not in error
    assert value("standpoint_errors_total") == before + 1


def failing_page() -> None:
    """Stand for a page that fails."""
    from components.operating.failing import say_so  # noqa: PLC0415 - it runs as a script

    assert say_so(KeyError("who-looked-for-this"))


def test_a_page_that_fails_says_so(lines: Lines) -> None:
    """The reader gets a sentence; the log has the kind of error, and none of its words."""
    page = AppTest.from_function(failing_page).run()
    assert "still in the link" in page.error[0].value
    assert any("ERROR error in=page type=KeyError" in line for line in lines())
    assert not any(SECRET in line for line in lines())


def test_what_others_log_has_no_values(capfd: pytest.CaptureFixture[str]) -> None:
    """Streamlit may say what happened, not with what, and in one line."""
    log.start()
    said = get_logger("streamlit.runtime.anything")
    said.warning("The fragment %s is gone", f"{SECRET}\nINFO forged")
    try:
        int(SECRET)
    except ValueError:
        said.exception("It failed")
    [gone, failed] = capfd.readouterr().err.splitlines()
    assert gone.endswith("The fragment %s is gone")
    assert failed.endswith("It failed (ValueError)")


def test_an_interaction_is_timed(lines: Lines) -> None:
    """From what the reader sent until the page's run ended, once for each."""
    before = value("standpoint_interaction_seconds_count")
    click = BackMsg()
    click.rerun_script.query_string = SECRET
    connect(Watch(answering), click.SerializeToString(), b"no click", click.SerializeToString())
    assert value("standpoint_interaction_seconds_count") == before + 2
    timed = [line for line in lines() if re.search(r"interaction bytes=[24]0\d\d ms=\d+$", line)]
    assert len(timed) == 2


def test_a_connection_that_fails_is_a_line(lines: Lines) -> None:
    """It takes nobody else with it."""
    assert connect(Watch(broken)) == []
    assert "error in=connection type=RuntimeError" in lines()[0]


def test_a_reader_who_goes_without_a_word_is_no_fault(lines: Lines) -> None:
    """Strangers do so as often as they like; the log tells of faults."""

    async def left(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise WebSocketDisconnected

    assert connect(Watch(left)) == []
    assert lines() == []


def test_requests_are_counted_by_what_was_asked_for() -> None:
    """Kind and class of status are the only labels, so that their number is bounded."""
    before = value("standpoint_request_seconds_count", kind="export", status="2xx")
    for number in range(5):
        ask(Watch(inside), f"export/{number}.csv")
    assert value("standpoint_request_seconds_count", kind="export", status="2xx") == before + 5


def test_readers_are_in_the_metrics() -> None:
    """Connected, active, and the limit."""
    readers = Readers(7)
    metrics.watch(readers)
    readers.join("a")
    assert value("standpoint_readers") == 1
    assert value("standpoint_readers_active") == 1
    assert value("standpoint_readers_limit") == 7


def test_ready_is_told_from_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is alive from the start on, and ready once a dataset is open and there is room."""
    readers = Readers(1)
    health = Health(readers)
    app = Starlette(routes=health.routes())
    assert ask(app, "health/live").status == 200
    assert ask(app, "health/ready").status == 503
    monkeypatch.setattr(health, "opened", True)
    assert ask(app, "health/ready").status == 200
    readers.join("a")
    full = ask(app, "health/ready")
    assert full.status == 503
    assert b"no room" in full.body
    assert ask(app, "health/live").status == 200


def test_an_answer_passes_unchanged() -> None:
    """Watching and doors take nothing away and add nothing."""

    async def echo(request: Request) -> Response:
        return Response(await request.body(), 201, {"X-Own": "yes"})

    app = Starlette(routes=[Route("/export/x", echo, methods=["POST"])])
    plain, through = (
        ask(each, "export/x", method="POST") for each in (app, Watch(Doors(app, Readers(1))))
    )
    assert plain == through
