"""Make components of ours from the scripts and styles that lie beside this file.

The scripts set every word as text; no HTML is ever put together from data. Streamlit sends a
component's own script with every change of its data, so that is only a small loader; it fetches
the real one once, at an address with its hash.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.palette import variables
from components.served import Served, address

_HERE = Path(__file__).parent

Draw = Callable[..., None]
_made: dict[str, tuple[str, ...]] = {}


def component(name: str, *parts: str, folder: str = ".") -> Draw:
    """Make the component ``name`` of ``name.js``, its ``parts`` and what all components share.

    Gives a function of ``key``, ``data`` (JSON) and, if the component asks for things,
    ``on_ask_change``.
    """
    loader = (_HERE / "loader.js").read_text("utf-8")
    mount = st.components.v2.component(f"standpoint_{name}", js=loader)
    files = ("dom.js", *parts, f"{folder}/{name}.js")
    _made[name] = files

    def draw(
        key: str, data: dict[str, Any], on_ask_change: Callable[[], None] | None = None
    ) -> None:
        script = address(_script(name, files))
        mount(key=key, data={**data, "script": script}, on_ask_change=on_ask_change)

    return draw


@lru_cache(maxsize=32)
def _script(name: str, files: tuple[str, ...]) -> Served:
    style = f":host {{ {variables()} }}\n" + (_HERE / "style.css").read_text("utf-8")
    head = f"const STYLE = {json.dumps(style)};"
    texts = [(_HERE / file).read_text("utf-8") for file in files]
    return Served(f"{name}.js", "\n".join([head, *texts]).encode())


def publish() -> None:
    """Put the scripts of all components that were made where the browser can fetch them."""
    for name, files in _made.items():
        address(_script(name, files))
