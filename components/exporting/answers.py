"""What is taken away over HTTP: every export of every dataset, at a stable address.

``export/<dataset>.<ending>`` takes the link's own parameters, so that a table, a layer of a GIS
and the screen show the same statements.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Hashable
from contextlib import ExitStack
from dataclasses import replace
from threading import Event
from typing import BinaryIO
from urllib.parse import quote

import anyio
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.exporting.openapi import description
from components.exporting.reading import Known, RefusedError, Wanted, forget_known, look_up
from components.exporting.writers import pieces_of
from components.operating import log
from components.operating.askers import share_of
from components.operating.hosts import page_address
from components.operating.rates import Bucket, Buckets, Rate
from components.serving.addresses import roots
from components.serving.kept import GoneError, Kept, size_of
from components.serving.sending import Sending
from components.serving.turns import NoTurnError, Turns
from data.exports.format import ExportError, OptionError
from data.exports.formats import CITATIONS, PREVIEW

PREFIX = "export"
AT_ONCE = 2
"""Exports that are written at the same time; more would take the server from those who read."""
MOST_WAITING = 20
"""Exports that wait for that; beyond them an address is refused for the moment."""
SMALL = 2_000
"""Statements that an export has at most to be written beside the large ones, in a second or so."""
OF_AN_ADDRESS = Rate(100, 5)
"""Exports of one address, unchanged ones among them; a GIS asks for some at each start."""
PREVIEWS = Rate(30, 0.2)
"""Previews that are drawn anew, for all who ask: beyond it a link is shown by its dataset's own."""
_METHODS = ["GET", "HEAD", "OPTIONS"]  # a browser asks with the last what another site may ask


class _Desk:
    """Who may read and write when, and what is kept of it."""

    def __init__(self) -> None:
        self.reading = Turns(AT_ONCE, each=1, waiting=100, each_waiting=20)
        self.small = Turns(AT_ONCE, each=1, waiting=MOST_WAITING, each_waiting=6)
        self.large = Turns(AT_ONCE, each=1, waiting=MOST_WAITING, each_waiting=2)
        self.rates = Buckets(OF_AN_ADDRESS)
        self.previews = Bucket(PREVIEWS)
        self.kept = Kept()


_desk = _Desk()


def let_go(there: Collection[str]) -> None:
    """Throw away what was written of datasets that are none of these any more."""
    _desk.kept.throw_away(lambda key: isinstance(key, tuple) and key[-1] not in there)
    forget_known()


async def _answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_METHODS)})
    try:
        return await _taken(request, asker_of(request))
    except GoneError:
        return Response(status_code=499)  # as nginx logs it; nobody sees it
    except (NoTurnError, RefusedError, ExportError) as error:
        return refusal(*_why(error))


def asker_of(request: Request) -> Hashable:
    """Give for whom a request counts, if it may be made now. Raises ``NoTurnError``."""
    share = share_of(request.scope)
    if share and not _desk.rates.of(share).may():
        raise NoTurnError(own=True)
    return share or object()


def _why(error: NoTurnError | RefusedError | ExportError) -> tuple[int, str]:
    """Give the status and the sentences for an export that is not given."""
    if isinstance(error, NoTurnError):
        whose = "Your earlier exports are" if error.own else "Many exports are"
        sentence = f"{whose} being written. Try again in a minute."
        return 429 if error.own else 503, sentence
    if isinstance(error, RefusedError):
        return error.status, " ".join(error.sentences)
    return 400 if isinstance(error, OptionError) else 503, str(error)


async def _taken(request: Request, asker: Hashable) -> Response:
    page, file = page_address(request.scope, PREFIX), request.path_params["file"]
    found = await known(file, request.url.query, page, asker)
    if found.wanted.export is PREVIEW and request.method == "GET":
        found = await _previewed(found, file, page, asker)
    wanted, export = found.wanted, found.wanted.export
    headers = {
        "ETag": f'W/"{wanted.tag}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    seen = request.headers.get("if-none-match", "")
    if wanted.tag in seen or seen.strip() == "*":
        return Response(status_code=304, headers=headers)
    if export.download:
        name = f"{found.stem}.{export.ending}"
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    packed = "gzip" in request.headers.get("accept-encoding", "") and not export.packed
    # What is compressed by itself must not be compressed again on its way.
    headers["Content-Encoding"] = "gzip" if packed else "identity"
    key = wanted.key(packed=packed)
    if request.method == "HEAD":
        content = _desk.kept.there(key)
    else:
        content = await _written(wanted, key, request, asker, packed=packed)
    return Sending(content, size_of(content) if content else None, export.media_type, headers)


async def known(file: str, query: str, page: str, asker: Hashable) -> Known:
    """Read an address in a turn of the asker's: it may mean searching all words.

    Raises ``RefusedError`` and ``NoTurnError``.
    """
    async with _desk.reading.turn(asker):
        return await anyio.to_thread.run_sync(look_up, file, query, page)


async def _previewed(found: Known, file: str, page: str, asker: Hashable) -> Known:
    """Give what a preview is drawn of: the link, or its dataset where many are drawn already."""
    if (kept := _desk.kept.there(found.wanted.key(packed=False))) is not None:
        kept.close()
        return found
    return found if _desk.previews.may() else await known(file, "", page, asker)


async def _written(
    wanted: Wanted, key: Hashable, request: Request, asker: Hashable, *, packed: bool
) -> BinaryIO:
    def write(file: BinaryIO, unwanted: Event) -> None:
        excerpt = replace(wanted.excerpt, unwanted=unwanted)
        export = wanted.export
        with ExitStack() as closing:
            # Compressed in this thread: in the server's own, all readers would wait for it.
            onto = (
                closing.enter_context(gzip.GzipFile("", "wb", 5, file, mtime=0)) if packed else file
            )
            for piece in pieces_of(export, excerpt):
                excerpt.go_on()
                onto.write(piece)

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    turns = _desk.large if _is_large(wanted) else _desk.small
    try:
        return await _desk.kept.written(key, write, turns, asker, gone)
    except OSError as error:  # such as a temporary file that a workbook is put together from
        log.failure("export", error)
        sentence = "The server has no room to write this export. Try again later."
        raise RefusedError(503, sentence) from error


def _is_large(wanted: Wanted) -> bool:
    """Tell whether an export takes long; what does not never waits for one that does."""
    if wanted.export in CITATIONS or wanted.export.key == "cards":
        return False
    return len(wanted.excerpt.positions) > SMALL or bool(wanted.excerpt.options)


def refusal(status: int, sentences: str, title: str = "Not exported") -> Response:
    """Say why not, as Problem Details (RFC 9457)."""
    problem = {"status": status, "title": title, "detail": sentences}
    headers = {"Retry-After": "60"} if status in {429, 503} else None
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
