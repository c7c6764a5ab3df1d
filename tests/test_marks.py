"""Runs of combining marks: refused in a dataset, cut in what is typed, and never costly."""

from __future__ import annotations

import json
import subprocess
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components.serving.modules import HERE
from data.dataset import Dataset, load
from data.folding import fold, tables
from data.marks import MOST_MARKS, cut_marks, has_too_many_marks
from tests.helpers import breaking
from tests.helpers.breaking import cell
from tests.helpers.node import node

LONG = "a" + "\u0301\u0323" * 20_000
RUNS = {
    "two classes": "\u0301\u0323",
    "three classes": "\u0301\u0323\u05b0",
    "a mark that is a letter": "\u0301\uff9e",
    "a mark that becomes two": "\u0344\u0323",
    "enclosing and spacing": "\u20dd\u0323\U0001d165",
    "beyond the first plane": "\U0001e8d0\u0301",
}
COSTLY = RUNS | {
    "vowels that are kept": "\u0e38\u0eb8",
    "kept, and apart until others are dropped": "\u0e38\u0eb8" * 15 + "\u0640",
    "kept, and apart until what is not seen is dropped": "\u0e38\u0eb8" * 15 + "\u200d",
}
FREE = {"sources": "title", "actors": "name", "places": "name", "topics": "name"}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_what_is_cut_has_no_long_run(run: str) -> None:
    """Thirty marks stay, and what follows them; what is cut again stays as it is."""
    text = f"a{run * 40}b"
    cut = cut_marks(text)
    assert cut.startswith("a")
    assert cut.endswith("b")
    kept = [character for character in cut if unicodedata.category(character)[0] == "M"]
    assert len(kept) == MOST_MARKS
    assert cut_marks(cut) == cut
    assert has_too_many_marks(pd.Series([text, cut, "a"], dtype=str)).tolist() == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["שָׁלוֹם", "किला", "a" + "\u0301" * MOST_MARKS, "é—“…”" * 40, ""])
def test_what_is_written_anywhere_stays(text: str) -> None:
    """Words with as many marks as any script has are whole, and long rows of signs too."""
    assert cut_marks(text) == text


def seconds(work: Callable[[], object]) -> float:
    """Give the least of five times of a processor."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("run", COSTLY.values(), ids=COSTLY)
def test_folding_marks_costs_what_folding_words_costs(run: str) -> None:
    """A text of marks takes little more than one of letters of the same length."""
    size = 90_000
    good = "é" * size
    attack = ("a" + run * size)[:size]
    assert seconds(lambda: fold(attack)) < 5 * seconds(lambda: fold(good)) + 0.005
    assert fold(attack).startswith("a")
    assert fold(good) == "e" * size


def test_a_browser_folds_as_quickly_and_alike() -> None:
    """The browser's folding takes marks as it takes letters, and gives what Python gives."""
    texts = [("a" + run * 60_000)[:60_000] for run in COSTLY.values()]
    program = f"""
        import {{ folding }} from {json.dumps((HERE / "engine" / "fold.js").as_uri())};
        import {{ readFileSync }} from "node:fs";
        const {{ tables, texts }} = JSON.parse(readFileSync(0));
        const fold = folding(tables);
        const time = (text) => Math.min(...[1, 2, 3].map(() => {{
          const began = process.cpuUsage().user;
          fold(text);
          return process.cpuUsage().user - began;
        }}));
        const good = time("é".repeat(60000));
        const ratios = texts.map((one) => time(one) / (good + 5000));
        console.log(JSON.stringify([texts.map(fold), ratios]));
    """
    done = subprocess.run(
        [node(), "--input-type=module", "-e", program],
        input=json.dumps({"tables": tables(), "texts": texts}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.returncode, done.stderr
    folded, ratios = json.loads(done.stdout)
    assert folded == [fold(text) for text in texts]
    assert max(ratios) < 5


@pytest.mark.parametrize(("table", "column"), FREE.items())
def test_a_cell_of_too_many_marks_is_a_problem(tmp_path: Path, table: str, column: str) -> None:
    """It names file, row and column; the same cell with thirty marks is read."""
    folder = breaking.copy(tmp_path)
    key = breaking.table(folder, table)[1][0]
    cell(table, key, column, "a" + "\u0301" * MOST_MARKS)(folder)
    assert isinstance(load(folder), Dataset)
    cell(table, key, column, "a" + "\u0301\u0323" * MOST_MARKS)(folder)
    problems = load(folder)
    assert not isinstance(problems, Dataset)
    assert [(p.file, p.row, p.column) for p in problems] == [(f"{table}.csv", 2, column)]
    assert "at most 30 marks, such as accents, in a row" in str(problems[0])


def test_a_source_of_too_many_marks_is_a_problem(tmp_path: Path) -> None:
    """A source's text, which quotations are cut from, is named by its file."""
    folder = breaking.copy(tmp_path)
    text = (folder / "sources" / "al-marfa.txt").read_text("utf-8")
    breaking.source("al-marfa", f"{text}{LONG}".encode())(folder)
    problems = load(folder)
    assert not isinstance(problems, Dataset)
    assert any(p.file == "sources/al-marfa.txt" and "30 marks" in p.expected for p in problems)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            breaking.package(lambda about: about.update(title=LONG[:200])),
            "datapackage.json: found “more than 30 marks in a row”",
        ),
        (
            breaking.areas(lambda features: features[0]["properties"].update(label=LONG[:200])),
            "areas.geojson: found “more than 30 marks in a row”",
        ),
    ],
    ids=["description", "areas"],
)
def test_json_of_too_many_marks_is_a_problem(
    tmp_path: Path, change: breaking.Break, said: str
) -> None:
    """So it is in JSON, which may write them as escapes."""
    folder = breaking.copy(tmp_path)
    change(folder)
    problems = load(folder)
    assert not isinstance(problems, Dataset)
    assert str(problems[0]).startswith(said)
