"""Put the page into one file: a constant template, our scripts, and the data as base64."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from string import Template

from components.map import frame, leaflet
from components.map.layers import SCRIPTS
from components.palette import variables
from components.publish.basis import KEPT_PANELS, basis
from components.serving import modules
from data.exports.excerpt import Excerpt

_HERE = Path(__file__).parent
_PANELS = tuple(f"panels/{key}.js" for key in KEPT_PANELS)


def write(excerpt: Excerpt) -> bytes:
    """Write the page of an excerpt; the same bytes for the same excerpt.

    Data stands in it only as base64 of gzip, whose alphabet cannot end an element.
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
    library, script = _library(), modules.linked("publish/page.js", *_PANELS, *SCRIPTS)
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
    lines = leaflet.SCRIPT.content().decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith("//# source"))


def _style() -> str:
    library = leaflet.STYLE.content().decode()
    own = [f":root {{ color-scheme: light dark; {variables()} }}", _text(_HERE / "page.css")]
    return "\n".join([library, frame.style(), *own])


def _text(path: Path) -> str:
    return path.read_text("utf-8")
