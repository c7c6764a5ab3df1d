"""Read a text that comes in: plain, Markdown, HTML, PDF or DOCX, told by its content.

Nothing of it is believed: sizes are counted before anything is unpacked, links and macros are left
where they are. What is given back is the text that is stored, in which every offset counts.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from data.drafting.decoding import decode
from data.limits import MB, MOST_BYTES_OF_SOURCE

MOST_BYTES = 32 * MB
"""Bytes of a file that comes in."""

MOST_UNPACKED = 64 * MB
"""Bytes of all that is packed in a DOCX file."""

MOST_MEMBERS = 5_000
MOST_PAGES = 2_000


class UnreadableError(ValueError):
    """A file of which no text can be made; its message is a sentence for whoever gave it."""


@dataclass(frozen=True)
class Text:
    """A text as it is stored; ``notes`` say what was changed or guessed while it was read."""

    name: str
    text: str
    format: str
    title: str = ""
    published: str = ""
    """The date that the file states of itself, in EDTF; empty where it states none."""
    address: str = ""
    publisher: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Kind:
    """A format: how it is told, and how it is read."""

    name: str
    is_it: Callable[[str, bytes], bool]
    read: Callable[[str, bytes], Text]


def read(name: str, content: bytes) -> Text:
    """Make a text of a file's bytes; raise ``UnreadableError`` where that cannot be done."""
    if len(content) > MOST_BYTES:
        found = f"“{name}” has {len(content):,} bytes"
        raise UnreadableError(f"{found}; a file may have at most {MOST_BYTES:,}.")
    for start, what in _OTHER_FORMATS:
        if content.startswith(start):
            raise UnreadableError(f"“{name}” is {what}. Save it as DOCX, PDF, HTML or plain text.")
    kind = next(kind for kind in KINDS if kind.is_it(name, content))
    read_as = kind.read(name, content)
    text = clean(read_as.text)
    if not text.strip():
        raise UnreadableError(f"“{name}” holds no text{_NO_TEXT.get(kind.name, '')}.")
    if (size := len(text.encode())) > MOST_BYTES_OF_SOURCE:
        expected = f"a text may have at most {MOST_BYTES_OF_SOURCE:,}"
        raise UnreadableError(f"The text of “{name}” has {size:,} bytes; {expected}.")
    notes = read_as.notes
    if len(text) < len(read_as.text.replace("\r\n", "\n")):
        notes = (*notes, "Control characters were left out of the text.")
    return replace(read_as, text=text, format=kind.name, notes=notes)


_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_NO_TEXT = {
    "PDF": "; it may be pictures of pages, which would have to be recognised as letters first",
    "HTML": " of an article",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028]|\u2029")


def clean(text: str) -> str:
    """Make all line ends one, and leave out control characters, which no reader sees."""
    text = _LINE_ENDS.sub("\n", text)
    return _CONTROLS.sub("", text)


def _plain(name: str, content: bytes) -> Text:
    text, note = decode(content)
    return Text(name, text, "", notes=(note,) if note else ())


_MARKDOWN = (
    (re.compile(r"\A---\n(?:[^\n]*\n){0,60}?---\n"), ""),  # what generators write before a text
    (re.compile(r"^(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6} +(.*?) *#* *$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}(?:> ?){1,9}", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-*+]|\d{1,3}[.)]) {1,4}(?=\S)", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-*_] ?){3,80}$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,500})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,500})(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>"), ""),
)
"""What Markdown means by marks, in order; a mark that is none stays as it stands."""


def _markdown(name: str, content: bytes) -> Text:
    found = _plain(name, content)
    text = clean(found.text)
    heading = re.search(r"^ {0,3}# +(.{1,300}?) *#* *$", text[:5_000], re.MULTILINE)
    for pattern, shown in _MARKDOWN:
        text = pattern.sub(shown, text)
    return replace(found, text=text.strip() + "\n", title=heading[1].strip() if heading else "")


def _is_html(name: str, content: bytes) -> bool:
    head = content[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    named = name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in head
    return named or head.startswith((b"<!doctype html", b"<html"))


_DEEPEST = 2_000
"""Tags that may stand open inside of each other, counted roughly."""


def _html(name: str, content: bytes) -> Text:
    from trafilatura import bare_extraction  # noqa: PLC0415 - loaded where a text needs it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page, note = decode(content)
    opened = page.count("<div") + page.count("<span") + page.count("<b") + page.count("<i")
    closed = page.count("</")
    if opened - closed > _DEEPEST:
        raise UnreadableError(f"“{name}” is an HTML page whose tags are never closed.")
    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False)
    except (ValueError, RecursionError, AssertionError, TypeError) as error:
        raise UnreadableError(f"“{name}” is an HTML page that cannot be read.") from error
    if found is None:
        return Text(name, "", "")
    entry = found if isinstance(found, dict) else found.as_dict()
    return Text(
        name,
        "\n\n".join(line for line in str(entry["text"] or "").split("\n") if line.strip()) + "\n",
        "",
        title=str(entry.get("title") or ""),
        published=str(entry.get("date") or ""),
        address=str(entry.get("url") or ""),
        publisher=str(entry.get("sitename") or ""),
        notes=(note,) if note else (),
    )


def _pdf(name: str, content: bytes) -> Text:
    from pypdf import PdfReader  # noqa: PLC0415 - loaded where a text needs it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        many = not locked and len(reader.pages) > MOST_PAGES
        pages = [] if locked or many else _pages(page.extract_text() for page in reader.pages)
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except (PyPdfError, *_BROKEN) as error:
        raise UnreadableError(f"“{name}” is a PDF file that cannot be read.") from error
    if locked:
        raise UnreadableError(f"“{name}” is locked with a password.")
    if many:
        raise UnreadableError(f"“{name}” has more than {MOST_PAGES:,} pages.")
    notes = ("The lines of the PDF file were joined to paragraphs.",)
    return Text(name, _paragraphs("\n".join(pages)), "", title=title[:300], notes=notes)


def _pages(texts: Iterator[str]) -> list[str]:
    """Take the texts of pages up to what a text may have, and no more."""
    found, size = [], 0
    for text in texts:
        found.append(text)
        size += len(text)
        if size > MOST_BYTES_OF_SOURCE:
            break
    return found


_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError, EOFError),
    *(zipfile.BadZipFile, NotImplementedError, AssertionError, ArithmeticError, RuntimeError),
)
"""What the libraries raise at a file that is not what it says it is."""


def _paragraphs(text: str) -> str:
    """Join the lines of a page that belong to one paragraph."""
    lines = [line.strip() for line in clean(text).split("\n")]
    usual = sorted(len(line) for line in lines if line)
    full = 0.7 * usual[int(len(usual) * 0.8)] if usual else 0
    parts: list[list[str]] = [[]]
    before = ""
    for line in lines:
        ends = len(before) < full or (before.endswith((".", "!", "?", "”", '"', ":")) and not full)
        if not line or (before and ends and not line[:1].islower()):
            parts.append([])
        if line:
            parts[-1].append(line)
        before = line
    joined = (" ".join(part) for part in parts if part)
    return re.sub(r"(?<=[^\W\d_])- (?=[a-z])", "", "\n\n".join(joined)) + "\n"


def _is_docx(_: str, content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def _docx(name: str, content: bytes) -> Text:
    from docx import Document  # noqa: PLC0415 - loaded where a text needs it
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member.filename: member.file_size for member in archive.infolist()}
            many = len(archive.infolist()) > MOST_MEMBERS or sum(members.values()) > MOST_UNPACKED
        other = "word/document.xml" not in members
        document = None if many or other else Document(io.BytesIO(content))
        title = (document.core_properties.title or "") if document else ""
        text = _body(document.element.body) if document else ""
    except (OpcError, LxmlError, *_BROKEN) as error:
        raise UnreadableError(f"“{name}” is a DOCX file that cannot be read.") from error
    if other:
        raise UnreadableError(f"“{name}” is a packed file and no Word document.")
    if many:
        found = f"“{name}” would unpack to {sum(members.values()):,} bytes"
        raise UnreadableError(f"{found} in {len(members):,} files, which is too much for a text.")
    return Text(name, text, "", title=title[:300])


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _body(body: Any) -> str:  # noqa: ANN401 - an element of a library without types
    """Give the paragraphs of a document, those of its tables too."""
    lines = ("".join(_words(paragraph)) for paragraph in body.iter(f"{_W}p"))
    return "\n\n".join(line for line in lines if line.strip()) + "\n"


def _words(paragraph: Any) -> list[str]:  # noqa: ANN401
    """Give the words of a paragraph, without those that were deleted under tracking."""
    found: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag in _AS:
            found.append(_AS[node.tag])
    return found


KINDS = (
    _Kind("PDF", lambda _, content: b"%PDF-" in content[:1_024], _pdf),
    _Kind("DOCX", _is_docx, _docx),
    _Kind("HTML", _is_html, _html),
    _Kind(
        "Markdown", lambda name, _: PurePath(name.lower()).suffix in {".md", ".markdown"}, _markdown
    ),
    _Kind("plain text", lambda _name, _content: True, _plain),
)
"""The formats in the order in which they are tried."""
