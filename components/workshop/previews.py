"""The map of what there is so far: a draft's Data Package, opened by the page that readers have.

Its name in the link is a secret that whoever may read the draft is given; it is in no list, and is
forgotten after some hours. It lies in the cache folder, where each copy of the app finds it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from components.serving.addresses import DRAFT
from components.serving.served import let_go
from components.workshop.asking import Asked
from components.workshop.states import remembered
from data.cache import cache_folder
from data.catalogue import Catalogue, forget_loaded
from data.prepared import throw_away
from data.workshop.errors import NO_ROOM, StoreError
from data.workshop.package import renamed
from data.workshop.publishing import preview

SECONDS = 12 * 3_600
MOST_KEPT = 200
MOST_OF_A_DRAFT = 5
_SECRET_BYTES = 16
_NAME = re.compile(rf"{re.escape(DRAFT)}[0-9a-f]{{{2 * _SECRET_BYTES}}}")


def show(asked: Asked) -> dict[str, Any]:
    """Write a draft as a dataset; give the link that opens its map."""
    draft = asked.words("draft")
    state = remembered(asked, draft)
    name = f"{DRAFT}{secrets.token_hex(_SECRET_BYTES)}"
    home = _home(draft)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=_folder(), prefix=".") as beside:
            made = preview(asked.store, asked.visit, draft, state, Path(beside))
            whole = Path(beside) / "whole"
            whole.write_bytes(renamed(name, made.read_bytes()))
            whole.replace(home / f"{name}.zip")
    except OSError as error:
        raise StoreError(NO_ROOM) from error
    _drop([*_late(), *_newest(home)[MOST_OF_A_DRAFT:], *_newest(_folder(), "*/")[MOST_KEPT:]])
    return {"link": f"?dataset={name}"}


def forget(draft: str) -> None:
    """Close the maps of a draft that were opened: the draft is gone, or somebody's right to it."""
    home = _home(draft)
    _drop(_newest(home))
    with suppress(OSError):
        home.rmdir()


def forget_late() -> None:
    """Close the maps that were opened too long ago."""
    _drop(_late())


def beside(found: Catalogue, name: str) -> Catalogue:
    """Give the datasets with a draft's beside them, if its name is one that was given."""
    path = path_of(name)
    return Catalogue({**found.folders, name: path}) if path else found


def path_of(name: str) -> Path | None:
    """Give the file of a draft's dataset by its name, while it is kept."""
    if not _NAME.fullmatch(name):
        return None
    path = next(_folder().glob(f"*/{name}.zip"), None)
    return path if path and not _is_late(path) else None


def _folder() -> Path:
    return cache_folder() / "drafts"


def _home(draft: str) -> Path:
    """Give the folder of one draft's maps; its name tells nobody which that is."""
    return _folder() / hashlib.sha256(draft.encode()).hexdigest()[:32]


def _newest(folder: Path, below: str = "") -> list[Path]:
    return sorted(folder.glob(f"{below}{DRAFT}*.zip"), key=_made, reverse=True)


def _late() -> list[Path]:
    return [path for path in _newest(_folder(), "*/") if _is_late(path)]


def _is_late(path: Path) -> bool:
    return time.time() - _made(path) / 1e9 > SECONDS


def _made(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # another copy has just let go of it
        return 0


def _drop(paths: Iterable[Path]) -> None:
    gone = list(dict.fromkeys(paths))
    for path in gone:
        throw_away(path)
        path.unlink(missing_ok=True)
    forget_loaded(gone)
    let_go(gone)
