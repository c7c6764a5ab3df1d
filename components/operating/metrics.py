"""What the app tells a Prometheus server about itself: numbers alone, of no person."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.operating.readers import Readers
from components.serving.addresses import roots

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
INTERACTIONS = Histogram(
    "standpoint_interaction_seconds",
    "From what a reader asked for until it was answered.",
    buckets=_SECONDS,
    registry=REGISTRY,
)
REQUESTS = Histogram(
    "standpoint_request_seconds",
    "From a request over HTTP until the end of its answer, by what was asked for.",
    ("kind", "status"),
    buckets=_SECONDS,
    registry=REGISTRY,
)
REFUSED = Counter(
    "standpoint_readers_refused",
    "Readers who were asked to come back later.",
    registry=REGISTRY,
)
ERRORS = Counter("standpoint_errors", "Errors that were logged.", registry=REGISTRY)
_CONNECTED = Gauge("standpoint_readers", "Open connections.", registry=REGISTRY)
_ACTIVE = Gauge(
    "standpoint_readers_active", "Readers who did something a moment ago.", registry=REGISTRY
)
_MOST = Gauge("standpoint_readers_limit", "Readers who may be active.", registry=REGISTRY)


def watch(readers: Readers) -> None:
    """Let the gauges tell about these readers."""
    _CONNECTED.set_function(lambda: readers.connected)
    _ACTIVE.set_function(lambda: readers.active)
    _MOST.set(readers.most)


async def _answer(_request: Request) -> Response:
    return Response(
        generate_latest(REGISTRY),
        headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"},
    )


def routes() -> list[Route]:
    """Give the route ``metrics``; a proxy in front keeps it from the world."""
    return [Route(f"{root}/metrics", _answer, methods=["GET"]) for root in roots()]
