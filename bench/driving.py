"""Drive pages in Chromium and take times from what the browser painted."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Frame, Page, WebSocket

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


@dataclass
class Driven:
    """A page that is driven, with the bytes that went over its websocket."""

    page: Page
    received: int = 0
    sent: int = 0
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
        return float(
            self.page.evaluate(
                """async () => {
                    const text = () => document.querySelector('[data-testid=stText]').textContent;
                    const before = text();
                    const start = window.now();
                    [...document.querySelectorAll('button')].find((b) => b.innerText === 'go').click();
                    return (await window.when('text', () => text() !== before)) - start;
                }"""
            )
        )

    def opened(self, address: str) -> float:
        """Open Standpoint; milliseconds until map and panel are painted."""
        self.page.goto(address, wait_until="commit")
        start = float(self.page.evaluate("performance.timeOrigin"))
        self.page.wait_for_function("performance.getEntriesByName('standpoint:panel').length > 0")
        self.page.wait_for_function(
            """() => document.querySelector('iframe[title^="streamlit_folium"]')
                ?.contentWindow.performance.getEntriesByName('standpoint:painted').length > 0"""
        )
        panel = float(self.page.evaluate(LAST_MARK, "standpoint:panel"))
        return max(panel, float(self.frame.evaluate(LAST_MARK, "standpoint:painted"))) - start

    def after(self, action: str, page_mark: str | None, frame_mark: str | None) -> float:
        """Run an action in the page; milliseconds until the marks named have both come anew."""
        return float(
            self.page.evaluate(
                """async ([action, pageMark, frameMark]) => {
                    const frame = document.querySelector('iframe[title^="streamlit_folium"]');
                    const inside = frame.contentWindow;
                    const last = (of, name) => {
                        const marks = of.performance.getEntriesByName(name);
                        const at = of.performance.timeOrigin;
                        return marks.length ? at + marks[marks.length - 1].startTime : 0;
                    };
                    const start = window.now();
                    new Function('inside', 'deep', action)(inside, window.deep);
                    const until = performance.now() + 60000;
                    for (;;) {
                        const page = pageMark ? last(window, pageMark) : Infinity;
                        const map = frameMark ? last(inside, frameMark) : Infinity;
                        if (page > start && map > start) {
                            return Math.max(pageMark ? page : 0, frameMark ? map : 0) - start;
                        }
                        if (performance.now() > until) throw new Error('nothing came: ' + action);
                        await new Promise((next) => setTimeout(next, 2));
                    }
                }""",
                [action, page_mark, frame_mark],
            )
        )

    def heap(self) -> float:
        """Give the page's JavaScript heap in megabytes, after a collection."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"]
        session.detach()
        return float(used) / 1e6
