"""Points in GeoJSON (RFC 7946), for QGIS, uMap and geopandas."""

from __future__ import annotations

import io
import json

from data.exports.excerpt import Excerpt
from data.exports.placed import Mark, marks
from data.exports.provenance import provenance


def write(excerpt: Excerpt) -> bytes:
    """Write a feature for each mark; the collection's ``provenance`` is a foreign member.

    ``name``, which maps show and some read as markup, is the statement's id: it is a slug.
    There is no ``description``, which uMap would read as markup too.
    """
    file = io.BytesIO()
    head = {"type": "FeatureCollection", "provenance": provenance(excerpt)}
    file.write(_json(head).removesuffix(b"}") + b',"features":[')
    between = b"\n"
    for mark in marks(excerpt):
        file.write(between + _json(_feature(mark)))
        between = b",\n"
    file.write(b"\n]}\n")
    return file.getvalue()


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
