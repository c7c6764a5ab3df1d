"""Give a draft as records of spans: the form in which drafts are scored.

One object a document: ``id``, ``attributions`` and ``places``; spans are ``[start, end]`` in code
points, ends exclusive.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from data.drafting.document import Drafted
from data.drafting.mention import Mention

_KINDS = {
    "air base": "facility",
    "airport": "facility",
    "naval base": "facility",
    "military base": "facility",
    "port": "facility",
}


def record(drafted: Drafted) -> dict[str, Any]:
    """Give one drafted text in that form; its id is the file's name without the ending."""
    return {
        "id": PurePosixPath(drafted.text.name.replace("\\", "/")).stem,
        "attributions": [
            {
                "content": [list(span) for span in each.attribution.content],
                "cue": list(each.attribution.cue) if each.attribution.cue else None,
                "speaker": list(each.attribution.speaker) if each.attribution.speaker else None,
                "speaker_name": each.attribution.speaker_name,
                "directness": each.attribution.directness,
                "about": list(
                    dict.fromkeys(_id(one.mention) for one in each.places if one.role == "about")
                ),
            }
            for each in drafted.statements
        ],
        "places": [_place(mention) for mention in drafted.places],
    }


def _id(mention: Mention) -> str:
    one = mention.likeliest
    return f"{one.name} {one.country} {one.kind}" if one else mention.name.casefold()


def _place(mention: Mention) -> dict[str, Any]:
    one = mention.likeliest
    found: dict[str, Any] = {
        "span": [mention.start, mention.end],
        "id": _id(mention),
        "name": one.name if one else mention.name,
        "kind": _KINDS.get(mention.kind, mention.kind),
    }
    if mention.country:
        found["country"] = mention.country
    if one and one.geonames:
        found["geonames"] = one.geonames
    if one and one.lat is not None:
        found |= {"lat": one.lat, "lon": one.lon}
    return found
