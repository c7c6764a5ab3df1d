"""Drive pages in Chromium and take times from what the browser painted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from google.protobuf.message import DecodeError
from playwright.sync_api import BrowserContext, Frame, Page, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

WATCH = """
window.painted = {};
window.when = (name, ready) => new Promise((resolve) => {
  const look = () => ready()
    ? requestAnimationFrame(() => requestAnimationFrame(() => {
        window.painted[name] = performance.timeOrigin + performance.now();
        resolve(window.painted[name]);
      }))
    : requestAnimationFrame(look);
  look();
});
window.deep = (selector, root = document) => {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const node of root.querySelectorAll("*")) {
    const inside = node.shadowRoot && window.deep(selector, node.shadowRoot);
    if (inside) return inside;
  }
  return null;
};
window.now = () => performance.timeOrigin + performance.now();
"""
"""What is put into each page before it loads: to wait for a thing and for its painting."""

LAST_MARK = """name => {
  const marks = performance.getEntriesByName(name);
  return marks.length ? performance.timeOrigin + marks[marks.length - 1].startTime : 0;
}"""


def panel_bytes(payload: bytes | str) -> int:
    """Give the bytes that a message from the server spends on the panel."""
    message = ForwardMsg()
    try:
        message.ParseFromString(payload if isinstance(payload, bytes) else payload.encode())
    except DecodeError:
        return 0
    handed = message.delta.new_element.bidi_component.json
    panel = json.loads(handed).get("panel") if handed else None
    return len(json.dumps(panel).encode()) if panel else 0


@dataclass
class Driven:
    """A page that is driven, with the bytes that went over its websocket."""

    page: Page
    received: int = 0
    sent: int = 0
    panel: int = 0
    """Of what was received, the bytes of the panel."""
    _frame: Frame | None = field(default=None)

    @classmethod
    def open(cls, context: BrowserContext) -> Driven:
        """Make an empty page that counts what it sends and receives."""
        page = context.new_page()
        page.set_default_timeout(180_000)
        page.add_init_script(WATCH)
        driven = cls(page)

        def count(payload: bytes | str, *, out: bool) -> None:
            if out:
                driven.sent += len(payload)
            else:
                driven.received += len(payload)
                driven.panel += panel_bytes(payload)

        def listen(socket: WebSocket) -> None:
            socket.on("framereceived", lambda payload: count(payload, out=False))
            socket.on("framesent", lambda payload: count(payload, out=True))

        page.on("websocket", listen)
        return driven

    @property
    def frame(self) -> Frame:
        """The map's frame."""
        if self._frame is None or self._frame.is_detached():
            self._frame = next(f for f in self.page.frames if "streamlit_folium" in f.url)
        return self._frame

    def opened_bare(self, address: str) -> float:
        """Open the bare page; milliseconds from the navigation until its text is painted."""
        self.page.goto(address, wait_until="commit")
        done = self.page.evaluate(
            "window.when('text', () => document.querySelector('[data-testid=stText]'))"
        )
        return float(done) - float(self.page.evaluate("performance.timeOrigin"))

    def rerun_bare(self) -> float:
        """Press the button; milliseconds until the new text is painted."""
        return self._until_text("document.querySelector('[data-testid=stButton] button')")

    def filter_tutorial(self, number: int) -> float:
        """Choose one of the tutorial page's speakers; milliseconds until its text is painted."""
        return self._until_text(
            f"document.querySelectorAll('[data-testid=stRadio] label')[{number}]"
        )

    def _until_text(self, clicked: str) -> float:
        return float(
            self.page.evaluate(
                """async (clicked) => {
                    const text = () => document.querySelector('[data-testid=stText]').textContent;
                    const before = text();
                    const start = window.now();
                    new Function(`return ${clicked}`)().click();
                    return (await window.when('text', () => text() !== before)) - start;
                }""",
                clicked,
            )
        )

    def opened(self, address: str) -> float:
        """Open Standpoint; milliseconds until map and panel are painted."""
        self.page.goto(address, wait_until="commit")
        start = float(self.page.evaluate("performance.timeOrigin"))
        self.page.wait_for_function("performance.getEntriesByName('standpoint:panel').length > 0")
        self.page.wait_for_function(
            """() => document.querySelector('.st-key-map iframe')
                ?.contentWindow.performance.getEntriesByName('standpoint:painted').length > 0"""
        )
        panel = float(self.page.evaluate(LAST_MARK, "standpoint:panel"))
        return max(panel, float(self.frame.evaluate(LAST_MARK, "standpoint:painted"))) - start

    def after(self, action: str, *marks: str) -> list[float]:
        """Run an action in the page; milliseconds until each mark named has come anew.

        A mark is one of the page, or of the map's frame if it begins with "map ".
        """
        found: list[float] = self.page.evaluate(
            """async ([action, marks]) => {
                const frame = document.querySelector('.st-key-map iframe');
                const inside = frame.contentWindow;
                const last = (name) => {
                    const of = name.startsWith('map ') ? inside : window;
                    const marks = of.performance.getEntriesByName(name.replace('map ', ''));
                    return marks.length ? of.performance.timeOrigin + marks.at(-1).startTime : 0;
                };
                const start = window.now();
                new Function('inside', 'deep', action)(inside, window.deep);
                const until = performance.now() + 60000;
                for (;;) {
                    const times = marks.map(last);
                    if (times.every((time) => time > start)) return times.map((time) => time - start);
                    if (performance.now() > until) throw new Error('nothing came: ' + action);
                    await new Promise((next) => setTimeout(next, 2));
                }
            }""",
            [action, list(marks)],
        )
        return found

    def frames_while_panning(self) -> list[float]:
        """Drag the map to and fro; milliseconds between the frames that were painted meanwhile."""
        box = self.page.locator(".st-key-map iframe").bounding_box()
        if box is None:
            return []
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.7
        self.frame.evaluate(
            """() => {
                window.gaps = [];
                let before = 0;
                const look = (now) => {
                    if (!window.gaps) return;
                    if (before) window.gaps.push(now - before);
                    before = now;
                    requestAnimationFrame(look);
                };
                requestAnimationFrame(look);
            }"""
        )
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for step in range(120):
            away = 4 * min(step % 60, 60 - step % 60)
            self.page.mouse.move(x - away, y - away / 2)
        self.page.mouse.up()
        gaps: list[float] = self.frame.evaluate("() => { const g = gaps; gaps = null; return g; }")
        return gaps

    def heap(self) -> float:
        """Give the page's JavaScript heap in megabytes, after a collection."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"]
        session.detach()
        return float(used) / 1e6
