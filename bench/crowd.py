"""A crowd of light readers: each opens the page and goes on clicking, without a browser.

What they send is what the page's script sends for a click, and a click has been answered when the
page's run has ended. They keep nothing of what they get, so many of them cost little themselves.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench.readers import asking
from data.catalogue import catalogue
from data.dataset import Dataset

PATIENCE = 60.0
"""Seconds after which an answer counts as lost."""
TABS = ("statements", "source", "timeline", "positions", "places", "guide")

Click = dict[str, list[str]]


@dataclass
class Results:
    """What the crowd has seen: who clicked when, and how long the answer took, in seconds."""

    clicks: list[tuple[int, float, float]] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Clicks:
    """What readers click on in a dataset, drawn at random: filters mostly."""

    def __init__(self, name: str, seed: int) -> None:
        loaded = catalogue().load(name)
        if not isinstance(loaded, Dataset):
            raise TypeError(f"the dataset {name} does not load")
        self._values = {
            "speaker": list(loaded.statements["speaker"].unique()),
            "topic": list(loaded.topics["id"]),
            "act": list(loaded.statements["act"].unique()),
            "place": list(loaded.places["id"]),
        }
        self._places = list(loaded.statement_places["place"].unique())
        self._statements = list(loaded.statements["id"].head(2_000))
        self._random = random.Random(seed)  # noqa: S311 - no secret, the same clicks each time

    def pause(self, mean: float) -> float:
        """Give the seconds until the next click: from half of ``mean`` to half more."""
        return self._random.uniform(mean * 0.5, mean * 1.5)

    def next(self) -> Click:
        """Give what is clicked on next."""
        draw, choose = self._random.random(), self._random.choice
        if draw < 0.3:
            key = choose(list(self._values))
            return {key: [choose(self._values[key])]}
        if draw < 0.6:  # all filters at once, so that mostly one or two are set
            return {key: [] for key in (*self._values, "at", "statement")}
        if draw < 0.75:
            return {"at": [choose(self._places)]}
        if draw < 0.9:
            return {"statement": [choose(self._statements)]}
        return {"tab": [choose(TABS)]}


class LightReader:
    """One reader: a session over the websocket that remembers what a browser would."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        self._socket = socket
        self._query = query
        self._clicked = 0
        self._component = ""
        self._fragment = ""

    async def open(self) -> None:
        """Run the page once."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        await self._ask(message.SerializeToString())

    async def click(self, change: Click) -> None:
        """Change what is chosen, as the page's script asks for it, and wait for the answer."""
        self._clicked += 1
        value = {"n": self._clicked, "set": change, "find": {}, "view": None}
        await self._ask(asking(self._query, self._component, self._fragment, value))

    async def _ask(self, asked: bytes) -> None:
        await self._socket.send(asked)
        while True:
            message = ForwardMsg()
            got = await asyncio.wait_for(self._socket.recv(decode=False), PATIENCE)
            message.ParseFromString(got)
            kind = message.WhichOneof("type")
            if kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "delta":
                self._look(message)
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise RuntimeError("the page could not be run")
                return

    def _look(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if message.delta.fragment_id and element.WhichOneof("type") == "bidi_component":
            self._component, self._fragment = element.bidi_component.id, message.delta.fragment_id


@dataclass(frozen=True)
class Crowd:
    """Readers of one dataset at an address, with seconds between a reader's clicks."""

    address: str
    dataset: str
    number: int
    pause: float

    async def read(self, seconds: float) -> Results:
        """Let all of them come, one after the other, and click until the time is over."""
        results = Results()
        start = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(self.number):
                group.create_task(self._one(number, start, start + seconds, results))
        return results

    async def _one(self, number: int, start: float, end: float, results: Results) -> None:
        clicks = Clicks(self.dataset, number)
        await asyncio.sleep(number / self.number * min(30.0, (end - start) / 4))
        stream = self.address.replace("http://", "ws://").rstrip("/") + "/_stcore/stream"
        try:
            async with connect(
                stream,
                max_size=None,
                open_timeout=PATIENCE,
                additional_headers={"X-Forwarded-For": f"192.0.2.{number % 255 + 1}"},
            ) as socket:
                reader = LightReader(socket, urlencode({"dataset": self.dataset}))
                before = time.monotonic()
                await reader.open()
                results.opened.append(time.monotonic() - before)
                while True:
                    pause = clicks.pause(self.pause)
                    if time.monotonic() + pause > end:
                        return
                    await asyncio.sleep(pause)
                    before = time.monotonic()
                    await reader.click(clicks.next())
                    results.clicks.append((number, before - start, time.monotonic() - before))
        except (OSError, RuntimeError, TimeoutError, WebSocketException) as error:
            results.errors.append(f"reader {number}: {type(error).__name__} {error}")
