"""Texts as they come in: formats, encodings, and files that lie about what they are."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from matplotlib.figure import Figure

from data.drafting import texts
from data.drafting.decoding import decode
from data.drafting.detection import language_of
from data.limits import MB

SENTENCE = "The harbour master said “we close at noon” in Lisbon."


def word(*paragraphs: str) -> bytes:
    """Give a DOCX file of paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(text: str) -> bytes:
    """Give a PDF file with a text on its page."""
    figure = Figure()
    figure.text(0.1, 0.5, text)
    file = io.BytesIO()
    figure.savefig(file, format="pdf")
    return file.getvalue()


def html(text: str) -> bytes:
    """Give an HTML page of an article."""
    more = "It is one of the oldest of the whole coast, and many depend on it every day."
    return (
        f"<!doctype html><html><head><title>Noon</title></head><body><nav>Menu</nav><article>"
        f"<h1>Noon</h1><p>{text}</p><p>{more}</p></article><script>run()</script></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", SENTENCE.encode(), "plain text"),
        ("a.md", f"# Noon\n\n> The *harbour master* said{SENTENCE[23:]}".encode(), "Markdown"),
        ("a.html", html(SENTENCE), "HTML"),
        ("a.docx", word("Noon", SENTENCE), "DOCX"),
        ("a.pdf", pdf(SENTENCE.replace("“", '"').replace("”", '"')), "PDF"),
        ("wrong.txt", word(SENTENCE), "DOCX"),
        ("wrong.csv", html(SENTENCE), "HTML"),
    ],
)
def test_formats_are_told_by_content(name: str, content: bytes, kind: str) -> None:
    """Each gives its words, and nothing of what stands around them."""
    found = texts.read(name, content)
    assert found.format == kind
    assert SENTENCE in found.text.replace(' "', " “").replace('" ', "” ")
    assert "Menu" not in found.text
    assert "run()" not in found.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_usual_encodings(encoding: str) -> None:
    """The words are the same in each."""
    assert decode(f"{SENTENCE} Déjà vu.".encode(encoding))[0] == f"{SENTENCE} Déjà vu."


def test_mixed_encodings_are_read_line_by_line() -> None:
    """And the note says so."""
    mixed = "“One”, he said.\n".encode() + "“Two”, she said.\n".encode("cp1252")
    text, note = decode(mixed * 3)
    assert text == "“One”, he said.\n“Two”, she said.\n" * 3
    assert "each line" in note


def test_control_characters_are_left_out() -> None:
    """Line ends are made one; the note says what was left out."""
    found = texts.read("a.txt", b"One\r\ntwo\x00\x07\x1b[2Jthree\rfour")
    assert found.text == "One\ntwo[2Jthree\nfour"
    assert any("Control" in note for note in found.notes)


def packed(**files: bytes) -> bytes:
    """Give a ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    """Give a DOCX file of a few kilobytes that would unpack to 100 MB."""
    return packed(**{"word/document.xml": b"0" * (100 * MB)})


def entities() -> bytes:
    """Give a DOCX file whose XML names a file of the system and doubles itself."""
    inner = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};&e{n};&e{n};">' for n in range(20))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e0 "MANY">{inner}'
        '<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats'
        '.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;&e20;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    with zipfile.ZipFile(io.BytesIO(word("x"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(**(parts | {"word/document.xml": xml.encode()}))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "no text"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.pdf", b"%PDF-1.7 and nothing else", "cannot be read"),
        ("a.pdf", pdf("")[:400], "cannot be read"),
        ("a.pdf", pdf(""), "no text"),
        ("a.docx", b"PK\x03\x04 and nothing else", "cannot be read"),
        ("a.docx", packed(**{"xl/workbook.xml": b"<x/>"}), "no Word document"),
        ("a.docx", bomb(), "too much"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.html", b"<!doctype html><html></html>", "no text"),
        ("a.txt", b"a" * (8 * MB + 1), "at most"),
        ("a.txt", b"a" * (32 * MB + 1), "at most"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_cannot_be_read_is_said(name: str, content: bytes, why: str) -> None:
    """One sentence says what is wrong with which file."""
    with pytest.raises(texts.UnreadableError, match=why) as raised:
        texts.read(name, content)
    assert name in str(raised.value)


def test_a_document_s_entities_are_not_followed() -> None:
    """Neither a file of the system nor a thousand copies come into the text."""
    try:
        found = texts.read("a.docx", entities()).text
    except texts.UnreadableError:
        return
    assert "root:" not in found
    assert len(found) < 1_000


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html>" + b"<div>" * 100_000 + b"text",
        b"<!doctype html>" + b"<p>" * 20_000 + b"text" * 20,
        b"<!doctype html><p>" + b"&lt;" * 100_000,
        b"# " + b"[" * 100_000,
        b"*" * 300_000,
        b"![" * 100_000,
        b"> " * 100_000,
        b"---\n" * 50_000,
    ],
    ids=["divs", "paragraphs", "references", "brackets", "stars", "images", "quotes", "rules"],
)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_nasty_texts_end(name: str, content: bytes) -> None:
    """Each gives a text or a sentence."""
    try:
        assert texts.read(name, content).text
    except texts.UnreadableError as error:
        assert name in str(error)  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister said that the harbour was closed for the day."),
        ("en", "Harbour closed"),
        ("de", "Der Minister sagte, dass der Hafen für den Tag geschlossen ist und nicht öffnet."),
        ("fr", "Le ministre a dit que le port est fermé pour la journée et ne rouvrira pas."),
        ("es", "El ministro dijo que el puerto está cerrado y no se abrirá por el momento."),
        ("ru", "Министр сказал, что порт закрыт и не откроется в этот день."),
        ("uk", "Міністр сказав, що порт закритий і не відкриється до вечора та для всіх."),
        ("ar", "قال الوزير إن الميناء مغلق اليوم"),
        ("he", "השר אמר שהנמל סגור היום"),
        ("zh", "部长说港口今天关闭"),
        ("ja", "大臣は港が閉まっていると述べた"),
        ("ko", "장관은 항구가 닫혔다고 말했다"),
        ("und", "1234 5678"),
    ],
)
def test_the_language_is_told(language: str, text: str) -> None:
    """By its script or its commonest words."""
    assert language_of(text) == language
