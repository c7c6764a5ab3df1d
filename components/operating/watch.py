"""Every request and interaction on its way through: timed, counted, logged, never left to break."""

from __future__ import annotations

import time

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected

from components.operating import log, metrics
from components.operating.messages import ends_run, kind_of
from components.serving import addresses


class Watch:
    """An ASGI middleware that tells log and metrics what was asked for and how it went."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a connection pass, and watch it."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status, size = time.perf_counter(), 0, 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - what goes wrong with one request is no other's
            log.failure("request", error)
            if not status:
                sentence = "Something went wrong here. Try again in a minute."
                await PlainTextResponse(sentence, 500)(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - began
            inside = addresses.within(scope["path"])
            kind = addresses.kind(inside)
            metrics.REQUESTS.labels(kind, f"{status // 100}xx").observe(seconds)
            # What was made up by whoever asked is nobody's business here.
            shown = kind if kind == addresses.OTHER else inside
            log.request(scope["method"], shown, status, size, seconds)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked: list[float] = []
        size = 0

        async def received() -> Message:
            message = await receive()
            if kind_of(message.get("bytes") or b"") == "rerun_script":
                asked.append(time.perf_counter())
            return message

        async def sent(message: Message) -> None:
            nonlocal size
            await send(message)
            payload = message.get("bytes") or b""
            size += len(payload)
            if asked and ends_run(payload):
                # Streamlit joins what is asked for while the page runs.
                seconds = time.perf_counter() - asked[0]
                asked.clear()
                metrics.INTERACTIONS.observe(seconds)
                log.interaction(size, seconds)
                size = 0

        try:
            await self.app(scope, received, sent)
        except WebSocketDisconnected:
            pass  # whoever asked has gone without a word: no fault of ours, and strangers can do it
        except Exception as error:  # noqa: BLE001 - as above
            log.failure("connection", error)
