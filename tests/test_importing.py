"""What cells and columns of a spreadsheet are read as."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from data.drafting.countries import country_of
from data.importing import cells, dates, delimited, files, points
from data.importing.answers import About
from data.importing.building import build
from data.importing.guessing import guess, mapping_of
from data.importing.header import letters, table
from data.importing.mapping import Mapping, MappingError, fitted, of_json, signature
from data.importing.sheet import Sheet, UnreadableError, sheet


def read(text: str | bytes) -> Sheet:
    """Read a delimited text."""
    return delimited.read(text.encode() if isinstance(text, str) else text)


def refused(reading: Callable[[], object]) -> bool:
    """Tell whether a reading gives nothing but a ``ValueError``."""
    try:
        reading()
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-01-28", "2026-01-28"),
        ("2026-01-28T10:00:00Z", "2026-01-28"),
        ("2026/1/28", "2026-01-28"),
        ("20260128", "2026-01-28"),
        ("28.01.2026", "2026-01-28"),
        ("28.01.2026 10.30", "2026-01-28"),
        ("28/1/26", "2026-01-28"),
        ("3-4-1971", "1971-04-03"),
        ("28 January 2026", "2026-01-28"),
        ("Wednesday, January 28th, 2026", "2026-01-28"),
        ("28-Jan-98", "1998-01-28"),
        ("Jan 2026", "2026-01"),
        ("01/2026", "2026-01"),
        ("2026-01~", "2026-01~"),
        ("1987", "1987"),
        ("28 de enero de 2026", "2026-01-28"),
        ("1er février 2026", "2026-02-01"),
        ("28 января 2026 г.", "2026-01-28"),
        ("٢٨ يناير ٢٠٢٦", "2026-01-28"),
        ("2026年1月28日", "2026-01-28"),
        ("März 2025", "2025-03"),
        ("2026-01-18/2026-01-20", "2026-01-18/2026-01-20"),
        ("18.01.2026 - 20.01.2026", "2026-01-18/2026-01-20"),
        ("46050", "2026-01-28"),
    ],
)
def test_a_date_is_read_as_edtf(cell: str, expected: str) -> None:
    """As people write days, months and years."""
    assert dates.read(cell, day_first=True, serial=True) == expected


@pytest.mark.parametrize(
    "cell",
    ["31.02.2026", "13/13/2026", "May 5", "soon", "28", "1 2 3 4", "5 Mai Juni 2026", "x" * 81],
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    """Nothing is made of what is none."""
    assert refused(lambda: dates.read(cell, day_first=True, serial=True))


@pytest.mark.parametrize(
    ("column", "day_first", "sure"),
    [
        (["03/04/2026", "28/04/2026"], True, True),
        (["03/04/2026", "04/28/2026"], False, True),
        (["03/04/2026"], True, False),
        (["28/04/2026", "27/04/2026", "04/28/2026"], True, False),
        (["2026-04-03"], True, True),
    ],
)
def test_the_column_decides_which_number_is_the_day(
    column: list[str], *, day_first: bool, sure: bool
) -> None:
    """By a number that can be no month; else it is said to be unsure."""
    found = dates.order_of(column)
    assert (found.day_first, found.sure) == (day_first, sure)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("55.7558", 55.7558),
        ("55,7558", 55.7558),
        ("-33.9", -33.9),
        ("−33.9", -33.9),
        ("33.9 S", -33.9),
        ("33 52 S", -33.8666667),
        ("55°45′21″N", 55.7558333),
        ("N55°45.35'", 55.7558333),
        ("55º 45'", 55.75),
        ("55°45'21\" с.ш.", 55.7558333),
    ],
)
def test_a_latitude_is_read(cell: str, expected: float) -> None:
    """In decimal degrees, or in degrees, minutes and seconds."""
    assert points.degrees(cell, "lat") == expected


@pytest.mark.parametrize(
    "cell", ["95", "nan", "inf", "1e9", "55 75 N", "37.6 E", "5O N", "", "N 5 S"]
)
def test_what_is_no_latitude_is_refused(cell: str) -> None:
    """Nor what is one of a longitude."""
    assert refused(lambda: points.degrees(cell, "lat"))


@pytest.mark.parametrize(
    "cell",
    [
        "55.75, 37.61",
        "55,75; 37,61",
        "55,75, 37,61",
        "(55.75 37.61)",
        "POINT (37.61 55.75)",
        "SRID=4326;POINT Z(37.61 55.75 100)",
        '{"type": "Point", "coordinates": [37.61, 55.75]}',
        "https://www.google.com/maps/@55.75,37.61,15z",
        "https://www.openstreetmap.org/?mlat=55.75&mlon=37.61",
        "geo:55.75,37.61",
        "55°45′N 37°36′36″E",
    ],
)
def test_two_coordinates_are_read_from_one_cell(cell: str) -> None:
    """Whichever way they are written."""
    assert points.pair(cell) == (55.75, 37.61)


def test_pairs_may_have_the_longitude_first() -> None:
    """A first number beyond 90 shows it."""
    assert points.lon_first(["137.61, 55.75", "37.61, 55.75"])
    assert not points.lon_first(["37.61, 55.75"])
    assert points.pair("137.61, 55.75", lon_first=True) == (55.75, 137.61)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NO", "NO"),
        ("nor", "NO"),
        ("Норвегия", "NO"),
        ("挪威", "NO"),
        ("النرويج", "NO"),
        ("Norw", ""),
    ],
)
def test_a_country_is_told_by_code_and_by_name(cell: str, code: str) -> None:
    """In the languages whose names are known."""
    assert country_of(cell) == code


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("www.example.org", "https://www.example.org"),
        ("https://example.org/a; https://example.org/b", "https://example.org/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://user:word@example.org/", None),
        ("https://example.org/\u202egpj.exe", None),
        ("example", None),
    ],
)
def test_an_address_is_one_of_a_page(cell: str, expected: str | None) -> None:
    """What runs or deceives is none."""
    if expected is None:
        assert refused(lambda: cells.address(cell))
    else:
        assert cells.address(cell) == expected


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", (("a", "b"), ("1", "2"))),
        ("a;b\n1,5;2,5\n3,5;4,5\n", (("a", "b"), ("1,5", "2,5"), ("3,5", "4,5"))),
        ("a\tb\n1\t2\n", (("a", "b"), ("1", "2"))),
        ("sep=|\r\na|b\r\n", ((), ("a", "b"))),
        ('a,b\n"x\n\ny",2\n', (("a", "b"), ("x\n\ny", "2"))),
        ('a,b\n"open, 2\nx,y\nu,v\n', (("a", "b"), ('"open', "2"), ("x", "y"), ("u", "v"))),
        ("a,b\n\n1,2\n\n\n", (("a", "b"), (), ("1", "2"))),
        ("a\0,b\n\x1b1,2\n" + "x,y\n" * 100, (("a", "b"), ("1", "2"), *((("x", "y"),) * 100))),
    ],
)
def test_a_text_is_cut_into_rows(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    """By whichever delimiter, with cells of several lines, and rows numbered as they stand."""
    assert read(text).rows == rows


@pytest.mark.parametrize(
    ("encodings", "words"),
    [
        (
            "utf-8 utf-8-sig utf-16 utf-16-le cp1252 mac_roman",
            "Wir schließen die Brücke früh, Herr Müller.",
        ),
        ("cp1252 mac_roman", "André, où êtes-vous ? Nous fermons déjà à midi."),
        ("cp1250", "Jiří Dvořák zůstane tady až do večera v Plzni."),
        ("cp1250", "A kikötőt délben zárjuk, mert jön az esős idő és a hűvös szél."),
        ("cp1251 koi8-r", "Анна Иванова: мы закроем порт в полдень."),
        ("cp1256", "ليلى: نبقى هنا اليوم وغدا"),
        ("big5", "李先生：我們今天留下來"),
        ("cp1252", "Blåbær på øya, så rødt som før."),
        ("cp1252", "È così: perché la città è già più vuota, ciò è vero."),
    ],
)
def test_an_encoding_is_told(encodings: str, words: str) -> None:
    """With a mark, and without one."""
    for encoding in encodings.split():
        content = (f"Zitat;Ort\n{words};X\n" * 3).encode(encoding)
        assert read(content).rows[1] == (words, "X"), encoding


@pytest.mark.parametrize(
    ("lines", "header", "columns"),
    [
        (["quote,date", "x,2026"], 1, ("quote", "date")),
        (["Our list of 2026,", ",", "quote,date", "x,2026"], 3, ("quote", "date")),
        (["quote,quote,", "x,y,z"], 1, ("quote", "quote (2)", "Column C")),
        (["quote,date", "#x,#date +start", "x,2026"], 1, ("quote", "date")),
        (["colour,size", "red,12", "blue,15"], 1, ("colour", "size")),
        (["12,2026-01-01", "15,2026-01-02"], 0, ("Column A", "Column B")),
    ],
)
def test_the_header_is_found(lines: list[str], header: int, columns: tuple[str, ...]) -> None:
    """Where lines stand above it, and where there is none."""
    found = table(read("\n".join(lines)))
    assert (found.header, found.columns) == (header, columns)
    assert not any("#" in cell for row in found.records for cell in row)


@pytest.mark.parametrize(
    ("at", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_without_a_name_have_letters(at: int, name: str) -> None:
    """Those of a spreadsheet."""
    assert letters(at) == name


ACLED = (
    "event_id_cnty,event_date,year,event_type,sub_event_type,actor1,iso,country,location,latitude,"
    "longitude,geo_precision,source,notes,timestamp\n"
    "QZM1,12 January 2026,2026,Protests,Peaceful protest,Dockers,578,Norway,Oslo,59.9133,10.7390,"
    '1,Nordlys,"On 12 January, dockers gathered in Oslo, asking for quiet.",1768300000\n'
)
TIMEMAP = (
    "id,description,date,time,location,latitude,longitude,source1,association1,category\n"
    "1,A crane fell.,2/14/2025,10:30,Pier 4,38.7072,-9.1366,https://example.org/crane,Cranes,Fall\n"
)
STORYMAP = "headline,text,name,lat,lon,date\nThe harbour,It opened.,Aveiro,40.6405,-8.6538,1901\n"
UMAP = "name,description,lat,lon\nOld mill,A mill that turns.,52.1,4.3\nNew mill,,52.2,4.4\n"
GERMAN = (
    "Datum;Sprecher;Zitat;Ort;Breite;Länge\n"
    "31.01.2026;Anna Grün;Die Brücke bleibt zu.;Köln;50,9375;6,9603\n"
)
RUSSIAN = "Кто\tЦитата\tКогда\tГде\tКоординаты\nАнна Иванова\tЗакроем.\t2026\tКола\t64,5; 40,5\n"
ARABIC = "المتحدث,اقتباس,التاريخ,المكان,خط العرض,خط الطول\nليلى,نبقى.,2026-01-28,بغداد,33.3,44\n"
CHINESE = "发言人,引语,日期,地点,纬度,经度\n李,我们留下。,2026年1月28日,北京,39.9,116.4\n"
SPANISH = "Fecha;Orador;Cita;Lugar;Latitud;Longitud\n28/01/2026;Ana;Seguimos.;Lima;-12,05;-77,04\n"
FRENCH = "Qui,Citation,Quand,Lieu,Pays\nAnne,Nous restons.,28 janvier 2026,Lyon,France\n"
UCDP = (
    "id,type_of_violence,side_a,source_office,source_headline,where_prec,where_coordinates,latitude,"
    "longitude,geom_wkt,country,date_start,date_end,best\n"
    "1,1,Y,Nordlys,A quiet night,2,Oslo,59.9,10.7,POINT (10.7 59.9),Norway,2025-01-01,2025-01-02,\n"
)
GTD = (
    "eventid,iyear,imonth,iday,country_txt,city,latitude,longitude,summary,gname\n"
    "1,2020,1,0,Norway,Oslo,59.91,10.73,A crane was moved.,Unknown\n"
)
TIMELINE = (
    "Year,Month,Day,Time,End Year,Display Date,Headline,Text,Media,Type\n"
    "1901,5,12,,1902,,The harbour,It opened.,https://example.org/a.jpg,\n"
)
FORM = (
    "Timestamp,Email Address,What happened?,When did it happen?,"
    "Where did it happen?,Link to source\n"
    "1/28/2026 10:30:00,a@example.org,A crane fell,1/27/2026,Lisbon,https://example.org/x\n"
)
SPOKEN = (
    "N°,Auteur,Déclaration,Date de la déclaration,Pays,Lien\n"
    "1,Anne,Nous restons.,28/01/2026,France,https://example.org\n"
)
BARE = "https://example.org/a,POINT (37.61 55.75),The harbour of the town was closed at noon\n"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            ACLED,
            "id about_when - topics topics - - country place lat lon precision source words -",
        ),
        (TIMEMAP, "id words about_when - place lat lon source topics topics"),
        (STORYMAP, "title words place lat lon about_when"),
        (UMAP, "place words lat lon"),
        (GERMAN, "said_on speaker words place lat lon"),
        (RUSSIAN, "speaker words said_on place point"),
        (ARABIC, "speaker words said_on place lat lon"),
        (CHINESE, "speaker words said_on place lat lon"),
        (SPANISH, "said_on speaker words place lat lon"),
        (FRENCH, "speaker words said_on place country"),
        (BARE, "url point words"),
        (UCDP, "id topics - source words precision place lat lon point country about_when until -"),
        (GTD, "id year month day_of_month country place lat lon words -"),
        (TIMELINE, "year month day_of_month - until - title words source -"),
        (FORM, "- - words about_when place url"),
        (SPOKEN, "- speaker words said_on country url"),
        ("Year,Month,Headline\n1901,May,It opened\n", "year month title"),
        ("__proto__,constructor,toString,quote\n1,2,3,x\n", "- - - words"),
        ("latitude,longitude,quote\nnorth,east,x\n", "- - words"),
        ("latitude,longitude,quote\nnorth,1,x\n2,2,y\n", "lat lon words"),
    ],
)
def test_columns_are_guessed(text: str, fields: str) -> None:
    """By their names where the cells agree, by the cells alone, and never against them."""
    found = guess(table(read(text)))
    assert [one.field or "-" for one in found] == fields.split()
    assert all(one.reason and one.certainty for one in found)


def taken(text: str, **about: str) -> dict[str, list[dict[str, str]]]:
    """Make the tables of a text with the columns that are guessed."""
    found = table(read(text))
    return build(found, mapping_of(found, guess(found)), About("t.csv", **about)).tables.rows


@pytest.mark.parametrize(
    ("text", "statement", "speaker", "place"),
    [
        (
            ACLED,
            {"id": "qzm1", "about_when": "2026-01-12", "directness": "indirect"},
            "Nordlys",
            {"name": "Oslo", "lat": "59.9133", "iso_3166_2": "NO", "where_prec": "1"},
        ),
        (
            TIMEMAP,
            {"about_when": "2025-02-14", "directness": "indirect", "topics": "cranes fall"},
            "example.org",
            {"name": "Pier 4", "lon": "-9.1366"},
        ),
        (GTD, {"about_when": "2020-01", "directness": "narration"}, "t", {"where_prec": "2"}),
        (UMAP, {"exact": "A mill that turns.", "directness": "narration"}, "t", {"lat": "52.1"}),
        (
            GERMAN,
            {"said_on": "2026-01-31", "directness": "direct", "about_when": ""},
            "Anna Grün",
            {"name": "Köln", "lat": "50.9375", "lon": "6.9603"},
        ),
        (
            FRENCH,
            {"said_on": "2026-01-28"},
            "Anne",
            {"name": "Lyon", "iso_3166_2": "FR", "kind": "town", "review": "undecided"},
        ),
    ],
)
def test_rows_become_records(
    text: str, statement: dict[str, str], speaker: str, place: dict[str, str]
) -> None:
    """With who speaks, when, and where; a place without a point is looked up, and undecided."""
    rows = taken(text)
    names = {row["id"]: row["name"] for row in rows["actors"]}
    assert statement.items() <= rows["statements"][0].items()
    assert names[rows["statements"][0]["speaker"]] == speaker
    assert place.items() <= rows["places"][0].items()


def test_what_is_one_is_there_once() -> None:
    """Actors by name, places by name and point, topics by name; a report is a source."""
    rows = taken(
        "speaker,quote,place,latitude,longitude,topic,url\n"
        "Ana,One,Lima,-12.05,-77.04,Sea; Land,https://example.org/a\n"
        "ana ,Two,lima,-12.05,-77.04,Sea,https://example.org/a\n"
        "Bo,Three,Lima,40.74,-84.1,Land,https://example.org/b\n"
    )
    assert [row["name"] for row in rows["actors"]] == ["example.org", "Ana", "Bo"]
    assert [row["id"] for row in rows["places"]] == ["lima", "lima-2"]
    assert [row["name"] for row in rows["topics"]] == ["Sea", "Land"]
    assert [row["url"] for row in rows["sources"]] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.parametrize(
    ("line", "column", "value", "goes_in"),
    [
        ("Ana,One,2026-13-01,Lima,-12.05,-77.04,PE,", "date", "2026-13-01", False),
        ("Ana,One,2026,Lima,-112.05,-77.04,PE,", "latitude", "-112.05", False),
        ("Ana,One,2026,Lima,-12.05,,PE,", "longitude", "", False),
        ("Ana,One,2026,Lima,0,0,PE,", "latitude", "0", False),
        ("Ana,One,2026,Lima,-77.04,-12.05,PE,", "latitude", "-77.04, -12.05", False),
        ("Ana,,2026,Lima,-12.05,-77.04,PE,", "quote", "", False),
        (f"{'A' * 1001},One,2026,Lima,-12.05,-77.04,PE,", "speaker", "A" * 200, False),
        ("Ana,One,2026,Lima,-12.05,-77.04,Narnia,", "country", "Narnia", True),
        ("Ana,One,2026,Lima,-12.05,-77.04,PE,javascript:x", "url", "javascript:x", True),
    ],
)
def test_what_cannot_be_read_is_listed(
    line: str, column: str, value: str, *, goes_in: bool
) -> None:
    """With row, column, value and what was expected; the other rows go in."""
    head = "speaker,quote,date,place,latitude,longitude,country,url\n"
    good = "Bo,Two,2026,Quito,-0.22,-78.51,EC,https://example.org/\n" * 2
    found = table(read(f"{head}{good}{line}\n{good}"))
    made = build(found, mapping_of(found, guess(table(read(head + good)))), About("t.csv"))
    listed = made.left_out if goes_in else made.refused
    assert [(p.file, p.row, p.column, p.value) for p in listed] == [("t.csv", 4, column, value)]
    assert listed[0].expected
    assert len(made.tables.rows["statements"]) == 4 + goes_in


def test_a_mapping_can_be_given_back() -> None:
    """It is a value: as JSON it is the same, for a table with the same columns in any order."""
    found = table(read(ACLED))
    mapping = mapping_of(found, guess(found)).with_field("actor1", "speaker")
    again = of_json(json.loads(json.dumps(mapping.as_json())))
    assert again == mapping
    turned = tuple(reversed(found.columns))
    assert signature(turned) == signature(found.columns)
    assert dict(fitted(again, turned, 1).columns) == dict(mapping.columns)
    moved = mapping.with_field("source", "speaker")
    assert dict(moved.columns)["actor1"] == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "a list of"),
        ({"columns": [1]}, "an object"),
        ({"columns": [{"column": 1}]}, "texts"),
        ({"columns": [{"column": "a", "field": "colour"}]}, "no field “colour”"),
        ({"columns": [{"column": c, "field": "words"} for c in "ab"]}, "one column alone"),
        ({"columns": [], "header": -1}, "number of a row"),
        ({"columns": [], "day_first": 1}, "true or false"),
    ],
)
def test_a_wrong_mapping_is_refused(value: object, said: str) -> None:
    """With a sentence that says what was expected."""
    with pytest.raises(MappingError, match=said):
        of_json(value)
    with pytest.raises(MappingError, match="no column “x”"):
        fitted(Mapping((("x", "words"),)), ["a"], 1)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"<!DOCTYPE html>", b'{"a": 1}', bytes(range(256)) * 99, b"PK\3\4x"],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    """By what it is, whatever its name."""
    with pytest.raises(UnreadableError):
        files.read(content)


@pytest.mark.parametrize("rows", [[["x"]] * 250_001, [["x"] * 1_001], [["x"] * 1_000] * 10_001])
def test_what_is_too_large_is_refused(rows: list[list[str]]) -> None:
    """In rows, columns and cells."""
    with pytest.raises(UnreadableError, match="at most"):
        sheet("", rows)


def _of(text: str) -> Callable[[int], str]:
    return lambda size: f"quote,coordinates,date\n{text * size},{text * (size // 9)},x\nb,c,d\n"


@pytest.mark.parametrize("text", ["(", '""', "a\u0301\u0316", "1 ", "\n", "9", "point(", "@1;"])
def test_time_grows_with_what_is_read(text: str) -> None:
    """Twice the text takes at most 2.5 times the time, and a moment for what is never measured."""
    taken(_of(text)(9))  # what is loaded once
    once, twice = (min(_seconds(_of(text)(size)) for _ in range(3)) for size in (40_000, 80_000))
    assert twice <= 2.5 * once + 0.3


def _seconds(text: str) -> float:
    """Measure seconds of a processor; the best of several is without what else it had to do."""
    began = time.process_time()
    taken(text)
    return time.process_time() - began
