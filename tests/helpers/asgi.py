"""Ask routes as a server would, without one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Answer:
    """What came back for a request."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(  # noqa: PLR0917 - what a request is
    app: ASGIApp,
    path: str,
    query: str = "",
    method: str = "GET",
    client: str = "",
    body: str = "",
    **headers: str,
) -> Answer:
    """Ask an app for an address; headers are named with underscores."""
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": f"/{path}",
        "raw_path": f"/{path}".encode(),
        "root_path": "",
        "scheme": "http",
        "server": ("maps.example.org", 80),
        "query_string": query.encode(),
        "headers": [
            (key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()
        ],
    }
    if client:
        scope["client"] = (client, 1)
    sent: list[Message] = []

    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:  # whoever asked stays until there is an answer
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    run(app, scope, receive, send)
    content = b"".join(message.get("body", b"") for message in sent[1:])
    fields = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], fields, content)


def run(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Run an app for one request or connection.

    In a thread of its own: in the test's a browser test may have left its loop running.
    """

    async def answer() -> None:
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(answer())).result()
