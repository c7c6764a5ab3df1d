"""Placemarks in KML 2.2, for Google Earth and others.

Written by fastkml, which sets every value as text: simplekml takes what looks like CDATA as it
stands, does not escape extended data and keeps its state in a class that threads share.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from fastkml.containers import Document, Folder
from fastkml.data import Data, ExtendedData
from fastkml.features import Placemark
from fastkml.geometry import Point
from fastkml.kml import KML
from fastkml.times import KmlDateTime, TimeSpan
from pygeoif.geometry import Point as Place

from data.dates import days
from data.days import FIRST_DAY, LAST_DAY
from data.exports.excerpt import Excerpt
from data.exports.placed import Mark, marks
from data.exports.provenance import provenance

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""
_RENAMED = {"start": "start_offset", "end": "end_offset"}
"""Readers of KML would take these for the time span."""
_AT_ONCE = 500
"""Placemarks that are held as elements at a time, which take many times what their text takes."""


def write(excerpt: Excerpt) -> bytes:
    """Write a placemark for each mark; a time span says when a statement was made.

    All is in extended data and nothing in a description, which readers of KML take for HTML. A
    character that XML forbids is written as U+FFFD.
    """
    document = Document(
        name=allowed(excerpt.dataset.about.title),
        extended_data=_data(
            (name, value if isinstance(value, str) else "\n".join(value))
            for name, value in provenance(excerpt).items()
            if value
        ),
        features=[Folder(name="Statements")],
    )
    before, end, after = _xml(document).rpartition("</Folder>")
    file = io.BytesIO()
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(before.encode())
    found = marks(excerpt)
    while block := [_placemark(mark) for mark in islice(found, _AT_ONCE)]:
        file.write(_inside(_xml(*block)).encode())
    file.write(f"{end}{after}\n".encode())
    return file.getvalue()


def _xml(*features: Document | Placemark) -> str:
    return KML(features=features).to_string(prettyprint=False)


def _inside(whole: str) -> str:
    """Give what stands between the tags of the root; its start has no text of a dataset."""
    return whole.partition(">")[2].rpartition("</kml>")[0]


def allowed(value: str) -> str:
    """Replace the characters that XML 1.0 cannot hold by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", value)


def _placemark(mark: Mark) -> Placemark:
    values = {_RENAMED.get(name, name): value for name, value in mark.row.items()} | mark.place
    return Placemark(
        name=allowed(mark.row["speaker"]),
        times=_span(mark.row["said_on"]),
        extended_data=_data(
            (name, str(value)) for name, value in values.items() if value not in {"", None}
        ),
        kml_geometry=None if mark.point is None else Point(geometry=Place(*mark.point)),
    )


def _data(pairs: Iterable[tuple[str, str]]) -> ExtendedData:
    entries = []
    for name, text in pairs:
        entry = Data(name=name)
        entry.value = allowed(text)  # its constructor would take away spaces at both ends
        entries.append(entry)
    return ExtendedData(elements=entries)


def _span(value: str) -> TimeSpan | None:
    """Give the days that an EDTF date may mean; an open end has none.

    KML has no year before 1 or of five digits: a date that reaches there is not given at all,
    since half of it would say something else.
    """
    if not value:
        return None
    ends = days(value)
    try:
        begin, end = (
            None if day in {FIRST_DAY, LAST_DAY} else KmlDateTime(date.fromordinal(day))
            for day in ends
        )
    except (ValueError, OverflowError):
        return None
    return TimeSpan(begin=begin, end=end)
