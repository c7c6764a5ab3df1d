"""An Export: one format in which an Excerpt leaves the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.exports.excerpt import Excerpt


@dataclass(frozen=True)
class Export:
    """One format: its key, what a reader is told of it, and the function that writes it.

    ``ending`` is the file's, without the dot; ``write`` gives the whole file.
    """

    key: str
    label: str
    use: str
    ending: str
    media_type: str
    write: Callable[[Excerpt], bytes]
