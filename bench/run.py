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
from bench.generate import SIZES, Size, generate
from bench.process import memory, peak, seconds
from bench.readers import Reader
from tests.helpers.chromium import find
from tests.helpers.serving import Serving, serving

ROUNDS = 20
MANY = 1000
"""Interactions after which memory is looked at."""
HERE = Path(__file__).parent
OPTION = """
    const controls = deep('button[data-do="option"]').getRootNode();
    const options = [...controls.querySelectorAll('button[data-do="option"]:not(.none)')];
    options[Math.floor(Math.random() * options.length)].click();
"""
RESET = "deep('button[data-do=\"reset\"]').click()"
WORDS = ("river treaty", "summit", "порт", "ceasefire", "وفد")
SEARCH = """
    const field = deep('input[type="search"]');
    const words = %s;
    field.value = words[(window.searched = (window.searched ?? 0) + 1) %% words.length];
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
""" % list(WORDS)  # noqa: UP031 - the script has braces of its own
PLACE = """
    const symbols = [...inside.document.querySelectorAll('.map-place')];
    symbols.find((symbol) => !symbol.querySelector('.several')).click();
"""
STATEMENT = """
    const cards = [...deep('.cards').querySelectorAll('article:not(.chosen) .exact')];
    cards[Math.floor(Math.random() * Math.min(cards.length, 15))].click();
"""
TABS = ("source", "timeline", "positions", "places", "statements")
TAB = 'deep(\'[role="tab"][data-value="%s"]\').click()'
AWAY = "() => { map.setView([-52, -140], 9, {animate: false}); }"
HOME = "() => { standpoint.app.camera.home(); }"
PAUSE, FLYING, SETTLING = 300, 900, 3_000
"""Milliseconds between what is timed, as a reader pauses: what one click still draws, a flight or
a page that has just opened must not fall into the next one's time. No figure contains them."""
PANEL, COUNTS, PAINTED, FLIGHT = (
    "standpoint:panel",
    "standpoint:counts",
    "map standpoint:painted",
    "map standpoint:fly",
)


@dataclass(frozen=True)
class Target:
    """What a figure must not exceed, at up to 1,000 statements and beyond."""

    small: float
    large: float


TARGETS = {
    "open": Target(1.5, 2.0),
    "open a link with filters": Target(1.5, 2.0),
    "filter, until map and panel are painted": Target(1.5, 2.5),
    "filter, until the counts beside it are painted": Target(2.5, 2.5),
    "search in the words": Target(1.5, 2.5),
    "click on a place, until its panel stands": Target(1.3, 1.5),
    "click on a statement, until the map starts to fly": Target(1.3, 1.5),
    "click on a tab, until it stands": Target(1.5, 2.5),
}
OPEN, FILTERED, FILTER, COUNTED, SEARCHED, PLACED, FLOWN, TURNED = TARGETS
SENT = Target(10, 40)
"""Kilobytes per interaction beside the panel."""
READER = Target(1, 3)
"""Megabytes of the server's memory per further reader."""
FRAME = 50.0
"""Milliseconds that no frame may take while panning."""
SLOWEST_LOAD = 10.0
"""Seconds until a dataset is ready that was never loaded before."""
MOST_MEMORY = 600.0
"""Megabytes of the server in all."""


def held(value: float, limit: float) -> str:
    """Say whether a figure is within its target."""
    return f"target {limit:g}, {'held' if value <= limit else 'missed'}"


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


def openings(browser: Browser, bare: str, link: str, times: dict[str, list[float]]) -> None:
    """Open the pages in turn, each in a browser that has never seen them."""
    for _ in range(ROUNDS):
        with context(browser) as one:
            times["bare open"].append(one.opened_bare(bare))
        with context(browser) as two:
            times[OPEN].append(two.opened(link))
        with context(browser) as three:
            times[FILTERED].append(three.opened(f"{link}&act=assertive&tab=source"))


def interactions(still: Driven, driven: Driven, times: dict[str, list[float]]) -> list[float]:
    """Use the page in turn with the bare one; give the kilobytes sent beside the panel."""
    sent = []

    def act(action: str, *marks: str) -> list[float]:
        driven.page.wait_for_timeout(PAUSE)
        before = driven.received + driven.sent - driven.panel
        found = driven.after(action, *marks)
        driven.page.wait_for_timeout(PAUSE)
        sent.append((driven.received + driven.sent - driven.panel - before) / 1000)
        return found

    for number in range(ROUNDS):
        times["bare"].append(still.rerun_bare())
        *both, counts = act(OPTION, PANEL, PAINTED, COUNTS)
        times[FILTER].append(max(both))
        times[COUNTED].append(counts)
        times[SEARCHED].append(max(act(SEARCH, PANEL, PAINTED)))
        driven.after(RESET, PANEL, PAINTED)
        times[PLACED] += act(PLACE, PANEL)
        driven.frame.evaluate(AWAY)
        times[FLOWN] += act(STATEMENT, FLIGHT)
        driven.page.wait_for_timeout(FLYING)
        driven.after(STATEMENT, PANEL)
        driven.frame.evaluate(HOME)
        driven.page.wait_for_timeout(PAUSE)
        times[TURNED] += driven.after(TAB % TABS[number % len(TABS)], PANEL)
        driven.page.wait_for_timeout(PAUSE)
        driven.after(TAB % TABS[-1], PANEL)
    return sent


def measure(browser: Browser, bare: str, app: Serving, size: Size) -> Iterator[str]:
    """Measure one size; give the lines of its results."""
    large = size.statements > 1000
    link = f"{app.address}?dataset={size.name}"
    times: dict[str, list[float]] = {name: [] for name in ("bare open", "bare", *TARGETS)}
    openings(browser, bare, link, times)
    yield "| what | bare | Standpoint | ratio | target | |"
    yield "|---|---|---|---|---|---|"
    yield from rows((OPEN, FILTERED), times, "bare open", large=large)
    with context(browser) as still, context(browser) as driven:
        still.opened_bare(bare)
        driven.opened(link)
        driven.page.wait_for_timeout(SETTLING)
        driven.after(OPTION, PANEL)
        heaps, servers = [driven.heap()], [memory(app.pid)]
        sent = interactions(still, driven, times)
        yield from rows(tuple(TARGETS)[2:], times, "bare", large=large)
        gaps = driven.frames_while_panning()
        used, start = seconds(app.pid), time.perf_counter()
        for number in range(MANY):
            if number % 5 == 0:
                driven.frame.evaluate(HOME)
            driven.after((PLACE, OPTION, RESET, SEARCH, RESET)[number % 5], PANEL)
            if number + 1 in {200, MANY}:
                heaps.append(driven.heap())
                servers.append(memory(app.pid))
        used, passed = seconds(app.pid) - used, time.perf_counter() - start
    yield ""
    most = statistics.median(sent)
    limit = SENT.large if large else SENT.small
    yield f"- sent per interaction, beside the panel: {most:.1f} kB ({held(most, limit)})"
    yield (
        f"- panning: {len(gaps)} frames, median {statistics.median(gaps):.0f} ms, the longest "
        f"{max(gaps):.0f} ms ({held(max(gaps), FRAME)})"
    )
    yield f"- browser’s heap after 1, 200 and {MANY} interactions: {figures(heaps)} MB"
    yield f"- server’s memory after 1, 200 and {MANY} interactions: {figures(servers)} MB"
    yield (
        f"- server’s processor time per interaction: {1000 * used / MANY:.0f} ms "
        f"(of {1000 * passed / MANY:.0f} ms that one took)"
    )
    yield from readers(app, size.name, READER.large if large else READER.small)


def rows(
    names: tuple[str, ...], times: dict[str, list[float]], bare: str, *, large: bool
) -> Iterator[str]:
    """Give the rows of times, each beside the bare page's and its target."""
    base = times[bare]
    for name in names:
        ratio = statistics.median(times[name]) / statistics.median(base)
        limit = TARGETS[name].large if large else TARGETS[name].small
        verdict = "held" if ratio <= limit else "missed"
        yield f"| {name} | {spread(base)} | {spread(times[name])} | {ratio:.2f} | {limit} | {verdict} |"


def figures(values: list[float]) -> str:
    """Write figures in a row."""
    return ", ".join(f"{value:.1f}" for value in values)


def tutorial(browser: Browser, bare: str, address: str) -> Iterator[str]:
    """Measure the tutorials' way: opening it, and a filter, until its text stands.

    Its map comes later, and from elsewhere: the scripts are its libraries' own addresses.
    """
    opened, filtered, base_opened, base = [], [], [], []
    for _ in range(ROUNDS):
        with context(browser) as one:
            base_opened.append(one.opened_bare(bare))
        with context(browser) as two:
            opened.append(two.opened_bare(address))
    with context(browser) as still, context(browser) as driven:
        still.opened_bare(bare)
        driven.opened_bare(address)
        driven.page.wait_for_timeout(SETTLING)
        for number in range(ROUNDS):
            base.append(still.rerun_bare())
            filtered.append(driven.filter_tutorial(2 + number % 2))
            driven.page.wait_for_timeout(PAUSE)
    for what, times, bases in (("open", opened, base_opened), ("filter", filtered, base)):
        ratio = statistics.median(times) / statistics.median(bases)
        yield (
            f"- the tutorials’ way, {what}, until its text stands (its map comes later): "
            f"{spread(times)}, {ratio:.2f} times the bare page"
        )


def readers(app: Serving, size: str, limit: float) -> Iterator[str]:
    """Measure the server's memory with 1, 10 and 50 readers, and again with 50 others."""
    found = {}
    for crowd in range(3):
        with ExitStack() as stack:
            for number in range(1, 51):
                stack.enter_context(Reader(app.address, f"dataset={size}"))
                found[crowd, number] = memory(app.pid)
    each = (found[0, 50] - found[0, 1]) / 49
    words = ", ".join(f"{count}: {found[0, count]:.0f} MB" for count in (1, 10, 50))
    yield f"- server’s memory with readers: {words}; {each:.2f} MB for each further one ({held(each, limit)})"
    again = figures([found[crowd, 50] for crowd in range(3)])
    yield f"- server’s memory with 50 readers, and after they left with 50 others, twice: {again} MB"


def loading(browser: Browser, folder: Path, size: Size) -> Iterator[str]:
    """Measure the first start with a dataset, and a second one."""
    with tempfile.TemporaryDirectory() as cache:
        for start in ("first", "second"):
            extra = {"STANDPOINT_CACHE": cache}
            with serving(packages=folder, extra=extra, fresh=True) as app, context(browser) as page:
                begun = time.perf_counter()
                page.opened(f"{app.address}?dataset={size.name}")
                took, most = time.perf_counter() - begun, peak(app.pid)
            yield (
                f"- {start} start, until map and panel stand: {took:.1f} s "
                f"({held(took, SLOWEST_LOAD)}), at most {most:.0f} MB ({held(most, MOST_MEMORY)})"
            )


def machine(browser: Browser) -> str:
    """Say on what this was measured."""
    packages = ("streamlit", "folium", "streamlit-folium", "pandas", "playwright")
    return (
        f"Measured on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in packages)
        + f", Chromium {browser.version}."
    )


def run(chosen: list[str], report: Callable[[str], None]) -> None:
    """Measure the sizes chosen, and report line by line."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        bare = stack.enter_context(serving("bench/pages/bare.py", fresh=True))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        report(machine(browser))
        for size in SIZES:
            if size.name not in chosen:
                continue
            packages = folder / f"{size.name}-alone"
            generate(packages, size)
            report(f"\n## {size.name}\n")
            report(f"{size.statements:,} statements, {size.places:,} places.\n")
            with serving(packages=packages, fresh=True) as app:
                with context(browser) as warm:
                    warm.opened(f"{app.address}?dataset={size.name}")
                for line in measure(browser, bare.address, app, size):
                    report(line)
            for line in loading(browser, packages, size):
                report(line)
            if size.statements <= 1000:
                extra = {"BENCH_DATASET": str(packages / size.name)}
                with serving("bench/pages/tutorial.py", extra=extra, fresh=True) as old:
                    for line in tutorial(browser, bare.address, old.address):
                        report(line)
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
