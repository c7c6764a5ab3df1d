"""oEmbed 1.0: how another site shows a link of ours within its own page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.exporting import answers
from components.exporting.reading import RefusedError
from components.finding.cards import NAME, Card, card_of
from components.operating import settings
from components.operating.hosts import page_beside
from components.serving.addresses import roots
from components.serving.turns import NoTurnError
from data.catalogue import catalogue
from data.exports.formats import PREVIEW_SIZES

PATH = "oembed"
WIDTH, HEIGHT = 800, 720
"""Of a map in another page, in px, where that asks for no less."""
LONGEST = 8_000
"""Characters of an address that is read."""
_CACHED_S = 3_600


class NotOursError(ValueError):
    """An address is none of a map here."""


def link_in(url: str, page: str) -> str:
    """Give the query of an address of the app's page, which is at ``page``.

    Raises ``NotOursError`` for any other address, for a draft's and for the workshop's.
    """
    try:
        given, ours = urlsplit(url[: LONGEST + 1]), urlsplit(page)
    except ValueError as error:
        raise NotOursError(url) from error
    of_page = (given.scheme.lower(), given.netloc.lower()) == (ours.scheme, ours.netloc)
    in_page = given.path in {ours.path, ours.path.rstrip("/")}
    parameters = parse_qs(given.query, keep_blank_values=True)
    if not (of_page and in_page) or len(url) > LONGEST or "workshop" in parameters:
        raise NotOursError(url)
    return given.query


def answer_of(card: Card, page: str, most: tuple[int, int], *, embeds: bool) -> dict[str, Any]:
    """Give what another site needs: a frame where it may show one, else a link, and a picture.

    Neither is wider or higher than ``most``, in px.
    """
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich" if embeds else "link",
        "title": card.title,
        "provider_name": NAME,
        "provider_url": page,
        "cache_age": _CACHED_S,
    }
    width, height = min(WIDTH, most[0]), min(HEIGHT, most[1])
    if embeds:
        answer |= {"width": width, "height": height, "html": _frame(card, page, width, height)}
    fitting = [size for size in PREVIEW_SIZES if size[0] <= most[0] and size[1] <= most[1]]
    for across, down in fitting[:1]:
        options = {} if across == PREVIEW_SIZES[0][0] else {"width": across}
        answer["thumbnail_url"] = card.picture(page, **options)
        answer |= {"thumbnail_width": across, "thumbnail_height": down}
    return answer


def _frame(card: Card, page: str, width: int, height: int) -> str:
    attributes = {
        "src": f"{card.link(page)}&embed=true",
        "title": card.title,
        "width": str(width),
        "height": str(height),
        "loading": "lazy",
        "style": "border:0",
        "allow": "clipboard-write",
    }
    frame: str = ET.tostring(ET.Element("iframe", attributes), "unicode", "html")
    return frame


def _size(asked: QueryParams, key: str) -> int:
    """Read how wide or high it may be. Raises ``ValueError``."""
    given = asked.get(key, "")
    if not given:
        return max(*PREVIEW_SIZES[0])
    if not (given.isascii() and given.isdigit() and 0 < len(given) < 6 and int(given)):
        raise ValueError(key)
    return int(given)


async def _answer(request: Request) -> Response:
    page = page_beside(request.scope, PATH)
    asked = QueryParams(request.url.query)
    if asked.get("format", "json") != "json":
        return answers.refusal(501, "This server answers in JSON alone.", "Not answered")
    try:
        most = (_size(asked, "maxwidth"), _size(asked, "maxheight"))
    except ValueError as error:
        return answers.refusal(400, f"“{error}” is not a number of pixels.", "Not answered")
    try:
        query = link_in(asked.get("url", ""), page)
        named = [each for each in parse_qs(query).get("dataset", ()) if each.strip()]
        name = named[0] if named else catalogue().told(None)[0]
        found = await answers.known(f"{name}.txt", query, page, answers.asker_of(request))
    except (NotOursError, RefusedError):
        return answers.refusal(404, "There is no map here at this address.", "Not answered")
    except NoTurnError:
        return answers.refusal(503, "Many ask at once. Try again in a minute.", "Not answered")
    card = card_of(found.wanted.excerpt)
    content = answer_of(card, page, most, embeds=bool(settings.read().embed))
    headers = {"Cache-Control": f"public, max-age={_CACHED_S}", "Access-Control-Allow-Origin": "*"}
    return JSONResponse(content, headers=headers)


def routes() -> list[Route]:
    """Give the route of oEmbed, for the ASGI app."""
    return [Route(f"{root}/{PATH}", _answer, methods=["GET", "HEAD"]) for root in roots()]
