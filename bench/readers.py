"""Light readers: sessions over Streamlit's websocket, without a browser."""

from __future__ import annotations

import json
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


def asking(query: str, component: str, fragment: str, value: object) -> bytes:
    """Give the message by which the page's script asks for something, as the browser sends it."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    widget = message.rerun_script.widget_states.widgets.add()
    widget.id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
    widget.json_trigger_value = json.dumps([{"event": "ask", "value": value}])
    return bytes(message.SerializeToString())


class Reader:
    """One reader who opens a link and stays until the block ends.

    ``who`` is the address of the reader's that a proxy would name.
    """

    def __init__(self, address: str, query: str = "", who: str = "") -> None:
        self.address = address.replace("http://", "ws://").rstrip("/") + "/_stcore/stream"
        self.query = query
        self._headers = {"X-Forwarded-For": who} if who else {}
        self._closing = ExitStack()
        self._socket: ClientConnection

    def __enter__(self) -> Self:
        """Connect, and run the page once."""
        self._socket = self._closing.enter_context(
            connect(self.address, max_size=None, open_timeout=60, additional_headers=self._headers)
        )
        message = BackMsg()
        message.rerun_script.query_string = self.query
        self.ask(bytes(message.SerializeToString()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave."""
        self._closing.close()

    def ask(self, message: bytes) -> None:
        """Ask for a run of the page, and wait for its end."""
        self.tell(message)
        self.wait()

    def tell(self, message: bytes) -> None:
        """Send something that has no answer."""
        self._socket.send(message)

    def wait(self) -> None:
        """Read what the server sends until the page's run has ended."""
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=120))
            if message.WhichOneof("type") == "script_finished":
                return
