"""What a browser may say over its connection: what our screens say, and not too often.

Everything else is dropped before it costs anything: other kinds of message, such as the one that
empties every reader's cache, and more widgets than any screen has. Who asks more often than a
hand can is not refused but waits; what waits is not read, so it takes no memory here.
"""

from __future__ import annotations

import asyncio

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.operating.askers import share_of
from components.operating.rates import Bucket, Buckets, Rate
from components.serving.turns import Turns

KINDS = ("rerun_script", "app_heartbeat", "stop_script")
"""Kinds of message that Streamlit's page sends here."""
MOST_WIDGETS = 200
"""States of widgets in a message; the largest screen has a tenth of them."""
OF_A_READER = Rate(30, 3)
"""Messages of one connection."""
OF_AN_ADDRESS = Rate(100, 10)
"""Messages of all connections from one address, which may be an office."""
AT_ONCE = 3
"""Runs of the page at the same time, each in a thread: more would only take longer each."""
LONGEST = 0.5
"""Seconds after which a run makes others wait no more: it may wait itself, for a dataset."""
_SHORT = 400
"""Bytes of the longest message that ends a run."""
WEIGHT = 50_000
"""Bytes that cost as much as a message; the largest of our own has a twentieth."""


class Messages:
    """An ASGI middleware that lets pass what our screens say."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._addresses = Buckets(OF_AN_ADDRESS)
        self._turns = Turns(AT_ONCE, each=1, waiting=100_000, each_waiting=1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a connection pass, and watch what is received."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        share = share_of(scope)
        buckets = [Bucket(OF_A_READER), *([self._addresses.of(share)] if share else ())]
        run = _Run(self._turns)

        async def received() -> Message:
            while (message := await receive())["type"] == "websocket.receive":
                payload = message.get("bytes") or b""
                cost = 1 + len(payload) / WEIGHT
                await asyncio.sleep(max(bucket.take(cost) for bucket in buckets))
                kind = kind_of(payload)
                if kind == "rerun_script":
                    await run.begin()
                if kind is not None:
                    break
            return message

        async def sent(message: Message) -> None:
            if ends_run(message.get("bytes") or b""):
                run.end()
            await send(message)

        try:
            await self.app(scope, received, sent)
        finally:
            run.end()


class _Run:
    """The turn that a connection has while the page runs for it, or for as long as that may take.

    What is asked for meanwhile goes on at once: Streamlit ends the run that it makes useless.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._over: asyncio.TimerHandle | None = None

    async def begin(self) -> None:
        """Wait for the turn."""
        if self._over is None:
            await self._turns.take(self)
            self._over = asyncio.get_running_loop().call_later(LONGEST, self.end)

    def end(self) -> None:
        """Let others go on."""
        if self._over is not None:
            self._over.cancel()
            self._over = None
            self._turns.give_back(self)


def kind_of(payload: bytes) -> str | None:
    """Give the kind of a message; None for what no screen of ours sends.

    What is no message at all has the kind "": it ends the connection.
    """
    message = BackMsg()
    try:
        message.ParseFromString(payload)
    except DecodeError:
        return ""
    kind = message.WhichOneof("type")
    if kind not in KINDS or len(message.rerun_script.widget_states.widgets) > MOST_WIDGETS:
        return None
    return str(kind)


def ends_run(payload: bytes) -> bool:
    """Tell whether a message to the browser is the one that ends a run of the page."""
    if not payload or len(payload) > _SHORT:
        return False
    message = ForwardMsg()
    try:
        message.ParseFromString(payload)
    except DecodeError:
        return False
    return bool(message.WhichOneof("type") == "script_finished")
