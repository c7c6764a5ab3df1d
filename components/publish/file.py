"""Put the page into one file: a constant template, our scripts, and the data as base64."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from string import Template

from components.map import leaflet, view
from components.palette import variables
from components.publish.basis import basis
from components.screen import SCRIPTS, STYLES
from data.exports.excerpt import Excerpt
from data.exports.export import ExportError

_HERE = Path(__file__).parent
_COMPONENTS = _HERE.parent
_OWN = (
    "fold.js",
    "days.js",
    "choosing.js",
    "fragment.js",
    "listing.js",
    "answer.js",
    "about.js",
    "page.js",
)
_LIVE_ONLY = (
    "map/symbol.js",
    "problems.js",
    "map/courier.js",
    "connection.js",
    "screen.js",
)
"""Scripts of the app's page that the map brings anyway, or that talk to the server."""


class NotInstalledError(ExportError):
    """Leaflet is not there to be put into the page."""


def write(excerpt: Excerpt) -> bytes:
    """Write the page of an excerpt; the same bytes for the same excerpt.

    Data stands in it only as base64 of gzip, whose alphabet cannot end an element. Raises
    ``NotInstalledError`` where npm has not brought Leaflet.
    """
    content = json.dumps(
        basis(excerpt), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    ).encode("utf-8", "replace")
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")
    page = Template((_HERE / "page.html").read_text("utf-8"))
    return page.substitute(_parts(), data=packed).encode()


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    """Give what the template takes beside the data: the same for every dataset."""
    library, script = _library(), _script()
    return {
        "hashes": f"{_hash(library)} {_hash(script)}",
        "style": _style(),
        "leaflet": library,
        "script": script,
    }


def _hash(script: str) -> str:
    """Give a script's SHA-256 as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _library() -> str:
    """Give Leaflet's script, without the address of its map for developers."""
    text, _ = _leaflet()
    return "\n".join(line for line in text.splitlines() if not line.startswith("//# source"))


def _leaflet() -> tuple[str, str]:
    installed = leaflet.installed()
    if installed is None:
        raise NotInstalledError("Leaflet is not installed: run npm ci, then try again.")
    script, style = (served.content().decode() for served in installed)
    return script, style


def _script() -> str:
    drawn = [_COMPONENTS / name for name in SCRIPTS if name not in _LIVE_ONLY]
    files = [*view.scripts(), *drawn, *(_HERE / name for name in _OWN)]
    sheets = [*(_COMPONENTS / name for name in STYLES), _HERE / "about.css"]
    style = "\n".join([f":host {{ {variables()} }}", *map(_text, sheets)])
    return "\n".join([f"const STYLE = {json.dumps(style)};", *map(_text, files)])


def _style() -> str:
    _, library = _leaflet()
    map_styles = [_COMPONENTS / "map" / name for name in ("symbol.css", "map.css")]
    own = [f":root {{ color-scheme: light dark; {variables()} }}", _text(_HERE / "page.css")]
    return "\n".join([library, *map(_text, map_styles), *own])


def _text(path: Path) -> str:
    return path.read_text("utf-8")
