"""Content codings as RFC 9110 (12.5.3) negotiates them, for everything that the app answers.

What answers looks for the word ``gzip`` alone; so it is given that word, or nothing.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NAMES = ("gzip", "x-gzip")
_WEIGHT = re.compile(r"\s*q\s*=\s*(0(\.[0-9]{0,3})?|1(\.0{0,3})?)\s*", re.IGNORECASE)


class Codings:
    """An ASGI middleware that says ``gzip`` of whoever takes it, and rather than nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with what it takes."""
        if scope["type"] == "http":
            scope = {**scope, "headers": list(scope["headers"])}
            given = Headers(scope=scope).getlist("accept-encoding")
            headers = MutableHeaders(scope=scope)
            del headers["accept-encoding"]
            if takes_gzip(",".join(given)):
                headers["accept-encoding"] = "gzip"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                if answer.get("content-encoding") == "identity":  # it kept others from coding it
                    del answer["content-encoding"]
            await send(message)

        await self.app(scope, receive, sent)


def takes_gzip(accepted: str) -> bool:
    """Tell whether an ``Accept-Encoding`` prefers gzip to content that is not coded."""
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        name, *parameters = part.split(";")
        weights.setdefault(name.strip().lower(), _weight(parameters))
    gzip = next((weights[name] for name in _NAMES if name in weights), weights.get("*", 0.0))
    # Content that is not coded is all right unless it is refused; what is coded is smaller.
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if found := _WEIGHT.fullmatch(parameter):
            return float(found[1])
        if parameter.strip().lower().startswith("q"):
            return 0.0  # what cannot be read is not insisted upon
    return 1.0
