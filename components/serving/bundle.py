"""Streamlit's own scripts and styles: compressed once, and cacheable for ever.

Streamlit sends them as they are, 2.4 MB for an opening of the page, and leaves the rest to a
proxy. Compressed they are a fifth, also where no proxy is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anyio
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from components.serving.addresses import within
from components.serving.served import Served, answer

_KINDS = ("css", "js")
_COMPRESSING = CapacityLimiter(1)  # many may ask for one file at once: it is compressed for one


@cache
def _files() -> dict[str, Served]:
    """Give the files by their paths within the app; what is asked for is only looked up."""
    folder = Path(get_static_dir())
    found = (path for kind in _KINDS for path in (folder / "static" / kind).glob(f"*.{kind}"))
    return {path.relative_to(folder).as_posix(): Served(path.name, path) for path in found}


class Bundle:
    """An ASGI middleware that answers for these files; Streamlit lets no route of ours do so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file that is asked for, or pass the request on."""
        asks = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        served = _files().get(within(scope["path"])) if asks else None
        if served is None:
            await self.app(scope, receive, send)
            return
        given = await anyio.to_thread.run_sync(answer, Request(scope), served, limiter=_COMPRESSING)
        await given(scope, receive, send)
