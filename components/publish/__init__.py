"""A web page in one file: map, statements and filters, without a server and without a request."""

from __future__ import annotations

from data.exports.excerpt import Excerpt
from data.exports.export import Export


def write(excerpt: Excerpt) -> bytes:
    """Write the page of an excerpt, as ``file.write`` does."""
    # The page holds the panels, and one of these lists what can be exported: this page too.
    from components.publish import file  # noqa: PLC0415

    return file.write(excerpt)


MOST = 20_000
"""Statements that a browser still opens and filters at once from one file, of some 7 MB."""

PUBLISHED = Export(
    key="html",
    label="Web page in one file",
    use="Opens in any browser from a disk or a web server, and loads nothing from anywhere.",
    ending="html",
    media_type="text/html; charset=utf-8",
    write=write,
    most=MOST,
)
