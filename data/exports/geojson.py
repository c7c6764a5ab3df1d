"""Points in GeoJSON (RFC 7946), for QGIS, uMap and geopandas."""

from __future__ import annotations

import json
from collections.abc import Iterator

from data.exports.excerpt import Excerpt
from data.exports.placed import Mark, marks
from data.exports.provenance import provenance


def write(excerpt: Excerpt) -> bytes:
    """Write all of it at once."""
    return b"".join(pieces(excerpt))


def pieces(excerpt: Excerpt) -> Iterator[bytes]:
    """Give a feature for each mark; the collection's ``provenance`` is a foreign member.

    ``name``, which maps show and some read as markup, is the statement's id: it is a slug.
    There is no ``description``, which uMap would read as markup too.
    """
    head = {"type": "FeatureCollection", "provenance": provenance(excerpt)}
    yield _json(head).removesuffix(b"}") + b',"features":['
    between = b"\n"
    for mark in marks(excerpt):
        yield between + _json(_feature(mark))
        between = b",\n"
    yield b"\n]}\n"


def _feature(mark: Mark) -> dict[str, object]:
    point = mark.point
    return {
        "type": "Feature",
        "id": mark.id,
        "geometry": None if point is None else {"type": "Point", "coordinates": point},
        "properties": {"name": mark.row["id"], **mark.row, **mark.place},
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
