"""Who writes which format: a function from an Excerpt to the whole file, by the format's key."""

from __future__ import annotations

from collections.abc import Callable

from components import picture, printing
from components.publish import file
from data.exports import citation, csv_table, geojson, jsonld, kml, package, xlsx
from data.exports.excerpt import Excerpt


def _encoded(cite: Callable[[Excerpt], str]) -> Callable[[Excerpt], bytes]:
    return lambda excerpt: cite(excerpt).encode()


WRITERS: dict[str, Callable[[Excerpt], bytes]] = {
    "csv": csv_table.write,
    "xlsx": xlsx.write,
    "geojson": geojson.write,
    "kml": kml.write,
    "zip": package.write,
    "jsonld": jsonld.write,
    "png": picture.write,
    "print": printing.page,
    "html": file.write,
    "plain": _encoded(citation.plain),
    "bibtex": _encoded(citation.bibtex),
    "csl": _encoded(citation.csl),
    "cards": printing.words,
}
