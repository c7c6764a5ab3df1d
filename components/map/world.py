"""The map's data: what the browser fetches once per dataset, and the state it is sent after that.

Both are JSON. Places, statements and sides are referred to by their positions.
"""

from __future__ import annotations

import base64
import json
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from components.map.bases import BASES, Base
from components.map.layers import LAYERS
from components.palette import DARK, LIGHT
from components.serving.served import FRAME_TO_ROOT, Served, address
from data.basemap import lookup
from data.choosing.comparing import part
from data.choosing.selection import Selection, Shown
from data.dataset import Dataset
from data.geography import great_circle, soft_bands, unwrap, unwrap_area
from data.memory import once_per_dataset, per_dataset
from data.telling.quick_views import date_line, views
from data.telling.sides import sides, speaker_sides

POLICY = "Boundaries are drawn for orientation and take no position."
CREDIT = "Natural Earth, GeoNames"
MOST_ARCS = 500
"""Arcs that are drawn at most; beyond it the map is unreadable, those with most statements stay."""


def served_world(dataset: Dataset) -> Served:
    """Give the map's data of a dataset as a file to be served."""
    return Served("map.json", _world_json(dataset, _basemap_json(dataset)))


def _basemap_json(dataset: Dataset) -> str:
    codes = {code.partition("-")[0].lower() for code in dataset.places["iso_3166_2"] if code}

    def where(name: str) -> str:
        return FRAME_TO_ROOT + address(Served(name, lookup.HERE / name))

    return json.dumps(
        {
            "cell": lookup.CELL_DEGREES,
            "world": where("world.json"),
            "detail": {cell: where(f"detail/{cell}.json") for cell in lookup.cells()},
            "names": where("names.json"),
            "divisions": [
                where(f"divisions/{code}.json") for code in lookup.divisions() if code in codes
            ],
        }
    )


def content(dataset: Dataset, basemap: dict[str, Any], bases: tuple[Base, ...]) -> dict[str, Any]:
    """Give the map’s data; each part of the base map is its address, or the part itself."""
    return {
        **_data(dataset),
        "basemap": basemap,
        "bases": [base.content() for base in bases],
        "palette": {"light": LIGHT, "dark": DARK},
        "policy": POLICY,
        "credit": CREDIT,
    }


@per_dataset(most=8)
def _world_json(dataset: Dataset, basemap: str) -> bytes:
    whole = content(dataset, json.loads(basemap), BASES)
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


@once_per_dataset
def _data(dataset: Dataset) -> dict[str, Any]:
    number = drawn_positions(dataset)
    cut = date_line(dataset)
    links = dataset.links[dataset.located[dataset.links["place"].to_numpy(dtype=np.int64)]]
    quick = views(dataset)
    return {
        "places": [
            _place(place, cut) for place in dataset.places.iloc[list(number)].to_dict("records")
        ],
        "sides": [
            {"name": side.name, "colour": f"side-{side.colour}" if side.colour else "neutral"}
            for side in sides(dataset).sides
        ],
        "statements": {
            "side": speaker_sides(dataset).tolist(),
            "about": _per_statement(dataset, links[~links["said"]], number),
            "said": _per_statement(dataset, links[links["said"]], number),
        },
        "areas": _areas(dataset, number, cut),
        "arcs": _arcs(dataset, links, number, cut),
        "home": quick[0].corners if quick else [[-55, -170], [72, 190]],
        "unwrap": cut,
    }


@once_per_dataset
def drawn_positions(dataset: Dataset) -> dict[int, int]:
    """Map the position in places.csv of each place with coordinates to its number on the map."""
    return {int(place): number for number, place in enumerate(np.flatnonzero(dataset.located))}


def _place(place: dict[Any, Any], cut: float | None) -> dict[str, Any]:
    return {
        "id": place["id"],
        "name": place["name"],
        "kind": place["kind"],
        "lat": float(place["lat"]),
        "lon": round(unwrap(float(place["lon"]), cut), 6),
        "precision": int(place["where_prec"]),
        "uncertainty": None if pd.isna(place["uncertainty_m"]) else float(place["uncertainty_m"]),
    }


def _per_statement(
    dataset: Dataset, links: pd.DataFrame, number: dict[int, int]
) -> list[list[int]]:
    ordered = links.sort_values("statement", kind="stable")
    starts = np.searchsorted(ordered["statement"], np.arange(dataset.size + 1)).tolist()
    places = [number[place] for place in ordered["place"].tolist()]
    return [places[start:end] for start, end in pairwise(starts)]


def _areas(dataset: Dataset, number: dict[int, int], cut: float | None) -> list[dict[str, Any]]:
    content = []
    for area in dataset.areas:
        position = dataset.positions["places"][area.place]
        if position not in number:
            continue
        # Unwrapped first: the date line is no side of an area, so nothing may fade along it.
        whole = unwrap_area(area.geometry, cut)
        outlines = [unwrap_area(outline, cut) for outline in _outlines(dataset, position)]
        bands = [
            {"weight": round(weight, 4), "geometry": _rounded(band)}
            for weight, band in soft_bands(whole, area.edge_m, outlines)
        ]
        content.append(
            {
                "place": number[position],
                "reading": area.reading,
                "default": area.default,
                "label": area.label,
                "note": area.note,
                "bands": bands,
            }
        )
    return content


def _outlines(dataset: Dataset, position: int) -> list[BaseGeometry]:
    """Give the outline of the country that a place, or the place it lies in, belongs to."""
    places = dataset.places
    while not places["iso_3166_2"][position] and places["parent"][position]:
        position = dataset.positions["places"][places["parent"][position]]
    code = places["iso_3166_2"][position].partition("-")[0]
    outline = lookup.country_polygon(code) if code else None  # the base map is read for codes only
    return [] if outline is None else [outline]


def _rounded(geometry: BaseGeometry) -> dict[str, Any]:
    mapping = shapely.geometry.mapping(shapely.set_precision(geometry, 0.0001))
    return {"type": mapping["type"], "coordinates": mapping["coordinates"]}


def _arcs(
    dataset: Dataset, links: pd.DataFrame, number: dict[int, int], cut: float | None
) -> list[dict[str, Any]]:
    said = links.loc[links["said"], ["statement", "place"]]
    about = links.loc[~links["said"], ["statement", "place"]]
    pairs = said.merge(about, on="statement", suffixes=("_said", "_about"))
    pairs = pairs[pairs["place_said"] != pairs["place_about"]]
    counts = pairs.groupby(["place_said", "place_about"]).size()
    lats, lons = dataset.places["lat"].tolist(), dataset.places["lon"].tolist()
    content = []
    for start, end in counts.nlargest(MOST_ARCS, keep="first").index:
        ends = [(lats[place], unwrap(lons[place], cut)) for place in (start, end)]
        path = great_circle(*ends)
        if path:
            shift = 360 * round((ends[0][1] - path[0][1]) / 360)
            points = [[round(lon + shift, 3), round(lat, 3)] for lat, lon in path]
            content.append({"from": number[start], "to": number[end], "path": points})
    return content


def told(
    dataset: Dataset, selection: Selection, shown: Shown, address_in_frame: str
) -> dict[str, Any]:
    """Say what the map whose data is at an address is to show.

    A script of ours in the page hands it to the map's frame. The frame's own arguments never
    change, so it is never drawn again.
    """
    now = state(dataset, selection, shown)
    if now["layers"] is None:
        now["layers"] = [layer.key for layer in LAYERS]
    return {"state": now, "at": selection.at, "address": address_in_frame}


def state(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what the map must show now: matching statements as packed bits, and what is chosen.

    Where two sides are compared, there is a mask and a name for each.
    """
    number = drawn_positions(dataset)
    places = dataset.positions["places"]
    ends = [number.get(places.get(key, -1)) for key in selection.places]
    readings = {}
    for reading in selection.readings:
        key, _, name = reading.partition(":")
        position = number.get(places.get(key, -1))
        if position is not None:
            readings[str(position)] = name
    parts = [part(dataset, value) for value in selection.compare]
    masks = [shown.mask & side.mask for side in parts] or [shown.mask]
    return {
        "masks": [base64.b64encode(np.packbits(mask).tobytes()).decode() for mask in masks],
        "compared": [side.label for side in parts],
        "at": ends[0] if len(ends) == 1 else None,
        "arc": ends if len(ends) > 1 and None not in ends else None,
        "statement": dataset.positions["statements"].get(selection.statement or ""),
        "layers": selection.layers,
        "base": selection.base or BASES[0].key,
        "readings": readings,
        "view": selection.view,
    }
