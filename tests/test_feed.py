"""The feed, as a reader of feeds and the standards have it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from data.choosing.selection import Selection
from data.dataset import Dataset, load
from data.exports import atom
from data.exports.format import OptionError
from data.review import MARK
from tests.helpers import breaking
from tests.helpers.breaking import package
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.excerpts import excerpt

LOCK = "lock-stays-closed"
SPACES = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
FIRST, SECOND = "2031-05-01T10:00:00Z", "2031-06-02T11:12:13Z"


def told(about: dict[str, object]) -> None:
    """Say of a dataset that it has two versions."""
    changed = [
        ["statements", LOCK, "exact", "The lock <b>opens", "The lock stays closed"],
        ["statements", LOCK, "said_on", "2031-01", "2031-02-03"],
        ["places", "velani-old-quay", "lat", "1", "2"],
        ["statements", 7, None],
    ]
    about["versions"] = [
        {"number": 1, "published": FIRST, "added": []},
        {"number": 2, "published": SECOND, "note": "Read anew.", "changed": changed},
        "no version",
    ]


@pytest.fixture
def corrected(tmp_path: Path) -> Dataset:
    """Give a dataset of which one statement was corrected in its second version."""
    folder = breaking.copy(tmp_path)
    package(told)(folder)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    return dataset


def feed(dataset: Dataset, selection: Selection | None = None, **options: str) -> bytes:
    """Write the feed of what a selection shows."""
    return atom.write(replace(excerpt(dataset, selection), options=options))


def test_a_reader_of_feeds_reads_it() -> None:
    """Each statement that stands is an entry with its words, speaker, id, time and link."""
    dataset = loaded(HARBOURS)
    read = feedparser.parse(feed(dataset))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == dataset.about.title
    gone = set(dataset.statements.loc[dataset.statements["status"] == "withdrawn", "id"])
    assert len(read.entries) == dataset.size - len(gone)
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    assert all(earlier.updated >= later.updated for earlier, later in pairwise(read.entries))
    for entry in read.entries:
        key = entry.link.partition("statement=")[2]
        record = dataset.statements.iloc[dataset.positions["statements"][key]]
        assert record["exact"][:30].split("\n")[0] in entry.content[0].value
        assert entry.author == dataset.names["actors"][record["speaker"]]
        assert entry.id.startswith("urn:uuid:")
        assert entry.updated_parsed


def test_what_was_withdrawn_is_deleted() -> None:
    """By the id of its entry, with the reason (RFC 6721)."""
    dataset = loaded(HARBOURS)
    root = etree.fromstring(feed(dataset))
    gone = dataset.statements[dataset.statements["status"] == "withdrawn"]
    [deleted] = root.findall("at:deleted-entry", SPACES)
    assert deleted.findtext("at:comment", None, SPACES).endswith(gone["status_reason"].iloc[0])
    assert deleted.get("when")[:10] == gone["status_on"].iloc[0]
    assert deleted.get("ref") not in {each.text for each in root.findall(".//a:id", SPACES)}


def test_a_correction_comes_up_again(corrected: Dataset) -> None:
    """First of all, under the id that it had, with what was and what is as text."""
    before = {each.link: each.id for each in feedparser.parse(feed(loaded(HARBOURS))).entries}
    first = feedparser.parse(feed(corrected)).entries[0]
    assert LOCK in first.link
    assert first.id == before[first.link]
    assert first.updated == SECOND
    assert "Words: was “The lock <b>opens”, is “The lock stays closed”." in etree.fromstring(
        feed(corrected)
    ).findtext("a:entry/a:content", None, SPACES)
    assert "Said on: was “January 2031”, is “3 February 2031”." in first.content[0].value


def test_parts_have_all_of_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first one on, each names the next (RFC 5005); one that is not there is refused."""
    monkeypatch.setattr(atom, "PER_PART", 7)
    dataset, found = loaded(HARBOURS), []
    options: dict[str, str] = {}
    for number in range(1, 6):
        read = feedparser.parse(feed(dataset, None, **options))
        found += [entry.id for entry in read.entries]
        links = {link.rel: urlsplit(link.href).query for link in read.feed.links}
        assert ("previous" in links) == (number > 1)
        assert links["last"] == "part=5"
        options = {"part": links.get("next", "").removeprefix("part=")}
    assert options == {"part": ""}
    assert len(found) == len(set(found)) == dataset.size - 1
    for part in ("0", "6", "x", "", "１"):
        with pytest.raises(OptionError):
            feed(dataset, part=part)


def test_a_feed_is_of_a_view() -> None:
    """It holds what the filters leave, says so, and has an id of its own."""
    dataset = loaded(HARBOURS)
    chosen = Selection(filters=(("act", ("directive",)),))
    read = feedparser.parse(feed(dataset, chosen))
    assert len(read.entries) == 3
    assert read.feed.subtitle.startswith("3 of 30 statements")
    nothing = Selection(filters=(("q", ("nothing has these words",)),))
    assert not feedparser.parse(feed(dataset, nothing)).entries


def test_a_draft_says_so(tmp_path: Path) -> None:
    """In its title, as wherever it is named."""
    folder = breaking.copy(tmp_path)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    marked = replace(dataset, about=replace(dataset.about, title=f"A ({MARK})", draft=True))
    assert feedparser.parse(feed(marked)).feed.title == f"A ({MARK})"


def test_it_is_the_same_at_any_time(corrected: Dataset) -> None:
    """So whoever has it is sent nothing again."""
    taken = excerpt(corrected)
    later = replace(taken, taken=taken.taken.replace(year=2040))
    assert atom.write(taken) == atom.write(later)
