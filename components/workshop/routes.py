"""The addresses of the workshop. What answers there is loaded when somebody asks."""

from __future__ import annotations

import importlib

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components.operating.hosts import page_address
from components.serving.addresses import roots

PREFIX = "workshop"
_ANSWERS, _SIGNING = "components.workshop.answers", "components.workshop.signing"


async def _answer(request: Request) -> Response:
    if request.method == "GET" and request.path_params["what"] == "sign-in":
        signing = await anyio.to_thread.run_sync(importlib.import_module, _SIGNING)
        back = "../"
        if signing.is_offered(page_address(request.scope, PREFIX)):
            back += signing.way_in()
        return RedirectResponse(back, 303)
    if request.method == "GET" and request.path_params["what"] == "sign-out":
        answers = await anyio.to_thread.run_sync(importlib.import_module, _ANSWERS)
        left: Response = await answers.sign_out(request)
        return left
    if request.method != "POST":
        return PlainTextResponse("There is nothing to read at this address.", 405)
    answers = await anyio.to_thread.run_sync(importlib.import_module, _ANSWERS)
    answered: Response = await answers.answer(request)
    return answered


def routes() -> list[Route]:
    """Give the routes, for the ASGI app."""
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    return [Route(f"{root}/{PREFIX}/{{what:path}}", _answer, methods=methods) for root in roots()]
