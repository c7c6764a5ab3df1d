"""What an address is for, as log, metrics and limits tell addresses apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.file_util import get_static_dir

PAGE, FOUND, HEALTH, OTHER = "page", "found", "health", "other"
_FIRST = {
    "": PAGE,
    "_stcore": "streamlit",
    "static": "streamlit",
    "component": "streamlit",
    "media": "streamlit",
    **dict.fromkeys(
        (
            "favicon.png",
            "favicon.svg",
            "favicon.ico",
            "manifest.webmanifest",
            "robots.txt",
            "sitemap.xml",
            ".well-known",
            "oembed",
        ),
        FOUND,
    ),
    "healthz": HEALTH,
    "script-health-check": HEALTH,
    "standpoint": "file",
    "export": "export",
    "workshop": "workshop",
    "health": HEALTH,
    "metrics": "metrics",
}
_CORE = ("_stcore/health", "_stcore/host-config")
"""What Streamlit's page asks Streamlit for, beside its connection; all else that it offers would
be one more way in."""
_SCRIPT = "_stcore/script-health-check"
"""Answered where a host switches it on, as with Streamlit alone."""
_BELOW = ("_stcore/bidi-components/", "component/", "media/")
"""What lies there is answered with itself or with 404; elsewhere Streamlit gives the page."""


SIGNING = ("auth/login", "auth/logout", "oauth2callback")
"""What Streamlit's own login answers at, where an operator lets people sign in."""

DRAFT = "draft."
"""What the name of a draft's dataset begins with; no other dataset's may."""


def is_draft(name: str) -> bool:
    """Tell whether a dataset is a draft's: its name is a secret, which no file may hold."""
    return name.startswith(DRAFT)


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
    return inside.removeprefix("/")


def kind(inside: str) -> str:
    """Say what a path within the app is, by its first part."""
    if inside.startswith("/"):  # two slashes are no address of ours
        return OTHER
    return _FIRST.get(inside.partition("/")[0], OTHER)


def is_closed(inside: str) -> bool:
    """Tell whether nothing answers at a path within the app; Streamlit would give the page."""
    if inside == _SCRIPT:
        return not st.get_option("server.scriptHealthCheckEnabled")
    if kind(inside) == "streamlit":
        return inside not in _CORE and not inside.startswith(_BELOW) and not _is_file(inside)
    return kind(inside) == OTHER


def _is_file(inside: str) -> bool:
    """Tell whether Streamlit's page has a file at a path: it is listed, nothing is looked up."""
    return inside in _files()


@cache
def _files() -> frozenset[str]:
    folder = Path(get_static_dir())
    return frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
