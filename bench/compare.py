"""Compare an earlier revision with the code as it stands: ``python -m bench.compare REVISION``.

Both are served and driven in turn in one run, act by act, with a bare Streamlit page beside them:
what else the machine does then slows all of them alike. Each reads datasets of its own writing.
The revision needs no more packages than the code as it stands.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import run
from bench.driving import Driven
from bench.generate import SIZES
from bench.process import memory
from bench.run import COUNTS, PAINTED, PANEL, PAUSE, context
from tests.helpers.chromium import find
from tests.helpers.serving import ROOT, Serving, serving

BARE, BEFORE, NOW = "bare", "before", "now"
GENERATE = """
import sys
from pathlib import Path
from bench.generate import SIZES, generate
for size in SIZES:
    if size.name in sys.argv[2:]:
        generate(Path(sys.argv[1]), size)
"""
OPTIONS = """() => [...deep('button[data-do="option"]').getRootNode()
    .querySelectorAll('button[data-do="option"]:not(.none)')]
    .map(({ dataset }) => `[data-key="${dataset.key}"][data-id="${dataset.id}"]`)"""
OPTION = "deep('button[data-do=\"option\"]%s').click()"
WORDS = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
FETCHED = """() => [window, ...[...document.querySelectorAll('iframe')].map((one) => one.contentWindow)]
    .flatMap(({ performance }) => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')])
    .reduce(([count, bytes], { encodedBodySize }) => [count + 1, bytes + encodedBodySize], [0, 0])"""

Figures = dict[str, dict[str, list[float]]]
"""Of each figure what each side gave, in milliseconds where its name has no other unit."""


def turns(number: int) -> tuple[str, str]:
    """Say who comes first, by turns."""
    return (BEFORE, NOW) if number % 2 else (NOW, BEFORE)


def earlier(revision: str, place: Path) -> Path:
    """Write the code of a revision into a folder."""
    git = ["git", "-C", str(ROOT), "archive", revision]
    code = subprocess.run(git, check=True, capture_output=True).stdout  # noqa: S603
    with tarfile.open(fileobj=io.BytesIO(code)) as archive:
        archive.extractall(place, filter="data")
    if (modules := ROOT / "node_modules").exists():
        (place / "node_modules").symlink_to(modules.resolve())
    return place


def openings(browser: Browser, bare: str, links: dict[str, str], rounds: int) -> Figures:
    """Open the pages in turn, each in a browser that has never seen them."""
    found: Figures = defaultdict(lambda: defaultdict(list))
    for number in range(rounds):
        with context(browser) as page:
            took = page.opened_bare(bare)
        for name, query in ((run.OPEN, ""), (run.FILTERED, "&act=assertive&tab=source")):
            found[name][BARE].append(took)
            for side in turns(number):
                with context(browser) as page:
                    found[name][side].append(page.opened(links[side] + query))
                    words = page.page.evaluate(WORDS)
                    count, fetched = page.page.evaluate(FETCHED)
                    found[f"{name}, its first words"][side].append(words)
                    found[f"{name}, requests"][side].append(count)
                    found[f"{name}, fetched, kB"][side].append(fetched / 1000)
                    found[f"{name}, heap, MB"][side].append(page.heap())
    return found


def interactions(still: Driven, driven: dict[str, Driven], rounds: int) -> Figures:
    """Use both in turn with the bare page, act by act; what they choose, both of them have."""
    found: Figures = defaultdict(lambda: defaultdict(list))
    common = sorted(set.intersection(*(set(one.page.evaluate(OPTIONS)) for one in driven.values())))

    def act(name: str, script: str, *marks: str, place: str | None = None) -> None:
        found[name][BARE].append(rerun)
        for side in turns(number):
            one = driven[side]
            if place:
                one.frame.evaluate(place)
            one.page.wait_for_timeout(PAUSE)
            before = one.received + one.sent
            took = dict(zip(marks, one.after(script, *marks), strict=True))
            one.page.wait_for_timeout(run.FLYING if run.FLIGHT in marks else PAUSE)
            if COUNTS in took:
                found[run.COUNTED][side].append(took.pop(COUNTS))
            found[name][side].append(max(took.values()))
            found[f"{name}: sent, kB"][side].append((one.received + one.sent - before) / 1000)

    for number in range(rounds):
        rerun = still.rerun_bare()
        act(run.FILTER, OPTION % common[number % len(common)], PANEL, PAINTED, COUNTS)
        act(run.SEARCHED, run.SEARCH, PANEL, PAINTED)
        act("let go of all that is chosen", run.RESET, PANEL, PAINTED)
        act(run.PLACED, run.PLACE, PANEL)
        act(run.FLOWN, run.STATEMENT, run.FLIGHT, place=run.AWAY)
        act("another statement, until its panel stands", run.STATEMENT, PANEL)
        act(run.TURNED, run.TAB % run.TABS[number % len(run.TABS)], PANEL, place=run.HOME)
        act("back to the statements", run.TAB % run.TABS[-1], PANEL)
    return found


def table(figures: Figures) -> Iterator[str]:
    """Say medians with quartiles, and the ratios of the medians."""
    yield f"| what | {BARE} | {BEFORE} | {NOW} | now ÷ before | now ÷ bare |"
    yield "|---|---|---|---|---|---|"
    for name, sides in figures.items():
        now, before = statistics.median(sides[NOW]), statistics.median(sides[BEFORE])
        cells = [spread(sides.get(side, [])) for side in (BARE, BEFORE, NOW)]
        beside = f"{now / statistics.median(sides[BARE]):.2f}" if BARE in sides else ""
        yield f"| {name} | {' | '.join(cells)} | {now / before:.3f} | {beside} |"


def spread(values: list[float]) -> str:
    """Say the median, with quartiles where they differ from it."""
    if not values:
        return ""
    low, middle, high = (f"{value:.4g}" for value in statistics.quantiles(values, n=4))
    return middle if low == high else f"{middle} ({low} to {high})"


def compare(
    browser: Browser, bare: str, served: dict[str, Serving], name: str, rounds: int
) -> Iterator[str]:
    """Compare both with one dataset; give the lines of what came of it."""
    links = {side: f"{app.address}?dataset={name}" for side, app in served.items()}
    for link in links.values():
        with context(browser) as warm:
            warm.opened(link)
    yield from table(openings(browser, bare, links, rounds))
    with context(browser) as still, context(browser) as one, context(browser) as other:
        driven = {BEFORE: one, NOW: other}
        still.opened_bare(bare)
        for side, page in driven.items():
            page.opened(links[side])
        still.page.wait_for_timeout(run.SETTLING)
        yield from list(table(interactions(still, driven, rounds)))[2:]
        for side, page in driven.items():
            used, heap = memory(served[side].pid), page.heap()
            yield f"\n{side}: heap {heap:.1f} MB, server {used:.0f} MB"


def main() -> None:
    """Compare a revision with the code as it stands, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("sizes", nargs="*", default=["bench-20", "bench-10000"])
    parser.add_argument("--rounds", type=int, default=run.ROUNDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        roots = {BEFORE: earlier(asked.revision, Path(place) / "code"), NOW: ROOT}
        served = {}
        for side, root in roots.items():
            packages = Path(place) / side
            command = [sys.executable, "-c", GENERATE, str(packages), *asked.sizes]
            subprocess.run(command, cwd=root, check=True)  # noqa: S603
            served[side] = stack.enter_context(serving(packages=packages, root=root, fresh=True))
        bare = stack.enter_context(serving("bench/pages/bare.py", fresh=True))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        print(run.machine(browser))
        for name in (size.name for size in SIZES if size.name in asked.sizes):
            print(f"\n## {name}, at a load of {os.getloadavg()[0]:.0f}\n")
            for line in compare(browser, bare.address, served, name, asked.rounds):
                print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
