"""Content codings are negotiated as RFC 9110 says."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from components.operating.codings import Codings, takes_gzip
from tests.helpers.asgi import ask


@pytest.mark.parametrize(
    ("accepted", "gzip"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("gzip, deflate, br", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("*", True),
        ("*;q=0.1", True),
        ("gzip;q=0.5, identity;q=0.4", True),
        ("gzip ; q=0.001", True),
        ("gzip;q=0.5, *;q=0", True),
        ("identity;q=0, *", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("gzip; Q=0", False),
        ("*, gzip;q=0", False),
        ("*;q=0", False),
        ("br, deflate", False),
        ("notgzip, gzipped", False),
        ("gzip;q=0.4, identity;q=0.5", False),
        ("gzip;q=nonsense", False),
        ("gzip;q=2", False),
    ],
)
def test_what_is_accepted(accepted: str, gzip: bool) -> None:  # noqa: FBT001
    """Weights, the star, refusals, and what nobody can read."""
    assert takes_gzip(accepted) is gzip


async def told(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell what the app is told."""
    accepted = Request(scope).headers.get("accept-encoding", "nothing")
    await PlainTextResponse(accepted)(scope, receive, send)


def test_the_app_is_told_one_word_or_nothing() -> None:
    """So that whatever answers, Streamlit's part too, does as was negotiated."""
    app = Codings(told)
    assert ask(app, "", accept_encoding="br, gzip;q=0.8").body == b"gzip"
    assert ask(app, "", accept_encoding="gzip;q=0").body == b"nothing"
    assert ask(app, "").body == b"nothing"
