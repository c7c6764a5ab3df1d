"""The picture that a message shows of a link: small enough for every messenger."""

from __future__ import annotations

import io

from PIL import Image

from components.picture import draw
from data.exports.excerpt import Excerpt
from data.exports.format import OptionError
from data.exports.formats import PREVIEW_SIZES

MOST_BYTES = 300_000
"""Beyond it some messengers show no picture."""
_COLOURS = (256, 64, 16)


def write(excerpt: Excerpt) -> bytes:
    """Draw it as wide as the address asks for, in as many colours as there is room for."""
    usual = PREVIEW_SIZES[0]
    sizes = {str(width): (width, height) for width, height in PREVIEW_SIZES}
    size = sizes.get(excerpt.options.get("width", str(usual[0])))
    if size is None:
        raise OptionError(f"A preview is {' or '.join(sizes)} pixels wide.")
    drawn = draw(excerpt, *usual)
    if size == usual and len(drawn) <= MOST_BYTES:
        return drawn
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.load()
    return _small(picture.resize(size, Image.Resampling.LANCZOS) if size != usual else picture)


def _small(picture: Image.Image) -> bytes:
    content = b""
    for colours in _COLOURS:
        file = io.BytesIO()
        picture.quantize(colours).save(file, "PNG", optimize=True)
        content = file.getvalue()
        if len(content) <= MOST_BYTES:
            break
    return content
