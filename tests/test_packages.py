"""What every dataset must fulfil, found by its folder; and facts of the first one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
import shapely
from frictionless import Package, system
from shapely import affinity
from shapely.geometry import Point

from data.dataset import PACKAGES
from data.passages import verify
from data.schema import ACTS, CERTAINTY, DIRECTNESS, PRECISION, STATUS
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, ROOT, loaded

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
OF_THE_PROJECT = pytest.mark.parametrize(
    "folder", [f for f in FOLDERS if f.parent == PACKAGES], ids=lambda folder: folder.name
)
SENTENCE_END = re.compile(r"[.!?؟](?=\s|$)")


def test_a_checkout_keeps_every_byte() -> None:
    """Git writes no line ends of Windows into any file, whatever it is set to."""
    files = [str(path.relative_to(ROOT)) for path in ROOT.glob("data/packages/**/*.*")]
    files += ["data/packages/of-a-reader/sources/report.txt", "tests/packages/any.csv"]
    command = ["git", "check-attr", "text", "--", *files]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.count("text: unset\n") == len(files)


@EVERY
def test_it_loads(folder: Path) -> None:
    """The loader finds no problem, and the dataset says what it is."""
    dataset = loaded(folder)
    assert dataset.name == folder.name
    assert dataset.about.title
    assert dataset.about.description
    assert dataset.size > 0
    assert re.fullmatch(r"[0-9a-f]{64}", dataset.digest)


@EVERY
def test_frictionless_accepts_it(folder: Path) -> None:
    """A validator that knows nothing of this project accepts the package too."""
    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid


@EVERY
def test_every_quotation_stands_at_its_offsets(folder: Path) -> None:
    """Words, prefix and suffix are those of the source, to the letter, counted in code points."""
    dataset = loaded(folder)
    for record in dataset.statements.to_dict("records"):
        text = (folder / "sources" / f"{record['source']}.txt").read_bytes().decode("utf-8")
        start, end = int(record["start"]), int(record["end"])
        assert verify(text, record["exact"], start, end), record["id"]
        assert text[:start].endswith(record["prefix"]), record["id"]
        assert text[end:].startswith(record["suffix"]), record["id"]


@EVERY
def test_what_is_inferred_has_a_reason_and_a_value(folder: Path) -> None:
    """A reason for an inference stands only beside what was inferred."""
    statements = loaded(folder).statements
    for column in ("said_on", "about_when"):
        reasoned = statements[statements[f"{column}_inferred"] != ""]
        assert (reasoned[column] != "").all()


@EVERY
def test_every_reading_of_an_area_says_whose_it_is(folder: Path) -> None:
    """An area has one default reading, and its label point lies in it or within some 5 km."""
    dataset = loaded(folder)
    for place in {area.place for area in dataset.areas}:
        readings = [area for area in dataset.areas if area.place == place]
        assert sum(area.default for area in readings) == 1
        record = dataset.places.iloc[dataset.positions["places"][place]]
        point = Point(float(record["lon"]), float(record["lat"]))
        usual = next(area for area in readings if area.default)
        assert usual.geometry.distance(point) < 0.05


@OF_THE_PROJECT
def test_every_sentence_is_covered(folder: Path) -> None:
    """No sentence of a source is left without a statement."""
    dataset = loaded(folder)
    statements = dataset.statements
    for source, text in dataset.texts.items():
        spans = statements.loc[statements["source"] == source, ["start", "end"]].to_numpy()
        ends = [match.end() for match in SENTENCE_END.finditer(text)]
        assert ends
        for first, last in zip([0, *ends], ends, strict=False):
            covered = [start for start, end in spans if first <= start and end <= last]
            assert covered, text[first:last]


def test_the_talks_are_told_by_who_speaks() -> None:
    """The first dataset has the speakers of its report, and nobody who is only mentioned."""
    dataset = loaded(MOSCOW)
    assert 18 <= dataset.size <= 25
    assert set(dataset.statements["speaker"]) == {
        "vladimir-putin",
        "ahmad-al-sharaa",
        "dmitry-peskov",
        "russian-authorities",
        "syrian-interim-government",
        "productiveclue",
    }
    assert dataset.statements["said_on_inferred"].ne("").all(), "the report carries no date"
    by_itself = dataset.statements["speaker"] == "productiveclue"
    assert (by_itself == (dataset.statements["directness"] == "narration")).all()


@pytest.mark.parametrize("role", ["said_at", "about"])
def test_the_talks_infer_places_with_a_reason(role: str) -> None:
    """What the report says of no place by name is marked; what it names is not."""
    links = loaded(MOSCOW).statement_places
    of_role = links[links["role"] == role]
    assert of_role["inferred"].ne("").any()
    assert of_role["inferred"].eq("").any()


def test_northeastern_syria_is_where_it_should_be() -> None:
    """The core reading has its size and its cities: Raqqa is inside, Deir ez-Zor is not."""
    dataset = loaded(MOSCOW)
    core = next(a for a in dataset.areas if a.place == "northeast-syria" and a.default)
    km = 111.195  # per degree
    # Lambert's cylindrical equal-area projection: x is the longitude, y the sine of the latitude.
    equal = shapely.transform(
        core.geometry, lambda p: np.column_stack([p[:, 0], np.degrees(np.sin(np.radians(p[:, 1])))])
    )
    assert equal.area * km**2 == pytest.approx(46_000, rel=0.03)
    plane = affinity.scale(core.geometry, xfact=0.81, yfact=1, origin=(0, 0))
    tolerance = 5 / km

    def away(lat: float, lon: float) -> float:
        return float(plane.distance(Point(lon * 0.81, lat)))

    assert away(35.95, 39.01) <= tolerance, "Raqqa"
    assert away(36.50, 40.75) == 0, "al-Hasakah"
    assert away(35.336, 40.14) > 0, "Deir ez-Zor"
    assert away(35.87, 38.54) > 0, "Tabqa"
    assert away(36.20, 37.16) > tolerance, "Aleppo"


def test_the_tests_own_dataset_has_every_kind() -> None:
    """What the first dataset lacks the tests' own has, so that contract tests mean something."""
    dataset = loaded(HARBOURS)
    statements, places = dataset.statements, dataset.places
    assert set(statements["directness"]) == set(DIRECTNESS)
    assert set(statements["act"]) == set(ACTS)
    assert set(statements["status"]) == set(STATUS)
    assert set(statements["certainty"]) == set(CERTAINTY)
    assert set(places["where_prec"]) == set(PRECISION)
    assert set(dataset.sources["language"]) == {"en", "ar", "ru"}
    assert (~dataset.located).sum() >= 2
    assert places["lat"].dropna().duplicated().any()
    assert set(statements["id"]) - set(dataset.statement_places["statement"])
    text = dataset.texts["tidewater-post"]
    assert any(ord(character) > 0xFFFF for character in text[: statements["start"][0]])
    assert {part for area in dataset.areas for part in area.geometry.bounds} >= {-180, 180}
