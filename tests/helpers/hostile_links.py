"""Links that nobody should send: a list of nasty ones, and generated ones, with what they lose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from components.choices import CHOICES
from data.choosing.filters import FILTERS
from data.choosing.link import EMBEDDING, MOST_NOTICES, PARAMETERS
from data.dataset import Dataset
from tests.helpers.datasets import FOLDERS, HARBOURS, loaded
from tests.helpers.selections import DATES

Link = Mapping[str, Sequence[str]]
KEYS = tuple(parameter.key for parameter in PARAMETERS)
CODE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "${7*7}",
    "=1+1",
    "' OR 1=1 --",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "a\r\nX-Evil: 1",
)
SIGNS = (
    "\x00",
    "\ufffd",
    "\u202etxet",
    "a\u200b\u200db",
    "\u0301" * 9000,
    "\U0010ffff",
    "İıſK",
    "𝟚𝟘𝟛𝟙",
)
NUMBERS = (
    "0",
    "-0",
    "01",
    "1e3",
    "1.0",
    "0x10",
    "1_000",
    "٢",
    "nan",
    "-inf",
    "1e999",
    "9" * 21,
    "9" * 5000,
)
TIMES = (
    "9999999999-99",
    "0000",
    "-0001",
    "2031-02-30",
    "2031-13",
    "Y-99999",
    "Y-1e999",
    "Y999999999999",
    "2031-03-03T25:61",
    "2031-03-03T" + "(" * 30,
    "[" + "2031," * 2000 + "]",
    "{2031..2033}",
    "2031/2030",
    "../..",
    "?" * 5000,
    "2031" + "~" * 5000,
    "2031-03\n",
)
SPOTS = (
    "91,0,3",
    "0,601,3",
    "0,0,21",
    "0,0,-1",
    "nan,nan,nan",
    "1e1,0,3",
    "0,0,3,4",
    ",,",
    "٣,٣,٣",
    "0 ,0,3",
    "apia>fiji>apia",
    "apia>",
    ">",
    "said_at:apia>fiji",
    "none>none",
    "about:",
    "said_at:said_at:apia",
)
SIDES = ("speaker:", "speaker", ":", "said:2031/2032", "about:none", "said:" + "2" * 5000)
EXPRESSIONS = ("(a+)+$", "[", "\\", ".*" * 100, "%", "_", "*", "a" * 10_000, "-", "--name")
ODD = (*CODE, *SIGNS, *NUMBERS, *TIMES, *SPOTS, *SIDES, *EXPRESSIONS)
SHORT = tuple(value for value in ODD if len(value) < 500)
"""Of these a link can hold many, and still be opened."""
ODD_KEYS = (
    "",
    " ",
    "Q",
    "q[]",
    "speaker ",
    "embed",
    "EMBED_OPTIONS",
    "embedded",
    *CODE,
    "x" * 5000,
)
NASTY: tuple[Link, ...] = (
    *({key: [value]} for key in KEYS for value in ODD),
    *({key: ["x"]} for key in ODD_KEYS),
    {"dataset": ["two-harbours", "elsewhere"]},
    {"compare": ["speaker:mediator", "said:2031"]},
    {"compare": ["said:2031", "said:2032", "said:2033"]},
    {
        "dataset": ["two-harbours"],
        "reading": ["velani-passage:pilots", "velani-passage:puerto-alba"],
    },
    {"layers": ["none", "places"]},
    {"from": ["2032"], "to": ["2031"], "said_from": ["none"], "said_to": ["2031"]},
    *({key: [f"value-{number}" for number in range(900)]} for key in KEYS),
    {f"key-{number}": ["1"] for number in range(900)},
    dict.fromkeys(KEYS, ["x"] * 30),
)
QUERIES = (
    "%",
    "%zz=%zz",
    "q=%",
    "q=%ff",
    "q=%c0%af",
    "q=%ed%a0%80",
    "q=%00&%00=q",
    "q=%25%32%35",
    "&&&===&",
    "?q=toll",
    "#q=toll",
    "q;tab=source",
    "q=toll+%2B+quay",
    "q",
    "&".join(["speaker=mediator"] * 1000),
)
"""Queries as they stand in an address, before anyone has read them."""


def choices(dataset: Dataset) -> dict[str, list[str]]:
    """Give values of every parameter that a dataset has."""
    places = list(dataset.places["id"])
    speakers = [f"speaker:{key}" for key in dataset.statements["speaker"].unique()]
    return {
        **{entry.key: list(entry.options(dataset).ids) for entry in FILTERS if entry.options},
        **{entry.key: [*DATES, "none"] for entry in FILTERS if entry.kind == "date"},
        "q": ["quay", "Tolls", "ал"],
        "dataset": [dataset.name],
        "at": [*places, "none", f"{places[0]}>{places[-1]}", f"about:{places[0]}"],
        "statement": list(dataset.statements["id"]),
        "tab": list(CHOICES.tabs),
        "page": ["1", "2", "9999999"],
        "sort": [*CHOICES.sorts, "-name"],
        "compare": [*speakers, "said:2031", "about:2031-03"],
        "layers": [*CHOICES.layers, "none"],
        "base": list(CHOICES.bases),
        "view": ["1.5,-171.8,7", "-90,600,0"],
        "reading": [f"{area.place}:{area.reading}" for area in dataset.areas],
    }


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
PIECES = st.sampled_from(("", " ", "\x00", "\u202e", "%", ">", ":", ",", "~", "-", "/..", "٣", "İ"))


@st.composite
def _mutated(draw: st.DrawFn, good: Sequence[str]) -> str:
    value = draw(st.sampled_from(good))
    cut = draw(st.integers(0, len(value)))
    turned: Callable[[str], str] = draw(
        st.sampled_from((str, str.upper, str.title, lambda text: text[::-1]))
    )
    return turned(value[:cut] + draw(PIECES) + value[cut + draw(st.integers(0, 1)) :])


@st.composite
def links(draw: st.DrawFn, dataset: Dataset) -> dict[str, list[str]]:
    """Draw a link: of each parameter what the dataset has, what it nearly has, or anything."""
    given = choices(dataset)
    known = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    odd = draw(st.lists(st.sampled_from(ODD_KEYS) | TEXTS, unique=True, max_size=1))
    found = {}
    for key in (*known, *odd):
        good = given.get(key, ["1"])
        value = st.sampled_from(good) | _mutated(good) | st.sampled_from(SHORT) | TEXTS
        found[key] = draw(st.lists(value, min_size=1, max_size=3))
    return found


LINKS = st.sampled_from(FOLDERS).flatmap(
    lambda folder: links(loaded(folder)).map(
        lambda link: {"dataset": [folder.name], **link} if folder == HARBOURS else link
    )
)


def many(number: int) -> settings:
    """Give the settings for so many generated links."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
    return settings(max_examples=number, suppress_health_check=slow)


def query(link: Link) -> str:
    """Write a link as the query of an address."""
    return urlencode(link, doseq=True, quote_via=quote)


def _seen(words: str) -> str:
    """Give words as a search has them, without what nobody can see."""
    spaced = "".join(" " if character.isspace() else character for character in words)
    return "".join(filter(str.isprintable, spaced)).strip()


def unsaid(dataset: Dataset, link: Link, kept: Link, notices: Sequence[str]) -> list[str]:
    """Name each parameter that is neither in effect nor in a sentence. ``kept`` is written back."""
    if len(notices) > MOST_NOTICES:  # the others are counted
        return []
    defaults = [f"{area.place}:{area.reading}" for area in dataset.areas if area.default]
    usual = {
        "dataset": [dataset.name],
        "tab": CHOICES.tabs[:1],
        "base": CHOICES.bases[:1],
        "sort": CHOICES.sorts[:1],
        "layers": CHOICES.layers,
        "reading": defaults,
    }
    found = []
    for key, values in link.items():
        if key.lower() in EMBEDDING or not any(map(str.strip, values)):
            continue
        if key == "view" and kept.get("view"):  # of any longitude, read onto its land
            continue
        seen = map(_seen, values) if key == "q" else values
        lost = set(filter(str.strip, seen)) - {*kept.get(key, ()), *usual.get(key, ())}
        if key in KEYS:
            said = [notice for notice in notices if f"“{key}”" in notice]
            whole = any(" times; " in notice or "two sides" in notice for notice in said)
        else:
            said = [notice for notice in notices if "not one that this page knows" in notice]
            lost, whole = {key}, False
        if len(said) < len(lost) and not whole:
            found.append(key)
    return found
