"""The page: load, choose, select, draw.

It runs under ``app.py`` and, on a host that only runs a script, alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # a host that runs this file alone knows only its own folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402 - the line above must come first

from components import columns, controls, head, problems, screen, state  # noqa: E402
from components.map import frame, world  # noqa: E402
from components.palette import variables  # noqa: E402
from components.panels import desk  # noqa: E402
from components.workshop.offered import is_offered  # noqa: E402
from data.catalogue import Catalogue, catalogue  # noqa: E402
from data.choosing.selection import select  # noqa: E402
from data.dataset import Dataset  # noqa: E402

STYLE = (ROOT / "components" / "page.css").read_text("utf-8")


def main() -> None:
    """Draw the whole page once; after that, interactions redraw only ``live``."""
    st.set_page_config("Standpoint", layout="wide", initial_sidebar_state="collapsed")
    st.html(f"<style>.stApp {{ {variables()} }}\n{STYLE}</style>")
    if state.is_workshop():
        from components.workshop import page  # noqa: PLC0415 - loaded by authors alone

        page.draw()
        return
    found = catalogue()
    if draft := state.draft_name():
        from components.workshop import previews  # noqa: PLC0415 - loaded by authors alone

        found = previews.beside(found, draft)
    place = st.empty()

    def report(part: float, words: str) -> None:
        place.progress(part, f"{words} …")

    name, notices = found.choose(state.dataset_name(), report)
    loaded = found.load(name, report) if name else None
    place.empty()
    if isinstance(loaded, Dataset):
        _draw(found, loaded, notices)
    else:
        problems.draw(found, name, loaded or (), notices)


def _draw(found: Catalogue, dataset: Dataset, notices: tuple[str, ...]) -> None:
    address = frame.publish(dataset, found.folders.get(dataset.name))
    datasets = found.entries(dataset.name)
    embedded = bool(st.context.is_embedded)
    screen.room("head")
    left, right = st.container(key="desk").columns([62, 38], gap="medium")
    with left:
        frame.draw(address)  # first: its frame takes longest to load
        if not embedded:
            screen.room("controls")
    with right:
        screen.room("panel")

    @st.fragment(key="live")
    def live() -> None:
        if found.load(dataset.name) is not dataset:  # its files have a newer version
            st.rerun()
        newer = found.notices(dataset.name)
        selection, ignored = state.selection(dataset)
        shown = select(dataset, selection)
        content: dict[str, Any] = {
            "map": world.told(dataset, selection, shown, address),
            "panel": desk.content(dataset, selection, shown),
            "head": head.content(
                dataset, selection, (*notices, *newer, *ignored), embedded=embedded
            )
            | {"passedOn": state.passed_on()}
            | ({"share": False} if state.draft_name() else {})
            | ({"workshop": True} if is_offered() and not embedded else {}),
        }
        if not embedded:
            content["controls"] = controls.content(dataset, selection, shown, datasets)
            if not state.draft_name():
                content["columns"] = columns.address(dataset)
        screen.show(content, dataset)

    live()


main()
