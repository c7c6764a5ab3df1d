"""What an address is for, as log, metrics and limits tell addresses apart."""

from __future__ import annotations

import streamlit as st

PAGE, OTHER = "page", "other"
_FIRST = {
    "": PAGE,
    "_stcore": "streamlit",
    "static": "streamlit",
    "component": "streamlit",
    "media": "streamlit",
    "favicon.png": "streamlit",
    "standpoint": "file",
    "export": "export",
    "health": "health",
    "metrics": "metrics",
}
_CLOSED = ("_stcore/upload_file", "_stcore/metrics", "_stcore/agent", "_stcore/script-health-check")
"""What Streamlit offers and nothing here uses: each would be one more way in."""


def roots() -> tuple[str, ...]:
    """Give the paths under which routes of ours stand: the root, and the base path if there is one.

    A proxy may take the base path off, or leave it on.
    """
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return ("", f"/{base}") if base else ("",)


def within(path: str) -> str:
    """Give a path within the app: "export/talks.csv" for "/maps/export/talks.csv"."""
    base = roots()[-1]
    inside = path.removeprefix(base) if f"{path}/".startswith(f"{base}/") else path
    return inside.lstrip("/")


def kind(inside: str) -> str:
    """Say what a path within the app is, by its first part."""
    return _FIRST.get(inside.partition("/")[0], OTHER)


def is_closed(inside: str) -> bool:
    """Tell whether nothing answers at a path within the app; Streamlit would give the page."""
    return kind(inside) == OTHER or inside.startswith(_CLOSED)
