"""What a load balancer asks: whether this copy is alive, and whether it is ready for readers."""

from __future__ import annotations

import logging
from threading import Thread

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.operating.log import failure
from components.operating.readers import Readers
from components.serving.addresses import roots
from data.catalogue import catalogue
from data.dataset import Dataset

log = logging.getLogger("standpoint")


class Health:
    """Whether the first dataset has been opened, and whether there is room."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self.opened = False

    def open(self) -> None:
        """Open, in a thread, the dataset that a reader sees who asks for none."""
        Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        try:
            found = catalogue()
            name, _ = found.choose(None)
            good = name is not None and isinstance(found.load(name), Dataset)
            log.info("ready dataset=%s", ascii(name)[1:-1] if good else "none")
        except Exception as error:  # noqa: BLE001 - whatever it is, the page says it too
            failure("start", error)
        # A copy without a dataset shows what is wrong with it; no other copy would show more.
        self.opened = True

    async def live(self, _request: Request) -> Response:
        """Answer as long as the server answers at all."""
        return _say("alive")

    async def ready(self, _request: Request) -> Response:
        """Answer with 503 and the reason while new readers are better sent elsewhere."""
        if not self.opened:
            return _say("opening the first dataset", 503)
        if self.readers.full or self.readers.crowded:
            return _say("no room for another reader", 503)
        return _say("ready")

    async def usual(self, _request: Request) -> Response:
        """Answer as Streamlit does at the addresses that hosts know of it."""
        return _say("ok") if self.opened else _say("opening the first dataset", 503)

    def routes(self) -> list[Route]:
        """Give the routes ``health/live`` and ``health/ready``, and those that hosts know."""
        answers = {
            "health/live": self.live,
            "health/ready": self.ready,
            "healthz": self.usual,
            "script-health-check": self.usual,
        }
        return [
            Route(f"{root}/{name}", answer, methods=["GET", "HEAD"])
            for root in roots()
            for name, answer in answers.items()
        ]


def _say(words: str, status: int = 200) -> Response:
    return PlainTextResponse(words, status, {"Cache-Control": "no-store"})
