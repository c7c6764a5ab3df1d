"""JSON of a dataset's files: what can be read, and in which line it cannot."""

from __future__ import annotations

import json

from data.marks import MOST_MARKS, cut_marks
from data.problem import Problem

_AROUND = 30
"""Characters that are shown on either side of where JSON ends to be JSON."""


def parse_json(text: str) -> object:
    """Parse JSON; raise ``ValueError`` for what is none, is too deep, or whose texts are no text.

    (JSON can name half of a surrogate pair, which no browser can be sent.)
    """
    try:
        content: object = json.loads(text)
        plain = json.dumps(content, ensure_ascii=False)
        plain.encode()
    except RecursionError as error:
        raise ValueError("too many levels") from error
    if len(cut_marks(plain)) < len(plain):
        raise ValueError(f"more than {MOST_MARKS} marks in a row")
    return content


def read_json(text: str, file: str) -> object | Problem:
    """Parse the JSON of a file; what is none is a problem in its line."""
    try:
        return parse_json(text)
    except json.JSONDecodeError as error:
        line = text.split("\n")[error.lineno - 1]
        start = max(0, error.colno - 1 - _AROUND)
        found = line[start : error.colno - 1 + _AROUND].strip()
        wrong = error.msg[:1].lower() + error.msg[1:]
        expected = f"JSON; at character {error.colno:,} of this line: {wrong}"
        return Problem(file, error.lineno, None, found, expected)
    except ValueError as error:
        return Problem(file, None, None, str(error), "JSON")
