"""Draft texts in a process of its own, which has limits of memory and time and can be ended.

The libraries that read texts are loaded there and nowhere else. What it answers is checked here:
a process that reads hostile files is not believed.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any

from data.drafting.rows import FIELDS, Row, Tables
from data.limits import MB

MOST_MEMORY = 1_000 * MB
"""Bytes of the process's own memory."""

MOST_TEXTS = 200
MOST_INPUT = 64 * MB
MOST_ANSWER = 512 * MB
"""Bytes of what it may answer."""

SECONDS, SECONDS_PER_MB = 120, 400
"""Time that it may take, and more for each megabyte that comes in."""

ROOT = Path(__file__).resolve().parents[2]

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
    request = asked | {"texts": entries, "memory": MOST_MEMORY, "seconds": time}
    return _run(json.dumps(request), heard, time)


def _run(request: str, heard: Heard, seconds: int) -> dict[str, Any]:
    """Run the process to its answer, and end it whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "data.drafting.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        Thread(target=_write, args=(process.stdin, request), daemon=True).start()
        for value in _answers(process.stdout):
            if "progress" in value:
                heard(*_four(value["progress"]))
            elif "refused" in value:
                raise DraftError(str(value["refused"])[:1_000])
            elif isinstance(value.get("result"), dict):
                found: dict[str, Any] = value["result"]
                return found
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(pipe)
    if late:
        raise DraftError(f"The draft was ended: it took more than {seconds:,} seconds.")
    raise DraftError(_NOT_WHOLE)


_NOT_WHOLE = "The draft was ended: the text takes more memory or time than a draft may have."


def _environment() -> dict[str, str]:
    """Give what the process may know: where Python finds modules, and no secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _write(pipe: IO[str] | None, request: str) -> None:
    assert pipe is not None  # noqa: S101 - it was asked for
    try:
        pipe.write(request)
        pipe.close()
    except (OSError, ValueError):  # the process has ended already
        return


def _close(pipe: IO[str] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except (OSError, ValueError):
        return


def _answers(pipe: IO[str] | None) -> Any:  # noqa: ANN401 - values of JSON
    """Give what the process writes, one value of JSON a line, up to ``MOST_ANSWER``."""
    assert pipe is not None  # noqa: S101 - it was asked for
    size = 0
    while line := pipe.readline(MOST_ANSWER):
        size += len(line)
        if size > MOST_ANSWER:
            raise DraftError(_NOT_WHOLE)
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DraftError(_NOT_WHOLE) from error
        if isinstance(value, dict):
            yield value


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
