"""What the workshop's page is answered over HTTP: one address for each thing that it asks for.

Only a page of this app is answered: it sends a header that no other site's page may send, and comes
from this address. What may be done is judged by the store, for each request anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import anyio
from anyio import CapacityLimiter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from components.operating.askers import share_of
from components.operating.doors import is_foreign
from components.operating.rates import Buckets, Rate
from components.workshop import (
    acting,
    beginning,
    candidates,
    keeping,
    opening,
    outlines,
    previews,
    publishing,
    sides,
    tables,
)
from components.workshop.asking import HEADER, Asked, AskedWronglyError, may_write, visit_of
from components.workshop.signing import WAY_OUT
from data.limits import MB
from data.workshop import sessions
from data.workshop.editing import EditError
from data.workshop.errors import NotHereError, StoreError
from data.workshop.rights import Visit
from data.workshop.store import Store

MOST_BODY = 8 * MB
"""Bytes of what is asked: files come as base64."""
SMALL_BODY = 100_000
"""Bytes that anybody may ask with; more is taken from those alone who may write somewhere here."""
MOST_PARTS = 500_000
"""Lists and objects of what is asked: each takes many times the memory of its two letters."""
LARGE_AT_ONCE = 8
"""Large questions that are taken at the same time, in all."""
PATIENCE = 300
"""Seconds that a question may take to arrive."""
OF_AN_ADDRESS = Rate(200, 20)
MISSES = Rate(20, 1 / 30)
"""Drafts that an address may ask for which are not open to it: whoever guesses has to wait."""
AT_ONCE = 8
"""Questions that are answered at the same time, each in a thread."""

OPERATIONS: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "desk": opening.desk,
    "drafts": opening.drafts,
    "open": opening.draft,
    "text": opening.text,
    "act": acting.act,
    "read": beginning.read,
    "table": tables.look,
    "candidates": candidates.candidates,
    "world": outlines.world,
    "regions": outlines.found,
    "sides": sides.of,
    "check": publishing.check,
    "preview": previews.show,
    "publish": publishing.publish,
    "versions": publishing.versions,
    "links": keeping.links,
    "share": keeping.share,
    "revoke": keeping.revoke,
    "invite": keeping.invite,
    "uninvite": keeping.uninvite,
    "carry": keeping.carry,
    "bring": keeping.bring,
    "take-back": keeping.take_back,
    "delete": keeping.delete,
}
"""What can be asked for, beside ``begin``, which answers with how far it is."""

_rates = Buckets(OF_AN_ADDRESS)
_misses = Buckets(MISSES)
_threads = CapacityLimiter(AT_ONCE)
_large = CapacityLimiter(LARGE_AT_ONCE)


async def answer(request: Request) -> Response:
    """Answer a question of the workshop's page."""
    what, share = request.path_params["what"], share_of(request.scope)
    if refused := _refused(what, share, request):
        return refused
    try:
        return await _answered(what, request)
    except NotHereError as error:
        if share:
            _misses.of(share).take()
        return refusal(404, str(error))
    except (StoreError, EditError) as error:
        return refusal(400 if isinstance(error, AskedWronglyError) else 409, str(error))
    except ClientDisconnect:
        return Response(status_code=499)  # nobody sees it


def _refused(what: str, share: str | None, request: Request) -> Response | None:
    """Refuse what no page of this app asks for, and who asks too often."""
    if what not in {*OPERATIONS, "begin"}:
        return refusal(404, "There is nothing at this address.")
    if is_foreign(request.scope) or HEADER not in request.headers:
        return refusal(403, "Only the page of this app may ask for this.")
    if share and not _rates.of(share).may():
        return refusal(429, "These are many questions at once. Try again in a moment.")
    if share and _misses.of(share).take(0):
        return refusal(429, "These were many drafts that are not here. Try again in a while.")
    return None


async def sign_out(request: Request) -> Response:
    """End a sign-in for every copy of its cookie, and have the browser forget it."""
    visit = visit_of(request.scope)
    if visit.account:
        try:
            store = opening.store()
            await anyio.to_thread.run_sync(sessions.end, store, visit, limiter=_threads)
        except StoreError as error:
            return refusal(503, str(error))
    return RedirectResponse(f"../{WAY_OUT}", 303)


async def _answered(what: str, request: Request) -> Response:
    page = str(request.scope.get("standpoint.page", ""))
    store, visit = opening.store(), visit_of(request.scope)
    if visit.account:
        visit = await anyio.to_thread.run_sync(sessions.current, store, visit, limiter=_threads)
    asked = Asked(store, visit, await _content(request, store, visit), page)
    if what == "begin":
        await anyio.to_thread.run_sync(asked.admitted, limiter=_threads)
        return StreamingResponse(beginning.begin(asked), media_type="application/x-ndjson")
    said = await anyio.to_thread.run_sync(OPERATIONS[what], asked, limiter=_threads)
    return JSONResponse(said)


async def _content(request: Request, store: Store, visit: Visit) -> dict[str, Any]:
    """Read what is asked. Raises ``StoreError`` for what is too large, for anybody or who asks."""
    body = bytearray()
    try:
        async with AsyncExitStack() as turn:
            with anyio.fail_after(PATIENCE):
                async for piece in request.stream():
                    if len(body) <= SMALL_BODY < len(body) + len(piece):
                        await anyio.to_thread.run_sync(may_write, store, visit, limiter=_threads)
                        await turn.enter_async_context(_large)
                    body += piece
                    if len(body) > MOST_BODY:
                        raise StoreError(f"This is more than {MOST_BODY // MB} MB at once.")
            if len(body) <= SMALL_BODY:
                return _read(body)
            return await anyio.to_thread.run_sync(_read, body, limiter=_threads)
    except TimeoutError as error:
        raise StoreError("This took too long to arrive. Try again.") from error


def _read(body: bytearray) -> dict[str, Any]:
    """Read JSON that has no halves of letters, and no more parts than any page of ours sends."""
    if body.count(b"[") + body.count(b"{") > MOST_PARTS:
        raise AskedWronglyError
    try:
        content = json.loads(body.decode())
        if b"\\u" in body:
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise AskedWronglyError from error
    if not isinstance(content, dict):
        raise AskedWronglyError
    return content


def refusal(status: int, sentence: str) -> Response:
    """Say why not, as Problem Details (RFC 9457)."""
    problem = {"status": status, "title": "Not done", "detail": sentence}
    return JSONResponse(problem, status, media_type="application/problem+json")
