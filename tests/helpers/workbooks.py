"""Workbooks as people and attackers make them, as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import openpyxl

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Make a workbook that a function fills."""
    book = openpyxl.Workbook()
    fill(book)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def xlsx_of(rows: bytes, before: bytes = b"") -> bytes:
    """Make a workbook whose one sheet has rows of XML, with what stands before its root."""
    plain = xlsx(lambda book: book.active)
    xml = b'%b<worksheet xmlns="%b"><sheetData>%b</sheetData></worksheet>'
    into = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as usual,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in usual.namelist():
            own = name == "xl/worksheets/sheet1.xml"
            made.writestr(name, xml % (before, _SHEET.encode(), rows) if own else usual.read(name))
    return into.getvalue()


def ods(rows: Iterable[Iterable[str]], more: str = "") -> bytes:
    """Make a workbook of OpenDocument: rows of text, and more rows of XML."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    written = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    names = "".join(f' xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="One">{written}{more}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_OFFICE}manifest:1.0"/>')
        made.writestr("content.xml", content)
    return into.getvalue()
