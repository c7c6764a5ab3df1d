"""What changed from version to version as a table in CSV: a row for each field that changed."""

from __future__ import annotations

import codecs
import csv
import io

from data.choosing.spot import listed
from data.exports.csv_table import as_text
from data.exports.excerpt import Excerpt
from data.telling.changes import changes
from data.telling.history import Change

COLUMNS = (
    "version",
    "published",
    "version_note",
    "change",
    "id",
    "speaker",
    "exact",
    "field",
    "was",
    "is",
    "status",
    "status_on",
    "status_reason",
    "dataset",
    "link",
)


def write(excerpt: Excerpt) -> bytes:
    """Write it for the statements of an excerpt, the newest version first.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    dataset = excerpt.dataset
    mask = listed(dataset, excerpt.shown.mask, excerpt.selection.spot)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for version, found in changes(dataset, mask):
        records = dataset.records([one.position for one in found])
        for one, record in zip(found, records, strict=True):
            excerpt.go_on()
            for field in one.fields or (Change("", "", ""),):
                told = [version.published, version.note, one.what, record["id"]]
                told += [dataset.names["actors"][record["speaker"]], record["exact"]]
                told += [field.label, field.was, field.now]
                told += [record[key] for key in ("status", "status_on", "status_reason")]
                told += [dataset.about.title, excerpt.link]
                writer.writerow([version.number, *map(as_text, told)])
    return codecs.BOM_UTF8 + text.getvalue().encode()
