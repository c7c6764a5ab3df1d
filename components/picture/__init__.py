"""The picture of the map: what the screen shows, drawn on the server as a PNG."""

from __future__ import annotations

import os

from data.cache import cache_folder
from data.exports.excerpt import Excerpt
from data.exports.format import OptionError
from data.exports.formats import LARGEST, SIZES, SMALLEST


def draw(excerpt: Excerpt, width_px: int, height_px: int, *, dark: bool = False) -> bytes:
    """Draw an excerpt's map as a PNG; raise ``OptionError`` for a size out of bounds.

    The same excerpt gives the same bytes, as long as the fonts of the system are the same.
    """
    for length in (width_px, height_px):
        if not SMALLEST <= length <= LARGEST:
            raise OptionError(f"{length} is not a size from {SMALLEST} to {LARGEST:,} pixels.")
    # It keeps a list of fonts, which lies where all lies that can be made again.
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
    # Matplotlib takes a second to import: it is imported when the first picture is asked for.
    from components.picture.page import picture  # noqa: PLC0415

    return picture(excerpt, (width_px, height_px), dark=dark)


def write(excerpt: Excerpt) -> bytes:
    """Draw at the size and in the light or dark colours that the address asks for."""
    sizes = [
        excerpt.options.get(key, str(usual))
        for key, usual in zip(("width", "height"), SIZES[0], strict=True)
    ]
    for size in sizes:
        if not (size.isascii() and size.isdigit() and len(size) <= len(str(LARGEST))):
            raise OptionError(f"“{size[:20]}” is not a number of pixels such as {SIZES[0][0]}.")
    dark = excerpt.options.get("dark", "false")
    if dark not in {"true", "false"}:
        raise OptionError(f"“{dark[:20]}” is not true or false, which “dark” takes.")
    return draw(excerpt, int(sizes[0]), int(sizes[1]), dark=dark == "true")
