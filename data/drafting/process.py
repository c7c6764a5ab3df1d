"""Draft texts in a process of its own, which has limits of memory and time and can be ended.

The libraries that read texts are loaded there and nowhere else. What it answers is checked here:
a process that reads hostile files is not believed.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data import confined
from data.drafting.rows import FIELDS, Row, Tables
from data.limits import MB

MOST_MEMORY = 1_000 * MB
"""Bytes of the process's own memory."""

MOST_TEXTS = 200
MOST_INPUT = 64 * MB

SECONDS, SECONDS_PER_MB = 120, 400
"""Time that it may take, and more for each megabyte that comes in."""

Heard = Callable[[int, int, int, int], None]
"""Is told the number of the text, of how many; the paragraph, of how many. May raise to cancel."""


class DraftError(RuntimeError):
    """No draft could be made; the message is a sentence for whoever asked for it."""


@dataclass(frozen=True)
class Draft:
    """What was drafted, as it is written: tables, records of spans, the report, notes."""

    tables: Tables
    records: list[dict[str, Any]]
    report: list[str]
    notes: list[str]
    refused: list[str]


def draft(  # noqa: PLR0913 - what texts may come with
    texts: Mapping[str, bytes],
    *,
    language: str = "",
    model: bool = True,
    published: str = "",
    proposals: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    heard: Heard = lambda *_: None,
    seconds: int = 0,
) -> Draft:
    """Draft texts, which are the bytes of files by their names.

    Raises ``DraftError`` where nothing could be drafted. What ``heard`` raises ends the process
    and is raised here, so that whoever waits can cancel.
    """
    asked = {"language": language, "model": model, "published": published, "only_text": False}
    result = _ask(texts, asked, proposals or {}, heard, seconds)
    made = _checked(result)
    if not made.tables.rows["sources"]:
        raise DraftError(" ".join(made.refused) or "There is no text to draft.")
    return made


def stored_texts(texts: Mapping[str, bytes], *, heard: Heard = lambda *_: None) -> dict[str, str]:
    """Give the texts as they will be stored, by the files' names; leave out what has none."""
    asked = {"language": "", "model": False, "published": "", "only_text": True}
    result = _ask(texts, asked, {}, heard, 0)
    found = result.get("texts")
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise DraftError(_NOT_WHOLE)
    return found


def _ask(
    texts: Mapping[str, bytes],
    asked: dict[str, Any],
    proposals: Mapping[str, Sequence[Mapping[str, Any]]],
    heard: Heard,
    seconds: int,
) -> dict[str, Any]:
    size = sum(map(len, texts.values()))
    if len(texts) > MOST_TEXTS or size > MOST_INPUT:
        found = f"{len(texts):,} texts of {size:,} bytes"
        expected = f"at most {MOST_TEXTS:,} of {MOST_INPUT:,} bytes in all"
        raise DraftError(f"There are {found}; one draft takes {expected}.")
    time = seconds or SECONDS + SECONDS_PER_MB * size // MB
    entries = [
        {
            "name": name,
            "content": base64.b64encode(content).decode(),
            "proposals": list(proposals.get(name, ())),
        }
        for name, content in texts.items()
    ]
    return _run(asked | {"texts": entries}, heard, time)


def _run(request: dict[str, Any], heard: Heard, seconds: int) -> dict[str, Any]:
    """Run the process to its answer."""
    try:
        return confined.ask(
            "data.drafting.child",
            request,
            memory=MOST_MEMORY,
            seconds=seconds,
            heard=lambda progress: heard(*_four(progress)),
        )
    except confined.LateError as error:
        late = f"The draft was ended: it took more than {seconds:,} seconds."
        raise DraftError(late) from error
    except confined.ConfinedError as error:
        raise DraftError(str(error) or _NOT_WHOLE) from error


_NOT_WHOLE = "The draft was ended: the text takes more memory or time than a draft may have."


def _four(value: object) -> tuple[int, int, int, int]:
    if isinstance(value, list) and len(value) == 4 and all(isinstance(n, int) for n in value):
        return value[0], value[1], value[2], value[3]
    raise DraftError(_NOT_WHOLE)


def _checked(result: dict[str, Any]) -> Draft:
    """Check the shape of an answer: known tables, known columns, nothing but text in them."""
    try:
        rows: dict[str, list[Row]] = {}
        for name, fields in FIELDS.items():
            rows[name] = [_row(row, fields) for row in result["tables"]["rows"][name]]
        texts = result["tables"]["texts"]
        files = {row["file"] for row in rows["sources"]}
        if set(texts) != files or not all(_is_file(n) and isinstance(texts[n], str) for n in texts):
            raise DraftError(_NOT_WHOLE)
        lists = [[str(one) for one in result[name]] for name in ("report", "notes", "refused")]
        return Draft(Tables(rows, texts), list(result["records"]), *lists)
    except (KeyError, TypeError, AttributeError) as error:
        raise DraftError(_NOT_WHOLE) from error


def _row(row: dict[str, Any], fields: frozenset[str]) -> Row:
    if not set(row) <= fields or not all(isinstance(value, str) for value in row.values()):
        raise DraftError(_NOT_WHOLE)
    return row


def _is_file(name: str) -> bool:
    folder, _, file = name.partition("/")
    plain = file.removesuffix(".txt").replace("-", "")
    return folder == "sources" and plain.isascii() and plain.isalnum()
