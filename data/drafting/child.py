"""The process that reads texts and drafts them: bytes in, JSON out, within its limits.

It is started by ``process.py`` and by nothing else, as ``data/confined.py`` says: it is given no
secrets, opens no connection, and writes nothing but lines of JSON to standard output.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from data import confined
from data.drafting import account, document, records, tables, texts
from data.drafting.proposals import Proposal


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Draft the texts of a request: their tables, records and reports, as values of JSON."""
    read: list[texts.Text] = []
    drafted: list[document.Drafted] = []
    refused: list[str] = []
    for number, entry in enumerate(request["texts"], 1):
        told = _teller(number, len(request["texts"]))
        try:
            text = texts.read(entry["name"], base64.b64decode(entry["content"]))
        except texts.UnreadableError as error:
            refused.append(str(error))
            continue
        read.append(text)
        if request["only_text"]:
            continue
        drafted.append(
            document.draft(
                text,
                language=request["language"],
                model=request["model"],
                published=request["published"],
                proposals=[Proposal(**each) for each in entry.get("proposals", ())],
                progress=told,
            )
        )
    if request["only_text"]:
        return {"texts": {each.name: each.text for each in read}, "refused": refused}
    made = tables.build(drafted)
    return {
        "tables": asdict(made),
        "records": [_record(each) for each in drafted],
        "report": [line for each in drafted for line in (*account.lines(each), "")],
        "notes": [f"{each.text.name}: {note}" for each in drafted for note in each.notes],
        "refused": refused,
    }


def _record(drafted: document.Drafted) -> dict[str, Any]:
    """Give a draft as it is measured; its id is the file's name without the ending."""
    name = PurePosixPath(drafted.text.name.replace("\\", "/")).stem
    places = [mention.record() for mention in drafted.places]
    return records.document(name, drafted.text.text, drafted.reading, places)


def _teller(number: int, count: int) -> document.Progress:
    def tell(done: int, whole: int) -> None:
        confined.say({"progress": [number, count, done, whole]})

    return tell


def main() -> None:
    """Read one request from standard input and answer it."""
    request = confined.request()
    try:
        confined.say({"result": answer(request)})
    except MemoryError:
        confined.say({"refused": "The text takes more memory to read than a draft may have."})
    except RecursionError:
        confined.say({"refused": "The text is nested too deeply to be read."})


if __name__ == "__main__":
    main()
