"""Readers without a browser, who send what no browser would, and the server that they meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.readers import Reader, asking
from tests.helpers.serving import serving

PATIENCE = 10
"""Seconds after which a thing hangs."""


class Stranger(Reader):
    """A reader without a browser, who sends what no browser would."""

    content: dict[str, Any]
    trouble: list[str]
    _component = _fragment = ""

    def wait(self) -> None:
        """Take what the page is handed, until its run has ended."""
        self.content, self.trouble = {}, []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=PATIENCE, decode=False))
            element = message.delta.new_element
            match message.WhichOneof("type"), element.WhichOneof("type"):
                case "delta", "bidi_component" if message.delta.fragment_id:
                    self.content = json.loads(element.bidi_component.json)
                    self._component = element.bidi_component.id
                    self._fragment = message.delta.fragment_id
                case "delta", "exception":
                    self.trouble.append(element.exception.message)
                case "page_info_changed", _:
                    self.query = message.page_info_changed.query_string
                case "script_finished", _:
                    if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        return

    def send(self, value: object) -> None:
        """Ask for something, as a part of the page does."""
        self.ask(asking(self.query, self._component, self._fragment, value))

    def open(self, address: str) -> None:
        """Open an address, and tell it as a browser does."""
        message = BackMsg()
        message.rerun_script.query_string = urlsplit(address).query
        message.rerun_script.context_info.url = address
        self.ask(bytes(message.SerializeToString()))


@dataclass(frozen=True)
class Server:
    """The app, its process, and what it writes."""

    address: str
    pid: int
    log: Path

    def is_calm(self) -> None:
        """Check that nothing went wrong in it that its log would tell."""
        written = self.log.read_text("utf-8")
        assert "Traceback" not in written
        assert "ERROR" not in written.upper()

    def stands(self, asked: str) -> dict[str, Any]:
        """Open the page for a query; give what it is handed."""
        with Stranger(self.address, asked) as reader:
            assert reader.trouble == []
            assert reader.content
            return reader.content


@contextmanager
def watched(folder: Path) -> Iterator[Server]:
    """Serve the app until the block ends, and keep in a folder what it writes."""
    log = folder / "log.txt"
    with serving(log=log) as served:
        yield Server(served.address, served.pid, log)
