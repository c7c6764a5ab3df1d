"""Remember how columns were set, for the next table with the same header.

Kept on this machine, in the folder that may be thrown away at any time; no cell is kept. What one
person set is another's business nowhere: ``whose`` says who that is, "" for the machine's own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from data.cache import cache_folder
from data.importing.mapping import Mapping, MappingError, of_json, signature


def _file(columns: Sequence[str], whose: str) -> Path:
    owner = f"-{hashlib.sha256(whose.encode()).hexdigest()}" if whose else ""
    return cache_folder() / "columns" / f"{signature(columns)}{owner}.json"


def recall(columns: Sequence[str], whose: str = "") -> Mapping | None:
    """Give the mapping that a table with these columns was read with, if one was remembered."""
    with suppress(OSError, ValueError, RecursionError, MappingError):
        return of_json(json.loads(_file(columns, whose).read_text("utf-8")))
    return None


def remember(mapping: Mapping, whose: str = "") -> None:
    """Remember a mapping; where nothing can be written, it is not remembered."""
    path = _file([name for name, _ in mapping.columns], whose)
    with suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(mapping.as_json()), "utf-8")


def forget(columns: Sequence[str], whose: str = "") -> None:
    """Forget what was remembered for tables with these columns."""
    with suppress(OSError):
        _file(columns, whose).unlink(missing_ok=True)
