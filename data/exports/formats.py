"""The formats for other programs, in the order shown to the reader."""

from __future__ import annotations

from data.exports import csv_table, geojson, jsonld, kml, package, xlsx
from data.exports.export import Export

FORMATS: tuple[Export, ...] = (
    Export(
        key="csv",
        label="Table (CSV)",
        use="One row per statement, for spreadsheets and statistics.",
        ending="csv",
        media_type="text/csv; charset=utf-8",
        write=csv_table.write,
    ),
    Export(
        key="xlsx",
        label="Workbook (Excel)",
        use="Statements, places and sources on sheets of their own.",
        ending="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=xlsx.write,
        packed=True,
    ),
    Export(
        key="geojson",
        label="Map layer (GeoJSON)",
        use="A point for each statement and place, for QGIS, uMap and other map programs.",
        ending="geojson",
        media_type="application/geo+json",
        write=geojson.write,
    ),
    Export(
        key="kml",
        label="Map layer (KML)",
        use="The same points with their time, for Google Earth.",
        ending="kml",
        media_type="application/vnd.google-earth.kml+xml",
        write=kml.write,
        most=20_000,  # beyond it, writing takes minutes and no globe shows them
    ),
    Export(
        key="zip",
        label="Dataset (Data Package)",
        use="The tables and texts themselves, which this map can open again.",
        ending="zip",
        media_type="application/zip",
        write=package.write,
        packed=True,
    ),
    Export(
        key="jsonld",
        label="Annotations (JSON-LD)",
        use="Each statement as a note on its source, in the W3C’s model for annotations.",
        ending="jsonld",
        media_type="application/ld+json",
        write=jsonld.write,
    ),
)
