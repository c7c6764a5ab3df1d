"""Annotations in JSON-LD: the W3C Web Annotation Data Model, with words of schema.org.

Each statement annotates a passage of its source: quotation and position select it, the first
body says who said what, when and about where. A date in EDTF has the Library of Congress's type.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Hashable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from data.choosing.place_links import places_of
from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.exports.provenance import provenance
from data.exports.rows import Row, positioned_rows

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_KINDS = {
    "person": "schema:Person",
    "organisation": "schema:Organization",
    "state": "schema:GovernmentOrganization",
    "outlet": "schema:NewsMediaOrganization",
}
_PROPERTIES = (
    "side",
    "reported_by",
    "quoted_by",
    "cue",
    "directness",
    "act",
    "said_on_inferred",
    "about_when_inferred",
    "said_at_inferred",
    "about_inferred",
    "event_code",
    "claim",
    "certainty",
    "review",
    "status",
    "status_on",
    "status_reason",
    "note",
)
"""Fields of a row for which schema.org has no word of its own."""

Node = dict[str, Any]
Record = Mapping[Hashable, Any]


def write(excerpt: Excerpt) -> bytes:
    """Write all of it at once."""
    return b"".join(pieces(excerpt))


def pieces(excerpt: Excerpt) -> Iterator[bytes]:
    """Give one collection with one page, an annotation for each statement on it.

    An annotation's id is the address at which the map opens on its statement.
    """
    address = excerpt.link.partition("?")[0]
    dataset, described = excerpt.dataset, provenance(excerpt)
    nodes = _Nodes(dataset, address)
    head = {
        "@context": CONTEXT,
        "id": f"{excerpt.link}#annotations",
        "type": "AnnotationCollection",
        "label": dataset.about.title,
        "total": len(excerpt.positions),
        "creator": {
            "id": f"{nodes.iri()}#coding",
            "type": "Organization",
            "name": f"The coders of “{dataset.about.title}”",
        },
        "generator": {"id": address, "type": "Software", "name": "Standpoint"},
        "generated": excerpt.time,
        "schema:version": described["version"],
        "schema:description": described["selection"],
        "schema:url": described["link"],
        "dcterms:rights": described["credits"],
        "schema:usageInfo": described["withheld"],
        "first": {
            "id": f"{excerpt.link}#page-1",
            "type": "AnnotationPage",
            "partOf": f"{excerpt.link}#annotations",
            "startIndex": 0,
        },
    }
    yield _json(head).removesuffix(b"}}") + b',"items":['
    between = b"\n"
    for position, row in positioned_rows(excerpt):
        annotation = {
            "id": nodes.iri("statement", row["id"]),
            "type": "Annotation",
            "motivation": "describing",
            "body": [nodes.claim(position, row), *nodes.texts(position, row)],
            "target": {
                "type": "SpecificResource",
                "source": nodes.sources[row["source_id"]],
                "selector": _selectors(row),
            },
        }
        yield between + _json(annotation)
        between = b",\n"
    yield b"\n]}}\n"


class _Nodes:
    """The records of a dataset as nodes of JSON-LD, each made once."""

    def __init__(self, dataset: Dataset, address: str) -> None:
        self._dataset, self._address = dataset, address
        self._topics = dataset.statements["topics"].tolist()
        self.sources = {key["id"]: _source(key) for key in dataset.sources.to_dict("records")}
        self._actors = {key["id"]: self._actor(key) for key in dataset.actors.to_dict("records")}
        self._places = [
            self._place(place, located=located)
            for place, located in zip(
                dataset.places.to_dict("records"), dataset.located.tolist(), strict=True
            )
        ]

    def iri(self, parameter: str | None = None, key: str = "") -> str:
        """Give the address at which the map opens on a record; on the dataset without one."""
        chosen = {"dataset": self._dataset.name} | ({parameter: key} if parameter else {})
        return f"{self._address}?{urlencode(chosen)}"

    def claim(self, position: int, row: Row) -> Node:
        """Say who said it, how, when and where, and what it is about."""
        body: Node = {"type": "schema:Claim", "schema:author": self._actors[row["speaker_id"]]}
        for name, word in (("said_on", "dateCreated"), ("about_when", "temporalCoverage")):
            if row[name]:
                body[f"schema:{word}"] = {"@type": EDTF, "@value": row[name]}
        for place in places_of(self._dataset, position):
            word = "locationCreated" if place.said else "spatialCoverage"
            body.setdefault(f"schema:{word}", []).append(self._places[place.place])
        body["schema:additionalProperty"] = [
            {"type": "schema:PropertyValue", "schema:name": name, "schema:value": row[name]}
            for name in _PROPERTIES
            if row[name]
        ]
        return body

    def texts(self, position: int, row: Row) -> list[Node]:
        """Give the translation and the topics, as bodies that every annotation reader shows."""
        names = self._dataset.names["topics"]
        bodies: list[Node] = []
        if row["translation"]:
            body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
            language = row["translation_language"]
            named = {"language": language} if language else {}
            bodies.append(body | {"value": row["translation"]} | named)
        return bodies + [
            {"type": "TextualBody", "purpose": "tagging", "value": names[key]}
            for key in self._topics[position].split()
        ]

    def _actor(self, actor: Record) -> Node:
        node = {
            "id": self.iri("speaker", actor["id"]),
            "type": _KINDS[actor["kind"]],
            "schema:name": actor["name"],
        }
        return node | ({"schema:description": actor["role"]} if actor["role"] else {})

    def _place(self, place: Record, *, located: bool) -> Node:
        node: Node = {
            "id": self.iri("place", place["id"]),
            "type": "schema:Place",
            "schema:name": place["name"],
        }
        if located:
            node["schema:geo"] = {
                "type": "schema:GeoCoordinates",
                "schema:latitude": float(place["lat"]),
                "schema:longitude": float(place["lon"]),
            }
        return node


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _source(source: Record) -> Node:
    """Describe a source; one without an address is named by its text's hash (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(source["sha256"])).decode().rstrip("=")
    rights = {"dcterms:rights": source["licence"]} if source["licence"] else {}
    return {
        "id": source["url"] or f"ni:///sha-256;{digest}",
        "type": "Text",
        "schema:name": source["title"],
        "schema:sha256": source["sha256"],
        "format": "text/plain",
        "language": source["language"],
        **rights,
    }


def _selectors(row: Row) -> list[Node]:
    quote = {"type": "TextQuoteSelector", "exact": row["exact"]}
    quote |= {name: row[name] for name in ("prefix", "suffix") if row[name]}
    return [quote, {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}]
