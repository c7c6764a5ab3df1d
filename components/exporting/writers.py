"""Who writes which format: a function from an Excerpt to the whole file, by the format's key.

A module of ``data.exports`` that has a format's key as its name writes it with ``write``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from components import picture, printing
from components.picture import preview
from components.publish import file
from data.exports import citation, csv_table, geojson, jsonld, package
from data.exports.excerpt import Excerpt
from data.exports.format import Format


def _encoded(cite: Callable[[Excerpt], str]) -> Callable[[Excerpt], bytes]:
    return lambda excerpt: cite(excerpt).encode()


WRITERS: dict[str, Callable[[Excerpt], bytes]] = {
    "csv": csv_table.write,
    "zip": package.write,
    "png": picture.write,
    "preview": preview.write,
    "print": printing.page,
    "html": file.write,
    "plain": _encoded(citation.plain),
    "bibtex": _encoded(citation.bibtex),
    "csl": _encoded(citation.csl),
    "cards": printing.words,
}
_IN_PIECES: dict[str, Callable[[Excerpt], Iterable[bytes]]] = {
    "csv": csv_table.pieces,
    "geojson": geojson.pieces,
    "jsonld": jsonld.pieces,
}
"""Formats that may be larger than what should be in memory at once."""


def pieces_of(wanted: Format, excerpt: Excerpt) -> Iterable[bytes]:
    """Give a file piece by piece, or in one where its format is never large."""
    if wanted.key in _IN_PIECES:
        return _IN_PIECES[wanted.key](excerpt)
    return [writer_of(wanted.key)(excerpt)]


def writer_of(key: str) -> Callable[[Excerpt], bytes]:
    """Find who writes a format; modules are loaded when they are first needed."""
    if key in WRITERS:
        return WRITERS[key]
    module = import_module(f"data.exports.{key}")
    write: Callable[[Excerpt], bytes] = module.write
    return write
