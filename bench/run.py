"""Measure Standpoint against a bare page and the tutorials' way: ``python -m bench.run``.

All are served and driven in turn in one run, since times move with the machine's load. Figures
are medians of at least ``ROUNDS``, with quartiles and the ratio to the bare page.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.driving import Driven
from bench.generate import SIZES, generate
from bench.readers import Reader
from tests.browser import serving
from tests.chromium import find

ROUNDS = 20
HERE = Path(__file__).parent
FILTER = "deep('button[data-key=\"act\"]').click()"
PLACE = "[...inside.document.querySelectorAll('.map-place')].find(n => !n.querySelector('.several'))?.click()"
STATEMENT = """
    const cards = [...deep('.cards').querySelectorAll('article:not(.chosen) .exact')];
    cards[Math.floor(Math.random() * Math.min(cards.length, 15))].click();
"""
AWAY = "() => { map.setView([-52, -140], 9, {animate: false}); }"


@dataclass(frozen=True)
class Target:
    """What a figure must not exceed, as a ratio to the bare page or in the unit given."""

    small: float
    large: float


TARGETS = {
    "open": Target(1.5, 2.0),
    "open a link with filters": Target(1.5, 2.0),
    "filter": Target(1.5, 2.5),
    "place": Target(1.3, 1.5),
    "statement": Target(1.3, 1.5),
}


def spread(values: list[float]) -> str:
    """Say median and quartiles of milliseconds."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.0f} ms ({low:.0f} to {high:.0f})"


@contextmanager
def context(browser: Browser) -> Iterator[Driven]:
    """Give a driven page in a browser context of its own."""
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        yield Driven.open(made)
    finally:
        made.close()


def measure(browser: Browser, bare: str, app: str, size: str, *, large: bool) -> list[str]:
    """Measure one size; give the lines of its table."""
    lines = [
        f"## {size}",
        "",
        "| what | bare | Standpoint | ratio | target | |",
        "|---|---|---|---|---|---|",
    ]
    link = f"{app}?dataset={size}"
    times: dict[str, list[float]] = {name: [] for name in ("bare open", "bare", *TARGETS)}
    sizes: dict[str, list[int]] = {name: [] for name in ("filter", "place", "statement")}
    for _ in range(ROUNDS):
        with context(browser) as one:
            times["bare open"].append(one.opened_bare(bare))
        with context(browser) as two:
            times["open"].append(two.opened(link))
        with context(browser) as three:
            times["open a link with filters"].append(
                three.opened(f"{link}&act=assertive&tab=source")
            )
    with context(browser) as still, context(browser) as driven:
        still.opened_bare(bare)
        driven.opened(link)
        driven.page.wait_for_timeout(1500)
        heaps = []
        actions: dict[str, tuple[str, str | None, str | None]] = {
            "filter": (FILTER, "standpoint:panel", "standpoint:painted"),
            "place": (PLACE, "standpoint:panel", None),
            "statement": (STATEMENT, None, "standpoint:fly"),
        }
        for number in range(ROUNDS):
            times["bare"].append(still.rerun_bare())
            for name, (action, page_mark, frame_mark) in actions.items():
                if name == "statement":
                    driven.frame.evaluate(AWAY)
                driven.page.wait_for_timeout(350)
                before = driven.received + driven.sent
                times[name].append(driven.after(action, page_mark, frame_mark))
                driven.page.wait_for_timeout(900 if name == "statement" else 250)
                sizes[name].append(driven.received + driven.sent - before)
            if number == 0:
                heaps.append(driven.heap())
        for _ in range(200 - 3 * ROUNDS):
            driven.after(*actions["filter"])
        heaps.append(driven.heap())
    for name, target in TARGETS.items():
        base = times["bare open"] if name.startswith("open") else times["bare"]
        ratio = statistics.median(times[name]) / statistics.median(base)
        limit = target.large if large else target.small
        verdict = "held" if ratio <= limit else "missed"
        lines.append(
            f"| {name} | {spread(base)} | {spread(times[name])} | {ratio:.2f} | {limit} | {verdict} |"
        )
    lines += [
        "",
        *(
            f"- sent per {name}: {statistics.median(of) / 1000:.1f} kB"
            for name, of in sizes.items()
        ),
        f"- browser heap after 1 and after 200 interactions: {heaps[0]:.1f} and {heaps[1]:.1f} MB",
        "",
    ]
    return lines


def tutorial(browser: Browser, bare: str, address: str) -> list[str]:
    """Measure a filter of the tutorials' way."""
    times, base = [], []
    with context(browser) as still, context(browser) as driven:
        still.opened_bare(bare)
        driven.opened_bare(address)
        driven.page.wait_for_timeout(3000)
        for number in range(ROUNDS):
            base.append(still.rerun_bare())
            label = driven.page.locator("[data-testid=stRadio] label").nth(2 + number % 2)
            before = driven.page.locator("[data-testid=stText]").inner_text()
            start = time.perf_counter()
            label.click()
            driven.page.wait_for_function(
                "before => document.querySelector('[data-testid=stText]').textContent !== before",
                arg=before,
            )
            times.append((time.perf_counter() - start) * 1000)
            driven.page.wait_for_timeout(300)
    ratio = statistics.median(times) / statistics.median(base)
    return [
        f"- the tutorials’ way, filter until its text stands: {spread(times)}, {ratio:.1f} times the bare page"
    ]


def memory(pid: int) -> float:
    """Give a process's resident memory in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def seconds(pid: int) -> float:
    """Give the processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def readers(app: str, pid: int, size: str) -> list[str]:
    """Measure the server's memory with 1, 10 and 50 readers."""
    held = {}
    with ExitStack() as stack:
        for number in range(1, 51):
            stack.enter_context(Reader(app, f"dataset={size}"))
            if number in {1, 10, 50}:
                held[number] = memory(pid)
    each = (held[50] - held[1]) / 49
    words = ", ".join(f"{count}: {size:.0f} MB" for count, size in held.items())
    return [f"- server memory with readers: {words}; {each:.2f} MB for each further reader"]


def machine() -> str:
    """Say on what this was measured."""
    packages = ("streamlit", "folium", "streamlit-folium", "pandas", "playwright")
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in packages)
    )


def run(chosen: list[str], report: Callable[[str], None]) -> None:
    """Measure the sizes chosen, and report line by line."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        sizes = [size for size in SIZES if size.name in chosen]
        for size in sizes:
            generate(folder, size)
        path = find()
        bare = stack.enter_context(serving("bench/pages/bare.py"))
        cache = {"STANDPOINT_CACHE": str(folder / "cache")}
        app = stack.enter_context(serving("app.py", packages=folder, extra=cache))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        report(
            f"Measured on {time.strftime('%Y-%m-%d')}: {machine()}, Chromium {browser.version}.\n"
        )
        for size in sizes:
            with context(browser) as warm:
                start = time.perf_counter()
                warm.opened(f"{app.address}?dataset={size.name}")
                cold = time.perf_counter() - start
            used = seconds(app.pid)
            for line in measure(
                browser, bare.address, app.address, size.name, large=size.statements > 1000
            ):
                report(line)
            report(f"- first opening, with the dataset not yet loaded: {cold:.1f} s")
            report(f"- server processor time in all of this: {seconds(app.pid) - used:.1f} s")
            for line in readers(app.address, app.pid, size.name):
                report(line)
            if size.statements <= 1000:
                extra = {"BENCH_DATASET": str(folder / size.name)}
                with serving("bench/pages/tutorial.py", extra=extra) as old:
                    for line in tutorial(browser, bare.address, old.address):
                        report(line)
            report("")
        browser.close()


def main() -> None:
    """Measure all sizes, or those named; print the result and keep it in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=[size.name for size in SIZES])
    lines = ["# Results", ""]

    def report(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    run(parser.parse_args().sizes, report)
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
