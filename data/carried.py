"""Carry a loaded dataset from one process to another: as JSON, and tables in Arrow's form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import shapely

from data.dataset import Dataset
from data.descriptor import Descriptor
from data.loading.areas import Area
from data.schema import TABLES

PARTS = len(TABLES) + 2
"""Parts of a dataset on its way: what is no table, each table, and the folded words."""


def taken_apart(dataset: Dataset) -> Iterator[bytes]:
    """Give the parts of a dataset, one after another."""
    areas = []
    for area in dataset.areas:
        fields = {name: value for name, value in vars(area).items() if name != "geometry"}
        areas.append((fields, shapely.to_wkb(area.geometry, hex=True)))
    meta = {
        "name": dataset.name,
        "folder": str(dataset.folder),
        "about": asdict(dataset.about),
        "digest": dataset.digest,
        "texts": dataset.texts,
        "areas": areas,
    }
    folded = pd.DataFrame({"folded": dataset.folded})
    yield json.dumps(meta).encode()
    for frame in (*(getattr(dataset, table.name) for table in TABLES), folded):
        content = pa.Table.from_pandas(frame)
        written = pa.BufferOutputStream()
        with pa.ipc.new_stream(written, content.schema) as stream:
            stream.write_table(content)
        yield written.getvalue().to_pybytes()


def put_together(parts: list[bytes]) -> Dataset:
    """Make the dataset of its parts."""
    meta: dict[str, Any] = json.loads(parts[0])
    about: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in meta["about"].items()
    }
    *frames, folded = (pa.ipc.open_stream(part).read_all().to_pandas() for part in parts[1:])
    tables: dict[str, Any] = {
        table.name: frame for table, frame in zip(TABLES, frames, strict=True)
    }
    dataset = Dataset(
        name=meta["name"],
        folder=Path(meta["folder"]),
        about=Descriptor(**about),
        digest=meta["digest"],
        texts=meta["texts"],
        areas=tuple(
            Area(**area, geometry=shapely.from_wkb(geometry)) for area, geometry in meta["areas"]
        ),
        **tables,
    )
    dataset.__dict__["folded"] = folded["folded"]  # as cached_property keeps it
    return dataset
