"""Cite an Excerpt: as a sentence, as BibTeX and as CSL-JSON.

What is cited is the dataset as the link shows it: its contributors (where it names none, the
title comes first), title, version and hash, what the filters leave, the sources of that, the day
in UTC, the link. Sources: BibTeX fields as in the manual of biblatex 3.20, chapter 2; CSL-JSON
with the item types and variables of CSL 1.0.2.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from data.exports.excerpt import Excerpt
from data.marks import normal
from data.wording import isolated, plural

MEDIUM = "Interactive map of statements"
MOST_SOURCES = 3
"""Sources that are named; of more, the number is given."""
_SHORT = 12
"""Hexadecimal digits of a hash that a person can compare."""

_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
"""Line breaks and control characters: a citation is one line, and LaTeX refuses them."""
_DIRECTIONS = dict.fromkeys(range(0x2066, 0x206A))
"""Marks that set a writing direction apart: LaTeX has other means and no glyph for them."""
_LIGATURES = re.compile(r"(?<=-)-|(?<=`)`|(?<=')'|(?<=,),|(?<=[!?])`")
"""Where LaTeX would make one character of two."""
# The ten characters that LaTeX reserves, and three that its oldest fonts lack. Braces are named,
# for BibTeX counts them even after a backslash.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{mark: f"\\{mark}" for mark in "&%#_$"},
    }
)
_URL = "%:/?#[]@!$&'()*+,;=~"
"""What stands in a URL as it is, beside letters, digits and ``-._`` (RFC 3986)."""


def plain(excerpt: Excerpt) -> str:
    """Cite in one line of text, which ends with the link."""
    about = excerpt.dataset.about
    digest = excerpt.dataset.digest[:_SHORT]
    parts = (
        "; ".join(isolated(name) for name in _authors(excerpt)),
        isolated(_line(about.title)),
        f"{MEDIUM}, version {_line(about.version)} (sha256 {digest})",
        _line(excerpt.sentence),
        _sources(excerpt),
        f"Accessed {excerpt.taken:%Y-%m-%d}",
    )
    return f"{_sentences(*parts)} {excerpt.link}"


def bibtex(excerpt: Excerpt) -> str:
    """Cite as an entry for BibTeX, BibLaTeX and biber, in UTF-8.

    Names are not taken apart, and the title keeps its capitals: both stand in second braces.
    """
    about = excerpt.dataset.about
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in _authors(excerpt)),
        "title": f"{{{_latex(about.title)}}}",
        "howpublished": MEDIUM,
        "version": _latex(about.version),
        "note": _latex(_note(excerpt)),
        "url": quote(excerpt.link, safe=_URL),
        "urldate": f"{excerpt.taken:%Y-%m-%d}",
    }
    entry = Entry(
        "misc",
        _key(excerpt),
        [Field(name, f"{{{value}}}") for name, value in fields.items() if value],
    )
    # The library's own way from text to LaTeX takes what stands between dollar signs for
    # mathematics and changes addresses.
    return write_string(Library([entry]), unparse_stack=[])


def csl(excerpt: Excerpt) -> str:
    """Cite as CSL-JSON: an array with one dataset, as reference managers and Pandoc read it."""
    about, day = excerpt.dataset.about, excerpt.taken
    item: dict[str, Any] = {
        "id": _key(excerpt),
        "type": "dataset",
        "title": _line(about.title),
        "genre": MEDIUM,
        "version": _line(about.version),
        "note": _note(excerpt),
        "URL": excerpt.link,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
    }
    if authors := _authors(excerpt):
        item["author"] = [{"literal": name} for name in authors]
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _latex(text: str) -> str:
    line = _line(text.translate(_DIRECTIONS)).translate(_LATEX)
    return _LIGATURES.sub(r"{}\g<0>", line)


def _sentences(*parts: str) -> str:
    """Put full stops behind those parts that there are and that have no end of their own."""
    return " ".join(
        part if part.rstrip("\u2069").endswith((".", "?", "!", "…", "؟", "。")) else f"{part}."
        for part in parts
        if part
    )


def _authors(excerpt: Excerpt) -> list[str]:
    names = [_line(name) for name in excerpt.dataset.about.contributors]
    return [name for name in names if name]


def _note(excerpt: Excerpt) -> str:
    """Say what neither BibTeX nor CSL-JSON has a field for."""
    version = f"Dataset version {_line(excerpt.version)}"
    return _sentences(_line(excerpt.sentence), _sources(excerpt), version)


def _sources(excerpt: Excerpt) -> str:
    """Name the sources of the statements shown: "Sources: “A”, its publisher; and 2 more"."""
    sources = excerpt.dataset.sources
    shown = set(excerpt.dataset.statements["source"].iloc[excerpt.positions])
    quoted = sources[sources["id"].isin(shown)]
    named = [
        f"“{isolated(_line(title))}”" + (f", {isolated(_line(publisher))}" if publisher else "")
        for title, publisher in zip(quoted["title"], quoted["publisher"], strict=True)
    ]
    if not named:
        return ""
    more = len(named) - MOST_SOURCES
    listed = [*named[:MOST_SOURCES], *([f"and {more:,} more"] if more > 0 else [])]
    return f"{plural(len(named), 'Source', 'Sources')}: {'; '.join(listed)}"


def _key(excerpt: Excerpt) -> str:
    """Give a key that the same link into the same version always has: letters, digits, - and ."""
    about = excerpt.dataset.about
    ascii_alone = normal("NFKD", f"{excerpt.dataset.name}-{about.version}")
    words = re.findall(r"[a-z0-9.]+", ascii_alone.encode("ascii", "ignore").decode().lower())
    digest = hashlib.sha256(f"{excerpt.dataset.digest}\n{excerpt.link}".encode()).hexdigest()
    return "-".join([*words, digest[:6]])
