"""What a browser may say: every kind of message is sent, and only what our screens say arrives."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from google.protobuf.descriptor import FieldDescriptor
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.operating.messages import KINDS, MOST_WIDGETS, OF_A_READER, Messages, kind_of

FIELDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


def message_of(kind: str) -> bytes:
    """Give a message of a kind."""
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        getattr(message, kind).SetInParent()
    elif field.type == FieldDescriptor.TYPE_STRING:
        setattr(message, kind, "x")
    else:
        setattr(message, kind, True)
    return bytes(message.SerializeToString())


def rerun(widgets: int = 0, query: str = "") -> bytes:
    """Give a request for a run, with so many states of widgets."""
    message = BackMsg()
    message.rerun_script.query_string = query
    for number in range(widgets):
        message.rerun_script.widget_states.widgets.add(id=f"w{number}", int_value=number)
    return bytes(message.SerializeToString())


class Clocked:
    """Time that passes only by sleeping, and how much of it did."""

    def __init__(self) -> None:
        self.slept = 0.0

    async def sleep(self, seconds: float) -> None:
        """Note it."""
        self.slept += seconds


def arriving(
    monkeypatch: pytest.MonkeyPatch, *sent: bytes, text: str | None = None
) -> tuple[list[bytes], float]:
    """Send messages through the middleware; give what arrives, and the seconds it was held up."""
    time = Clocked()
    monkeypatch.setattr("components.operating.messages.asyncio.sleep", time.sleep)
    messages: list[Message] = [{"type": "websocket.connect"}]
    messages += [{"type": "websocket.receive", "bytes": one} for one in sent]
    messages += [{"type": "websocket.receive", "text": text}] if text is not None else []
    messages += [{"type": "websocket.disconnect"}]
    coming, arrived = iter(messages), list[bytes]()
    end = ForwardMsg()
    end.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY

    async def receive() -> Message:
        return next(coming)

    async def send(_message: Message) -> None: ...

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.receive":
                arrived.append(message["bytes"])
                await send({"type": "websocket.send", "bytes": end.SerializeToString()})

    async def all_of_it() -> None:
        scope = {"type": "websocket", "headers": [], "client": ("192.0.2.1", 1)}
        await Messages(app)(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(all_of_it())).result(20)
    return arrived, time.slept


def test_every_kind_is_known() -> None:
    """A kind that a newer Streamlit brings is dropped until somebody looks at it."""
    assert set(KINDS) < set(FIELDS)
    assert "clear_cache" in FIELDS
    assert len(FIELDS) > 8


@pytest.mark.parametrize("kind", FIELDS)
def test_each_kind_is_sent(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """What no screen sends is dropped, and what comes after it arrives."""
    sent = message_of(kind)
    assert kind_of(sent) == (kind if kind in KINDS else None)
    arrived, _ = arriving(monkeypatch, sent, rerun(query="good"))
    assert arrived == ([sent] if kind in KINDS else []) + [rerun(query="good")]


def test_unknown_fields_and_texts_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is a message without any kind; bytes that are no message end the connection later."""
    unknown = b"\xfa\x7f\x03abc"  # field 2047
    arrived, _ = arriving(monkeypatch, unknown, b"", rerun(), b"\xff\xff", text="text")
    assert arrived == [rerun(), b"\xff\xff"]


def test_more_widgets_than_any_screen_has_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the limit they arrive."""
    good, attack = rerun(MOST_WIDGETS), rerun(MOST_WIDGETS + 1)
    arrived, _ = arriving(monkeypatch, attack, good)
    assert arrived == [good]


def test_who_asks_without_end_is_held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rush passes at once; more waits, and all of it arrives."""
    rush = int(OF_A_READER.at_once) - 1
    arrived, slept = arriving(monkeypatch, *[rerun()] * rush)
    assert len(arrived) == rush
    assert slept == 0
    arrived, slept = arriving(monkeypatch, *[rerun()] * (rush + 30))
    assert len(arrived) == rush + 30
    assert slept > 1


def test_what_is_large_costs_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten messages of a megabyte are held up as hundreds of small ones are."""
    _, small = arriving(monkeypatch, *[rerun()] * 10)
    _, large = arriving(monkeypatch, *[rerun(query="x" * 900_000)] * 10)
    assert small == 0
    assert large > 1
