"""The headers of every answer: what the page may load, and from where."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.serving import addresses

_MOST_PARAMETERS = 1_000


def policy(embed: tuple[str, ...] | None = (), images: tuple[str, ...] = ()) -> str:
    """Give the Content-Security-Policy, where other pages of the origins ``embed`` may frame ours.

    With ``None`` no page may, not even of this app.

    ``images`` are the hosts of images beside the app itself.
    Streamlit, folium and streamlit-folium need inline and evaluated scripts, so what keeps data
    from running is that none of it ever enters a script. The policy keeps everything else at
    home: images come from here and from the providers of the online base maps, no other host is
    asked for anything.
    """
    rules = {
        "default-src": ("'self'",),
        "script-src": ("'self'", "'unsafe-inline'", "'unsafe-eval'", "blob:"),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:", "blob:", *images),
        "font-src": ("'self'", "data:"),
        "connect-src": ("'self'",),
        "worker-src": ("'self'", "blob:"),
        "object-src": ("'none'",),
        "base-uri": ("'self'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'none'",) if embed is None else ("'self'", *embed),
    }
    return "; ".join(" ".join([rule, *sources]) for rule, sources in rules.items())


def is_private(scope: Scope) -> bool:
    """Tell whether what is asked for is of somebody's drafts: it is kept and framed by nobody."""
    inside = addresses.within(scope["path"])
    kind = addresses.kind(inside)
    return (
        inside in addresses.SIGNING
        or kind == "workshop"
        or (kind == addresses.PAGE and _opens_draft(scope.get("query_string", b"")))
    )


def _opens_draft(query: bytes) -> bool:
    """Tell whether a link opens the workshop or the map of a draft, however it is written.

    One that has too many parts to be read may.
    """
    try:
        given = parse_qsl(
            query.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        return True
    return any(
        key == "workshop" or (key == "dataset" and addresses.is_draft(value))
        for key, value in given
    )


def _over_tls_alone(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Have a browser send back a cookie over TLS alone."""
    unsaid = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if unsaid else value


class Headers:
    """An ASGI middleware that adds the headers to every answer over HTTP."""

    def __init__(
        self,
        app: ASGIApp,
        embed: tuple[str, ...] = (),
        images: tuple[str, ...] = (),
        *,
        secure: bool = False,
    ) -> None:
        self.app = app
        self.secure = secure
        self.headers = {
            "Content-Security-Policy": policy(embed, images),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }
        self.private = {
            "Content-Security-Policy": policy(None, images),
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the headers."""
        private = self.private if scope["type"] == "http" and is_private(scope) else {}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                for name, value in private.items():
                    headers[name] = value
                if self.secure:
                    message["headers"] = [_over_tls_alone(*each) for each in message["headers"]]
            await send(message)

        await self.app(scope, receive, send_with_headers)
