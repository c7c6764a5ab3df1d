"""An Export: one format in which an Excerpt leaves the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.exports.excerpt import Excerpt


class ExportError(Exception):
    """Why an excerpt cannot be written now, in a sentence for the reader."""


class OptionError(ExportError):
    """An option of a format is not one that it takes; the sentence says which are."""


@dataclass(frozen=True)
class Export:
    """One format: its key, what a reader is told of it, and the function that writes it.

    ``ending`` is the file's, without the dot; ``write`` gives the whole file; ``options`` are
    parameters of the address that it takes beside those of the link. Without a ``use`` it is not
    among the formats that the menu lists.
    """

    key: str
    label: str
    use: str
    ending: str
    media_type: str
    write: Callable[[Excerpt], bytes]
    options: tuple[str, ...] = ()
    download: bool = True
    """Whether a browser keeps it as a file, rather than showing it."""
    packed: bool = False
    """Whether the format is compressed by itself."""
    most: int | None = None
    """Statements that it holds at most; with more it is refused, and narrowing helps."""
