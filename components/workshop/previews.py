"""The map of what there is so far: a draft's Data Package, opened by the page that readers have.

Its name in the link is a secret that whoever may read the draft is given; it is in no list, and is
forgotten after some hours.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from components.serving.addresses import DRAFT
from components.serving.served import let_go
from components.workshop.asking import Asked
from components.workshop.states import remembered
from data.catalogue import Catalogue, forget_loaded
from data.prepared import throw_away
from data.workshop.package import renamed
from data.workshop.publishing import preview

SECONDS = 12 * 3_600
MOST_KEPT = 40
MOST_OF_A_DRAFT = 5
_SECRET_BYTES = 16


@dataclass(frozen=True)
class _Kept:
    draft: str
    path: Path
    at: float


_kept: OrderedDict[str, _Kept] = OrderedDict()
_keeping = Lock()


def show(asked: Asked) -> dict[str, Any]:
    """Write a draft as a dataset; give the link that opens its map."""
    draft = asked.words("draft")
    state = remembered(asked, draft)
    name = f"{DRAFT}{secrets.token_hex(_SECRET_BYTES)}"
    with tempfile.TemporaryDirectory(prefix="standpoint-") as beside:
        made = preview(asked.store, asked.visit, draft, state, Path(beside))
        content = renamed(name, made.read_bytes())
    path = Path(tempfile.mkdtemp(prefix="standpoint-draft-")) / f"{name}.zip"
    path.write_bytes(content)
    with _keeping:
        _kept[name] = _Kept(draft, path, time.monotonic())
        late = time.monotonic() - SECONDS
        old = [each for each, kept in _kept.items() if kept.at < late]
        old += [each for each, kept in _kept.items() if kept.draft == draft][:-MOST_OF_A_DRAFT]
        old += list(_kept)[: max(0, len(_kept) - len(old) - MOST_KEPT)]
    _drop(old)
    return {"link": f"?dataset={name}"}


def forget(draft: str) -> None:
    """Close the maps of a draft that were opened: the draft is gone, or somebody's right to it."""
    with _keeping:
        old = [name for name, kept in _kept.items() if kept.draft == draft]
    _drop(old)


def beside(found: Catalogue, name: str) -> Catalogue:
    """Give the datasets with a draft's beside them, if its name is one that was given."""
    path = path_of(name)
    return Catalogue({**found.folders, name: path}) if path else found


def _drop(names: Iterable[str]) -> None:
    with _keeping:
        paths = [_kept.pop(name).path for name in dict.fromkeys(names) if name in _kept]
    for path in paths:
        throw_away(path)
        shutil.rmtree(path.parent, ignore_errors=True)
    forget_loaded(paths)
    let_go(paths)


def path_of(name: str) -> Path | None:
    """Give the file of a draft's dataset by its name, while it is kept."""
    with _keeping:
        found = _kept.get(name)
    return found.path if found and time.monotonic() - found.at < SECONDS else None
