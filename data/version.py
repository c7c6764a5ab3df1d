"""Which code this is: what it made is of use for as long as the code is the same."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = _ROOT / "data" / "packages"
_CODE = {".py", ".js", ".css", ".html", ".json"}
_PINS = ("requirements.lock", "package-lock.json")


@cache
def code_of(*folders: str) -> str:
    """Give a hash of all code in folders of the app, and of the packages that it is pinned to.

    Datasets are no code.
    """
    digest = hashlib.sha256()
    files = [path for folder in folders for path in sorted((_ROOT / folder).rglob("*"))]
    for path in [_ROOT / name for name in _PINS] + files:
        if path.suffix in {".lock", *_CODE} and _PACKAGES not in path.parents:
            digest.update(path.read_bytes())
    return digest.hexdigest()
