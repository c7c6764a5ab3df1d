"""A language model's proposals for a draft, where the operator names one.

Nothing is sent before the author said yes to this text and that host, and nothing of a text that
may not be passed on. What the model proposes is looked for in the text, and decided as all else is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.operating.rates import Buckets, Rate
from components.workshop.asking import Asked
from data.drafting.model import ModelError, Server, configured, parts, propose
from data.drafting.process import stored_texts
from data.workshop.errors import StoreError

OF_AN_AUTHOR = Rate(60, 60 / 86_400)
"""Parts of texts, of 6,000 characters each, that are sent for one author a day."""
MOST_AT_ONCE = 20
"""Parts that are sent for one draft."""
_ANOTHER = (
    "The language model is another one now. Nothing was sent; begin again to see where it is."
)
_WITHHELD = "A text that may not be passed on is sent to nobody."
_ENOUGH = "The language model was asked enough for today. Make the draft without it, or come back."

_sent = Buckets(OF_AN_AUTHOR)


def host() -> str:
    """Give the host of the language model that the operator names; "" for none."""
    try:
        server = configured()
    except ModelError:
        return ""
    return server.host if server else ""


def proposals(
    asked: Asked, files: Mapping[str, bytes], hear: Callable[..., None]
) -> tuple[dict[str, list[dict[str, object]]], list[str]]:
    """Ask the model about texts, if the author wants that; give what it proposes, and sentences.

    ``hear`` is called before each part is sent, and raises to end it. Raises ``StoreError``.
    """
    wanted = asked.words("ask", "")
    if not wanted:
        return {}, []
    server = _server(wanted)
    if asked.words("withheld", "").strip():
        raise StoreError(_WITHHELD)
    texts = stored_texts(files)
    count = sum(len([*parts(text)]) for text in texts.values())
    if count > MOST_AT_ONCE:
        raise StoreError("This is more text than the language model is asked about at once.")
    bucket = _sent.of(asked.store.author(asked.visit))
    if sum(bucket.may() for _ in range(count)) < count:
        raise StoreError(_ENOUGH)
    found: dict[str, list[dict[str, object]]] = {}
    said: list[str] = []
    for name, text in texts.items():
        answer = propose(text, server, heard=hear)
        found[name] = answer.proposals
        said += answer.notes
    return found, said


def _server(wanted: str) -> Server:
    """Give the model that the operator names now, if it is where the author was told it is."""
    try:
        server = configured()
    except ModelError as error:
        raise StoreError(_ANOTHER) from error
    if server is None or server.host != wanted:
        raise StoreError(_ANOTHER)
    return server


def told(notes: tuple[str, ...]) -> list[str]:
    """Give the sentences of a draft that say what became of the proposals."""
    return [note for note in notes if "language model" in note]
