"""The page as Streamlit runs it, in this process: what our components are handed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, UnknownElement

from tests.helpers.datasets import ROOT

Link = dict[str, str | list[str]]


def handed(block: Block) -> Iterator[dict[str, Any]]:
    """Give what each element of ours in a block is handed."""
    for child in block.children.values():
        if isinstance(child, UnknownElement) and child.type == "bidi_component":
            yield json.loads(child.proto.json)
        if isinstance(child, Block):
            yield from handed(child)


def run(link: Link) -> dict[str, Any]:
    """Run the page for a link; give what each room is filled with, by its name."""
    page = AppTest.from_file(str(ROOT / "components" / "page.py"), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, [error.message for error in page.exception]
    assert not page.error
    found = list(handed(page._tree))  # noqa: SLF001 - components have no public place in it
    rooms = {data["room"] for data in found if "room" in data}
    (content,) = [data for data in found if "room" not in data]
    drawn = {name: part for name, part in content.items() if isinstance(part, dict)}
    assert set(drawn) - {"map"} == rooms
    return drawn
