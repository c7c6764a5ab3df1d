"""Names of files that mean one and the same file on every system.

Windows and macOS take capitals and small letters, and composed and decomposed ones, for the same;
Windows also has names that are devices, and signs that open something else than a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from data.marks import normal

_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE
)
_SIGNS = re.compile(r'[<>:"|?*\\]')


def same_elsewhere(path: str) -> str:
    """Give what is the same for all paths that are one file somewhere."""
    return normal("NFC", normal("NFC", path).casefold())


def is_file_everywhere(path: str) -> bool:
    """Tell whether each part of a path names a file or folder on every system."""
    return not any(
        _DEVICE.fullmatch(part) or _SIGNS.search(part) or part.endswith((".", " "))
        for part in path.split("/")
        if part not in {"", "."}
    )


def repeated(paths: Iterable[str]) -> Iterator[str]:
    """Give the paths that are, somewhere, the file of another path before them."""
    seen: dict[str, str] = {}
    for path in paths:
        if seen.setdefault(same_elsewhere(path), path) != path:
            yield path
