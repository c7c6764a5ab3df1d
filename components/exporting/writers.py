"""Every format in which what is on the screen can be taken away, in the order offered."""

from __future__ import annotations

from collections.abc import Callable

from components.picture import PICTURE
from components.printing import PRINTED, WORDS
from components.publish import PUBLISHED
from data.exports.citation import STYLES, Style
from data.exports.excerpt import Excerpt
from data.exports.export import Export
from data.exports.formats import FORMATS


def _written(style: Style) -> Callable[[Excerpt], bytes]:
    return lambda excerpt: style.write(excerpt).encode()


CITATIONS = tuple(
    Export(style.key, style.label, "", style.ending, style.media_type, _written(style))
    for style in STYLES
)
EXPORTS: tuple[Export, ...] = (*FORMATS, PICTURE, PRINTED, PUBLISHED, *CITATIONS, WORDS)
