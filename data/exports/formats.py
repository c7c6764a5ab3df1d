"""Every format in which what is on the screen can be taken away, in the order offered.

Here stands what each is; who writes it, only what answers at the exports' addresses knows.
"""

from __future__ import annotations

from data.exports.format import Format

SIZES = ((1600, 900), (1200, 800), (2400, 1600), (1080, 1080), (1080, 1350))
"""Width and height of the pictures that are offered, in pixels; the first is the usual one."""
SMALLEST, LARGEST = 400, 4000
"""The least and the most pixels that a picture may be wide or high."""

CITATIONS = (
    Format("plain", "Text", "", "txt", "text/plain; charset=utf-8"),
    Format("bibtex", "BibTeX", "", "bib", "application/x-bibtex; charset=utf-8"),
    Format("csl", "CSL-JSON", "", "csl.json", "application/vnd.citationstyles.csl+json"),
)
"""Ways to cite."""

PREVIEW = Format(
    key="preview",
    label="Preview of a link",
    use="",
    ending="preview.png",
    media_type="image/png",
    options=("width",),
    download=False,
    packed=True,
)
"""What a message shows of a link that is in it."""
PREVIEW_SIZES = ((1200, 630), (600, 315))
"""Width and height of a preview, in pixels; the first is the usual one."""

FORMATS = (
    Format(
        key="csv",
        label="Table (CSV)",
        use="One row per statement, for spreadsheets and statistics.",
        ending="csv",
        media_type="text/csv; charset=utf-8",
    ),
    Format(
        key="xlsx",
        label="Workbook (Excel)",
        use="Statements, places and sources on sheets of their own.",
        ending="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        packed=True,
    ),
    Format(
        key="geojson",
        label="Map layer (GeoJSON)",
        use="A point for each statement and place, for QGIS, uMap and other map programs.",
        ending="geojson",
        media_type="application/geo+json",
    ),
    Format(
        key="kml",
        label="Map layer (KML)",
        use="The same points with their time, for Google Earth.",
        ending="kml",
        media_type="application/vnd.google-earth.kml+xml",
        most=20_000,  # beyond it, writing takes minutes and no globe shows them
    ),
    Format(
        key="zip",
        label="Dataset (Data Package)",
        use="The tables and texts themselves, which this map can open again.",
        ending="zip",
        media_type="application/zip",
        packed=True,
    ),
    Format(
        key="jsonld",
        label="Annotations (JSON-LD)",
        use="Each statement as a note on its source, in the W3C’s model for annotations.",
        ending="jsonld",
        media_type="application/ld+json",
    ),
    Format(
        key="atom",
        label="Feed (Atom)",
        use="What is new, corrected and withdrawn in this view, for a reader of feeds.",
        ending="atom",
        media_type="application/atom+xml",
        options=("part",),
        download=False,
    ),
    Format(
        key="png",
        label="Picture of the map",
        use="A PNG with its legend and credits, for slides, reports and print.",
        ending="png",
        media_type="image/png",
        options=("width", "height", "dark"),
        packed=True,
    ),
    Format(
        key="print",
        label="Page to print, or to save as PDF",
        use="The map, and below it every statement in full.",
        ending="print",
        media_type="text/html; charset=utf-8",
        download=False,
    ),
    Format(
        key="html",
        label="Web page in one file",
        use="Opens in any browser from a disk or a web server, and loads nothing from anywhere.",
        ending="html",
        media_type="text/html; charset=utf-8",
        most=20_000,  # a browser still opens and filters as many at once, some 7 MB
    ),
    *CITATIONS,
    Format("changes", "What changed", "", "changes.csv", "text/csv; charset=utf-8"),
    PREVIEW,
    Format("cards", "What the page to print shows", "", "cards.json", "application/json"),
)
