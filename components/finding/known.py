"""What machines look for at addresses that all servers have: robots.txt, a site map, icons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.finding.cards import NAME
from components.operating import settings
from components.operating.hosts import page_beside
from components.palette import LIGHT
from components.serving.addresses import roots
from data.catalogue import catalogue

_HERE = Path(__file__).parent
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DAY = {"Cache-Control": "public, max-age=86400"}
_SECURITY = ".well-known/security.txt"
_NO_CONTACT = "Nobody is named here."
_VALID_DAYS = 90
"""Days for which a contact may be believed: it is said anew with each answer."""


async def _robots(request: Request) -> Response:
    """Let all be read but what takes work or is an author's; previews and feeds are for robots."""
    page = page_beside(request.scope, "robots.txt")
    path = urlsplit(page).path
    lines = [
        "User-agent: *",
        *(f"Allow: {path}export/*.{ending}" for ending in ("preview.png", "atom")),
        *(f"Disallow: {path}{part}" for part in ("export/", "workshop/", "*workshop=")),
        f"Disallow: {path}*dataset=draft.",
        "",
        f"Sitemap: {page}sitemap.xml",
        "",
    ]
    return PlainTextResponse("\n".join(lines), headers=_DAY)


async def _sitemap(request: Request) -> Response:
    """Name the page of each dataset; of one that has versions, the newest."""
    page = page_beside(request.scope, "sitemap.xml")
    found = ET.Element("urlset", {"xmlns": _SITEMAPS})
    for entry in catalogue().entries():
        address = ET.SubElement(ET.SubElement(found, "url"), "loc")
        address.text = f"{page}?{urlencode({'dataset': entry['id']})}"
    content = ET.tostring(found, "utf-8", xml_declaration=True)
    return Response(content, media_type="application/xml", headers={"Cache-Control": "no-cache"})


async def _security(request: Request) -> Response:
    """Say whom to tell of a hole (RFC 9116), where the operator says so."""
    contact = settings.read().contact
    if not contact:
        return PlainTextResponse(_NO_CONTACT, 404)
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0) + timedelta(days=_VALID_DAYS)
    lines = [
        *(f"Contact: {each}" for each in contact),
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {page_beside(request.scope, _SECURITY)}{_SECURITY}",
        "Preferred-Languages: en",
        "",
    ]
    return PlainTextResponse("\n".join(lines))


async def _manifest(_request: Request) -> Response:
    icons = [
        {"src": "favicon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": "favicon.png", "sizes": "512x512", "type": "image/png"},
    ]
    manifest = {
        "name": NAME,
        "short_name": NAME,
        "description": "Who said what, about where: an interactive map of statements.",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": LIGHT["ground"],
        "theme_color": LIGHT["ground"],
        "icons": icons,
    }
    return JSONResponse(manifest, headers=_DAY, media_type="application/manifest+json")


async def _icon(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    kind = {"favicon.svg": "image/svg+xml"}.get(name, "image/png")
    file = _HERE / ("icon.svg" if name.endswith("svg") else "icon.png")
    return Response(file.read_bytes(), media_type=kind, headers=_DAY)


def routes() -> list[Route]:
    """Give the routes of all of them, for the ASGI app."""
    answers = {
        "robots.txt": _robots,
        "sitemap.xml": _sitemap,
        _SECURITY: _security,
        "manifest.webmanifest": _manifest,
        **dict.fromkeys(("favicon.png", "favicon.svg", "favicon.ico"), _icon),
    }
    return [
        Route(f"{root}/{path}", answer, methods=["GET", "HEAD"])
        for root in roots()
        for path, answer in answers.items()
    ]
