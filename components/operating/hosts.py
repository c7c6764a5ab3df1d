"""Whose address the app has: the operator's word, and never that of whoever asks.

What a link, a citation or a preview names, and what a page must come from to connect, is the
public address that ``STANDPOINT_ADDRESS`` gives. Without it the app answers to this machine's
names and to literal addresses alone; a name that someone else chose gets 421 (RFC 9110, 15.5.20).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.operating.askers import Network, is_within, named_by_proxies, read_address
from components.serving import addresses

_ANYWHERE = ("health", "metrics")
"""What machines of the operator ask for, at whatever name they know; no address is in it."""
_SECURE = {"http": "https", "ws": "wss"}
_REFUSED = "This server has another address."


@dataclass(frozen=True)
class Public:
    """The public address of the app: ``https``, ``maps.example.org``, ``/maps``."""

    scheme: str
    host: str
    path: str = ""

    def __str__(self) -> str:
        """Give it as a link to the page begins."""
        return f"{self.scheme}://{self.host}{self.path}/"


class Hosts:
    """An ASGI middleware that answers to the app's own address alone.

    What comes after it sees the scheme and the host of the public address, and as the client
    whoever asks, as proxies that are believed name it.
    """

    def __init__(
        self, app: ASGIApp, public: Public | None = None, proxies: tuple[Network, ...] = ()
    ) -> None:
        self.app = app
        self.public = public
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a connection to this address pass."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        if not self._is_ours(scope):
            await _refuse(scope, receive, send)
            return
        scope = {**scope, "headers": list(scope["headers"])}
        client = scope.get("client")
        direct = read_address(client[0]) if client else None
        if self.public:
            scope["scheme"] = _like(self.public.scheme, scope["type"])
            MutableHeaders(scope=scope)["host"] = self.public.host
            scope["standpoint.page"] = str(self.public)
        elif is_within(direct, self.proxies) and _forwarded(scope) == "https":
            scope["scheme"] = _SECURE.get(scope["scheme"], scope["scheme"])
        asker = named_by_proxies(scope, self.proxies)
        if asker is not None:
            scope["client"] = (str(asker), client[1] if client else 0)
        await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        if addresses.kind(addresses.within(scope["path"])) in _ANYWHERE:
            return True
        given = Headers(scope=scope).getlist("host")
        if len(given) != 1:
            return not given
        host = given[0].lower()
        if self.public and host == self.public.host:
            return True
        return not self.public and _is_of_this_machine(host)


def page_address(scope: Scope, below: str) -> str:
    """Give the public address of the page, as links to it begin.

    Without a setting it is that of the request, which is for something at ``below`` in the app,
    or for the page itself.
    """
    if set_by_operator := scope.get("standpoint.page"):
        return str(set_by_operator)
    host = Headers(scope=scope).get("host") or "localhost"
    asked = str(scope["path"])
    path = asked.rpartition(f"/{below}/")[0] if below else asked.rstrip("/")
    return f"{scope['scheme']}://{host}{path}/"


def page_beside(scope: Scope, name: str) -> str:
    """Give the public address of the page, for a request for what lies beside it at ``name``."""
    return page_address(scope, "").removesuffix(f"{name}/")


def _is_of_this_machine(host: str) -> bool:
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return False
    name = (parts.hostname or "").rstrip(".")
    plain = host in {parts.netloc, ""} and "@" not in host
    known = name == "localhost" or name.endswith(".localhost") or read_address(name) is not None
    return plain and known


def _forwarded(scope: Scope) -> str:
    return Headers(scope=scope).get("x-forwarded-proto", "").strip().lower()


def _like(scheme: str, kind: str) -> str:
    return scheme.replace("http", "ws") if kind == "websocket" else scheme


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await PlainTextResponse(_REFUSED, 421)(scope, receive, send)
        return
    await receive()
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
        start = {"type": "websocket.http.response.start", "status": 421, "headers": headers}
        await send(start)
        await send({"type": "websocket.http.response.body", "body": _REFUSED.encode()})
    else:
        await send({"type": "websocket.close", "code": 1008})
