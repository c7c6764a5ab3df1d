"""Who may come in: a limit on readers, and nothing that Streamlit offers and no page here uses."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.operating import metrics
from components.operating.askers import share_of
from components.operating.readers import Readers
from components.serving import addresses

AGAIN = 30
"""Seconds after which the page that says so asks again by itself."""
_FULL = (Path(__file__).parent / "full.html").read_text("utf-8")
_NOT_ALLOWED, _TRY_AGAIN_LATER = 1008, 1013


class Doors:
    """An ASGI middleware that lets readers in while there is room, and a sentence where not."""

    def __init__(self, app: ASGIApp, readers: Readers, *, sign_in: bool = False) -> None:
        self.app = app
        self.readers = readers
        self.open = addresses.SIGNING if sign_in else ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a connection in, or say why not."""
        if scope["type"] == "websocket":
            await self._connection(scope, receive, send)
            return
        answer = self._refusal(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        inside = addresses.within(scope["path"])
        if addresses.is_closed(inside) and inside not in self.open:
            return PlainTextResponse("There is nothing at this address.", 404)
        if addresses.kind(inside) != addresses.PAGE or scope["method"] != "GET":
            return None
        if not self.readers.full:
            return None
        metrics.REFUSED.inc()
        headers = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
        return HTMLResponse(_FULL, 503, headers)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_foreign(scope):
            await _close(receive, send, _NOT_ALLOWED)
            return
        share, session = share_of(scope), _session_asked_for(scope)
        if not self.readers.may_join(share, session):
            metrics.REFUSED.inc()
            await _close(receive, send, _TRY_AGAIN_LATER)
            return

        reader, given = object(), ""

        async def received() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                self.readers.asks(reader)
            return message

        async def sent(message: Message) -> None:
            nonlocal given
            given = given or _session_given(message.get("bytes") or b"")
            await send(message)

        self.readers.join(reader, share, session)
        try:
            await self.app(scope, received, sent)
        finally:
            self.readers.leave(reader, share, given)


def _session_asked_for(scope: Scope) -> str | None:
    """Give the session that a browser wants to go on with: Streamlit's page names it third."""
    named = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
    return (named[2].strip() or None) if len(named) > 2 else None


def _session_given(payload: bytes) -> str:
    """Give the session that a message to the browser opens, if it is one that does."""
    message = ForwardMsg()
    try:
        message.ParseFromString(payload)
    except DecodeError:
        return ""
    return str(message.new_session.initialize.session_id)


def is_foreign(scope: Scope) -> bool:
    """Tell whether a page of another site asks, for a connection or for what this page alone may.

    Streamlit would ask a third party for the server's own address to find that out.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None or not st.get_option("server.enableCORS"):
        return False
    allowed = {str(known).rstrip("/") for known in st.get_option("server.corsAllowedOrigins")}
    if page := scope.get("standpoint.page"):
        return origin != "/".join(str(page).split("/")[:3]) and origin not in allowed
    return origin.partition("://")[2] != headers.get("host") and origin not in allowed


async def _close(receive: Receive, send: Send, code: int) -> None:
    await receive()
    await send({"type": "websocket.close", "code": code})
