"""How long a save takes one author alone, and one of twenty at once: ``python -m bench.authors``.

It serves one copy of the app with a store of its own and lets authors, each in a draft of their
own, decide records over HTTP as the workshop's page does. It writes ``AUTHORS.md``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from data.drafting.rows import Tables
from data.workshop.rights import Policy, Visit
from data.workshop.settings import Settings, open_store
from data.workshop.starting import from_tables
from tests.helpers.serving import serving

HERE = Path(__file__).parent
AUTHORS = 20
TARGET = 3.0
SIZES = ((25, 20_000), (2_000, 8_000_000))
"""Statements of a draft, and characters of its source."""
_WORDS = "The minister said the harbour will open in spring. "


def tables(statements: int, characters: int) -> Tables:
    """Make the tables of a draft: so many statements in a source of so many characters."""
    found = Tables()
    text = (_WORDS * (characters // len(_WORDS) + 1))[:characters]
    found.texts["sources/report.txt"] = text
    source = {"id": "report", "title": "Report", "language": "en", "file": "sources/report.txt"}
    found.rows["sources"].append(source)
    found.rows["actors"].append({"id": "minister", "name": "Minister", "kind": "person"})
    place = {"id": "harbour", "name": "Harbour", "kind": "port", "where_prec": "1"}
    found.rows["places"].append(place)
    usual = {"source": "report", "speaker": "minister", "directness": "indirect"}
    usual |= {"act": "assertive", "certainty": "possible", "status": "reported"}
    for number in range(statements):
        start = number * len(_WORDS) % (characters - len(_WORDS))
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
    found: list[list[float]] = [[] for _ in drafts]

    def work(number: int) -> None:
        author, until = Author(address, drafts[number]), time.monotonic() + span
        time.sleep(pause * number / len(drafts))
        while time.monotonic() < until:
            found[number].append(author.decide())
            time.sleep(pause)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(drafts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [taken for each in found for taken in each]


@contextmanager
def copy(statements: int, characters: int) -> Iterator[tuple[str, list[str]]]:
    """Serve a copy of the app with drafts; give its address and theirs."""
    with tempfile.TemporaryDirectory() as kept:
        store = open_store(Settings(kept, Policy(), datasets=Path(kept) / "datasets"))
        seed = from_tables(tables(statements, characters), "Measured")
        here = Visit(local=True)
        drafts = [store.start(here, seed.changes, seed.texts) for _ in range(AUTHORS + 1)]
        store.database.close()
        with serving(extra={"STANDPOINT_WORKSHOP": kept}, fresh=True) as served:
            yield served.address, drafts


def compare(statements: int, characters: int, span: float, pause: float) -> str:
    """Measure one author alone and many at once; say it in a line."""
    with copy(statements, characters) as (address, drafts):
        measure(address, drafts[:1], 5, 0.1)  # what is loaded at the first question
        alone = measure(address, drafts[:1], span, pause / 4)
        many = measure(address, drafts[1:], span, pause)
    ratio = statistics.median(many) / statistics.median(alone)
    held = "held" if ratio <= TARGET else "missed"
    return (
        f"- {statements:,} statements, {characters:,} characters: alone {_said(alone)}; "
        f"{AUTHORS} at once {_said(many)}, {len(many):,} saves, no error; "
        f"the median is {ratio:.2f} times that of one (target {TARGET:g}, {held})"
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
    lines = ["# Many authors at once", ""]
    lines += [f"Each decides a record every {asked.pause:g} seconds, in a draft of their own.", ""]
    for statements, characters in SIZES:
        lines.append(compare(statements, characters, asked.seconds, asked.pause))
        report(lines[-1])
    (HERE / "AUTHORS.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
