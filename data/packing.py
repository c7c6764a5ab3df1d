"""Pack the files of a dataset in a ZIP file, so that the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_READABLE = 0o644 << 16

Moment = tuple[int, int, int, int, int, int]
"""Year, month, day, hour, minute and second, as a ZIP file holds them: from 1980 to 2107."""


def packed(name: str, files: Mapping[str, bytes], moment: Moment) -> bytes:
    """Give a ZIP file with the files, by their paths, in a folder; each is of that moment."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for path, content in files.items():
            entry = zipfile.ZipInfo(f"{name}/{path}", moment)
            entry.external_attr = _READABLE
            entry.create_system = 3  # Unix, on every system
            package.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return written.getvalue()
