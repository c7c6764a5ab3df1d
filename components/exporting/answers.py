"""What is taken away over HTTP: every export of every dataset, at a stable address.

``export/<dataset>.<ending>`` takes the link's own parameters, so that a table, a layer of a GIS
and the screen show the same statements. A parameter that narrows and cannot be read is refused:
a program would not see that it was given too much.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode

import anyio
from anyio import CapacityLimiter
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.choices import CHOICES
from components.exporting.openapi import description
from components.exporting.writers import WRITERS
from components.operating import log
from components.operating.hosts import page_address
from components.serving.addresses import roots
from data.catalogue import catalogue
from data.choosing import link
from data.choosing.selection import NARROWING
from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.exports.format import ExportError, Format, OptionError
from data.exports.formats import FORMATS

PREFIX = "export"
AT_ONCE = 2
"""Exports that are written at the same time; more would take the server from those who read."""
MOST_WAITING = 20
"""Exports that wait for that; beyond them an address is refused for the moment."""
_ROOT = Path(__file__).resolve().parents[2]
_METHODS = ["GET", "HEAD", "OPTIONS"]  # a browser asks with the last what another site may ask
_limit = CapacityLimiter(AT_ONCE)


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: a format, and what it is to hold."""

    export: Format
    excerpt: Excerpt
    tag: str


class RefusedError(Exception):
    """An address that cannot be answered: a status of HTTP, and sentences for a person."""

    def __init__(self, status: int, *sentences: str) -> None:
        super().__init__(*sentences)
        self.status = status
        self.sentences = sentences


@lru_cache(maxsize=1)
def _code() -> str:
    """Give a hash of what writes the exports: other code may write other bytes."""
    digest = hashlib.sha256()
    for name in ("requirements.lock", "package-lock.json"):
        digest.update((_ROOT / name).read_bytes())
    for folder in ("data", "components"):
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".js", ".css", ".html", ".json"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def read(file: str, parameters: Mapping[str, list[str]], page: str) -> Wanted:
    """Find out what an address asks for: "moscow-talks.csv" and the link's parameters.

    ``page`` is the address of the app's page. Raises ``RefusedError``.
    """
    fitting = [export for export in FORMATS if file.endswith(f".{export.ending}")]
    export = max(fitting, key=lambda export: len(export.ending), default=None)
    name = file.removesuffix(f".{export.ending}") if export else file.partition(".")[0]
    found = catalogue()
    loaded = found.load(name) if name in found.names else None
    if not isinstance(loaded, Dataset):
        raise RefusedError(404, "There is no such dataset here, or it has problems.")
    if export is None:
        endings = ", ".join(export.ending for export in FORMATS)
        raise RefusedError(404, f"A dataset can be had as one of these: {endings}.")
    given = {
        key: values
        for key, values in parameters.items()
        if key not in export.options and not link.is_strange(key)
    }
    selection, notices = link.read(loaded, given, CHOICES)
    kept = link.write(selection)
    unread = [
        key
        for key in (*NARROWING, "at", *(given.keys() - {entry.key for entry in link.PARAMETERS}))
        if len({value for value in given.get(key, ()) if value.strip()}) != len(kept.get(key, ()))
    ]
    options = {key: parameters[key][0] for key in export.options if parameters.get(key)}
    unread += [key for key in options if len(set(parameters[key])) > 1]
    if set(given.get("dataset", ())) - {"", name}:
        unread.append("dataset")
    if unread:
        named = ", ".join(f"“{link.shown(key)}”" for key in unread[:5])
        raise RefusedError(400, *notices, f"What this address gives for {named} cannot be read.")
    query = urlencode({"dataset": [name], **kept}, doseq=True)
    address = f"{page}?{query}"
    now = datetime.now(UTC)  # a citation names the day
    parts = (loaded.digest, export.key, address, repr(sorted(options.items())), _code())
    tag = hashlib.sha256("\n".join([*parts, f"{now:%Y-%m-%d}"]).encode()).hexdigest()[:32]
    excerpt = Excerpt(loaded, selection, now, address, options)
    if export.most is not None and len(excerpt.positions) > export.most:
        raise RefusedError(
            400,
            f"“{export.label}” holds at most {export.most:,} statements, and these are "
            f"{len(excerpt.positions):,}. Narrow the filters.",
        )
    return Wanted(export, excerpt, tag)


async def _answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_METHODS)})
    parameters = parse_qs(request.url.query, keep_blank_values=True)
    page = page_address(request.scope, PREFIX)
    try:
        wanted = await anyio.to_thread.run_sync(read, request.path_params["file"], parameters, page)
        export = wanted.export
        headers = {
            "ETag": f'W/"{wanted.tag}"',
            "Cache-Control": "no-cache",
            "Vary": "Accept-Encoding",
        }
        known = request.headers.get("if-none-match", "")
        if wanted.tag in known or known.strip() == "*":
            return Response(status_code=304, headers=headers)
        if export.download:
            name = f"{wanted.excerpt.file_stem}.{export.ending}"
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        if request.method == "HEAD":
            return Response(media_type=export.media_type, headers=headers)
        packed = "gzip" in request.headers.get("accept-encoding", "") and not export.packed
        if packed:
            headers["Content-Encoding"] = "gzip"
        content = await _written(wanted, packed=packed)
    except RefusedError as refused:
        return _refusal(refused.status, " ".join(refused.sentences))
    except ExportError as error:
        return _refusal(400 if isinstance(error, OptionError) else 503, str(error))
    return Response(content, media_type=export.media_type, headers=headers)


async def _written(wanted: Wanted, *, packed: bool) -> bytes:
    if _limit.statistics().tasks_waiting >= MOST_WAITING:
        raise RefusedError(503, "Many exports are being written. Try again in a minute.")

    def write() -> bytes:
        content = WRITERS[wanted.export.key](wanted.excerpt)
        # Compressed in this thread: in the server's own, all readers would wait for it.
        return gzip.compress(content, 5, mtime=0) if packed else content

    try:
        return await anyio.to_thread.run_sync(write, limiter=_limit)
    except OSError as error:  # such as a temporary file that a workbook is put together from
        log.failure("export", error)
        sentence = "The server has no room to write this export. Try again later."
        raise RefusedError(503, sentence) from error


def _refusal(status: int, sentences: str) -> Response:
    """Say why not, as Problem Details (RFC 9457)."""
    problem = {"status": status, "title": "Not exported", "detail": sentences}
    headers = {"Retry-After": "60"} if status == 503 else None
    return JSONResponse(problem, status, headers, media_type="application/problem+json")


async def _describe(_request: Request) -> Response:
    return JSONResponse(description(), headers={"Cache-Control": "no-cache"})


async def _nothing(_request: Request) -> Response:
    return PlainTextResponse("There is nothing at this address.", status_code=404)


def routes() -> list[Route]:
    """Give the routes of the exports, for the ASGI app."""
    reading = [
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_headers=["If-None-Match"],
            expose_headers=["ETag"],
        ),
    ]
    return [
        Route(f"{root}/{PREFIX}/{path}", answer, methods=_METHODS, middleware=reading)
        for root in roots()
        for path, answer in (
            ("openapi.json", _describe),
            ("{file}", _answer),
            ("{rest:path}", _nothing),
        )
    ]
