"""Checking a draft and publishing it: what keeps it from opening, its versions, a new one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from components.workshop.asking import Asked
from components.workshop.states import remembered
from data.drafting.slugs import slug
from data.workshop import publishing
from data.workshop.contents import Found, contents
from data.workshop.limits import MOST_NAME
from data.workshop.queries.versions import Version
from data.workshop.questions import ask
from data.workshop.tables import ABOUT

MOST_TOLD = 200
"""Problems that are told at once."""
_WORDS = 1_000


def check(asked: Asked) -> dict[str, Any]:
    """Say what keeps a draft from being published as it is, and what a careful editor would ask.

    Each is told with the record at which it is put right.
    """
    draft = asked.words("draft")
    state = remembered(asked, draft)
    questions = [asdict(each) for each in ask(contents(state, undecided=True))]
    return {
        "problems": _told(publishing.check(asked.store, asked.visit, draft, state)),
        "questions": questions[:MOST_TOLD],
    }


def _once(found: Iterable[Found]) -> list[Found]:
    """Leave out what follows from another: a record that refers to one that is not decided."""
    every = list(found)
    mended = {each.problem.value for each in every if _is_of_itself(each)}
    return [each for each in every if _is_of_itself(each) or each.problem.value not in mended]


def _is_of_itself(found: Found) -> bool:
    """Tell whether a problem that shows in another record is put right at the one it names."""
    return bool(found.key) and found.key == found.problem.value


def _told(found: Iterable[Found]) -> list[dict[str, str]]:
    told = [
        {
            "table": each.table,
            "key": each.key,
            "column": "" if _is_of_itself(each) else each.problem.column or "",
            "value": "" if _is_of_itself(each) else each.problem.found,
            "expected": each.problem.wanted,
        }
        for each in _once(found)
    ]
    return told[:MOST_TOLD]


def versions(asked: Asked) -> dict[str, Any]:
    """List what was published of a draft, the newest first; offer a name where nothing was."""
    draft = asked.words("draft")
    about = remembered(asked, draft).row(ABOUT, ABOUT) or {}
    found = publishing.published(asked.store, asked.visit, draft)
    title = about.get("title", "")
    return {
        "name": slug(title, "map")[:MOST_NAME].strip("-"),
        "versions": [_version(each) for each in reversed(found)],
    }


def _version(version: Version) -> dict[str, Any]:
    said = json.loads(version.said)
    return {
        "name": version.name,
        "number": version.number,
        "at": version.at,
        "by": said.get("by", ""),
        "note": said.get("note", ""),
        "withdrawn": not said,
        "counts": [len(said.get(kind, ())) for kind in ("added", "changed", "withdrawn")],
    }


def publish(asked: Asked) -> dict[str, Any]:
    """Publish what is decided as the next version; or say what keeps it from that."""
    done = publishing.publish(
        asked.store,
        asked.visit,
        asked.words("draft"),
        name=asked.words("name", "").strip(),
        note=asked.words("note", "").strip()[:_WORDS],
        by=asked.words("by", "").strip()[:_WORDS],
    )
    if isinstance(done, Version):
        return {"version": _version(done), "problems": []}
    return {"version": None, "problems": _told(done)}
