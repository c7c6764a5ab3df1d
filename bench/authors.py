"""How long authors wait: ``python -m bench.authors``, which writes ``AUTHORS.md``.

In Chromium, a key in the review until the next record is painted, in turn with a bare Streamlit
page. Then one author alone, and twenty at once, each in a draft of their own, who decide records
over HTTP as the workshop's page does. One copy of the app serves them, with a store of its own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.run import ROUNDS, SETTLING, context, held, machine, spread
from data.drafting.rows import Tables
from data.workshop.rights import Policy, Visit
from data.workshop.settings import Settings, open_store
from data.workshop.starting import from_tables
from tests.helpers.chromium import find
from tests.helpers.serving import serving

HERE = Path(__file__).parent
AUTHORS = 20
TARGET = 3.0
SIZES = ((25, 20_000, 1.5), (2_000, 8_000_000, 2.5))
"""Statements of a draft, characters of its source, and how many times longer than a bare rerun the
next record may take."""
IN_HAND = "deep('.record .state')?.parentNode.textContent"
KEY = f"""async () => {{
    const before = {IN_HAND}, start = now();
    deep('.record').dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, composed: true }}));
    return await when('record', () => {IN_HAND} !== before) - start;
}}"""
"""Confirms the record in hand, and gives the milliseconds until the next one is painted."""
BETWEEN = 700
"""Milliseconds between keys, as somebody reads: what one saves must not fall into the next one."""
_WORDS = "The minister said the harbour will open in spring. "


def tables(statements: int, characters: int) -> Tables:
    """Make the tables of a draft: so many statements in a source of so many characters."""
    found = Tables()
    paragraph = (10 * _WORDS)[:-1] + "\n"
    text = (paragraph * (characters // len(paragraph) + 1))[:characters]
    found.texts["sources/report.txt"] = text
    source = {"id": "report", "title": "Report", "language": "en", "file": "sources/report.txt"}
    found.rows["sources"].append(source)
    found.rows["actors"].append({"id": "minister", "name": "Minister", "kind": "person"})
    place = {"id": "harbour", "name": "Harbour", "kind": "port", "where_prec": "1"}
    found.rows["places"].append(place)
    usual = {"source": "report", "speaker": "minister", "directness": "indirect"}
    usual |= {"act": "assertive", "certainty": "possible", "status": "reported"}
    apart = characters // statements // len(_WORDS) * len(_WORDS)
    for number in range(statements):
        start = number * apart
        span = {"start": str(start), "end": str(start + 30), "exact": text[start : start + 30]}
        key = f"statement-{number}"
        found.rows["statements"].append({"id": key, **usual, **span, "review": "undecided"})
        found.rows["statement_places"].append(
            {"statement": key, "place": "harbour", "role": "about"}
        )
    return found


class Author:
    """Somebody who decides one record after another."""

    def __init__(self, address: str, draft: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._headers = {"Content-Type": "application/json", "Standpoint-Secret": ""}
        self._draft, self._since, self._number = draft, 1, 0

    def decide(self) -> float:
        """Confirm the next record; give the seconds until it is saved and told."""
        key = f"statement-{self._number % 25}"
        note = {"note": "" if self._number < 25 else str(self._number - 25)}
        change = ["statements", key, note, {"note": str(self._number)}]
        asked = {"draft": self._draft, "since": self._since}
        asked["actions"] = [{"kind": "edit", "changes": [change]}]
        start = time.perf_counter()
        self._connection.request("POST", "/workshop/act", json.dumps(asked), self._headers)
        with self._connection.getresponse() as answer:
            told = json.loads(answer.read())
        taken = time.perf_counter() - start
        if answer.status != 200 or told["refused"] or told["clashes"]:
            raise RuntimeError(f"{answer.status}: {told}")
        self._since, self._number = told["number"], self._number + 1
        return taken


def measure(address: str, drafts: list[str], span: float, pause: float) -> list[float]:
    """Let an author work on each draft for a time; give the seconds of each save."""

    def work(number: int) -> list[float]:
        author, until = Author(address, drafts[number]), time.monotonic() + span
        time.sleep(pause * number / len(drafts))
        found = []
        while time.monotonic() < until:
            found.append(author.decide())
            time.sleep(pause)
        return found

    with ThreadPoolExecutor(len(drafts)) as threads:
        return [taken for each in threads.map(work, range(len(drafts))) for taken in each]


@contextmanager
def copy(statements: int, characters: int) -> Iterator[tuple[str, list[str]]]:
    """Serve a copy of the app with drafts; give its address and theirs."""
    with tempfile.TemporaryDirectory() as kept:
        store = open_store(Settings(kept, Policy(), datasets=Path(kept) / "datasets"))
        seed = from_tables(tables(statements, characters), "Measured")
        here = Visit(local=True)
        drafts = [store.start(here, seed.changes, seed.texts) for _ in range(AUTHORS + 3)]
        store.database.close()
        with serving(extra={"STANDPOINT_WORKSHOP": kept}, fresh=True) as served:
            yield served.address, drafts


def compare(address: str, drafts: list[str], span: float, pause: float) -> str:
    """Measure one author alone and many at once; say it in a line."""
    measure(address, drafts[:1], 5, 0.1)  # what is loaded at the first question
    alone = measure(address, drafts[1:2], span, pause / 4)
    many = measure(address, drafts[2:], span, pause)
    ratio = statistics.median(many) / statistics.median(alone)
    return (
        f"- a save, alone {_said(alone)}; {AUTHORS} at once {_said(many)}, {len(many):,} saves, no "
        f"error; the median is {ratio:.2f} times that of one ({held(ratio, TARGET)})"
    )


def review(browser: Browser, bare: str, link: str, limit: float) -> str:
    """Confirm records by a key in turn with a bare page's button; say it in a line."""
    keys, reruns = [], []
    with context(browser) as still, context(browser) as driven:
        still.opened_bare(bare)
        driven.page.goto(link)
        driven.page.wait_for_function(f"() => {IN_HAND} && deep('.source-text')")
        driven.page.wait_for_timeout(SETTLING)
        for _ in range(ROUNDS):
            reruns.append(still.rerun_bare())
            keys.append(float(driven.page.evaluate(KEY)))
            driven.page.wait_for_timeout(BETWEEN)
    ratio = statistics.median(keys) / statistics.median(reruns)
    return (
        f"- a key in review until the next record is painted: {spread(keys)}; a bare rerun "
        f"{spread(reruns)}; {ratio:.2f} times ({held(ratio, limit)})"
    )


def _said(times: list[float]) -> str:
    below = sorted(times)[int(0.95 * len(times))]
    return f"{statistics.median(times) * 1000:.0f} ms, 95 % below {below * 1000:.0f} ms"


def main(report: Callable[[str], None] = print) -> None:
    """Measure all sizes, and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=2)
    asked = parser.parse_args()
    lines = ["# Authors", ""]

    def told(line: str) -> None:
        report(line)
        lines.append(line)

    with sync_playwright() as playwright, serving("bench/pages/bare.py", fresh=True) as bare:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        told(machine(browser))
        told(
            f"{AUTHORS} at once decide a record every {asked.pause:g} seconds each, in a draft each."
        )
        for statements, characters, limit in SIZES:
            told(f"\n## {statements:,} statements, a source of {characters:,} characters\n")
            with copy(statements, characters) as (address, drafts):
                link = f"{address}?workshop={drafts[0]}&step=review"
                told(review(browser, bare.address, link, limit))
                told(compare(address, drafts[1:], asked.seconds, asked.pause))
        browser.close()
    (HERE / "AUTHORS.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
