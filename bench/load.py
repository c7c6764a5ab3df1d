"""Measure Standpoint with many readers at once: ``python -m bench.load``.

Light readers over the websocket and real ones in Chromium click every few seconds; the same is
measured before with one of each. Readers, browser and server share the machine's cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError

from playwright.sync_api import Browser, sync_playwright

from bench.attackers import at_work
from bench.crowd import Crowd, Results
from bench.driving import Driven
from bench.generate import SIZES, generate
from bench.process import memory, seconds
from bench.readers import Reader
from bench.run import OPTION, PAINTED, PANEL, PLACE, RESET, context, held, machine
from tests.helpers.chromium import find
from tests.helpers.serving import Serving, serving

HERE = Path(__file__).parent
REAL = 2
"""Readers in Chromium among the others."""
ALONE = 60.0
"""Seconds for which one reader is measured alone."""
MOST_RATIO = 3.0
"""How many times slower than for one reader the median interaction may get."""
GROWTH = 1.05
"""What memory at the end may be of what it was when a quarter of the time had passed."""
BEYOND = 50
"""Readers who come when the house is full."""
ATTACKED = 50
"""Readers who read while attackers of each kind work."""
SETTLED = 0.25
"""The part of the time in which readers arrive; it is not counted."""


@dataclass
class Watched:
    """What was seen from outside while the crowd read."""

    painted: list[float] = field(default_factory=list)
    """Milliseconds until a click of a real reader was painted."""
    memory: list[float] = field(default_factory=list)
    """Megabytes of the server, at each quarter of the time."""
    refused: int = 0
    """Of those who came beyond the limit, how many were given the sentence."""


def click(page: Driven, number: int) -> float:
    """Let a real reader click; milliseconds until map and panel are painted."""
    return max(page.after((OPTION, PLACE, RESET)[number % 3], PANEL, PAINTED))


def refusals(address: str) -> int:
    """Let further readers come; count those who are asked to try again later."""
    refused = 0
    for _ in range(BEYOND):
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310 - our own address
                pass
        except HTTPError as error:
            refused += error.code == 503 and b"Many people" in error.read()
    return refused


def watch(pages: list[Driven], app: Serving, span: float, pause: float) -> Watched:
    """Click with real readers while the crowd reads, and look at the server from outside."""
    seen, start, number = Watched(), time.monotonic(), 0
    while (passed := time.monotonic() - start) < span:
        for page in pages:
            took = click(page, number)
            if passed > span * SETTLED:
                seen.painted.append(took)
        number += 1
        if passed > span * SETTLED * (len(seen.memory) + 1):
            seen.memory.append(memory(app.pid))
        if passed > span * 0.8 and not seen.refused:
            seen.refused = refusals(app.address)
        pages[0].page.wait_for_timeout(1000 * pause / len(pages))
    seen.memory.append(memory(app.pid))
    return seen


def medians(times: list[float]) -> str:
    """Say the median of seconds in milliseconds, and below what 19 of 20 lie."""
    return f"{1000 * statistics.median(times):.0f} ms, 95 % below {1000 * statistics.quantiles(times, n=20)[-1]:.0f} ms"


def settled(results: Results, span: float) -> list[float]:
    """Give the answers' times, in seconds, once all readers had come."""
    return [took for _, when, took in results.clicks if when > span * SETTLED]


def of_each(results: Results, span: float) -> dict[int, float]:
    """Give each reader's median of the answers' times, in seconds, once all readers had come."""
    times: dict[int, list[float]] = defaultdict(list)
    for reader, when, took in results.clicks:
        if when > span * SETTLED:
            times[reader].append(took)
    return {reader: statistics.median(taken) for reader, taken in times.items()}


def measure(
    browser: Browser, app: Serving, crowd: Crowd, span: float, report: Callable[[str], None]
) -> None:
    """Measure one reader, then all of them."""
    with ThreadPoolExecutor(1) as thread, context(browser) as first, context(browser) as second:
        pages = [first, second][:REAL]
        for page in pages:
            page.opened(f"{app.address}?dataset={crowd.dataset}")
            page.page.wait_for_timeout(3_000)
        one = Crowd(crowd.address, crowd.dataset, 1, 1.0)
        alone = settled(thread.submit(asyncio.run, one.read(ALONE)).result(), ALONE)
        painted = [click(first, number) for number in range(30)]
        used, before = seconds(app.pid), memory(app.pid)
        reading: Future[Results] = thread.submit(asyncio.run, crowd.read(span))
        seen = watch(pages, app, span, crowd.pause)
        results = reading.result()
        used = seconds(app.pid) - used
    times = settled(results, span)
    ratio = statistics.median(times) / statistics.median(alone)
    slower = statistics.median(seen.painted) / statistics.median(painted)
    report(
        f"- {len(results.clicks):,} interactions of {crowd.number} light readers in {span / 60:g} minutes; errors: {len(results.errors)} ({held(len(results.errors), 0)})"
    )
    report(
        f"- one reader: {medians(alone)}; {crowd.number} readers: {medians(times)}; the median is {ratio:.2f} times that of one ({held(ratio, MOST_RATIO)})"
    )
    report(
        f"- in Chromium, until map and panel are painted: alone {statistics.median(painted):.0f} ms, among them {statistics.median(seen.painted):.0f} ms, {slower:.2f} times ({held(slower, MOST_RATIO)})"
    )
    growth = seen.memory[-1] / seen.memory[0]
    figures = ", ".join(f"{value:.0f}" for value in seen.memory)
    report(
        f"- server’s memory: {before:.0f} MB before, then at each quarter of the time {figures} MB; {growth:.2f} times since the first quarter ({held(growth, GROWTH)})"
    )
    report(
        f"- server’s processor: {100 * used / span:.0f} % of one core, {1000 * used / max(1, len(results.clicks)):.0f} ms an interaction, page loads and real readers among it"
    )
    report(
        f"- {BEYOND} readers beyond the limit, who came while all others clicked: {seen.refused} got the sentence ({held(BEYOND - seen.refused, 0)})"
    )
    for error in results.errors[:5]:
        report(f"- error: {error}")


def attacked(crowd: Crowd, app: Serving, span: float, report: Callable[[str], None]) -> None:
    """Measure readers without attackers, among them, and what memory stays when they are gone."""
    with Reader(crowd.address, f"dataset={crowd.dataset}"):  # the dataset is loaded once for all
        pass
    quiet = asyncio.run(crowd.read(span))
    before = memory(app.pid)
    with at_work(crowd.address, crowd.dataset):
        loud = asyncio.run(crowd.read(span))
    among = memory(app.pid)
    again = asyncio.run(crowd.read(span))
    after = memory(app.pid)
    if not (settled(quiet, span) and settled(loud, span)):
        raise RuntimeError(f"readers had no answers: {[*quiet.errors, *loud.errors][:3]}")
    alone, beside = of_each(quiet, span), of_each(loud, span)
    usual = statistics.median(alone.values())
    ratio = statistics.median(beside.values()) / usual
    worst = max(beside.values()) / usual
    errors = [*quiet.errors, *loud.errors, *again.errors]
    report(
        f"- {crowd.number} readers: {medians(settled(quiet, span))}; among attackers of each kind: {medians(settled(loud, span))}; when they have gone: {medians(settled(again, span))}; errors: {len(errors)} ({held(len(errors), 0)})"
    )
    report(
        f"- among attackers the median of the readers’ medians is {ratio:.2f} times, and that of the slowest reader {worst:.2f} times what it is without ({held(worst, MOST_RATIO)})"
    )
    report(
        f"- server’s memory: {before:.0f} MB before, {among:.0f} MB among them, {after:.0f} MB when they had gone and others read; {after / among:.2f} times ({held(after / among, GROWTH)})"
    )
    for error in errors[:5]:
        report(f"- error: {error}")


def main() -> None:
    """Measure the sizes named; print the result and keep it in LOAD.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["bench-20", "bench-100000"])
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument(
        "--attacked", action="store_true", help="the part with attackers alone; LOAD.md stays"
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument(
        "--pause", type=float, default=5.0, help="seconds between clicks, on average"
    )
    asked = parser.parse_args()
    lines = ["# Many readers at once", ""]

    def report(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        report(machine(browser))
        for size in (size for size in SIZES if size.name in asked.sizes):
            packages = Path(place) / f"{size.name}-alone"
            generate(packages, size)
            os.environ["STANDPOINT_PACKAGES"] = str(packages)  # what the crowd clicks on
            extra = {"STANDPOINT_READERS": str(asked.readers + REAL)}
            report(f"\n## {size.name}: {size.statements:,} statements\n")
            if not asked.attacked:
                with serving(packages=packages, extra=extra, fresh=True) as app:
                    crowd = Crowd(app.address, size.name, asked.readers, asked.pause)
                    measure(browser, app, crowd, asked.minutes * 60, report)
            report("\nAttacked:\n")
            with serving(packages=packages, extra=extra, fresh=True) as app:
                crowd = Crowd(app.address, size.name, ATTACKED, asked.pause)
                with ThreadPoolExecutor(1) as thread:  # Playwright's loop runs in this one
                    thread.submit(attacked, crowd, app, asked.minutes * 12, report).result()
        browser.close()
    if not asked.attacked:
        (HERE / "LOAD.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
