"""A Format: what is told of one form in which an Excerpt leaves the screen."""

from __future__ import annotations

from dataclasses import dataclass


class ExportError(Exception):
    """Why an excerpt cannot be written now, in a sentence for the reader."""


class OptionError(ExportError):
    """An option of a format is not one that it takes; the sentence says which are."""


@dataclass(frozen=True)
class Format:
    """One format: its key, and what a reader and a program are told of it.

    ``ending`` is the file's, without the dot; ``options`` are parameters of the address that it
    takes beside those of the link. Without a ``use`` it is not among the formats that the menu
    lists.
    """

    key: str
    label: str
    use: str
    ending: str
    media_type: str
    options: tuple[str, ...] = ()
    download: bool = True
    """Whether a browser keeps it as a file, rather than showing it."""
    packed: bool = False
    """Whether the format is compressed by itself."""
    most: int | None = None
    """Statements that it holds at most; with more it is refused, and narrowing helps."""
