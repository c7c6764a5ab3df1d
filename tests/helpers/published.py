"""What tests of the page in one file share: the page of a dataset, and what stands in it."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import expect

from components.publish.file import write
from data.choosing import link
from data.choosing.selection import Selection
from data.dataset import Dataset
from tests.helpers.browser import Desk
from tests.helpers.excerpts import excerpt

DATA = re.compile(r'<script type="text/plain" id="data">([A-Za-z0-9+/=]*)</script>')


def page_of(dataset: Dataset, selection: Selection | None = None) -> str:
    """Write the page of what a selection shows."""
    return write(excerpt(dataset, selection)).decode()


def data_of(page: str) -> dict[str, Any]:
    """Unpack the data of a page."""
    match = DATA.search(page)
    assert match
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(match[1])))
    return found


def fragment_of(selection: Selection) -> str:
    """Give a selection as the page's address has it."""
    return urlencode(link.write(selection), doseq=True)


def opened(desk: Desk, folder: Path, page: str, fragment: str = "") -> Desk:
    """Write a page into a folder and open it from there, without a server."""
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    desk.page.goto(f"{file.as_uri()}#{fragment}")
    stands(desk)
    return desk


def stands(desk: Desk) -> None:
    """Wait until panel, filters and map are drawn."""
    expect(desk.page.get_by_role("tab").first).to_be_visible()
    desk.page.wait_for_function(
        "() => performance.getEntriesByName('standpoint:painted').length > 0"
        " && performance.getEntriesByName('standpoint:counts').length > 0"
    )


def content_at(desk: Desk, fragment: str) -> dict[str, Any]:
    """Go to a fragment; give what the page then shows."""
    found: dict[str, Any] = desk.page.evaluate(
        """fragment => new Promise(done => {
            const now = () => done(standpoint.page.content);
            if (location.hash.slice(1) === fragment) return now();
            addEventListener('popstate', () => setTimeout(now), { once: true });
            location.replace('#' + fragment);
        })""",
        fragment,
    )
    return found


def spoilt(dataset: Dataset, words: str) -> Dataset:
    """Add words to every text that a reader sees, but for the statements' own words."""
    columns = {
        "sources": ("title", "publisher", "author", "licence", "note"),
        "actors": ("name", "role"),
        "places": ("name", "kind", "coordinate_source"),
        "topics": ("name", "description"),
        "statements": ("note", "cue", "translation", "said_on_inferred", "about_when_inferred"),
    }
    tables = {
        name: getattr(dataset, name).assign(
            **{column: getattr(dataset, name)[column] + words for column in chosen}
        )
        for name, chosen in columns.items()
    }
    areas = tuple(
        replace(area, label=area.label + words, note=area.note + words) for area in dataset.areas
    )
    about = replace(dataset.about, title=dataset.about.title + words)
    return replace(dataset, about=about, areas=areas, **tables)
