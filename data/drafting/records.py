"""A draft in the form in which drafts are measured: one JSON object a document.

``python -m data.drafting.records [--rules] TEXT…`` prints that of plain text files.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.drafting.attribution import Reading, Span
from data.drafting.linguistics import read


def document(
    identifier: str, text: str, reading: Reading, places: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Give a document's record: positions in code points, the end exclusive.

    ``places`` are of the same form (``span``, ``id``, ``kind``, ``country``, ``lat``, ``lon``); a
    statement is about those that stand in its content.
    """
    ordered = sorted(places, key=lambda place: place["span"])
    return {
        "id": identifier,
        "text": text,
        "attributions": [
            {
                "content": [list(span) for span in one.content],
                "cue": list(one.cue) if one.cue else None,
                "speaker": list(one.speaker) if one.speaker else None,
                "speaker_name": one.speaker_name,
                "directness": one.directness,
                "about": _about(one.content, ordered),
            }
            for one in reading.attributions
        ],
        "places": [dict(place) for place in places],
    }


def _about(content: Sequence[Span], places: Sequence[Mapping[str, Any]]) -> list[str]:
    """Name the places in a content, each once, in its order; the places are in the text's."""
    inside = []
    for start, end in content:
        first = bisect_left(places, start, key=lambda place: place["span"][0])
        last = bisect_left(places, end, key=lambda place: place["span"][0])
        inside += [str(place["id"]) for place in places[first:last] if place["span"][1] <= end]
    return list(dict.fromkeys(inside))


def main() -> None:
    """Print the record of each text."""
    parser = argparse.ArgumentParser(prog="data.drafting.records", description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--rules", action="store_true", help="do without the parser")
    chosen = parser.parse_args()
    for path in chosen.texts:
        text = path.read_text("utf-8")
        made = document(path.stem, text, read(text, model=not chosen.rules))
        sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
