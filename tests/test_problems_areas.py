"""Problems of vague areas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.breaking import areas, content
from tests.helpers.broken import (
    Case,
    assert_reported,
    bad_file,
    geometry,
    in_areas,
    property_of,
    ring,
)

POLYGON = "a polygon or multipolygon"
LONGITUDES = "longitudes from -180 to 180"
AREA = [
    bad_file(
        "areas-in-latin-1",
        content("areas.geojson", b'{"\xe9"}'),
        "areas.geojson",
        "byte 3 is 0xe9",
        "UTF-8",
    ),
    *(
        bad_file(
            f"areas-{name}",
            content("areas.geojson", text),
            "areas.geojson",
            found,
            "a GeoJSON FeatureCollection",
        )
        for name, text, found in (
            ("list", b"[]", ""),
            ("no-features", b"{}", ""),
            ("features-object", b'{"features": {}}', ""),
        )
    ),
    *(
        Case(
            f"areas-{name}",
            content("areas.geojson", text),
            "areas.geojson",
            row,
            None,
            found,
            expected,
        )
        for name, text, row, found, expected in (
            ("no-json", b"areas", 1, "areas", "JSON; at character 1 of this line"),
            ("comma", b'{\n"features": [\n1 2\n]}', 3, "1 2", "expecting ',' delimiter"),
            ("empty", b"", 1, "", "JSON; at character 1 of this line: expecting value"),
            ("cut", b'[{"type": "Fea', 1, '[{"type": "Fea', "JSON; at character 11"),
            ("too-deep", b"[" * 100_000, None, "too many levels", "JSON"),
        )
    ),
    in_areas("no-properties", lambda f: f.pop("properties"), "properties", "", "with properties"),
    Case(
        "area-no-object",
        areas(lambda features: features.append(5)),  # type: ignore[arg-type]
        "areas.geojson",
        3,
        "properties",
        "",
        "a feature with properties",
    ),
    property_of("place", "atlantis", "atlantis", "an id of places.csv"),
    property_of("place", None, "", "an id of places.csv"),
    property_of("place", ["apia"], "['apia']", "an id of places.csv"),
    property_of("reading", "The widest", "The widest", "a slug that names the reading"),
    property_of("reading", None, "", "a slug that names the reading"),
    property_of("label", "", "", "a text that a reader understands"),
    property_of("note", None, "", "a text that a reader understands"),
    property_of("source", 5, "5", "a text that a reader understands"),
    property_of("default", "true", "true", "true or false"),
    property_of("edge_m", "wide", "wide", "the soft edge's width in metres, 0 to 500000"),
    property_of("edge_m", -1, "-1", "0 to 500000"),
    property_of("edge_m", 500_001, "500001", "0 to 500000"),
    property_of("edge_m", float("nan"), "nan", "0 to 500000"),
    property_of("edge_m", [True], "[True]", "0 to 500000"),
    geometry("none", None, POLYGON),
    geometry("point", {"type": "Point", "coordinates": [178, -18]}, POLYGON),
    geometry("unknown-type", {"type": "Circle", "coordinates": [178, -18]}, POLYGON),
    geometry("no-coordinates", {"type": "Polygon"}, POLYGON),
    geometry("texts", {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, POLYGON),
    geometry("empty", {"type": "Polygon", "coordinates": []}, POLYGON),
    geometry("beyond", ring((179, 1), (181, 1), (180, 2)), LONGITUDES),
    geometry(
        "date-line", ring((170, 1), (-170, 1), (-170, 9), (170, 9)), "cut in two at longitude 180"
    ),
    geometry("date-line-west", ring((-179, 1), (-179, 9), (5, 9)), "a side goes from -179 to 5"),
    geometry(
        "date-line-inside",
        {
            "type": "Polygon",
            "coordinates": [
                [[-180, 0], [180, 0], [180, 30], [-180, 30], [-180, 0]],
                [[175, 10], [-175, 10], [-175, 20], [175, 20], [175, 10]],
            ],
        },
        "cut in two at longitude 180",
    ),
    geometry("too-far-north", ring((17, 89), (18, 91), (19, 89)), LONGITUDES),
    geometry("bow", ring((1, 1), (2, 2), (2, 1), (1, 2)), "a valid polygon (Self-intersection"),
    Case(
        "area-reading-twice",
        areas(lambda features: features[1]["properties"].update(reading="pilots")),
        "areas.geojson",
        None,
        "reading",
        "pilots",
        "each reading of velani-passage once",
    ),
    Case(
        "area-two-defaults",
        areas(lambda features: [f["properties"].update(default=True) for f in features]),
        "areas.geojson",
        None,
        "default",
        "",
        "exactly one default reading of velani-passage",
    ),
    Case(
        "area-no-default",
        areas(lambda features: [f["properties"].update(default=False) for f in features]),
        "areas.geojson",
        None,
        "default",
        "",
        "exactly one default reading of velani-passage",
    ),
]


CASES = AREA


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_broken_is_reported(tmp_path: Path, case: Case) -> None:
    """Each breakage gives its problem, at its place, and nothing that does not follow from it."""
    assert_reported(tmp_path, case)


def test_case_names_differ() -> None:
    """No case hides behind another's name."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
