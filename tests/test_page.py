"""The page as Streamlit runs it, for plain links and odd ones.

What our components are handed is read here as JSON; how they draw it is tested in Chromium.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from components.panels import PANELS
from data.catalogue import VARIABLE
from data.choosing.filters import FILTERS
from data.dataset import PACKAGES
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.breaking import cell, package
from tests.helpers.datasets import OWN_PACKAGES, loaded
from tests.helpers.page import Link, run

HARBOURS: Link = {"dataset": "two-harbours"}
LOCK = "lock-stays-closed"


def cards_of(panel: dict[str, Any]) -> dict[str, Any]:
    """Give the statement cards of a panel by their ids."""
    cards = [card for entry in panel["content"]["entries"] for card in entry["cards"]]
    return {card["id"]: card for card in cards}


@pytest.fixture(autouse=True)
def _both_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, os.pathsep.join([str(PACKAGES), str(OWN_PACKAGES)]))


@pytest.mark.parametrize(
    ("link", "title", "sentence"),
    [
        ({}, "Putin and al-Sharaa in Moscow", "25 statements"),
        (HARBOURS, "The affair of the two harbours", "30 statements"),
        ({"speaker": "dmitry-peskov"}, "Putin and al-Sharaa in Moscow", "1 of 25 statements by"),
        (HARBOURS | {"layers": "none"}, "The affair of the two harbours", "30 statements"),
        (HARBOURS | {"q": "{{ 7*7 }}"}, "The affair of the two harbours", "1 of 30 statements"),
        (HARBOURS | {"act": ["directive", "declarative"]}, "The affair", "6 of 30 statements"),
    ],
)
def test_a_good_link_is_shown_without_a_notice(link: Link, title: str, sentence: str) -> None:
    """Head, panel, controls and map are drawn, and nothing was ignored."""
    drawn = run(link)
    assert set(drawn) == {"head", "panel", "map", "controls"}
    assert drawn["head"]["title"].startswith(title)
    assert drawn["head"]["sentence"].startswith(sentence)
    assert drawn["head"]["notices"] == []
    groups = {group["key"] for group in drawn["controls"]["filters"]}
    chosen = {entry.key for entry in FILTERS if entry.kind != "date"}
    # One value alone leaves nothing to choose.
    assert groups == (chosen if "dataset" in link else chosen - {"source", "status"})
    assert [period["keys"][0] for period in drawn["controls"]["periods"]] == ["said_from", "from"]
    assert [tab["key"] for tab in drawn["panel"]["tabs"]] == [
        panel.key for panel in PANELS if panel.in_tabs and panel.key != "changes"
    ]
    names = [entry["id"] for entry in drawn["controls"]["datasets"]]
    assert names == ["moscow-talks", "two-harbours"]


@pytest.mark.parametrize(
    ("link", "notice"),
    [
        ({"dataset": "elsewhere"}, "“elsewhere”"),
        ({"dataset": "../../etc"}, "“../../etc”"),
        ({"dataset": "{{ 7*7 }}"}, "“{{ 7*7 }}”"),
        ({"speaker": "nobody"}, "“nobody”"),
        ({"act": "<script>alert(1)</script>"}, "“<script>alert(1)</script>”"),
        ({"at": "atlantis"}, "“atlantis”"),
        ({"statement": "vanished"}, "“vanished”"),
        ({"view": "north"}, "“north”"),
        ({"view": "nan,nan,nan"}, "“nan,nan,nan”"),
        ({"tab": "timetravel"}, "“timetravel”"),
        ({"layers": "labels"}, "“labels”"),
        ({"base": "moon"}, "“moon”"),
        ({"reading": "moon:full"}, "“moon:full”"),
        ({"from": "tomorrow"}, "“tomorrow”"),
        ({"q": "x" * 10_000}, "at most 200 characters"),
        ({"x" * 10_000: "1"}, "is not one that this page knows"),
        ({"at": ["moscow", "syria"]}, "2 times"),
        ({"speaker": [f"nobody-{n}" for n in range(300)]}, "“nobody-0”"),
        ({"\x00\u202e": "\ufffd\x00"}, "is not one that this page knows"),
        (HARBOURS | {"statement": "compensation-promised"}, "was withdrawn (20 March 2031)"),
    ],
)
def test_an_odd_link_is_said(link: Link, notice: str) -> None:
    """What is unknown or malformed is ignored with a sentence, and the map stands."""
    drawn = run(link)
    assert "map" in drawn
    assert any(notice in said for said in drawn["head"]["notices"])
    assert re.match(r"\d+ statements", drawn["head"]["sentence"])


def test_a_chosen_place_and_statement() -> None:
    """The place's card, its statements alone, and the statement that is chosen."""
    drawn = run(HARBOURS | {"at": "santos-quay", "statement": "compensation-demanded"})
    panel = drawn["panel"]
    assert panel["place"]["name"] == "Santos, Meridian quay"
    assert set(cards_of(panel)) == {
        "coffee-on-every-quay",
        "compensation-demanded",
        "compensation-promised",
    }
    assert panel["content"]["chosen"] == "compensation-demanded"
    card = cards_of(panel)["compensation-demanded"]
    assert card["direction"] == "rtl"
    assert card["translation"].startswith("The board demanded")
    assert drawn["map"]["state"]["statement"] is not None


@pytest.mark.parametrize(
    ("link", "page", "shown"),
    [
        ({}, 1, slice(0, 25)),
        ({"page": "2"}, 2, slice(25, 28)),
        ({"page": "900"}, 2, slice(25, 28)),
        ({"statement": "thanks-for-patience"}, 1, slice(0, 25)),
        ({"statement": "no-answer"}, 2, slice(25, 28)),
        ({"statement": "lock-closed-in-russian"}, 1, slice(0, 25)),
        ({"statement": "no-answer", "page": "1"}, 1, slice(0, 25)),
    ],
)
def test_pages_of_the_list(link: Link, page: int, shown: slice) -> None:
    """A page is the one asked for, else that of the chosen statement; wordings are one entry."""
    content = run(HARBOURS | link)["panel"]["content"]
    assert (content["page"], content["pages"], content["count"]) == (page, 2, 30)
    dataset = loaded(OWN_PACKAGES / "two-harbours")
    ids = dataset.statements["id"].where(dataset.statements["claim"] == "", LOCK).drop_duplicates()
    listed = [entry["cards"][0]["id"] for entry in content["entries"]]
    assert [LOCK if key.startswith("lock-") else key for key in listed] == list(ids[shown])
    assert (content["first"], content["last"]) == (shown.start + 1, shown.stop)
    assert (content["of"], content["unit"]) == (28, "claims")


def test_the_wordings_of_a_claim() -> None:
    """One claim in three sources: who has the own words, who retells them, and what differs."""
    entries = run(HARBOURS)["panel"]["content"]["entries"]
    (claim,) = [entry for entry in entries if len(entry["cards"]) > 1]
    assert [card["id"] for card in claim["cards"]] == [
        LOCK,
        "lock-closed-in-russian",
        "lock-closed-in-english",
    ]
    assert [(words, len(sources)) for words, sources in claim["told"]] == [
        ("own words", 2),
        ("in the report’s words", 1),
    ]
    first, russian, english = claim["cards"]
    assert first["differs"] is None
    assert russian["differs"]["field"] == "translation"
    assert not any(differs for _, differs in russian["differs"]["parts"])
    assert english["differs"]["field"] == "exact"
    assert [text for text, differs in english["differs"]["parts"] if differs][-1] == "or longer"
    assert "".join(text for text, _ in english["differs"]["parts"]) == english["exact"]
    assert english["chain"] == "as quoted by Al-Marfa, according to The Tidewater Post"


@pytest.mark.parametrize(
    ("statement", "language", "direction"),
    [("twelve-knots", "en", "ltr"), ("tolls-abolished", "ar", "rtl"), ("no-answer", "ru", "ltr")],
)
def test_the_source_of_the_chosen_statement(statement: str, language: str, direction: str) -> None:
    """The Source tab has the whole text, in its language, with the passage in it."""
    content = run(HARBOURS | {"tab": "source", "statement": statement})["panel"]["content"]
    assert (content["language"], content["direction"]) == (language, direction)
    sources = (OWN_PACKAGES / "two-harbours" / "sources").glob("*.txt")
    texts = [path.read_bytes().decode("utf-8") for path in sources]
    assert "".join(part["text"] for part in content["segments"]) in texts
    assert any(statement in part["statements"] for part in content["segments"])
    assert len(content["others"]) == 2


def test_no_match_offers_a_way_back() -> None:
    """Where nothing matches the page says so and offers to drop the narrowest filter."""
    link = HARBOURS | {"speaker": "mediator", "directness": "narration"}
    drawn = run(link)
    assert drawn["head"]["sentence"].startswith("0 of 30 statements")
    empty = drawn["panel"]["content"]["empty"]
    assert empty["keys"] == ["speaker"]
    assert "statements)" in empty["offer"]


def test_a_broken_dataset_shows_its_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In place of the map stands the list of problems; the other datasets can be opened."""
    folder = breaking.copy(tmp_path)
    package(lambda p: p.update(title="<b>Broken</b>", version=""))(folder)
    cell("places", "apia", "lat", "=1+1")(folder)
    monkeypatch.setenv(VARIABLE, os.pathsep.join([str(tmp_path), str(PACKAGES)]))
    assert run({})["head"]["title"].startswith("Putin")
    drawn = run(HARBOURS)
    assert set(drawn) == {"head", "problems"}
    assert drawn["head"]["title"] == "<b>Broken</b>"
    assert drawn["problems"]["total"] == 2
    assert {problem["where"] for problem in drawn["problems"]["problems"]} == {
        "datapackage.json, column version",
        "places.csv, row 6, column lat",
    }
    assert [entry["id"] for entry in drawn["problems"]["datasets"]] == ["moscow-talks"]
    assert set(run({"dataset": "moscow-talks"})) == {"head", "panel", "map", "controls"}


def test_an_empty_dataset_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset without statements has a page that says so."""
    folder = breaking.copy(tmp_path)
    for name in reversed([table.name for table in TABLES]):
        breaking.write(folder, name, breaking.table(folder, name)[:1])
    (folder / "areas.geojson").unlink()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for tab in PANELS:
        drawn = run({"tab": tab.key})
        assert drawn["head"]["sentence"] == "0 statements"
    assert run({})["panel"]["content"]["empty"]["words"] == "This dataset has no statements."


def test_no_dataset_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any dataset the page stands and says what it can."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    drawn = run({})
    assert set(drawn) == {"head", "problems"}
    assert drawn["problems"]["total"] == 0
