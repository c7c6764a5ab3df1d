"""Make components of ours from the scripts and styles that lie beside this file.

The scripts set every word as text; no HTML is ever put together from data.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from components.palette import variables

_HERE = Path(__file__).parent


def component(name: str, *parts: str, folder: str = ".") -> ComponentRenderer:
    """Make the component ``name`` of ``name.js``, its ``parts`` and what all components share."""
    files = ["dom.js", *parts, f"{folder}/{name}.js"]
    script = "\n".join((_HERE / file).read_text("utf-8") for file in files)
    style = (_HERE / "style.css").read_text("utf-8")
    return st.components.v2.component(
        f"standpoint_{name}", js=script, css=f":host {{ {variables()} }}\n{style}"
    )
