"""A table in CSV: one row per statement, safe to open in a spreadsheet.

UTF-8 with a byte order mark, since spreadsheets otherwise guess; RFC 4180 for the rest.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from data.exports.excerpt import Excerpt
from data.exports.provenance import provenance
from data.exports.rows import BETWEEN, COLUMNS, NUMBERS, rows

PROVENANCE = ("dataset", "version", "selection", "exported", "link", "credits", "withheld")
"""The columns after those of ``rows.COLUMNS``, the same words in each row, but for the last two."""
_PIECE = 64 * 1024
"""Characters of a piece of the file."""
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def write(excerpt: Excerpt) -> bytes:
    """Write all of it at once."""
    return b"".join(pieces(excerpt))


def pieces(excerpt: Excerpt) -> Iterator[bytes]:
    """Give the rows, each with its provenance; an empty excerpt has the header alone.

    A row's ``credits`` and ``withheld`` are those of its own source and of the dataset. A text
    that a spreadsheet would take for a formula has an apostrophe before it.
    """
    yield codecs.BOM_UTF8
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, *PROVENANCE])
    own = {key: [as_text(cell) for cell in cells] for key, cells in _of_source(excerpt).items()}
    for row in rows(excerpt):
        cells = [row[name] if name in NUMBERS else as_text(row[name]) for name in COLUMNS]
        writer.writerow(cells + own[row["source_id"]])
        if text.tell() > _PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def as_text(value: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def _of_source(excerpt: Excerpt) -> dict[str, list[str]]:
    """Give the provenance of each source's statements, in the order of ``PROVENANCE``.

    The credits of all sources in every row of a large dataset would fill gigabytes.
    """
    sources = excerpt.sources
    used = sources["id"].tolist()
    texts, others = excerpt.credits[: len(used)], excerpt.credits[len(used) :]
    closed = sources.loc[sources["withheld"].fillna(value=False), "id"]
    withheld = dict(zip(closed, excerpt.withheld, strict=True))
    shared = provenance(excerpt)
    return {
        key: [
            *(str(shared[name]) for name in PROVENANCE[:-2]),
            BETWEEN.join([credit, *others]),
            withheld.get(key, ""),
        ]
        for key, credit in zip(used, texts, strict=True)
    }
