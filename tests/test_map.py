"""The map: a script that never changes, the data that it fetches, the state that it is sent."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape
from streamlit_folium import generate_leaflet_string

from components.choices import CHOICES
from components.map import frame, world
from components.map.layers import LAYERS, SCRIPTS
from components.serving import modules, served
from components.shelf import refill
from data.catalogue import VARIABLE
from data.choosing.selection import Selection, select
from data.dataset import Dataset, load
from data.geography import distance
from tests.helpers import breaking
from tests.helpers.breaking import areas, cell, package
from tests.helpers.datasets import FOLDERS, HARBOURS, MOSCOW, OWN_PACKAGES, loaded
from tests.helpers.selections import selections

EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
CHOSEN = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(st.just(loaded(folder)), selections(loaded(folder)))
)
HOSTILE = "{{ 7*7 }} {% raise %} </script><script>alert(1)</script> ${alert(1)} `'\"\\ <!-- &lt;"


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], served.Served]:
    """Serve by a route, as under ``app.py``, from a shelf of this test's own."""
    own = served._Shelf()  # noqa: SLF001 - a fresh one, which the app never needs
    monkeypatch.setattr(served, "_shelf", own)
    served.routes(refill)
    return own.files


def script(dataset: Dataset) -> str:
    """Give the script of a dataset's map as streamlit-folium makes it."""
    live = frame._constant_map(frame.publish(dataset))  # noqa: SLF001 - st_folium takes it from here
    live.render()  # type: ignore[no-untyped-call]
    return str(generate_leaflet_string(live))


def content(dataset: Dataset) -> dict[str, Any]:
    """Give the map's data of a dataset."""
    found: dict[str, Any] = json.loads(world.served_world(dataset).content())
    return found


def hostile(tmp_path: Path) -> Dataset:
    """Give the tests' dataset with texts that want to be more than texts."""
    folder = breaking.copy(tmp_path)
    package(lambda p: p.update(title=HOSTILE, description=HOSTILE))(folder)
    areas(lambda features: [f["properties"].update(label=HOSTILE, note=HOSTILE) for f in features])(
        folder
    )
    for table, key, columns in (
        ("actors", "velani-council", ("name", "role")),
        ("places", "apia", ("name", "kind", "coordinate_source")),
        ("topics", "access", ("name", "description")),
        ("sources", "al-marfa", ("title", "publisher", "author", "note", "licence")),
        ("statements", "twelve-knots", ("note", "translation", "about_when_inferred")),
    ):
        for column in columns:
            cell(table, key, column, HOSTILE)(folder)
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    return dataset


@EVERY
def test_the_script_never_changes(folder: Path) -> None:
    """Two runs make the same script to the letter, so the frame is loaded once."""
    dataset = loaded(folder)
    assert script(dataset) == script(dataset)


def test_nothing_of_a_dataset_is_in_the_script(tmp_path: Path) -> None:
    """Another dataset changes one thing: a hexadecimal address. Its words appear nowhere."""
    address = re.compile(r'"\.\./\.\./standpoint/[0-9a-f]{20}/map\.json"')
    scripts = [script(d) for d in (loaded(MOSCOW), loaded(HARBOURS), hostile(tmp_path))]
    assert len(set(scripts)) == 3
    bare = {address.sub('"address"', made) for made in scripts}
    assert len(bare) == 1
    (only,) = bare
    assert '"address"' in only
    only = re.sub(r"standpoint/[0-9a-f]{20}/app\.js", "script", only)  # a hash may hold any digits
    assert "script" in only
    for sign in ("{{", "{%", "</script", "${", "alert", "`", "49"):
        assert sign not in only
    for word in [*loaded(HARBOURS).places["id"], *loaded(MOSCOW).actors["id"]]:
        assert word not in only


def test_texts_reach_the_browser_as_they_are(tmp_path: Path) -> None:
    """Texts that templates, scripts or markup could take for their own arrive to the letter."""
    found = content(hostile(tmp_path))
    assert next(p for p in found["places"] if p["id"] == "apia")["name"] == HOSTILE
    assert found["sides"][0]["name"] == HOSTILE
    assert {area["label"] for area in found["areas"]} == {HOSTILE}


@EVERY
def test_places(folder: Path) -> None:
    """Places with coordinates alone are on the map, each where it is."""
    dataset = loaded(folder)
    found = content(dataset)
    located = dataset.places[dataset.located]
    assert [place["id"] for place in found["places"]] == list(located["id"])
    cut = found["unwrap"]
    for place, record in zip(found["places"], located.to_dict("records"), strict=True):
        assert place["lat"] == float(record["lat"])
        assert (place["lon"] - float(record["lon"])) % 360 == pytest.approx(0, abs=1e-6)
        assert -180 <= place["lon"] <= 180 if cut is None else cut <= place["lon"] <= cut + 360
        assert place["precision"] in range(1, 8)
        assert place["uncertainty"] is None or place["uncertainty"] > 0
    (south, west), (north, east) = found["home"]
    assert all(south <= p["lat"] <= north and west <= p["lon"] <= east for p in found["places"])


@EVERY
def test_statements(folder: Path) -> None:
    """Each statement has its side and its places, as positions that exist."""
    dataset = loaded(folder)
    found = content(dataset)
    ids = [place["id"] for place in found["places"]]
    columns = found["statements"]
    assert set(columns) == {"side", "about", "said"}
    assert all(len(values) == dataset.size for values in columns.values())
    assert all(0 <= side < len(found["sides"]) for side in columns["side"])
    for column, role in (("about", "about"), ("said", "said_at")):
        for position, statement in enumerate(dataset.statements["id"]):
            of_it = dataset.statement_places["statement"] == statement
            in_role = dataset.statement_places["role"] == role
            named = set(dataset.statement_places.loc[of_it & in_role, "place"])
            assert {ids[place] for place in columns[column][position]} == named & set(ids)
    for side in found["sides"]:
        assert side["colour"] in {"neutral", *(f"side-{number}" for number in range(1, 7))}


@EVERY
def test_areas(folder: Path) -> None:
    """Each reading of an area has bands that fade, in one piece with its place."""
    dataset = loaded(folder)
    found = content(dataset)
    assert len(found["areas"]) == len(dataset.areas)
    for area in found["areas"]:
        bands = [shape(band["geometry"]) for band in area["bands"]]
        assert sum(band["weight"] for band in area["bands"]) == pytest.approx(1, abs=0.01)
        assert all(band.is_valid and not band.is_empty for band in bands)
        place = found["places"][area["place"]]
        assert bands[0].distance(Point(place["lon"], place["lat"])) < 0.3
        assert area["label"]
        assert area["note"]
    for place in {area["place"] for area in found["areas"]}:
        assert sum(a["default"] for a in found["areas"] if a["place"] == place) == 1


def test_an_area_across_the_date_line_is_whole() -> None:
    """The date line is no edge of an area: nothing fades along it, and nothing is cut there."""
    for area in content(loaded(HARBOURS))["areas"]:
        for band in area["bands"]:
            geometry = shape(band["geometry"])
            assert len(shapely.get_parts(geometry)) == 1
            assert geometry.buffer(1e-6).covers(Point(180, -17))


@EVERY
def test_arcs(folder: Path) -> None:
    """There is one arc for each pair of places that a statement joins, from one to the other."""
    dataset = loaded(folder)
    found = content(dataset)
    columns = found["statements"]
    joined = {
        (said, about)
        for n in range(dataset.size)
        for said in columns["said"][n]
        for about in columns["about"][n]
        if said != about
    }
    apart = {
        (a, b)
        for a, b in joined
        if distance(*((found["places"][n]["lat"], found["places"][n]["lon"]) for n in (a, b))) > 0
    }
    pairs = [(arc["from"], arc["to"]) for arc in found["arcs"]]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == apart
    for arc in found["arcs"]:
        start, end = (found["places"][arc[key]] for key in ("from", "to"))
        assert arc["path"][0] == pytest.approx([start["lon"], start["lat"]], abs=0.001)
        lon, lat = arc["path"][-1]
        assert lat == pytest.approx(end["lat"], abs=0.001)
        assert (lon - end["lon"] + 180) % 360 == pytest.approx(180, abs=0.001)


@EVERY
def test_only_what_is_needed_of_the_base_map_is_named(
    folder: Path, shelf: dict[tuple[str, str], served.Served]
) -> None:
    """The base map's files have addresses that are served; divisions are of the countries named."""
    found = content(loaded(folder))["basemap"]
    addresses = [found["world"], *found["detail"].values(), *found["divisions"]]
    for address in addresses:
        match = re.fullmatch(r"\.\./\.\./standpoint/([0-9a-f]{20})/(.+)", address)
        assert match
        assert (match[1], match[2]) in shelf
    codes = {code.partition("-")[0].lower() for code in loaded(folder).places["iso_3166_2"]}
    assert {Path(address).stem for address in found["divisions"]} <= codes


@given(CHOSEN)
def test_the_state_says_what_is_shown(chosen: tuple[Dataset, Selection]) -> None:
    """The state's bits are the mask, what is chosen is a position, and it is small."""
    dataset, selection = chosen
    shown = select(dataset, selection)
    state = world.state(dataset, selection, shown)
    packed = [np.frombuffer(base64.b64decode(mask), dtype=np.uint8) for mask in state["masks"]]
    bits = np.bitwise_or.reduce(packed)
    assert len(packed) == max(1, len(selection.compare)) == max(1, len(state["compared"]))
    assert (np.unpackbits(bits)[: dataset.size].astype(bool) == shown.mask).all()
    assert not np.unpackbits(bits)[dataset.size :].any()
    found = content(dataset)
    if state["at"] is not None:
        assert selection.at is not None
        assert found["places"][state["at"]]["id"] == selection.at.rpartition(":")[2]
    else:
        located = set(dataset.places["id"][dataset.located])
        assert (selection.at or "").rpartition(":")[2] not in located
    if selection.statement is None:
        assert state["statement"] is None
    else:
        assert dataset.statements["id"][state["statement"]] == selection.statement
    readings = {f"{found['places'][int(n)]['id']}:{r}" for n, r in state["readings"].items()}
    assert readings == set(selection.readings)
    assert state["base"] in CHOICES.bases
    assert state["layers"] == selection.layers
    assert len(json.dumps(state)) < 500


@pytest.mark.parametrize("size", [0, 1, 8, 9])
def test_masks_of_any_length(size: int) -> None:
    """Bits are packed the most significant first, whatever the number of statements."""
    dataset = loaded(HARBOURS)
    shown = replace(select(dataset, Selection()), mask=np.ones(size, dtype=bool))
    packed = base64.b64decode(world.state(dataset, Selection(), shown)["masks"][0])
    assert packed == {0: b"", 1: b"\x80", 8: b"\xff", 9: b"\xff\x80"}[size]


def test_an_empty_dataset_has_a_map(tmp_path: Path) -> None:
    """Without statements and places the map is the world."""
    folder = breaking.copy(tmp_path)
    for table in ("statement_relations", "statement_places", "statements", "places"):
        breaking.write(folder, table, breaking.table(folder, table)[:1])
    (folder / "areas.geojson").unlink()
    dataset = load(folder)
    assert isinstance(dataset, Dataset)
    found = content(dataset)
    assert found["places"] == found["areas"] == found["arcs"] == []
    assert found["unwrap"] is None
    state = world.state(dataset, Selection(), select(dataset, Selection()))
    assert state["masks"] == [""]


def test_every_layer_has_its_script() -> None:
    """Each layer is drawn by a file of its name, and every script of the map's folder is used."""
    drawn = [Path(name) for name in modules.ordered("map/app.js", *SCRIPTS) if name.endswith(".js")]
    layers = {path.stem for path in drawn if path.parent.name == "layers"}
    assert layers == {*(layer.key for layer in LAYERS), "makers"}
    present = {path.relative_to(modules.HERE) for path in (modules.HERE / "map").rglob("*.js")}
    assert present - set(drawn) == {Path("map/courier.js")}


def test_a_second_copy_serves_what_the_first_gave_out(
    monkeypatch: pytest.MonkeyPatch, shelf: dict[tuple[str, str], served.Served]
) -> None:
    """Refilling the shelf puts every file there that the page and the map may ask for."""
    monkeypatch.setenv(VARIABLE, str(OWN_PACKAGES))
    address = frame.publish(loaded(HARBOURS))
    before = set(shelf)
    shelf.clear()
    refill()
    assert before <= set(shelf)
    assert {"screen.js", "app.js", "print.js"} <= {name for _, name in shelf}
    assert address.split("/")[3] in {digest for digest, _ in shelf}
