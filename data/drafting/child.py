"""The process that reads texts and drafts them: bytes in, JSON out, within its limits.

It is started by ``process.py`` and by nothing else. It is given no secrets, opens no connection,
and writes nothing but lines of JSON to standard output: ``{"progress": …}`` any number of times,
then ``{"result": …}`` or ``{"refused": …}``.
"""

from __future__ import annotations

import base64
import json
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from data.drafting import account, document, records, tables, texts
from data.drafting.proposals import Proposal


def limit(memory: int, seconds: int) -> None:
    """Limit this process, where the system can: bytes of its own memory, seconds of processor."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
        _say({"progress": [number, count, done, whole]})

    return tell


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read one request from standard input and answer it."""
    request = json.load(sys.stdin)
    limit(request["memory"], request["seconds"])
    try:
        _say({"result": answer(request)})
    except MemoryError:
        _say({"refused": "The text takes more memory to read than a draft may have."})
    except RecursionError:
        _say({"refused": "The text is nested too deeply to be read."})


if __name__ == "__main__":
    main()
