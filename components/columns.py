"""The columns of a dataset: what the browser answers choices from by itself.

They are at an address with their version, compressed, to be kept for ever, and are asked for when
the page stands. A large dataset has none; then the server answers every choice.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from threading import Event
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.operating.askers import share_of
from components.publish.basis import LIVE_PANELS, columns
from components.serving.addresses import roots
from components.serving.kept import GoneError, Kept
from components.serving.served import BEFORE_A_PROXY_ASKS, FOREVER, PREFIX, is_routed
from components.serving.turns import NoTurnError, Turns
from data.catalogue import catalogue
from data.dataset import Dataset
from data.marks import normal
from data.memory import once_per_dataset
from data.version import code_of

MOST_BYTES = 2_000_000
"""What the columns of a dataset may weigh, compressed."""
MOST_STATEMENTS = 20_000
MOST_CHARACTERS = 10_000_000
"""Of a dataset's texts together; of larger datasets it is known that they weigh too much."""
_VERSION = re.compile("[0-9a-f]{20}")
_turns = Turns(1, each=1, waiting=100, each_waiting=4)
_kept = Kept(most_files=50, most_bytes=50 * MOST_BYTES, in_memory=MOST_BYTES)
_too_heavy: set[str] = set()


class NoColumnsError(Exception):
    """There are no columns at this address."""


def address(dataset: Dataset) -> str:
    """Give the address of a dataset's columns from the root of the app; "" where it has none."""
    version = _version(dataset)
    if not is_routed() or not version or version in _too_heavy:
        return ""
    return f"{PREFIX}/columns/{version}/{quote(dataset.name, safe='')}.json"


@once_per_dataset
def _version(dataset: Dataset) -> str:
    """Name the version of a dataset's columns; "" where it is too large for any."""
    if dataset.size > MOST_STATEMENTS or sum(map(len, dataset.texts.values())) > MOST_CHARACTERS:
        return ""
    version = f"{dataset.digest} {code_of('data', 'components')}"
    return hashlib.sha256(version.encode()).hexdigest()[:20]


def _packed(version: str, name: str) -> bytes:
    """Write the columns of a dataset, if this is their version. Raises ``NoColumnsError``."""
    found = catalogue()
    dataset = found.load(name) if name in found.names else None
    if not isinstance(dataset, Dataset) or version != _version(dataset) or version in _too_heavy:
        raise NoColumnsError
    content = json.dumps(
        columns(dataset, LIVE_PANELS), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    packed = gzip.compress(content.encode("utf-8", "replace"), 6, mtime=0)
    if len(packed) > MOST_BYTES:
        _too_heavy.add(version)
        raise NoColumnsError
    return packed


async def _serve(request: Request) -> Response:
    version, name = request.path_params["version"], request.path_params["name"]
    headers = {"Cache-Control": FOREVER, "ETag": f'"{version}"', "Vary": "Accept-Encoding"}
    headers["X-Accel-Expires"] = BEFORE_A_PROXY_ASKS
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)

    def write(file: BinaryIO, _unwanted: Event) -> None:
        file.write(_packed(version, normal("NFC", name)))

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    try:
        # What was taken back is not given from what was kept of it.
        if not _VERSION.fullmatch(version) or normal("NFC", name) not in catalogue().names:
            raise NoColumnsError  # noqa: TRY301 - said as for other addresses
        asker = share_of(request.scope) or object()
        with await _kept.written((version, name), write, _turns, asker, gone) as file:
            content = file.read()
    except NoColumnsError:
        return PlainTextResponse("There is nothing at this address.", status_code=404)
    except (GoneError, NoTurnError):
        return PlainTextResponse("Try again later.", 503, {"Retry-After": "60"})
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type="application/json", headers=headers)


def routes() -> list[Route]:
    """Give the route that serves the columns, for the ASGI app; it stands before that of files."""
    return [
        Route(f"{root}/{PREFIX}/columns/{{version}}/{{name}}.json", _serve, methods=["GET", "HEAD"])
        for root in roots()
    ]
