"""A citation says what was seen, and other programs read in it what was written."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import citeproc
import pandas as pd
import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string as parse_strictly

from data.choosing.selection import Selection
from data.dataset import Dataset
from data.descriptor import read_descriptor
from data.exports.citation import bibtex, csl, plain
from data.exports.excerpt import Excerpt
from data.exports.formats import CITATIONS
from tests.helpers import breaking
from tests.helpers.bibtex import read_bibtex, shown
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import LINK, TAKEN, excerpt
from tests.helpers.selections import selections

SCHEMAS = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
LIGATURES = re.compile(r"--|``|''|,,|<<|>>|[!?]`")
DIRECTIONS = re.compile(r"[\u2066-\u2069]")
HOSTILE = (
    r"& % # _ $ { } \ ~ ^ < > | ` ' @ \ { }",
    r"}, title = {Another}, note = {\input{/etc/passwd}",
    "}}}\n\n@misc{second, title = {A second entry}}",
    r"$\alpha$ \emph{not} 100 % of \LaTeX -- --- ---- `` '' ,, ?` !` <<>>",
    "{{ 7 * 7 }} {% raw %} ${x} `x` \\",
    "<script>alert(1)</script> <i>not slanted</i> &amp;",
    '"Quoted" and, {Sons} and others',
    "قفل الدلتا والمرفآن",
    "\u202eturned around",
    "Депо № 9 – “два” причала…",
    "two\r\nlines\tand a \x00 control",
    "Ends with a question?",
)
TITLES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda text: line(text) != ""
)
LONG_LINK = f"{LINK}&q={'%D9%82_~' * 400}&speaker=a-b&at=x%3Ey#part"


def line(text: str) -> str:
    """Give a text without what only divides lines or controls a machine."""
    printed = "".join(
        " " if mark < " " or "\x7f" <= mark <= "\x9f" or mark in "\u2028\u2029" else mark
        for mark in text
    )
    return re.sub(" +", " ", printed).strip()


def undirected(text: str) -> str:
    """Give a text without the marks that set a writing direction apart."""
    return line(DIRECTIONS.sub("", text))


def named(title: str, *contributors: str, dataset: Dataset | None = None) -> Dataset:
    """Give a good dataset under another title, with other contributors."""
    dataset = dataset or loaded(HARBOURS)
    about = replace(dataset.about, title=title, contributors=contributors)
    return replace(dataset, about=about)


def many_sources(dataset: Dataset, count: int) -> Dataset:
    """Give a dataset in which every statement stands in another one of many sources."""
    keys = [f"source-{number}" for number in range(count)]
    frame = pd.concat([dataset.sources.iloc[:1]] * count, ignore_index=True)
    titles = [f"Report {number}" for number in range(count)]
    statements = dataset.statements.assign(
        source=[keys[row % count] for row in range(dataset.size)]
    )
    return replace(
        dataset, sources=frame.assign(id=keys, title=titles, publisher=""), statements=statements
    )


def read_csl(taken: Excerpt) -> dict[str, Any]:
    """Read the one item there is."""
    [item] = json.loads(csl(taken))
    assert isinstance(item, dict)
    return item


def rendered(taken: Excerpt) -> str:
    """Let citeproc-py write an entry of a bibliography, in the style of Cite Them Right."""
    item = read_csl(taken)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    source = CiteProcJSON([item])
    book = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    book.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    [entry] = book.bibliography()
    return str(entry)


@settings(max_examples=30)
@given(TITLES | st.sampled_from(HOSTILE), st.lists(TITLES, max_size=3), st.data())
@example("Plain", list(HOSTILE), None)
def test_bibtex_is_read_as_it_was_meant(
    title: str, contributors: list[str], data: st.DataObject | None
) -> None:
    """Two parsers find one entry, in which LaTeX would print the words that the dataset has."""
    dataset = named(title, *contributors)
    selection = data.draw(selections(dataset)) if data else Selection()
    taken = excerpt(dataset, selection)
    text = bibtex(taken)
    fields = read_bibtex(text).fields_dict
    assert shown(fields["title"].value) == undirected(title)
    assert shown(fields["version"].value) == dataset.about.version
    assert fields["urldate"].value == "2031-03-06"
    assert fields["url"].value == LINK
    note = shown(fields["note"].value)
    assert note.startswith(undirected(taken.sentence))
    assert dataset.digest in note
    [strict] = parse_strictly(text, "bibtex").entries.values()
    authors = [shown(str(person)) for person in strict.persons.get("author", [])]
    expected = [undirected(name) for name in contributors]
    assert [" ".join(name.split()) for name in authors] == [
        " ".join(name.split()) for name in expected
    ]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_source_may_have_any_title(title: str) -> None:
    """What is in the note is text as well."""
    dataset = loaded(HARBOURS)
    taken = excerpt(replace(dataset, sources=dataset.sources.assign(title=title, publisher=title)))
    latex = read_bibtex(bibtex(taken)).fields_dict["note"].value
    assert not LIGATURES.search(latex)
    note = shown(latex)
    assert f"Sources: “{undirected(title)}”, {undirected(title)}; " in note
    assert line(title) in read_csl(taken)["note"]
    assert line(title) in plain(taken)


@pytest.mark.parametrize(
    "link",
    [LINK, LONG_LINK, f"{LINK}&q=%7B%22%5C%25", "http://[::1]:8501/~a_b/?q='(x);y+z'&at=a*b!$,@"],
)
def test_bibtex_leaves_a_link_as_it_is(link: str) -> None:
    """An address is no text: nothing in it is escaped."""
    taken = replace(excerpt(loaded(HARBOURS)), link=link)
    assert read_bibtex(bibtex(taken)).fields_dict["url"].value == link


@given(st.text(st.characters(codec="utf-8"), max_size=40))
@example('}"{\\^|<> é\n')
def test_bibtex_mends_what_is_no_link(rest: str) -> None:
    """What an address may not hold is percent-encoded, so it cannot end the field."""
    link = f"{LINK}&q={rest}"
    written = read_bibtex(bibtex(replace(excerpt(loaded(HARBOURS)), link=link)))
    url = written.fields_dict["url"].value
    assert re.fullmatch(r"[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]+", url)
    assert unquote(url) == unquote(link)


@pytest.mark.parametrize("link", [LINK, f"{LINK}&speaker=x", LONG_LINK])
@pytest.mark.parametrize("name", ["two-harbours", "Häfen_2}{, %", "مرفآن", ""])
def test_a_key_is_plain_and_lasts(name: str, link: str) -> None:
    """A key is ASCII without what BibTeX minds, and is the same tomorrow, in every format."""
    taken = replace(excerpt(replace(loaded(HARBOURS), name=name)), link=link)
    key = read_bibtex(bibtex(taken)).key
    assert re.fullmatch(r"([a-z0-9.]+-)+[0-9a-f]{6}", key)
    assert read_csl(taken)["id"] == key
    later = replace(taken, taken=TAKEN.replace(year=2032))
    assert read_bibtex(bibtex(later)).key == key
    assert read_bibtex(bibtex(replace(taken, link=f"{link}&x"))).key != key
    other = replace(taken, dataset=replace(taken.dataset, digest="0" * 64))
    assert read_bibtex(bibtex(other)).key != key


@settings(max_examples=30)
@given(TITLES | st.sampled_from(HOSTILE), st.lists(TITLES, max_size=3), st.data())
def test_csl_holds_the_words_as_they_are(
    title: str, contributors: list[str], data: st.DataObject
) -> None:
    """JSON needs no escapes of ours; types and variables are those that CSL has."""
    dataset = named(title, *contributors)
    taken = excerpt(dataset, data.draw(selections(dataset)))
    item = read_csl(taken)
    types, variables = (
        set(re.findall(r'"([\w-]+)"', (SCHEMAS / name).read_text("utf-8")))
        for name in ("csl-types.rnc", "csl-variables.rnc")
    )
    assert item["type"] in types
    assert item.keys() - {"id", "type"} <= variables
    assert item["title"] == line(title)
    assert item.get("author", []) == [{"literal": line(name)} for name in contributors]
    assert item["URL"] == LINK
    assert item["accessed"] == {"date-parts": [[2031, 3, 6]]}
    assert item["note"].startswith(line(taken.sentence))
    assert dataset.digest in item["note"]


@pytest.mark.parametrize("link", [LINK, LONG_LINK])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_processor_of_csl_renders_it(title: str, link: str) -> None:
    """Authors come first, or else the title; link and day are there."""
    alone = rendered(replace(excerpt(named(title)), link=link))
    # The style changes quotation marks inside its own.
    words = re.findall(r"\w+", line(title))
    assert re.findall(r"\w+", alone)[: len(words)] == words
    assert urlsplit(link).query in alone
    assert "March 6, 2031" in alone
    by = rendered(replace(excerpt(named(title, "A. N. Invented", "The Office")), link=link))
    assert by.startswith("A. N. Invented and The Office ")


@settings(max_examples=30)
@given(TITLES | st.sampled_from(HOSTILE), st.data())
def test_plain_text_is_one_line(title: str, data: st.DataObject) -> None:
    """Everything is said in one line, which the link ends."""
    dataset = named(title)
    taken = excerpt(dataset, data.draw(selections(dataset)))
    text = plain(taken)
    assert line(text) == text
    assert text.lstrip("\u2068").startswith(line(title))
    assert line(taken.sentence) in text
    assert f"version 1.0.0 (sha256 {dataset.digest[:12]})" in text
    assert dataset.digest not in text
    assert text.endswith(f" Accessed 2031-03-06. {LINK}")


def test_plain_text_in_full() -> None:
    """A citation reads as one; what runs from right to left is kept apart."""
    dataset = loaded(MOSCOW)
    source = Selection(filters=(("source", ("al-marfa",)),))
    assert plain(excerpt(dataset)) == (
        "Standpoint. Putin and al-Sharaa in Moscow. Interactive map of statements, version "
        f"{dataset.about.version} (sha256 {dataset.digest[:12]}). {dataset.size} statements. "
        "Source: “Moscow's Syria Rebuild Push: Bases, Economy, and Territorial Talks”, "
        f"productiveclue.com. Accessed 2031-03-06. {LINK}"
    )
    assert "Source: “\u2068قفل الدلتا والمرفآن\u2069”, \u2068المرفأ\u2069. " in plain(
        excerpt(loaded(HARBOURS), source)
    )
    by_two = plain(excerpt(named("Who asks?", "A", "Б")))
    assert by_two.startswith("A; \u2068Б\u2069. Who asks? Interactive map")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Source: “Report 0”."),
        (3, "Sources: “Report 0”; “Report 1”; “Report 2”."),
        (6, "Sources: “Report 0”; “Report 1”; “Report 2”; and 3 more."),
    ],
)
def test_of_many_sources_a_few_are_named(count: int, words: str) -> None:
    """More than a few are counted."""
    assert f". {words} " in plain(excerpt(many_sources(loaded(HARBOURS), count)))


def test_where_nothing_matches_no_source_is_named() -> None:
    """The citation of an empty list says that it is one."""
    taken = excerpt(loaded(HARBOURS), Selection(filters=(("q", ("unheard-of",)),)))
    for cite in (plain, bibtex, csl):
        assert "Source" not in cite(taken)
        assert "0 of 30 statements" in cite(taken)


@pytest.mark.parametrize(
    ("given_as", "found"),
    [
        ([{"title": "A"}, {"title": " ب ", "roles": ["coding"]}], ("A", "ب")),
        ([{"givenName": "A.", "familyName": "B"}, {"familyName": "C"}], ("A. B", "C")),
        ([{"title": "T", "givenName": "A.", "familyName": "B"}], ("T",)),
        ([{"title": 7}, {"title": ""}, {"title": None}, {}, "A", None, ["A"]], ()),
        ({"title": "A"}, ()),
        ("A", ()),
        (None, ()),
    ],
)
def test_contributors_are_read(given_as: object, found: tuple[str, ...], tmp_path: Path) -> None:
    """What is malformed is passed over, as it is for licences."""
    path = breaking.copy(tmp_path) / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(package | {"contributors": given_as}), "utf-8")
    about, problems = read_descriptor(path.parent, None)
    assert about is not None
    assert not problems
    assert about.contributors == found


def test_every_style_is_told_apart() -> None:
    """Keys, labels and endings are each used once."""
    for name in ("key", "label", "ending"):
        assert len({getattr(style, name) for style in CITATIONS}) == len(CITATIONS)
