"""Send a file in pieces, as quickly as it is read, and to nobody who does not read."""

from __future__ import annotations

from typing import BinaryIO

import anyio
from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

PIECE = 64 * 1024
"""Bytes of a piece; no more of a file is in memory for each who reads it."""
PATIENCE = 30.0
"""Seconds for which a piece may be on its way; then whoever does not read gets no more."""


class Sending(Response):
    """An answer from an open file, which is closed at its end; to HEAD, its headers alone."""

    def __init__(
        self, file: BinaryIO | None, size: int | None, media_type: str, headers: dict[str, str]
    ) -> None:
        self.file = file
        self.status_code = 200
        self.media_type = media_type
        self.background: BackgroundTask | None = None
        self.body = b""
        known = {} if size is None else {"Content-Length": str(size)}
        self.init_headers({**headers, **known, "Content-Type": media_type})
        if size is None:  # where it is not known, none is said: RFC 9110, 8.6
            self.raw_headers = [one for one in self.raw_headers if one[0] != b"content-length"]

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
            await send(start)
            while self.file and scope["method"] != "HEAD" and (piece := self.file.read(PIECE)):
                with anyio.move_on_after(PATIENCE) as patience:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                if patience.cancelled_caught:
                    return  # the server closes what was not sent to its end
            await send({"type": "http.response.body", "body": b""})
        except OSError:  # whoever asked has gone
            return
        finally:
            if self.file:
                self.file.close()
