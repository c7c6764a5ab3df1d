"""Payloads in every text of a dataset: it loads or is refused, and is text in every export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import feedparser
import openpyxl
import pytest
from jinja2 import Environment
from matplotlib.image import imread
from openpyxl.utils.escape import unescape
from pybtex.database import parse_string
from starlette.applications import Starlette

from components.exporting import answers as exporting
from components.exporting.writers import writer_of
from components.serving import served
from data.catalogue import VARIABLE
from data.dataset import Dataset, load
from data.exports.csv_table import as_text
from data.exports.excerpt import Excerpt
from data.exports.formats import FORMATS
from data.exports.kml import allowed
from data.exports.rows import rows
from data.schema import TABLES, Table
from tests.helpers import breaking
from tests.helpers.asgi import ask
from tests.helpers.bibtex import read_bibtex
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.hostile import FROM_SOURCE, NAME, TRAP, filled, hostile, is_free, payloads
from tests.helpers.published import DATA, data_of

WORDS = payloads()
FIELDS = [(of.name, field) for of in TABLES for field in of.fields]
RULED = {of.name: tuple(field.name for field in of.fields if not is_free(field)) for of in TABLES}
REFUSED = [
    *(
        (name, tuple(of for of in columns if of not in FROM_SOURCE))
        for name, columns in RULED.items()
    ),
    *(("statements", (column,)) for column in FROM_SOURCE),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the hostile dataset."""
    return hostile(tmp_path_factory.mktemp("hostile"), name=NAME)


@pytest.fixture(autouse=True, scope="module")
def _routed() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
        served.routes(lambda: None)
        yield


@pytest.fixture
def taken(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Excerpt:
    """Take all of the hostile dataset, where a template that ran would leave a trace."""
    monkeypatch.setenv(TRAP, str(tmp_path / "pwned"))
    dataset = load(folder)
    assert isinstance(dataset, Dataset), [str(problem) for problem in dataset]
    return excerpt(dataset)


def test_the_trap_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that is rendered makes the folder whose absence proves that none was."""
    monkeypatch.setenv(TRAP, str(tmp_path / "pwned"))
    Environment().from_string(WORDS[0]).render()  # noqa: S701 - it has to run
    assert (tmp_path / "pwned").is_dir()


def test_every_text_is_kept_to_the_letter(taken: Excerpt) -> None:
    """Each column that takes any text, and each from the source, holds payloads and no other."""
    for name, field in FIELDS:
        found = set(getattr(taken.dataset, name)[field.name])
        if is_free(field):
            assert found <= {filled(field, words) for words in WORDS}, (name, field.name)
        elif field.name in ("exact", "cue"):
            assert found <= set(WORDS)
            assert len(found) > 20
    about, [area, _] = taken.dataset.about, taken.dataset.areas
    assert {*about.licences, *about.contributors} <= {words.strip() for words in WORDS} | {*WORDS}
    assert {area.label, area.note, area.source} <= set(WORDS)
    assert all(words in about.title for words in (WORDS[0], WORDS[3]))


def _spoil(folder: Path, name: str, columns: Iterable[str], words: str) -> set[str]:
    """Put words into columns of a table's first row, and load it; give where the problems are."""

    def change(content: list[list[str]]) -> None:
        header, first, *_ = content
        for column in columns:
            if column not in header:  # one that may be left out
                for row in content:
                    row.append(column if row is header else "")
            first[header.index(column)] = words

    breaking.rows(name, change)(folder)
    problems = load(folder)
    assert isinstance(problems, tuple)
    assert all(str(problem).isprintable() and len(str(problem)) < 900 for problem in problems)
    return {f"{problem.where}: {problem.expected}" for problem in problems}


@pytest.mark.parametrize(("name", "columns"), REFUSED, ids=str)
def test_what_is_no_text_is_refused(name: str, columns: tuple[str, ...], tmp_path: Path) -> None:
    """An id, a date, a number, a choice or a quotation that is a payload is a problem there."""
    found = _spoil(breaking.copy(tmp_path), name, columns, WORDS[3])
    for column in columns:
        where = f"{name}.csv, row 2, column {column}: "
        assert [problem for problem in found if problem.startswith(where)], where


@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_null_characters_are_refused(of: Table, tmp_path: Path) -> None:
    """In every column, with file, row and column."""
    columns = [field.name for field in of.fields]
    found = _spoil(breaking.copy(tmp_path), of.name, columns, "a\0b")
    for column in columns:
        where = f"{of.name}.csv, row 2, column {column}: "
        assert where + "text without null characters" in found


@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_a_cell_of_a_megabyte_is_refused(of: Table, tmp_path: Path) -> None:
    """With file, row and column."""
    column = of.fields[-1].name
    found = _spoil(breaking.copy(tmp_path), of.name, [column], "x" * 1_000_000)
    assert found == {f"{of.name}.csv, row 2, column {column}: at most 100,000 characters in a cell"}


def _is_csv(content: bytes, taken: Excerpt) -> None:
    text = content.decode("utf-8-sig")
    assert content.count(b"\xef\xbb\xbf") - 1 == sum(map(text.count, "\ufeff"))
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    for row, read in zip(rows(taken), found, strict=True):
        assert not [of for of in read.values() if of[:1] in tuple("=+-@\t\r\n＝＋－＠")]
        assert {name: as_text(str(value)) for name, value in row.items()}.items() <= read.items()


def _is_workbook(content: bytes, taken: Excerpt) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert not [cell for cell in cells if cell.hyperlink or cell.comment]
    read = {unescape(cell.value) for cell in cells if isinstance(cell.value, str)}
    exact = taken.dataset.statements["exact"]
    assert {words.replace("\r\n", "\n") for words in exact if len(words) < 1_000} <= read
    with ZipFile(io.BytesIO(content)) as packed:
        assert not [of for of in packed.namelist() if "external" in of or "vba" in of.lower()]


def _is_geojson(content: bytes, taken: Excerpt) -> None:
    features = json.loads(content)["features"]
    said = {feature["properties"]["exact"] for feature in features}
    assert said == set(taken.dataset.statements["exact"])
    assert {feature["properties"]["name"] for feature in features} == set(
        taken.dataset.statements["id"]
    )


def _is_kml(content: bytes, taken: Excerpt) -> None:
    root, good = (
        ET.fromstring(of)  # noqa: S314 - our own
        for of in (content, _written("kml", excerpt(loaded(HARBOURS))))
    )
    assert {element.tag for element in root.iter()} == {element.tag for element in good.iter()}
    values = {element.text for element in root.iter("{http://www.opengis.net/kml/2.2}value")}
    lines = {words for words in taken.dataset.statements["exact"] if "\r" not in words}
    assert {allowed(words) for words in lines} <= values


def _is_package(content: bytes, taken: Excerpt, to: Path) -> None:
    with ZipFile(io.BytesIO(content)) as packed:
        assert all(of.startswith(f"{NAME}/") and ".." not in of for of in packed.namelist())
        packed.extractall(to)
    again = load(to / NAME)
    assert isinstance(again, Dataset), [str(problem) for problem in again]
    for of in TABLES:
        columns = [field.name for field in of.fields if field.name != "sha256"]
        frame = getattr(again, of.name)[columns]
        assert frame.equals(getattr(taken.dataset, of.name)[columns]), of.name


def _is_jsonld(content: bytes, taken: Excerpt) -> None:
    items = json.loads(content)["first"]["items"]
    said = [item["target"]["selector"][0]["exact"] for item in items]
    assert said == taken.dataset.statements["exact"].tolist()


def _is_png(content: bytes, _taken: Excerpt) -> None:
    assert imread(io.BytesIO(content)).shape[2] in {3, 4}


def _is_header(content: bytes, _taken: Excerpt) -> None:
    [header] = csv.reader(io.StringIO(content.decode("utf-8-sig")))  # it has one version alone
    assert "was" in header


def _is_feed(content: bytes, taken: Excerpt) -> None:
    read = feedparser.parse(content)
    assert not read.bozo
    assert 0 < len(read.entries) <= len(taken.positions)


class _Elements(HTMLParser):
    """Gathers the elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def _is_constant(content: bytes, _taken: Excerpt) -> None:
    assert content == _written("print", excerpt(loaded(HARBOURS)))


def _is_page(content: bytes, taken: Excerpt) -> None:
    page, good = content.decode(), _written("html", excerpt(loaded(HARBOURS))).decode()
    assert DATA.sub("", page) == DATA.sub("", good)
    assert _Elements(page).found == _Elements(good).found
    assert data_of(page)["head"]["title"] == taken.dataset.about.title


def _is_line(content: bytes, taken: Excerpt) -> None:
    text = content.decode()
    assert text.endswith(taken.link)
    assert not [char for char in text if char < " " or char in "\x7f\x85\u2028\u2029"]


def _is_bibtex(content: bytes, _taken: Excerpt) -> None:
    fields = read_bibtex(content.decode()).fields_dict
    assert set(fields) == {"author", "title", "howpublished", "version", "note", "url", "urldate"}
    assert len(parse_string(content.decode(), "bibtex").entries) == 1


def _is_csl(content: bytes, taken: Excerpt) -> None:
    [item] = json.loads(content)
    assert item["title"] == taken.dataset.about.title
    assert len(item["author"]) == len(taken.dataset.about.contributors)


def _is_words(content: bytes, taken: Excerpt) -> None:
    cards = json.loads(content)["cards"]
    assert [card["exact"] for card in cards] == taken.dataset.statements["exact"].tolist()


CHECKS: dict[str, Callable[..., None]] = {
    "csv": _is_csv,
    "xlsx": _is_workbook,
    "geojson": _is_geojson,
    "kml": _is_kml,
    "zip": _is_package,
    "jsonld": _is_jsonld,
    "png": _is_png,
    "changes": _is_header,
    "atom": _is_feed,
    "preview": _is_png,
    "print": _is_constant,
    "html": _is_page,
    "plain": _is_line,
    "bibtex": _is_bibtex,
    "csl": _is_csl,
    "cards": _is_words,
}


def _written(key: str, taken: Excerpt) -> bytes:
    return writer_of(key)(taken)


def test_every_export_is_read() -> None:
    """Each has an independent reader here."""
    assert {export.key for export in FORMATS} == set(CHECKS)


@pytest.mark.parametrize("key", list(CHECKS))
def test_an_export_holds_the_text_as_text(key: str, taken: Excerpt, tmp_path: Path) -> None:
    """It is well formed, has what the dataset says, nothing of it runs, and no template did."""
    content = _written(key, taken)
    more = (tmp_path / "unpacked",) if key == "zip" else ()
    CHECKS[key](content, taken, *more)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("export", FORMATS, ids=lambda export: export.key)
def test_the_headers_of_an_answer_are_clean(
    export: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dataset's name and what an address asks for break no header."""
    monkeypatch.setenv(VARIABLE, str(folder.parent))
    app = Starlette(routes=exporting.routes())
    ending = getattr(export, "ending", "")
    answer = ask(app, f"export/{NAME}.{ending}", "q=%0d%0aSet-Cookie:+a=b", "HEAD")
    assert answer.status == 200
    for name, value in answer.headers.items():
        assert value.isascii(), name
        assert value.isprintable(), name
    if getattr(export, "download", True):
        said = answer.headers["content-disposition"]
        assert said.startswith("attachment; filename*=UTF-8''")
        assert not set('"<>;, \\') & set(said.partition("''")[2])
    else:
        assert "content-disposition" not in answer.headers
