"""Tell how a table was saved where it was not as CSV in UTF-8, and say what to choose instead."""

from __future__ import annotations

import codecs
import csv
import io

from data.problem import Problem
from data.schema import Table

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_CHOOSE = "when saving, choose “CSV UTF-8”"
_BEGINNING = 200


def decoded(content: bytes, name: str) -> str | Problem:
    """Give the text of a file's bytes, without a byte order mark."""
    how = _CHOOSE if name.endswith(".csv") else "when saving, choose UTF-8"
    wide = next((said for mark, said in _MARKS if content.startswith(mark)), "")
    beginning = content[:_BEGINNING]
    if not wide and name.endswith(".csv") and beginning.count(0) > len(beginning) // 4:
        wide = "UTF-16"
    if wide:
        return Problem(name, None, None, wide, f"text in UTF-8; {how}")
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1} is 0x{error.object[error.start]:02x}"
        expected = f"text in UTF-8, not in Windows-1252 or another encoding; {how}"
        return Problem(name, None, None, found, expected)


def check_separators(text: str, table: Table) -> Problem | None:
    """Find out that something else than commas stands between the cells of a table."""
    first = text.split("\n", 1)[0].strip("\r")
    names = {field.name for field in table.fields}
    if first.strip('"').lower().startswith("sep="):
        expected = f"the headings in the first row, with commas between them; {_CHOOSE}"
        return Problem(table.file, 1, None, first, expected)
    if len(names & _cells(first, ",")) > 1:
        return None
    for separator, words in _SEPARATORS.items():
        if len(names & _cells(first, separator)) > 1:
            expected = f"commas between the cells (RFC 4180); {_CHOOSE}"
            return Problem(table.file, 1, None, f"{words} between the cells", expected)
    return None


def _cells(line: str, separator: str) -> set[str]:
    try:
        return {
            cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=separator), [])
        }
    except csv.Error:
        return set()
