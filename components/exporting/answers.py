"""What is taken away over HTTP: every export of every dataset, at a stable address.

``export/<dataset>.<ending>`` takes the link's own parameters, so that a table, a layer of a GIS
and the screen show the same statements. A parameter that narrows and cannot be read is refused:
a program would not see that it was given too much.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock
from typing import BinaryIO
from urllib.parse import parse_qs, quote, urlencode

import anyio
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.choices import CHOICES
from components.exporting.openapi import description
from components.exporting.writers import pieces_of
from components.operating import log
from components.operating.askers import share_of
from components.operating.hosts import page_address
from components.operating.rates import Buckets, Rate
from components.serving.addresses import roots
from components.serving.kept import GoneError, Kept, size_of
from components.serving.sending import Sending
from components.serving.turns import NoTurnError, Turns
from data.catalogue import catalogue
from data.choosing import link
from data.choosing.selection import NARROWING
from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.exports.format import ExportError, Format, OptionError
from data.exports.formats import CITATIONS, FORMATS
from data.marks import normal
from data.version import code_of

PREFIX = "export"
AT_ONCE = 2
"""Exports that are written at the same time; more would take the server from those who read."""
MOST_WAITING = 20
"""Exports that wait for that; beyond them an address is refused for the moment."""
SMALL = 2_000
"""Statements that an export has at most to be written beside the large ones, in a second or so."""
OF_AN_ADDRESS = Rate(100, 5)
"""Exports of one address, unchanged ones among them; a GIS asks for some at each start."""
MOST_KNOWN = 200
"""Addresses of which it is known what they mean."""
_ROOT = Path(__file__).resolve().parents[2]
_METHODS = ["GET", "HEAD", "OPTIONS"]  # a browser asks with the last what another site may ask


class _Desk:
    """Who may read and write when, and what is kept of it."""

    def __init__(self) -> None:
        self.reading = Turns(AT_ONCE, each=1, waiting=100, each_waiting=20)
        self.small = Turns(AT_ONCE, each=1, waiting=MOST_WAITING, each_waiting=6)
        self.large = Turns(AT_ONCE, each=1, waiting=MOST_WAITING, each_waiting=2)
        self.rates = Buckets(OF_AN_ADDRESS)
        self.kept = Kept()


_desk = _Desk()


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


def read(file: str, parameters: Mapping[str, list[str]], page: str) -> Wanted:
    """Find out what an address asks for: "moscow-talks.csv" and the link's parameters.

    ``page`` is the address of the app's page. Raises ``RefusedError``.
    """
    fitting = [export for export in FORMATS if file.endswith(f".{export.ending}")]
    export = max(fitting, key=lambda export: len(export.ending), default=None)
    name = normal(
        "NFC", file.removesuffix(f".{export.ending}") if export else file.partition(".")[0]
    )
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
    if {normal("NFC", value) for value in given.get("dataset", ())} - {"", name}:
        unread.append("dataset")
    if unread:
        named = ", ".join(f"“{link.shown(key)}”" for key in unread[:5])
        raise RefusedError(400, *notices, f"What this address gives for {named} cannot be read.")
    query = urlencode({"dataset": [name], **kept}, doseq=True)
    address = f"{page}?{query}"
    now = datetime.now(UTC)  # a citation names the day
    parts = (
        loaded.digest,
        export.key,
        address,
        repr(sorted(options.items())),
        code_of("data", "components"),
    )
    tag = hashlib.sha256("\n".join([*parts, f"{now:%Y-%m-%d}"]).encode()).hexdigest()[:32]
    excerpt = Excerpt(loaded, selection, now, address, options)
    if export.most is not None and len(excerpt.positions) > export.most:
        raise RefusedError(
            400,
            f"“{export.label}” holds at most {export.most:,} statements, and these are "
            f"{len(excerpt.positions):,}. Narrow the filters.",
        )
    return Wanted(export, excerpt, tag)


@dataclass(frozen=True)
class _Known:
    """What is known of an address that was read a moment ago."""

    wanted: Wanted
    stem: str


_known: OrderedDict[Hashable, _Known] = OrderedDict()
_knowing = Lock()


def _look_up(file: str, query: str, page: str) -> _Known:
    """Read an address, unless it was read a moment ago and means the same still."""
    name = file.partition(".")[0]
    found = catalogue()
    loaded = found.load(name) if name in found.names else None
    digest = loaded.digest if isinstance(loaded, Dataset) else ""
    key = (digest, file, query, page, f"{datetime.now(UTC):%Y-%m-%d}")
    with _knowing:
        if digest and key in _known:
            _known.move_to_end(key)
            return _known[key]
    wanted = read(file, parse_qs(query, keep_blank_values=True), page)
    known = _Known(wanted, wanted.excerpt.file_stem)
    with _knowing:
        _known[key] = known
        while len(_known) > MOST_KNOWN:
            _known.popitem(last=False)
    return known


async def _answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_METHODS)})
    share = share_of(request.scope)
    try:
        if share and not _desk.rates.of(share).may():
            raise NoTurnError(own=True)  # noqa: TRY301 - said as the others are
        return await _taken(request, share or object())
    except GoneError:
        return Response(status_code=499)  # as nginx logs it; nobody sees it
    except (NoTurnError, RefusedError, ExportError) as error:
        return _refusal(*_why(error))


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
    known = await _read(request, asker)
    export = known.wanted.export
    headers = {
        "ETag": f'W/"{known.wanted.tag}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    seen = request.headers.get("if-none-match", "")
    if known.wanted.tag in seen or seen.strip() == "*":
        return Response(status_code=304, headers=headers)
    if export.download:
        name = f"{known.stem}.{export.ending}"
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    packed = "gzip" in request.headers.get("accept-encoding", "") and not export.packed
    # What is compressed by itself must not be compressed again on its way.
    headers["Content-Encoding"] = "gzip" if packed else "identity"
    key = (known.wanted.tag, packed)
    if request.method == "HEAD":
        file = _desk.kept.there(key)
    else:
        file = await _written(known.wanted, key, request, asker, packed=packed)
    return Sending(file, size_of(file) if file else None, export.media_type, headers)


async def _read(request: Request, asker: Hashable) -> _Known:
    """Read the address in a turn of the asker's: it may mean searching all words."""
    page = page_address(request.scope, PREFIX)
    async with _desk.reading.turn(asker):
        return await anyio.to_thread.run_sync(
            _look_up, request.path_params["file"], request.url.query, page
        )


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


def _refusal(status: int, sentences: str) -> Response:
    """Say why not, as Problem Details (RFC 9457)."""
    problem = {"status": status, "title": "Not exported", "detail": sentences}
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
