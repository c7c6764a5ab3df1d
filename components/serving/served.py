"""What the browser fetches over HTTP: each file at an address that contains its hash.

Under the ASGI app (``app.py``) our own route serves it, compressed and cacheable for ever. A
host that runs the page alone has no such route; there Streamlit's media files serve it.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import anyio
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.runtime import get_instance

from components.serving.addresses import is_draft, roots

PREFIX = "standpoint"
FRAME_TO_ROOT = "../../"
"""From the page in the map's frame to the root of the app, whatever path that has."""
_ADDRESS = re.compile(r"[0-9a-f]{20}/[a-z0-9/.]{1,60}")
_REFILL_SECONDS = 10.0
_NEVER = "no-store"
BEFORE_A_PROXY_ASKS = "60"
"""Seconds that nginx keeps what was made of a dataset which may be taken back."""
FOREVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".json": "application/json",
    ".js": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
}


@dataclass(frozen=True)
class Served:
    """One file: its name, and its content or where it lies."""

    name: str
    source: bytes | Path
    of: Path | None = None
    """The ZIP file of the dataset that it was made of, with which it goes."""

    @property
    def is_private(self) -> bool:
        """Tell whether it shows a draft, which no browser is to keep."""
        return self.of is not None and is_draft(self.of.name)

    def content(self) -> bytes:
        """Give the file's content."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()

    @property
    def media_type(self) -> str:
        """Give the file's media type, from the end of its name."""
        return _TYPES[Path(self.name).suffix]


class _Shelf:
    """Every file that can be asked for, by hash and name; and whether our route serves it."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], Served] = {}
        self.routed = False
        self.refill: Callable[[], None] = lambda: None
        self.refilling = CapacityLimiter(1)  # who waits for it keeps no thread of the server's
        self.refilled = -_REFILL_SECONDS


_shelf = _Shelf()


@lru_cache(maxsize=1024)
def _digest(served: Served) -> str:
    return hashlib.sha256(served.content()).hexdigest()[:20]


@lru_cache(maxsize=1024)
def _compressed(served: Served) -> bytes:
    return gzip.compress(served.content(), compresslevel=6, mtime=0)


def address(served: Served) -> str:
    """Give a file's address, relative to the root of the app, and see that it is served."""
    digest = _digest(served)
    if _shelf.routed:
        _shelf.files[digest, served.name] = served
        return f"{PREFIX}/{digest}/{served.name}"
    media = get_instance().media_file_mgr
    return media.add(served.content(), served.media_type, f"{PREFIX}/{served.name}").lstrip("/")


def is_routed() -> bool:
    """Tell whether the app's own routes answer, rather than Streamlit's media files alone."""
    return _shelf.routed


def let_go(gone: Collection[Path]) -> None:
    """Serve nothing any more that was made of datasets that are gone."""
    for key, served in list(_shelf.files.items()):
        if served.of in gone:
            _shelf.files.pop(key, None)


def _refill() -> None:
    """Refill the shelf, at most once in ``_REFILL_SECONDS`` whatever is asked for."""
    if time.monotonic() - _shelf.refilled > _REFILL_SECONDS:
        _shelf.refill()
        _shelf.refilled = time.monotonic()


async def _serve(request: Request) -> Response:
    key = (request.path_params["digest"], request.path_params["name"])
    if key not in _shelf.files and _ADDRESS.fullmatch("/".join(key)):
        # Another copy of the app may have given out this address: make what it would serve.
        await anyio.to_thread.run_sync(_refill, limiter=_shelf.refilling)
    served = _shelf.files.get(key)
    if served is None:
        return PlainTextResponse("There is nothing at this address.", status_code=404)
    return answer(request, served)


def answer(request: Request, served: Served) -> Response:
    """Answer with a file, to be kept for ever: its address has its hash; a draft's by nobody."""
    kept = _NEVER if served.is_private else FOREVER
    headers = {"Cache-Control": kept, "ETag": f'"{_digest(served)}"', "Vary": "Accept-Encoding"}
    if served.of:
        headers["X-Accel-Expires"] = BEFORE_A_PROXY_ASKS
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if served.media_type != "image/png" and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(_compressed(served), media_type=served.media_type, headers=headers)
    return Response(served.content(), media_type=served.media_type, headers=headers)


def routes(refill: Callable[[], None]) -> list[Route]:
    """Give the route that serves the files, for the ASGI app.

    ``refill`` puts every file on the shelf; it is called for an address that is not known yet.
    """
    _shelf.routed = True
    _shelf.refill = refill
    return [
        Route(f"{root}/{PREFIX}/{{digest}}/{{name:path}}", _serve, methods=["GET", "HEAD"])
        for root in roots()
    ]
