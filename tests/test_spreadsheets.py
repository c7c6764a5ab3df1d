"""Tables as spreadsheets and programs write them: booleans, numbers, line ends, Unicode forms."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
import zipfile
from pathlib import Path
from typing import Any, Literal

import pytest

from data.dataset import Dataset, load
from data.descriptor import write_schemas
from data.exports import xlsx
from data.exports.package import write as packed
from data.problem import Problem
from tests.helpers import breaking
from tests.helpers.breaking import cell, package, rows
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.excerpts import excerpt

EXACT, START = 2, 5


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Load a folder that has problems."""
    found = load(folder)
    assert not isinstance(found, Dataset)
    return found


def opened(folder: Path) -> Dataset:
    """Load a folder that has none."""
    found = load(folder)
    assert isinstance(found, Dataset), [str(problem) for problem in found]
    return found


@pytest.mark.parametrize("true", ["true", "True", "TRUE", "1"])
@pytest.mark.parametrize("false", ["false", "False", "FALSE", "0", ""])
def test_booleans(tmp_path: Path, true: str, false: str) -> None:
    """What Table Schema takes for true and false is read, in the checks as in the table."""
    folder = breaking.copy(tmp_path)

    def change(table: list[list[str]]) -> None:
        column = table[0].index("area")
        for row in table[1:]:
            row[column] = true if row[column] == "true" else false

    rows("places", change)(folder)
    usual = loaded(HARBOURS).places["area"].fillna(value=False).tolist()
    assert opened(folder).places["area"].fillna(value=False).tolist() == usual


@pytest.mark.parametrize("value", ["yes", "wahr", "2", "tRUE", "-1", "TRUE "])
def test_what_is_neither_is_refused(tmp_path: Path, value: str) -> None:
    """With row and value."""
    folder = breaking.copy(tmp_path)
    cell("sources", "al-marfa", "withheld", value)(folder)
    (problem,) = problems_of(folder)
    row = breaking.row_of(folder, "sources", "al-marfa")
    assert (problem.row, problem.column, problem.value) == (row, "withheld", value)
    assert "true or false" in problem.expected


def declaring(**forms: object) -> breaking.Break:
    """Declare forms of true and false in the schema of the sources."""

    def change(found: dict[str, Any]) -> None:
        (resource,) = (entry for entry in found["resources"] if entry["name"] == "sources")
        fields = resource["schema"]["fields"]
        next(field for field in fields if field["name"] == "withheld").update(forms)

    return package(change)


def test_a_table_may_declare_its_booleans(tmp_path: Path) -> None:
    """As Table Schema lets it; ``data.descriptor`` and the package that is taken away keep it."""
    folder = breaking.copy(tmp_path)
    declaring(trueValues=["ja", "wahr"], falseValues=["nein"])(folder)
    rows("sources", lambda table: [row.__setitem__(-2, "nein") for row in table[1:]])(folder)
    assert breaking.table(folder, "sources")[0][-2] == "withheld"
    dataset = opened(folder)
    assert not dataset.sources["withheld"].any()
    cell("sources", "al-marfa", "withheld", "wahr")(folder)
    assert write_schemas(folder) == []
    dataset = opened(folder)
    assert dataset.sources["withheld"].sum() == 1
    again = tmp_path / "again.zip"
    again.write_bytes(packed(excerpt(dataset)))
    assert opened(again).sources["withheld"].sum() == 1
    cell("sources", "al-marfa", "withheld", "1")(folder)
    assert [problem.column for problem in problems_of(folder)] == ["withheld"]


@pytest.mark.parametrize(
    "forms",
    [{"trueValues": "ja"}, {"trueValues": ["x"], "falseValues": ["x"]}, {"trueValues": [1]}],
)
def test_what_declares_nothing_is_no_schema(tmp_path: Path, forms: dict[str, Any]) -> None:
    """Forms that are no lists of texts, or the same for true and false, are refused."""
    folder = breaking.copy(tmp_path)
    declaring(**forms)(folder)
    assert [problem.column for problem in problems_of(folder)] == ["resources sources schema"]


@pytest.mark.parametrize(
    "value",
    [
        "-13.83000000000000000000",
        "-1.383e1",
        "-1383E-2",
        "-013.83",
        "-13.829999999999998295",
        "-.1383e+2",
    ],
)
def test_numbers_as_programs_write_them(tmp_path: Path, value: str) -> None:
    """Any number of digits, signs and exponents, as Table Schema has them."""
    folder = breaking.copy(tmp_path)
    cell("places", "apia", "lat", value)(folder)
    cell("places", "apia", "uncertainty_m", "+5.")(folder)
    place = opened(folder).places.set_index("id").loc["apia"]
    assert place["lat"] == pytest.approx(-13.83, abs=1e-9)
    assert place["uncertainty_m"] == 5


@pytest.mark.parametrize(
    "value", ["-13,83", "NaN", "INF", "1e999", "1e", "e5", ".", "0x1p3", "1_0", "−13"]
)
def test_what_is_no_number_is_refused(tmp_path: Path, value: str) -> None:
    """A decimal comma, no number, one without an end."""
    folder = breaking.copy(tmp_path)
    cell("places", "apia", "uncertainty_m", value)(folder)
    (problem,) = problems_of(folder)
    assert (problem.column, problem.value) == ("uncertainty_m", value)


LINES = "First line\nsecond line 🚢\nthe words that\nrun on, and more."
WORDS = "the words that\nrun on"


def with_lines(folder: Path, in_text: str, in_table: str) -> Path:
    """Make a quotation that runs over a line end, in a text and a table with line ends."""
    text = LINES.replace("\n", in_text)
    breaking.source("tidewater-post", text.encode())(folder)
    start = text.index("the words")
    words = WORDS.replace("\n", in_text)

    def change(table: list[list[str]]) -> None:
        (first, *others) = [row for row in table[1:] if row[1] == "tidewater-post"]
        gone = {id(row) for row in others}
        table[:] = [row for row in table if id(row) not in gone]
        values = {
            "exact": WORDS.replace("\n", in_table),
            "prefix": f"🚢{in_table}",
            "suffix": ", and",
            "cue": "run on",
            "start": str(start),
            "end": str(start + len(words)),
        }
        for name, value in values.items():
            first[table[0].index(name)] = value

    table = breaking.table(folder, "statements")
    change(table)
    with (folder / "statements.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(table)
    kept = {row[0] for row in table}
    for name, columns in (("statement_places", (0,)), ("statement_relations", (0, 2))):

        def reduce(table: list[list[str]], columns: tuple[int, ...] = columns) -> None:
            table[1:] = [row for row in table[1:] if kept.issuperset(row[n] for n in columns)]

        rows(name, reduce)(folder)
    return folder


@pytest.mark.parametrize("in_text", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("in_table", ["\n", "\r\n", "\r"])
def test_a_quotation_may_run_over_a_line_end(tmp_path: Path, in_text: str, in_table: str) -> None:
    """Whatever the line ends of text and table are; a workbook has those of spreadsheets."""
    folder = with_lines(breaking.copy(tmp_path), in_text, in_table)
    dataset = opened(folder)
    with zipfile.ZipFile(io.BytesIO(xlsx.write(excerpt(dataset)))) as book:
        whole = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "_x000D_" not in whole
    assert WORDS in whole
    cell("statements", dataset.statements["id"][0], "start", "0")(folder)
    where = LINES.replace("\n", in_text).index("the words")
    assert f"these words begin at {where}" in str(problems_of(folder)[0])


def test_a_text_that_was_saved_with_other_line_ends_is_one_problem(tmp_path: Path) -> None:
    """The sentence says that only they differ, and not each quotation that has moved."""
    folder = breaking.copy(tmp_path)
    file = folder / "sources/tidewater-post.txt"
    assert b"\n" in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (problem,) = problems_of(folder)
    assert problem.column == "sha256"
    assert "only the line ends are others" in problem.expected


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("in_table", ["NFC", "NFD"])
def test_names_of_files_and_folders_are_the_same_in_both_forms(
    tmp_path: Path, on_disk: Literal["NFC", "NFD"], in_table: Literal["NFC", "NFD"]
) -> None:
    """As the disk writes them or as the table does (UAX 15)."""
    folder = breaking.copy(tmp_path)
    name = "sources/été/rapport-é.txt"
    target = folder / unicodedata.normalize(on_disk, name)
    target.parent.mkdir()
    (folder / "sources/al-marfa.txt").rename(target)
    cell("sources", "al-marfa", "file", unicodedata.normalize(in_table, name))(folder)
    dataset = opened(folder)
    assert packed(excerpt(dataset))
    target.write_bytes(target.read_bytes() + b".")
    text = target.read_bytes()
    cell("sources", "al-marfa", "sha256", hashlib.sha256(text).hexdigest())(folder)
    assert opened(folder).digest != dataset.digest


def test_words_in_another_form_are_refused_with_the_reason(tmp_path: Path) -> None:
    """Words are kept to the letter; the sentence says what alone differs, and where they begin."""
    folder = breaking.copy(tmp_path)
    breaking.source("tidewater-post", "Zuerst: le cafe\u0301 rouvrira.".encode())(folder)
    row = breaking.table(folder, "statements")[1]
    assert row[1] == "tidewater-post"
    for column, value in (("exact", "le caf\u00e9 rouvrira"), ("start", "8"), ("end", "25")):
        cell("statements", row[0], column, value)(folder)
    said = [str(p) for p in problems_of(folder) if p.column == "exact" and p.row == 2]
    assert len(said) == 1
    assert "only the Unicode form (NFC or NFD) differs" in said[0]
    assert "begin at 8" in said[0]


def test_what_describes_a_dataset_is_made_where_it_is_missing(tmp_path: Path) -> None:
    """``data.descriptor`` writes ``datapackage.json`` with the folder's name."""
    folder = breaking.copy(tmp_path)
    (folder / "datapackage.json").unlink()
    (problem,) = problems_of(folder)
    assert "datapackage.json: expected this file, which is missing" in str(problem)
    assert write_schemas(folder) == []
    assert opened(folder).about.title == "two-harbours"
