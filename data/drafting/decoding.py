"""Tell in which encoding bytes are, and make text of them."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SAMPLE = 60_000
"""Bytes by which an encoding is guessed."""


def decode(content: bytes) -> tuple[str, str]:
    """Make text of bytes; give it with a note that says what was guessed, "" if nothing was.

    Whatever the bytes are, a text comes of it: what fits no encoding is shown as U+FFFD.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ""
    if wide := _without_mark(content):
        return content.decode(wide, "replace"), f"The text was read as {wide.upper()}."
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if declared := _DECLARED.search(content[:4_096]):
        try:
            return content.decode(declared[1].decode("ascii")), ""
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    if _is_mostly_utf8(content):
        lines = content.split(b"\n")
        note = "The text mixes encodings; each line was read for itself."
        return "\n".join(map(_line, lines)), note
    encoding = _guess(content[:_SAMPLE])
    note = f"The text is not in UTF-8; it was read as {encoding.replace('_', '-')}."
    return content.decode(encoding, "replace"), note


_WESTERN = "cp1252"
"""What writes curly quotation marks and accents in western Europe; its likeliest single bytes."""
_SIGN_IN_WORD = re.compile(r"[a-zA-Z][¡-¿×÷†‡‰ˆ˜€ƒ][a-zA-Z]|[¡-¿×÷][a-z]")
_OF_MACS = re.compile(r"[a-z][ŽŠŒŸˆ]|ˆ[a-z ]")
_OF_THE_EAST = re.compile(
    r"^(?=.*[øØ])(?=.*[ìèòù])(?!.*[åæÅÆ])|^(?=.*[õû])(?=.*ö)(?!.*ä)", re.DOTALL
)
"""What Czech and Hungarian look like when read as western: letters that no language there has
together. Capitals behind small letters are what old Macs wrote for others."""


def _guess(sample: bytes) -> str:
    """Guess an encoding of single bytes; a short western text says too little to a guesser."""
    western = sample.decode(_WESTERN, "replace")
    beyond = sum(1 for each in western if each > "\x7f")
    few = beyond * 5 < len(western)
    if few and _OF_MACS.search(western):
        return "mac_roman"
    if few and not _SIGN_IN_WORD.search(western) and "\ufffd" not in western:
        return "cp1250" if _OF_THE_EAST.search(western) else _WESTERN
    best = from_bytes(sample).best()
    return best.encoding if best else _WESTERN


def _without_mark(content: bytes) -> str:
    """Tell UTF-16 without a byte order mark by where its zero bytes stand."""
    sample = content[:4_000]
    if len(sample) < 8 or sample.count(0) < len(sample) // 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _is_mostly_utf8(content: bytes) -> bool:
    """Tell whether what is beyond ASCII is UTF-8 more often than not."""
    text = content.decode("utf-8", "replace")
    beyond = sum(1 for each in text if each > "\x7f")
    return text.count("\ufffd") * 2 <= beyond


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
