"""A server that speaks as much of a language model's protocol as a test wants it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from data.drafting import model

KEY = "marker-of-a-secret"


class Server(ThreadingHTTPServer):
    """A server that speaks as much of the protocol as a test wants it to."""

    daemon_threads = True

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.bodies: list[dict[str, object]] = []
        self.paths: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                """Note what was asked, and answer."""
                server.paths.append(self.path)
                length = int(self.headers.get("Content-Length", "0"))
                server.bodies.append(json.loads(self.rfile.read(length)))
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    return

            def do_GET(self) -> None:
                """Note that something was fetched."""
                server.paths.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    def named(self) -> model.Server:
        """Give it as an operator names it."""
        return model.Server(f"http://127.0.0.1:{self.server_port}/v1", "local", KEY)


def stream(handler: BaseHTTPRequestHandler, pieces: Iterator[str] | list[str]) -> None:
    """Answer with pieces of text as server-sent events."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    for piece in pieces:
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "local"}
        event |= {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]}
        handler.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        handler.wfile.flush()
    handler.wfile.write(b"data: [DONE]\n\n")


def says(value: object) -> Callable[[BaseHTTPRequestHandler], None]:
    """Give an answer of JSON."""
    return lambda handler: stream(handler, [json.dumps(value)])


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[Server]:
    """Run such a server until the block ends."""
    server = Server(answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
