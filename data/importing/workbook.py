"""Read a workbook, XLSX or ODS: its sheets, with values of formulas and dates as ISO 8601 has them.

It is read in a process of its own alone: the library may take more memory than a file promises.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from data.importing.sheet import MOST_ROWS, Sheet, UnreadableError, sheet
from data.limits import MB
from data.loading.unpacking import BROKEN, MOST_RATIO

MOST_UNPACKED = 600 * MB
"""Bytes that a workbook's parts have in all."""

_FREE = 20 * MB
"""Bytes to which any workbook may unpack: small ones of empty cells pack well."""

MOST_SHEETS = 100
_MOST_MERGED = 1_000_000
"""Cells that are filled because they are merged with another."""

_NOT_WHOLE = "The workbook is damaged, or is none: it cannot be read."


def read(content: bytes) -> list[Sheet]:
    """Read the sheets that have cells; raise ``UnreadableError`` where there is no workbook."""
    _check(content)
    import python_calamine as calamine  # noqa: PLC0415 - in the process of its own alone

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise UnreadableError("The workbook has a password. Save it without one.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError(_NOT_WHOLE) from error
    found = []
    for meta in book.sheets_metadata[:MOST_SHEETS]:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            page = book.get_sheet_by_name(meta.name)
            values = _values(page)
        except (calamine.CalamineError, OSError, ValueError) as error:
            raise UnreadableError(f"Sheet “{meta.name[:100]}” cannot be read.") from error
        if any(map(any, values)):
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            notes = [f"Sheet “{meta.name[:100]}” is hidden."] if hidden else []
            found.append(sheet(meta.name, values, notes))
    if not found:
        raise UnreadableError("No sheet of the workbook has a cell with anything in it.")
    return found


def _check(content: bytes) -> None:
    """Refuse what is no workbook, or promises more than is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            size = sum(entry.file_size for entry in entries)
    except BROKEN as error:
        raise UnreadableError(_NOT_WHOLE) from error
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise UnreadableError("The file is an archive, and no workbook in XLSX or ODS.")
    if size > min(MOST_UNPACKED, max(MOST_RATIO * len(content), _FREE)):
        expected = f"at most {MOST_UNPACKED // MB:,} MB and {MOST_RATIO} times its size are read"
        raise UnreadableError(f"The workbook unpacks to {size // MB:,} MB; {expected}.")


def _values(page: Any) -> list[list[str]]:  # noqa: ANN401 - the library's own class
    if page.total_height > MOST_ROWS * 5:
        raise UnreadableError(
            f"Sheet “{page.name[:100]}” has {page.total_height:,} rows; "
            f"at most {MOST_ROWS:,} are read."
        )
    rows = [[_text(value) for value in row] for row in page.to_python(skip_empty_area=False)]
    left = _MOST_MERGED
    for (top, first), (bottom, last) in page.merged_cell_ranges or ():
        left -= (bottom - top + 1) * (last - first + 1)
        if left < 0 or top >= len(rows) or first >= len(rows[top]):
            break
        # What is merged over rows holds for each of them; over columns it stands above them.
        for row in rows[top + 1 : bottom + 1]:
            row[first] = row[first] or rows[top][first]
    return rows


def _text(value: object) -> str:
    """Give a value as text: whole numbers without a point, a midnight as its day."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        whole = value.time() == dt.time()
        return value.date().isoformat() if whole else value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else str(value)
