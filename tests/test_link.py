"""The link: written, read back, and read whatever stands in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.choices import CHOICES
from data.choosing.filters import FILTERS
from data.choosing.link import EMBEDDING, MOST_NOTICES, MOST_VALUES, PARAMETERS, read, write
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from data.schema import ACTS
from data.telling.sentence import describe
from tests.helpers.datasets import FOLDERS, HARBOURS, loaded
from tests.helpers.selections import selections

DATASET = loaded(HARBOURS)
KEYS = [parameter.key for parameter in PARAMETERS]
CHOSEN = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(st.just(loaded(folder)), selections(loaded(folder)))
)
ODD = st.text(max_size=40) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "${7*7}",
        "' OR 1=1 --",
        "x" * 10_000,
        "\ud800",
        "\x00",
        "../../etc/passwd",
        "[]",
        "[" * 2000,
        '{"$ne": null}',
        "NaN",
        "inf,inf,inf",
        "1e999,0,3",
        "velani-passage:pilots",
        "velani-passage:",
        "none",
        "2031-03",
        "apia",
        " apia ",
        "APIA",
    ]
)


@given(CHOSEN)
def test_what_is_written_is_read_again(chosen: tuple[Dataset, Selection]) -> None:
    """Any selection, written into a link and read from it, is the same, without a notice."""
    dataset, selection = chosen
    parameters = write(selection)
    back, notices = read(dataset, parameters, CHOICES)
    expected = {value.partition(":")[0]: value for value in selection.readings}
    assert back == selection
    assert len(expected) == len(back.readings)
    # A period may be chosen that ends before it begins; that is said, and kept.
    said = [notice for notice in notices if "ends before it begins" not in notice]
    assert len(said) == (selection.statement == "compensation-promised")
    assert list(parameters) == [key for key in KEYS if key in parameters]
    assert "dataset" not in parameters


TRACKERS = (
    "fbclid",
    "utm_source",
    "UTM_Campaign",
    "gclid",
    "gad_source",
    "msclkid",
    "mc_cid",
    "yclid",
    "igshid",
    "twclid",
    "_hsenc",
    "__hstc",
    "mtm_campaign",
    "wt_mc",
)
"""What networks and newsletters add to links that they pass on."""


@given(st.dictionaries(st.sampled_from(KEYS) | ODD, st.lists(ODD, max_size=5), max_size=8))
def test_reading_never_raises(parameters: dict[str, list[str]]) -> None:
    """Whatever a link holds, it gives a selection that can be shown and written again."""
    selection, notices = read(DATASET, parameters, CHOICES)
    assert select(DATASET, selection).total == DATASET.size
    assert describe(DATASET, selection)
    again, _ = read(DATASET, write(selection), CHOICES)
    assert again == selection
    assert len(notices) <= MOST_NOTICES + 1
    for notice in notices:
        assert notice.isprintable()
        assert len(notice) < 400
    for key, values in parameters.items():
        if key not in KEYS and key.lower() not in EMBEDDING:
            assert any("not one that this page knows" in notice for notice in notices[:1])
        lost = set(filter(str.strip, values)) - set(write(selection).get(key, ()))
        few = len(notices) <= MOST_NOTICES
        if few and key in {"speaker", "act", "topic", "place", "directness"} and lost:
            assert sum(f"“{key}”" in notice for notice in notices) == len(lost)


@pytest.mark.parametrize(
    ("parameters", "selection"),
    [
        ({}, Selection()),
        ({"q": ["  old quay "]}, Selection((("q", ("old quay",)),))),
        ({"q": [""]}, Selection()),
        ({"speaker": [""], "at": [""], "layers": [""], "reading": [""]}, Selection()),
        (
            {"act": ["declarative", "assertive", "declarative"]},
            Selection((("act", ("assertive", "declarative")),)),
        ),
        ({"layers": ["none"]}, Selection(layers=())),
        ({"layers": ["arcs", "places"]}, Selection(layers=("arcs", "places"))),
        ({"layers": ["places", "arcs", "areas"]}, Selection()),
        ({"view": ["-17.5,178.25,6.5"]}, Selection(view="-17.5,178.25,6.5")),
        (
            {"reading": ["velani-passage:puerto-alba"]},
            Selection(readings=("velani-passage:puerto-alba",)),
        ),
        ({"reading": ["velani-passage:pilots"]}, Selection()),
        ({"view": ["10,539.5,3"]}, Selection(view="10,539.5,3")),
        ({"view": ["10,1000,3"]}, Selection(view="10,-80,3")),
        ({"view": ["-90,-725.25,3"]}, Selection(view="-90,-5.25,3")),
        ({"page": ["2"]}, Selection(page=2)),
        ({"sort": ["-said"]}, Selection(sort="-said")),
        (
            {"compare": ["speaker:mediator", "speaker:al-marfa"]},
            Selection(compare=("speaker:mediator", "speaker:al-marfa")),
        ),
        (
            {"compare": ["said:2031-02", "said:2031-03"]},
            Selection(compare=("said:2031-02", "said:2031-03")),
        ),
        ({"dataset": ["two-harbours"], "Embed": ["true"], "embed_options": ["x"]}, Selection()),
        ({key: ["x"] for key in TRACKERS}, Selection()),
        ({"tab": [" "], "reading": ["\t"], "layers": [" "], "compare": [" "]}, Selection()),
    ],
)
def test_reading(parameters: dict[str, list[str]], selection: Selection) -> None:
    """A good link is read without a word."""
    assert read(DATASET, parameters, CHOICES) == (selection, ())


@pytest.mark.parametrize("key", ["speeker", "utm", "utmost", "gclids", "fbclid2", "a_utm_source"])
def test_what_only_looks_like_a_tracker_is_said(key: str) -> None:
    """A misspelt parameter is no tracker."""
    _, notices = read(DATASET, {key: ["x"]}, CHOICES)
    assert len(notices) == 1


IGNORED = [
    *((entry.key, "no-such", "this dataset has") for entry in FILTERS if entry.kind == "choice"),
    ("from", "yesterday", "a date such as"),
    ("to", "2031/2032", "a date such as"),
    ("said_from", "yesterday", "a date such as"),
    ("said_to", "2031/2032", "a date such as"),
    ("q", "x" * 201, "at most 200 characters"),
    ("at", "atlantis", "a place that this dataset has"),
    ("statement", "vanished", "a statement that this dataset has"),
    ("tab", "timetravel", "one of statements, source"),
    ("page", "0", "a number such as 2"),
    ("sort", "colour", "one of either, name"),
    ("compare", "colour:red", "speaker:id"),
    ("compare", "speaker:nobody", "speaker:id"),
    ("compare", "said:yesterday", "said:date"),
    ("page", "٢", "a number such as 2"),
    ("page", "12345678", "a number such as 2"),
    ("layers", "labels", "one of areas, arcs, places, none"),
    ("base", "moon", "one of built-in, light"),
    ("view", "north", "latitude, longitude and zoom"),
    ("view", "91,0,3", "latitude, longitude and zoom"),
    ("view", "0,0,21", "latitude, longitude and zoom"),
    ("view", "0,0", "latitude, longitude and zoom"),
    ("view", "nan,0,3", "latitude, longitude and zoom"),
    ("reading", "velani-passage:moon", "a reading of an area of this dataset"),
]


@pytest.mark.parametrize(("key", "value", "expected"), IGNORED)
def test_what_is_ignored_is_said(key: str, value: str, expected: str) -> None:
    """An unknown or malformed value is ignored with a sentence that names key and value."""
    selection, notices = read(DATASET, {key: [value]}, CHOICES)
    assert selection == Selection()
    (notice,) = notices
    assert f"“{key}”" in notice
    assert f"“{value[:60]}" in notice
    assert expected in notice
    assert notice.endswith("it was ignored.")


def test_every_parameter_has_a_case() -> None:
    """No parameter of the link is left without a case of what is ignored."""
    assert {key for key, _, _ in IGNORED} == set(KEYS) - {"dataset"}


def test_good_values_stay_beside_bad_ones() -> None:
    """One bad value among good ones is named; the good ones count."""
    parameters = {
        "speaker": ["mediator", "nobody", "sione-tamarua"],
        "layers": ["places", "labels"],
        "tab": ["source"],
        "colour": ["red"],
    }
    selection, notices = read(DATASET, parameters, CHOICES)
    assert selection.values("speaker") == ("sione-tamarua", "mediator")
    assert selection.layers == ("places",)
    assert selection.tab == "source"
    assert len(notices) == 3


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("at", ["apia", "fiji"]),
        ("statement", ["not-a-treaty", "twelve-knots"]),
        ("tab", ["source", "statements"]),
        ("base", ["dark", "light"]),
        ("view", ["1,2,3", "4,5,6"]),
        ("q", ["quay", "toll"]),
        ("from", ["2031", "2030"]),
    ],
)
def test_of_several_values_the_first_is_used(key: str, values: list[str]) -> None:
    """What can be chosen once is taken from its first value, and that is said."""
    selection, notices = read(DATASET, {key: values}, CHOICES)
    assert write(selection) == {key: values[:1]}
    assert notices == (f"The link gives “{key}” 2 times; the first is used.",)


@pytest.mark.parametrize(
    ("parameters", "written", "notice"),
    [
        (
            {"reading": ["velani-passage:puerto-alba", "velani-passage:pilots"]},
            {"reading": ["velani-passage:puerto-alba"]},
            "“reading” is “velani-passage:pilots”, not the only one of its area",
        ),
        ({"layers": ["none", "arcs"]}, {"layers": ["arcs"]}, "“layers” is “none”, not given alone"),
        ({"dataset": ["two-harbours", "elsewhere"]}, {}, "“dataset” 2 times; the first is used."),
        (
            {"act": [*ACTS, *map(str, range(MOST_VALUES))]},
            {"act": list(ACTS)},
            f"“act” {MOST_VALUES + len(ACTS)} times; the first {MOST_VALUES} are read.",
        ),
        ({"embedded": ["true"]}, {}, "“embedded” is not one that this page knows"),
    ],
)
def test_what_is_dropped_beside_good_values_is_said(
    parameters: dict[str, list[str]], written: dict[str, list[str]], notice: str
) -> None:
    """Nothing that a link gives is let go in silence, also where the rest of it counts."""
    selection, notices = read(DATASET, parameters, CHOICES)
    assert write(selection) == written
    assert notice in notices[0]


def test_a_withdrawn_statement_is_named() -> None:
    """A link to a withdrawn statement still opens on it, and says when and why it was."""
    selection, notices = read(DATASET, {"statement": ["compensation-promised"]}, CHOICES)
    assert selection.statement == "compensation-promised"
    (notice,) = notices
    assert notice == (
        "The statement “compensation-promised” of this link was withdrawn (20 March 2031): "
        "The paper withdrew the sentence: the company never said so."
    )


@pytest.mark.parametrize(
    ("since", "until", "notices"),
    [("2031", "2030", 1), ("2031", "2031", 0), ("2031-03", "2031", 0)],
)
def test_a_period_that_ends_before_it_begins_is_said(since: str, until: str, notices: int) -> None:
    """A period in which nothing can lie is shown as asked, with a sentence."""
    selection, said = read(DATASET, {"from": [since], "to": [until]}, CHOICES)
    assert write(selection) == {"from": [since], "to": [until]}
    assert len(said) == notices


@pytest.mark.parametrize(
    "at", ["none", "apia", "apia>fiji", "mediator-ship", "apia>", ">apia", "apia>fiji>maiana", ">"]
)
def test_what_is_chosen_on_the_map(at: str) -> None:
    """A place, an arc between two places, or what has no place; anything else is ignored."""
    selection, notices = read(DATASET, {"at": [at]}, CHOICES)
    good = at in {"none", "apia", "apia>fiji", "mediator-ship"}
    assert selection.at == (at if good else None)
    assert len(notices) == (not good)


def test_a_link_of_any_length_is_read() -> None:
    """Thousands of values cost a few notices, not a page of them, and switch no layer off."""
    many = [f"value-{number}" for number in range(5000)]
    selection, notices = read(DATASET, {"speaker": many, "layers": many, "at": many}, CHOICES)
    assert selection == Selection()
    assert len(notices) == MOST_NOTICES + 1
    assert "more parts of the link were ignored" in notices[-1]
    assert json.dumps(notices)
