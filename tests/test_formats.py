"""Each format, read back by a tool that knows nothing of this project."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import geopandas
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from pyld import jsonld as pyld

from components.exporting.writers import writer_of
from data.choosing.selection import Selection
from data.dataset import Dataset, load
from data.exports import xlsx
from data.exports.formats import FORMATS
from data.exports.kml import allowed
from data.exports.provenance import provenance
from data.exports.rows import COLUMNS, rows
from tests.helpers.breaking import cell, copy, package, source, table, write
from tests.helpers.datasets import FOLDERS, HARBOURS, ROOT, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.selections import selections

WRITE = {key: writer_of(key) for key in ("csv", "xlsx", "geojson", "kml", "zip", "jsonld")}
NOTHING = Selection(filters=(("q", ("zzzzqqqq",)),))
HOSTILE = (
    '=HYPERLINK("https://example.org","x")',
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "<script>alert(1)</script> & &amp;",
    "{{ 7*7 }} {% raw",
    "{{https://example.org/x.png}} [[https://example.org|x]]",
    "]]> <![CDATA[ <b>bold</b> ]]>",
    "vertical\x0btab \x1f _x000B_",
    "\u202etxet desrever\u202c",
    "${x} `y` $[name] \\",
    "https://example.org/",
    "'quoted', \"twice\"\r\nand broken",
    " spaces at both ends ",
)
ANNOTATION = json.loads((ROOT / "tests" / "annotation_context.json").read_text("utf-8"))
OA = "http://www.w3.org/ns/oa#"


def _csv(content: bytes) -> pd.DataFrame:
    assert content.startswith(b"\xef\xbb\xbf")
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _layer(content: bytes) -> pd.DataFrame:
    frame: pd.DataFrame = geopandas.read_file(io.BytesIO(content))
    return frame if len(frame) else frame.assign(id=[], exact=[])


def _xlsx(content: bytes, sheet: str = "Statements") -> pd.DataFrame:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    header, *lines = book[sheet].iter_rows(values_only=True)
    cells = [["" if value is None else value for value in line] for line in lines]
    return pd.DataFrame(
        [
            [unescape(value) if isinstance(value, str) else value for value in line]
            for line in cells
        ],
        columns=list(header),
    )


def _zip(content: bytes) -> pd.DataFrame:
    with ZipFile(io.BytesIO(content)) as packed:
        name = next(name for name in packed.namelist() if name.endswith("/statements.csv"))
        text = packed.read(name).decode().replace("\r\n", "\n")
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def _context(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": ANNOTATION}


def _expanded(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = pyld.expand(json.loads(content), {"documentLoader": _context})[0]
    return found


def _annotations(content: bytes) -> list[dict[str, Any]]:
    page = _expanded(content)["http://www.w3.org/ns/activitystreams#first"][0]
    items = page["http://www.w3.org/ns/activitystreams#items"]
    found: list[dict[str, Any]] = items[0]["@list"]
    return found


def _jsonld(content: bytes) -> pd.DataFrame:
    found: dict[str, list[str]] = {"id": [], "exact": []}
    for annotation in _annotations(content):
        found["id"] += parse_qs(urlsplit(annotation["@id"]).query)["statement"]
        selectors = annotation[f"{OA}hasTarget"][0][f"{OA}hasSelector"]
        found["exact"] += [
            selector[f"{OA}exact"][0]["@value"]
            for selector in selectors
            if f"{OA}exact" in selector
        ]
    return pd.DataFrame(found)


READ: dict[str, Callable[[bytes], pd.DataFrame]] = {
    "csv": _csv,
    "geojson": _layer,
    "kml": _layer,
    "xlsx": _xlsx,
    "zip": _zip,
    "jsonld": _jsonld,
}
EVERY = pytest.mark.parametrize("key", list(READ))


@cache
def _plain(key: str) -> bytes:
    return WRITE[key](excerpt(loaded(HARBOURS)))


def _unescaped(content: bytes) -> str:
    """Give all the text of a file, of a zip the text of every file in it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def test_every_format_is_read_back() -> None:
    """The formats are those of the tests, each with its own key, ending and writer."""
    assert set(WRITE) == set(READ)
    assert all(callable(writer_of(entry.key)) for entry in FORMATS)
    assert len({entry.ending for entry in FORMATS}) == len(FORMATS)


@EVERY
@settings(max_examples=15)
@given(data=st.data())
def test_each_holds_what_the_excerpt_lists(key: str, data: st.DataObject) -> None:
    """The statements are those of the excerpt, in its order, whatever is chosen."""
    dataset = loaded(HARBOURS)
    taken = excerpt(dataset, data.draw(selections(dataset)))
    ids = [dataset.ids["statements"][position] for position in taken.positions]
    assert list(dict.fromkeys(READ[key](WRITE[key](taken))["id"])) == ids


@EVERY
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_words_survive(key: str, folder: Path) -> None:
    """Whatever the script or direction, words are the same when they are read."""
    dataset = loaded(folder)
    words = dict(zip(dataset.statements["id"], dataset.statements["exact"], strict=True))
    read = READ[key](WRITE[key](excerpt(dataset)))
    found = dict(zip(read["id"], read["exact"], strict=True))
    assert found == {name: _expected(key, text) for name, text in words.items()}


@EVERY
def test_nothing_gives_an_empty_file(key: str) -> None:
    """A selection without statements is a valid file that has none."""
    taken = excerpt(loaded(HARBOURS), NOTHING)
    assert taken.positions == []
    assert len(READ[key](WRITE[key](taken))) == 0


@EVERY
def test_each_says_where_it_comes_from(key: str) -> None:
    """Dataset, version, selection, time, link, credits and what is withheld are in each."""
    content = _unescaped(_plain(key)).replace("&amp;", "&")
    for value in provenance(excerpt(loaded(HARBOURS))).values():
        for line in [value] if isinstance(value, str) else value:
            assert line in content, line


@EVERY
def test_the_same_excerpt_gives_the_same_bytes(key: str) -> None:
    """What is taken twice is equal, so that it can be cached and compared."""
    assert WRITE[key](excerpt(loaded(HARBOURS))) == _plain(key)


def _hostile(to: Path) -> Dataset:
    """Give a dataset with a statement for each of ``HOSTILE``, and such names and titles."""
    folder = copy(to)
    text = (folder / "sources" / "tidewater-post.txt").read_bytes().decode()
    added = []
    header, *kept = table(folder, "statements")
    model = dict(zip(header, kept[0], strict=True))
    for number, words in enumerate(HOSTILE):
        start = len(text)
        text += words
        own = {
            "id": f"hostile-{number}",
            "exact": words,
            "prefix": "",
            "suffix": "",
            "start": str(start),
            "end": str(len(text)),
            "note": words,
            "translation": words,
            "status_reason": words,
        }
        added.append([(model | own)[name] for name in header])
    write(folder, "statements", [header, *kept, *added])
    source("tidewater-post", text.encode())(folder)
    for change in (
        cell("sources", "tidewater-post", "title", HOSTILE[0]),
        cell("actors", "velani-council", "name", HOSTILE[5]),
        cell("places", "velani-signal-house", "name", HOSTILE[6]),
        cell("topics", "access", "name", HOSTILE[8]),
        package(lambda about: about.update(title="=" + HOSTILE[5] + "\x0b")),
    ):
        change(folder)
    links = table(folder, "statement_places")
    links += [[row[0], "velani-signal-house", "about", HOSTILE[5]] for row in added]
    write(folder, "statement_places", links)
    dataset = load(folder)
    assert isinstance(dataset, Dataset), [str(problem) for problem in dataset]
    return dataset


def _expected(key: str, words: str) -> str:
    if key == "csv" and words[0] in "=+-@\t\r":
        return f"'{words}"
    if key in {"zip", "xlsx"}:
        return words.replace("\r\n", "\n")  # as the reader above does, and as workbooks hold it
    return allowed(words) if key == "kml" else words


@EVERY
def test_hostile_words_come_out_as_text(key: str, tmp_path: Path) -> None:
    """Formulas, markup, templates and control characters are the text that they are."""
    dataset = _hostile(tmp_path)
    read = READ[key](WRITE[key](excerpt(dataset))).set_index("id")
    columns = [name for name in ("exact", "note", "translation") if name in read]
    for number, words in enumerate(HOSTILE):
        for column in columns:
            assert read.loc[f"hostile-{number}", column] == _expected(key, words)
    if key != "zip" and "speaker" in read:
        assert read.loc["hostile-0", "speaker"] == HOSTILE[5]
        assert read.loc["hostile-0", "topics"] == HOSTILE[8]
        assert read.loc["hostile-0", "source"] == _expected(key, HOSTILE[0])


def test_a_workbook_says_what_it_could_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long is cut between two characters, rows too many are left out; both are said."""
    assert len(xlsx.shortened("🚂" * 20_000)) == 16_383
    assert xlsx.shortened("a" * 32_767) == "a" * 32_767
    monkeypatch.setattr(xlsx, "LONGEST", 100)
    monkeypatch.setattr(xlsx, "MOST_ROWS", 21)
    content = WRITE["xlsx"](excerpt(loaded(HARBOURS)))
    read = _xlsx(content)
    assert len(read) == 20
    assert read["note"].map(len).max() <= 100
    about = _xlsx(content, "About")
    said = " ".join(about.loc[about["what"] == "shortened", "text"])
    assert "In the sheet Statements, 10 rows are left out" in said
    assert re.search(r"In the sheet Statements, \d+ texts? (was|were) cut to 100", said)


def test_a_workbook_lists_places_and_sources() -> None:
    """The other sheets have the places and the sources of these statements, numbers as numbers."""
    dataset = loaded(HARBOURS)
    content = _plain("xlsx")
    places = _xlsx(content, "Places").set_index("id")
    assert set(places.index) == set(dataset.statement_places["place"])
    assert places.loc["velani-signal-house", "lat"] == -18.1333
    assert places.loc["velani-passage", "where_prec_words"] == "part of a country, or vague"
    assert set(_xlsx(content, "Sources")["id"]) == set(dataset.ids["sources"])


def test_a_row_has_names_and_reasons() -> None:
    """The tidy record says in words what the tables say in ids."""
    row = next(rows(excerpt(loaded(HARBOURS))))
    assert tuple(row) == COLUMNS
    assert row["speaker"] == "Harbour Council of Velani"
    assert row["said_at"] == "Velani signal house"
    assert row["said_at_inferred"] == "Velani signal house: The council sits in the signal house."
    assert (row["start"], row["end"]) == (63, 116)


@pytest.mark.parametrize("key", ["geojson", "kml"])
def test_each_place_of_a_statement_is_a_feature(key: str) -> None:
    """Points stand where the tables have them; without one, a statement has no geometry."""
    dataset = loaded(HARBOURS)
    layer = geopandas.read_file(io.BytesIO(_plain(key)))
    assert layer.crs.to_epsg() == 4326
    places = dataset.places.set_index("id")
    marked = layer[layer.geometry.notna()]
    located = set(dataset.places.loc[dataset.located, "id"])
    links = dataset.statement_places[["statement", "place", "role"]].to_numpy().tolist()
    expected = {tuple(link) for link in links if link[1] in located}
    assert set(zip(marked["id"], marked["place_id"], marked["place_role"], strict=True)) == expected
    assert len(marked) == len(expected)
    for place, point in zip(marked["place_id"], marked.geometry, strict=True):
        assert (point.x, point.y) == (places.loc[place, "lon"], places.loc[place, "lat"])
    bare = set(layer.loc[layer.geometry.isna(), "id"])
    assert bare == set(dataset.ids["statements"]) - {statement for statement, _, _ in expected}


def test_features_have_ids_of_their_own() -> None:
    """RFC 7946: ids tell features apart; nothing that a map shows as markup comes from data."""
    features = json.loads(_plain("geojson"))["features"]
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        assert re.fullmatch(r"[a-z0-9-]+", feature["properties"]["name"])
        assert "description" not in feature["properties"]


def test_placemarks_have_their_days() -> None:
    """A time span holds the days that the date may mean, an open end none."""
    layer = geopandas.read_file(io.BytesIO(_plain("kml"))).drop_duplicates("id").set_index("id")
    assert str(layer.loc["quay-stays-open", "begin"])[:10] == "2031-03-03"
    assert str(layer.loc["bicentenary", "begin"])[:10] == "2031-03-01"
    assert str(layer.loc["bicentenary", "end"])[:10] == "2031-03-31"


def test_annotations_follow_the_model() -> None:
    """Every key is one of the model's or of a vocabulary named; each selects its passage."""
    dataset = loaded(HARBOURS)
    collection = _expanded(_plain("jsonld"))
    assert collection["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    found = _annotations(_plain("jsonld"))
    assert len({annotation["@id"] for annotation in found}) == dataset.size
    for annotation, record in zip(found, dataset.statements.to_dict("records"), strict=True):
        assert annotation["@type"] == [f"{OA}Annotation"]
        target = annotation[f"{OA}hasTarget"][0]
        quote, position = target[f"{OA}hasSelector"]
        text = dataset.texts[record["source"]]
        start = position[f"{OA}start"][0]["@value"]
        end = position[f"{OA}end"][0]["@value"]
        assert text[start:end] == quote[f"{OA}exact"][0]["@value"] == record["exact"]
        claim = annotation[f"{OA}hasBody"][0]
        author = claim["http://schema.org/author"][0]["http://schema.org/name"][0]["@value"]
        assert author == dataset.names["actors"][record["speaker"]]
    quads = pyld.to_rdf(json.loads(_plain("jsonld")), {"documentLoader": _context})
    assert len(quads["@default"]) > 20 * dataset.size
