"""Beginning a draft: texts are read in a process of its own, and the page hears how far it is."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any

import anyio
from anyio import CapacityLimiter

from components.workshop import proposing
from components.workshop.asking import Asked, AskedWronglyError
from components.workshop.states import remembered
from components.workshop.tables import content_of, seed_of
from data.drafting.process import DraftError, stored_texts
from data.limits import MB
from data.workshop.adding import beside
from data.workshop.errors import StoreError
from data.workshop.starting import Seed, from_texts, from_zip
from data.workshop.state import Change, State

MOST_FILES = 50
MOST_BYTES = 5 * MB
"""Bytes of all files that a draft begins with."""
AT_ONCE = 2
"""Texts that are read at the same time."""
_HEARTBEAT = 0.5
"""Seconds after which the page is told something, so that it is noticed when it has gone."""
_GIVEN = ("publisher", "url", "licence", "withheld")
"""What the page may say of a source beside what is read from it."""
_REPORT = "The report"

_limiter, _asking = CapacityLimiter(AT_ONCE), CapacityLimiter(1)
"""Whoever waits for a language model keeps nobody waiting who does not."""


class _CancelledError(Exception):
    """Whoever asked has gone."""


def read(asked: Asked) -> dict[str, Any]:
    """Give the texts of files as they will be kept, before anything is made of them."""
    asked.admitted()
    try:
        texts = stored_texts(_files(asked))
    except DraftError as error:
        raise StoreError(str(error)) from error
    return {"texts": [{"name": name, "text": text} for name, text in texts.items()]}


def _files(asked: Asked) -> dict[str, bytes]:
    """Give the files by their names, each name once."""
    found: dict[str, bytes] = {}
    for number, file in enumerate(asked.several("files", MOST_FILES), 1):
        if not isinstance(file, dict):
            raise AskedWronglyError
        one = Asked(asked.store, asked.visit, file)
        name = one.words("name", f"text-{number}.txt")[:200]
        found[name if name not in found else f"{number}-{name}"] = content_of(one)
    if sum(map(len, found.values())) > MOST_BYTES:
        most = f"{MOST_BYTES // MB:,} MB"
        raise StoreError(f"These are more than {most}. Take fewer or smaller files.")
    if not found:
        raise StoreError("There is no text yet. Paste one, or choose a file.")
    return found


async def begin(asked: Asked) -> AsyncIterator[bytes]:
    """Begin a draft; give lines of JSON: how far it is, and at last the draft or why there is none.

    When nobody listens any more the work is ended.
    """
    heard: SimpleQueue[dict[str, Any]] = SimpleQueue()
    gone = Event()

    def hear(*progress: int) -> None:
        if gone.is_set():
            raise _CancelledError
        if progress:
            heard.put({"progress": progress})

    def work() -> None:
        try:
            heard.put(_begun(asked, hear))
        except _CancelledError:
            return
        except (DraftError, StoreError) as error:
            heard.put({"refused": str(error)})
        except Exception:
            heard.put({"refused": "Something went wrong here. Try again in a minute."})
            raise

    async with anyio.create_task_group() as tasks:
        try:
            turns = _asking if asked.content.get("ask") else _limiter
            tasks.start_soon(lambda: anyio.to_thread.run_sync(work, limiter=turns))
            told, last = False, time.monotonic()
            while not told:
                try:
                    said = heard.get_nowait()
                except Empty:
                    await anyio.sleep(0.05)
                    if time.monotonic() - last < _HEARTBEAT:
                        continue
                    said = {}
                last = time.monotonic()
                told = "draft" in said or "refused" in said
                yield json.dumps(said).encode() + b"\n"
        finally:
            gone.set()


def _begun(asked: Asked, hear: Any) -> dict[str, Any]:  # noqa: ANN401 - a function of progress
    left: list[dict[str, str]] = []
    said: list[str] = []
    if "table" in asked.content:
        seed, left = seed_of(asked)
    elif "package" in asked.content:
        seed = _opened(content_of(asked, "package"))
    else:
        files = _files(asked)
        proposals, said = proposing.proposals(asked, files, hear)
        seed = from_texts(
            files,
            asked.words("title", ""),
            language=asked.words("language", ""),
            published=asked.words("published", ""),
            proposals=proposals,
            heard=hear,
        )
        said += proposing.told(seed.notes)
        seed = _as_told(seed, asked)
    draft = _kept(asked, seed)
    return {"draft": draft, "notes": list(seed.notes), "said": said, "left": left}


def _kept(asked: Asked, seed: Seed) -> str:
    """Begin a draft, or add to the one that is named; give its id."""
    draft = asked.words("draft", "")
    if not draft:
        return asked.store.start(asked.visit, seed.changes, seed.texts)
    state = remembered(asked, draft)
    changes = beside(state, seed.changes)
    done = asked.store.write(asked.visit, draft, "add texts", changes, seen=state, texts=seed.texts)
    if not isinstance(done, State):
        raise StoreError("Somebody else added to this draft at this moment. Add the text again.")
    return draft


def _opened(package: bytes) -> Seed:
    found = from_zip(package)
    if isinstance(found, Seed):
        return found
    problems = "; ".join(str(problem) for problem in found[:3])
    raise StoreError(f"This dataset cannot be opened: {problems}.")


def _as_told(seed: Seed, asked: Asked) -> Seed:
    """Set what the page says of the sources; without a draft, leave out what was made of them."""
    given = {name: asked.words(name, "").strip() for name in _GIVEN}
    titled = asked.words("title", "").strip()
    only_one = sum(change.table == "sources" for change in seed.changes) == 1
    if titled and only_one:
        given["title"] = titled
    kept = [
        change
        for change in seed.changes
        if asked.content.get("drafting", True) or change.table in {"about", "sources"}
    ]
    changes = tuple(_told_of(change, {k: v for k, v in given.items() if v}) for change in kept)
    return Seed(changes, seed.texts, seed.notes)


def _told_of(change: Change, given: dict[str, str]) -> Change:
    cells = change.after or {}
    if change.table == "sources":
        return Change(change.table, change.key, None, {**cells, **given})
    if change.table == "actors" and cells.get("name") == _REPORT and given.get("publisher"):
        return Change(change.table, change.key, None, {**cells, "name": given["publisher"]})
    return change
