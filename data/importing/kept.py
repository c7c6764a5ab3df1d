"""Remember how columns were set, for the next table with the same header.

Kept on this machine, in the folder that may be thrown away at any time; no cell is kept.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from data.cache import cache_folder
from data.importing.mapping import Mapping, MappingError, of_json, signature


def _file(columns: Sequence[str]) -> Path:
    return cache_folder() / "columns" / f"{signature(columns)}.json"


def recall(columns: Sequence[str]) -> Mapping | None:
    """Give the mapping that a table with these columns was read with, if one was remembered."""
    with suppress(OSError, ValueError, RecursionError, MappingError):
        return of_json(json.loads(_file(columns).read_text("utf-8")))
    return None


def remember(mapping: Mapping) -> None:
    """Remember a mapping; where nothing can be written, it is not remembered."""
    path = _file([name for name, _ in mapping.columns])
    with suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(mapping.as_json()), "utf-8")


def forget(columns: Sequence[str]) -> None:
    """Forget what was remembered for tables with these columns."""
    with suppress(OSError):
        _file(columns).unlink(missing_ok=True)
