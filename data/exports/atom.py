"""A feed in Atom: what was said, what was corrected, and what was withdrawn, the newest first.

Standards: Atom (RFC 4287), paged feeds (RFC 5005), deleted entries (RFC 6721). An entry's id is
that of its statement, whatever the address and the version of the dataset. It is as new as the
version in which the statement last changed; where versions tell nothing, as what became of it,
its dataset, its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from data.dates import days, is_edtf
from data.days import FIRST_DAY, LAST_DAY
from data.exports.excerpt import Excerpt
from data.exports.format import OptionError
from data.exports.kml import allowed
from data.telling.heading import named, quotation
from data.telling.history import Change, history
from data.wording import isolated

PER_PART = 100
"""Entries of a page of the feed."""
_ATOM, _DELETED = "http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0"
_EARLIEST = "1970-01-01T00:00:00Z"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)?", re.ASCII)
_VERSION = re.compile(r"\.v[1-9][0-9]*\Z")


def write(excerpt: Excerpt) -> bytes:
    """Write the part of the feed that is asked for. Raises ``OptionError`` where there is none."""
    return _Feed(excerpt).written()


class _Feed:
    """The feed of an excerpt."""

    def __init__(self, excerpt: Excerpt) -> None:
        self.excerpt = excerpt
        self.dataset = excerpt.dataset
        self.name = _VERSION.sub("", self.dataset.name)
        self.page, _, query = excerpt.link.partition("?")
        self.query = [pair for pair in parse_qsl(query) if pair[0] != "dataset"]
        self.versions = history(self.dataset)
        self.touched = {
            key: version
            for version in self.versions
            for key in (*version.added, *version.withdrawn, *version.changed)
        }
        moments = self._moments()
        self.dated = sorted(
            ((moments[position], position) for position in excerpt.positions),
            key=lambda each: (-_seconds(each[0]), each[1]),
        )
        self.last = max(1, -(-len(self.dated) // PER_PART))

    def written(self) -> bytes:
        """Give one part of it as a file."""
        part = self._part()
        root = ET.Element("feed", {"xmlns": _ATOM, "xmlns:at": _DELETED, "xml:lang": "en"})
        about = self.dataset.about
        _text(root, "id", _id(self.name, urlencode(self.query)))
        _text(root, "title", about.title)
        _text(root, "subtitle", self.excerpt.sentence)
        _text(root, "updated", self.dated[0][0] if self.dated else self._made() or _EARLIEST)
        for contributor in about.contributors or (about.title,):
            _text(ET.SubElement(root, "author"), "name", contributor)
        _text(root, "generator", "Standpoint")
        _text(root, "rights", "\n".join((*self.excerpt.credits, *self.excerpt.withheld)))
        self._links(root, part)
        here = self.dated[(part - 1) * PER_PART : part * PER_PART]
        records = self.dataset.records([position for _, position in here])
        for (updated, position), record in zip(here, records, strict=True):
            self.excerpt.go_on()
            if record["status"] == "withdrawn":
                self._deleted(root, updated, record)
            else:
                self._entry(root, updated, position, record)
        content: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
        return content

    def _part(self) -> int:
        given = self.excerpt.options.get("part", "1")
        if not (given.isascii() and given.isdigit() and 1 <= len(given) < 7):
            raise OptionError(f"“{given[:20]}” is not the number of a part of this feed.")
        if not 1 <= int(given) <= self.last:
            raise OptionError(f"This feed has {self.last:,} parts, and no part {given}.")
        return int(given)

    def _links(self, root: ET.Element, part: int) -> None:
        parts = {"self": part, "first": 1, "last": self.last}
        if part > 1:
            parts["previous"] = part - 1
        if part < self.last:
            parts["next"] = part + 1
        for rel, number in parts.items():
            query = urlencode([*self.query, *([("part", number)] if number > 1 else [])])
            address = f"{self.page}export/{quote(self.dataset.name)}.atom"
            link = {"rel": rel, "type": "application/atom+xml"}
            ET.SubElement(root, "link", link | {"href": address + (f"?{query}" if query else "")})
        page = {"rel": "alternate", "type": "text/html", "href": self.excerpt.link}
        ET.SubElement(root, "link", page)

    def _entry(
        self, root: ET.Element, updated: str, position: int, record: Mapping[str, Any]
    ) -> None:
        entry = ET.SubElement(root, "entry")
        _text(entry, "id", _id(self.name, record["id"]))
        changes, first = self._changes(record["id"]), self._first(record["id"])
        mark = "Corrected: " if record["status"] == "corrected" else ""
        _text(entry, "title", mark + named(self.dataset, position))
        _text(entry, "updated", updated)
        if first:
            _text(entry, "published", first)
        speaker = self.dataset.names["actors"][record["speaker"]]
        _text(ET.SubElement(entry, "author"), "name", speaker)
        address = urlencode({"dataset": self.dataset.name, "statement": record["id"]})
        link = {"rel": "alternate", "type": "text/html", "href": f"{self.page}?{address}"}
        ET.SubElement(entry, "link", link)
        said = [quotation(self.dataset, position), *map(_was, changes)]
        _text(entry, "content", "\n".join(said)).set("type", "text")

    def _deleted(self, root: ET.Element, updated: str, record: Mapping[str, Any]) -> None:
        reference = {"ref": _id(self.name, record["id"]), "when": updated}
        _text(ET.SubElement(root, "at:deleted-entry", reference), "at:comment", _why(record))

    def _moments(self) -> list[str]:
        """Give for each statement when it was last made another one, in UTC."""
        dataset = self.dataset
        sources = dict(
            zip(dataset.ids["sources"], dataset.sources["published"].map(_last_day), strict=True)
        )
        columns = ("id", "source", "status", "status_on")
        return [
            next(
                filter(
                    None,
                    (
                        _moment(self.touched[key].published) if key in self.touched else "",
                        _last_day(became) if status != "reported" else "",
                        self._made(),
                        sources[source],
                    ),
                ),
                _EARLIEST,
            )
            for key, source, status, became in zip(
                *(dataset.statements[column].tolist() for column in columns), strict=True
            )
        ]

    def _made(self) -> str:
        return _moment(self.dataset.about.created)

    def _changes(self, key: str) -> tuple[Change, ...]:
        """Give what a statement's last correction changed."""
        found = [version.changed[key] for version in self.versions if key in version.changed]
        return found[-1] if found else ()

    def _first(self, key: str) -> str:
        found = [version for version in self.versions if key in version.added]
        return _moment(found[0].published) if found else ""


def _text(parent: ET.Element, tag: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = allowed(words)
    return element


def _id(name: str, key: str) -> str:
    return uuid5(NAMESPACE_URL, f"standpoint:{name}/{key}").urn


def _was(change: Change) -> str:
    was, now = (f"“{isolated(each)}”" if each else "nothing" for each in (change.was, change.now))
    return f"{change.label}: was {was}, is {now}."


def _why(record: Mapping[str, Any]) -> str:
    return f"Withdrawn: {record['status_reason']}"


def _moment(text: str) -> str:
    """Give a moment of ISO 8601 in UTC as RFC 3339 has it, to the second; "" for none."""
    found = _MOMENT.fullmatch(text)
    try:
        return f"{datetime.fromisoformat(found[1]):%Y-%m-%dT%H:%M:%S}Z" if found else ""
    except ValueError:
        return ""


def _last_day(text: str) -> str:
    """Give the beginning of the last day that a date in EDTF may mean; "" where it means any."""
    if not text or not is_edtf(text):
        return ""
    last = days(text)[1]
    known = FIRST_DAY < last < LAST_DAY and 1 <= last <= date.max.toordinal()
    return f"{date.fromordinal(last):%Y-%m-%d}T00:00:00Z" if known else ""


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
