"""Work grows as the records do: twice as many take some twice as long, however they lie.

Datasets of each shape are loaded, shown on every screen and taken away, at one number of records
and at twice as many, in the same run.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bench.generate import Tables
from components import controls
from components.map import world
from components.panels import PANELS
from components.serving import served
from data.cache import VARIABLE
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.descriptor import write_schemas
from data.exports import csv_table, jsonld
from data.limits import MOST_PAIRS
from data.telling.warm import warm
from tests.helpers.excerpts import excerpt

COUNT = 800
GROWTH = 2.5
NOISE = 0.1
"""Seconds of a processor below which nothing is told."""
DAY = date(2031, 1, 1)

Row = dict[str, object]


class Made:
    """A dataset of one source, while it is made: one statement for each number."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.text = "ab " * count
        self.tables = Tables()
        self.spans = [(3 * number, 3 * number + 2) for number in range(count)]
        self.statements: list[Row] = [{} for _ in range(count)]
        self.places: list[tuple[str, int, str]] = []
        for name in ("speaker", "other"):
            self.tables.add("actors", id=name, name=name, kind="person")
        self.tables.add("topics", id="topic", name="topic")
        self.place("here")

    def place(self, key: str, **more: object) -> None:
        """Add a place."""
        at: Row = {"lat": 10, "lon": 10, "where_prec": 1, "coordinate_source": "invented"}
        self.tables.add("places", id=key, name=key, kind="town", **{**at, **more})

    def write(self, folder: Path) -> Path:
        """Write it."""
        (folder / "sources").mkdir(parents=True)
        (folder / "sources" / "s.txt").write_text(self.text, "utf-8")
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        source = {"title": "s", "language": "en", "file": "sources/s.txt", "sha256": digest}
        self.tables.add("sources", id="s", **source)
        usual: Row = {"source": "s", "speaker": "speaker", "directness": "direct"}
        usual |= {"act": "assertive", "certainty": "certain", "status": "reported"}
        for number, (more, (start, end)) in enumerate(
            zip(self.statements, self.spans, strict=True)
        ):
            words: Row = {"exact": self.text[start:end], "start": start, "end": end}
            self.tables.add("statements", **{"id": f"n{number}", **usual, **words, **more})
        for key, number, role in self.places:
            self.tables.add("statement_places", statement=f"n{number}", place=key, role=role)
        self.tables.write(folder)
        package: Row = {"name": folder.name, "title": "shape", "version": "1.0.0"}
        package["licenses"] = [{"name": "CC0-1.0"}]
        (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
        write_schemas(folder)
        return folder


def over_each_other(made: Made) -> None:
    """Put all passages around one word."""
    made.text = "ab" * made.count
    made.spans = [(number, 2 * made.count - number) for number in range(made.count)]


def at_one_place(made: Made) -> None:
    """Put all statements, and as many places, at one point."""
    for number in range(made.count):
        made.place(f"p{number}")
        made.places += [("here", number, "said_at"), (f"p{number}", number, "about")]


def in_a_chain(made: Made) -> None:
    """Put each place into the one before it, and each actor under the one before."""
    made.tables.add("actors", id="a0", name="a0", kind="state")
    made.place("p0")
    for number in range(1, made.count):
        before = number - 1
        made.tables.add(
            "actors", id=f"a{number}", name=f"a{number}", kind="person", affiliation=f"a{before}"
        )
        made.place(f"p{number}", parent=f"p{before}")
        made.places.append((f"p{number}", number, "about"))
        made.statements[number]["speaker"] = f"a{number}"


def in_a_grid(made: Made) -> None:
    """Give each statement a speaker, a topic and a place of its own, and deny the next one."""
    for number in range(made.count):
        made.tables.add("actors", id=f"a{number}", name=f"a{number}", kind="person")
        made.tables.add("topics", id=f"t{number}", name=f"t{number}")
        made.place(f"p{number}", lat=number % 80 + 1, lon=number % 170)
        made.places += [(f"p{number}", number, "about"), ("here", number, "said_at")]
        made.statements[number] |= {"speaker": f"a{number}", "topics": f"t{number}"}
        other = f"n{(number + 1) % made.count}"
        made.tables.add(
            "statement_relations", statement=f"n{number}", relation="denies", other=other
        )


def of_one_claim(made: Made) -> None:
    """Make all of them wordings of one claim, each other than the others."""
    made.text = "".join(f"a x{number:06} b " for number in range(made.count))
    made.spans = [(12 * number, 12 * number + 11) for number in range(made.count)]
    for row in made.statements:
        row["claim"] = "claim"


def at_all_times(made: Made) -> None:
    """Let times lie over each other, each longer than the one before."""
    for number, row in enumerate(made.statements):
        first, last = (DAY + timedelta(days=sign * number) for sign in (-1, 1))
        row |= {"said_on": f"{first}/{last}", "about_when": f"{first}/{last}"}


def of_one_statement(made: Made) -> None:
    """Give all places to one statement, as what it is about."""
    made.places.append(("here", 0, "said_at"))
    for number in range(made.count):
        made.place(f"p{number}", lat=number % 80 + 1, lon=number % 170)
        made.places.append((f"p{number}", 0, "about"))


@pytest.fixture(autouse=True)
def _routed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let files have addresses, as under the app."""
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    served.routes(lambda: None)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))


def packed(folder: Path, count: int) -> Path:
    """Pack a dataset into a ZIP file, and as many files that are no part of it."""
    path = folder.with_suffix(".zip")
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for file in folder.rglob("*"):
            package.write(file, file.relative_to(folder.parent))
        for number in range(count):
            package.writestr(f"{folder.name}/sources/more-{number}.txt", f"more {number}")
    return path


SHAPES = (
    over_each_other,
    at_one_place,
    in_a_chain,
    in_a_grid,
    of_one_claim,
    at_all_times,
    of_one_statement,
)
CHOSEN = Selection(statement="n1", at="here")


def stages(dataset: Dataset) -> dict[str, Callable[[], object]]:
    """Give all that is done with a dataset."""
    shown = select(dataset, CHOSEN)
    found: dict[str, Callable[[], object]] = {
        panel.key: partial(panel.content, dataset, CHOSEN, shown) for panel in PANELS
    }
    found |= {
        name: partial(write, excerpt(dataset))
        for name, write in (("csv", csv_table.write), ("jsonld", jsonld.write))
    }
    found["controls"] = partial(controls.content, dataset, CHOSEN, shown, [])
    found["map"] = partial(world.told, dataset, CHOSEN, shown, "")
    return found


def costs(folder: Path, shape: Callable[[Made], None], count: int) -> dict[str, float]:
    """Give the seconds of a processor that each stage takes with so many records."""
    made = Made(count)
    shape(made)
    made.write(folder)
    began = time.process_time()
    dataset = load(folder)
    taken = {"load": time.process_time() - began}
    assert isinstance(dataset, Dataset), [str(problem) for problem in dataset[:3]]
    archive = packed(folder, count)
    began = time.process_time()
    assert isinstance(load(archive), Dataset)
    taken["load an archive"] = time.process_time() - began
    began = time.process_time()
    warm(dataset)
    world.served_world(dataset)
    taken["warm"] = time.process_time() - began
    for name, work in stages(dataset).items():
        began = time.process_time()
        work()
        taken[name] = time.process_time() - began
    return taken


def test_more_arcs_than_can_be_counted_are_a_problem(tmp_path: Path) -> None:
    """A statement that was said in thousands of places about as many has the square of them."""

    def square(made: Made) -> None:
        for number in range(made.count):
            made.place(f"p{number}")
            made.places += [(f"p{number}", 1, "about"), (f"p{number}", 1, "said_at")]

    made = Made(math.isqrt(MOST_PAIRS) + 1)
    square(made)
    problems = load(made.write(tmp_path / "many"))
    assert not isinstance(problems, Dataset)
    assert [(one.file, one.row, one.column) for one in problems] == [
        ("statement_places.csv", 2, "statement")
    ]
    assert "of them of n1" in problems[0].value


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_stage_grows_as_its_records(tmp_path: Path, shape: Callable[[Made], None]) -> None:
    """Loading, the map, each screen, tables that are taken away."""
    once: dict[str, float] = {}
    twice: dict[str, float] = {}
    for attempt in range(3):  # what else the machine does is no growth: the least time counts
        for taken, count in ((once, COUNT), (twice, 2 * COUNT)):
            for name, seconds in costs(tmp_path / f"{count}-{attempt}", shape, count).items():
                taken[name] = min(seconds, taken.get(name, seconds))
        slow = {name for name in twice if twice[name] > GROWTH * once[name] + NOISE}
        if not slow:
            break
    assert not slow, {name: (once[name], twice[name]) for name in slow}
