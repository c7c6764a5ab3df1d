"""How large a dataset may be: what is larger is refused before it is loaded.

``loading/measuring.py`` counts what files hold, ``loading/unpacking.py`` what is in a ZIP file.
"""

from __future__ import annotations

from data.schema import TABLES

MB = 1_000_000
"""Bytes of a megabyte."""

MOST_FILES = 20_000
"""Files and folders in a dataset's folder, at any depth."""

MOST_BYTES = {
    "datapackage.json": 1 * MB,
    "areas.geojson": 8 * MB,
    **{table.file: 128 * MB for table in TABLES},
}
"""Bytes of each file that has a name of its own."""

MOST_BYTES_OF_TABLES = 192 * MB
"""Bytes of all tables together."""

MOST_BYTES_OF_SOURCE = 8 * MB
"""Bytes of the text of one source."""

MOST_BYTES_OF_SOURCES = 64 * MB
"""Bytes of the texts of all sources together; a text that two sources name counts twice."""

MOST_ROWS = {
    "sources": 10_000,
    "actors": 20_000,
    "places": 20_000,
    "topics": 10_000,
    "statements": 1_000_000,
    "statement_places": 2_000_000,
    "statement_relations": 1_000_000,
}
"""Rows of each table, without its header; empty lines count."""

MOST_COLUMNS = 100
"""Columns of a table."""

MOST_CELL = 100_000
"""Characters of a cell; below the 131,072 at which Python's ``csv`` module gives up."""

MOST_ROW = 4_000_000
"""Characters of a row, so that a file that is one line is never held as one."""

MOST_POINTS = 20_000
"""Points of all areas together: checking lines that all pass close to each other takes a time
that grows with the square of their number (about 4 s for this many)."""

MOST_RARE_DATES = 1_000
"""Different dates in one column that are no plain year, month, day or moment: each of them takes
some 10 ms to read."""

MOST_LABEL = 1_000
"""Characters of a title or a name, which stand in lists and on the map."""

LABELS = ("id", "title", "name", "kind")
"""The columns of such."""

MOST_AREAS = 500
"""Readings of areas: each takes up to a tenth of a second until it is drawn."""

MOST_PAIRS = 5_000_000
"""Pairs of a place where a statement was said and one that it is about, of all statements: each
may be an arc, and all of them are counted."""
