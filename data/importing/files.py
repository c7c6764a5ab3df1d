"""Tell by its content what a file is, and read the tables in it."""

from __future__ import annotations

import re

from data.importing import delimited, workbook
from data.importing.sheet import MOST_BYTES, Sheet, UnreadableError
from data.limits import MB

_FORMATS = "CSV, XLSX or ODS"
_REFUSED = (
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old form, or one with a password"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)
_PAGE = re.compile(rb"\s*<(!doctype html|html|\?xml|table|svg)\b", re.IGNORECASE)
_JSON = re.compile(rb'\s*(\{\s*"|\[\s*[\[{])')


def read(content: bytes) -> list[Sheet]:
    """Read a file's tables, whatever its name is; raise ``UnreadableError`` where it has none."""
    if len(content) > MOST_BYTES:
        found = f"{len(content) / MB:,.1f} MB"
        raise UnreadableError(f"The file has {found}; at most {MOST_BYTES // MB:,} MB are read.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return workbook.read(content)
    for mark, what in _REFUSED:
        if content.startswith(mark):
            raise UnreadableError(f"The file is {what}. Save the table as {_FORMATS}.")
    if _PAGE.match(content[:1_000]):
        raise UnreadableError(f"The file is a page or XML. Save the table as {_FORMATS}.")
    if _JSON.match(content[:1_000]):
        raise UnreadableError(f"The file is JSON. Save the table as {_FORMATS}.")
    table = delimited.read(content)
    if not table.rows:
        raise UnreadableError("The file is empty.")
    return [table]
