"""The process that reads a spreadsheet: bytes in, JSON out, within its limits.

It is started by ``process.py`` and by nothing else, as ``data/confined.py`` says.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any

from data import confined
from data.importing import files
from data.importing.answers import About
from data.importing.header import table
from data.importing.looking import chosen, look
from data.importing.mapping import MappingError, fitted, of_json
from data.importing.sheet import UnreadableError


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Look at a file, or take its records where a mapping is given; the answer is of JSON."""
    sheets = files.read(base64.b64decode(request["content"]))
    if request["mapping"] is None:
        seen = look(sheets, request["sheet"], request["header"])
        return asdict(seen) | {"mapping": seen.mapping.as_json()}
    from data.importing.building import build  # noqa: PLC0415 - to look, no maps are needed

    mapping = of_json(request["mapping"])
    found = table(chosen(sheets, request["sheet"]), mapping.header)
    mapping = fitted(mapping, found.columns, found.header)
    return asdict(build(found, mapping, About(**request["about"])))


def main() -> None:
    """Read one request and answer it."""
    request = confined.request()
    try:
        confined.say({"result": answer(request)})
    except (UnreadableError, MappingError) as error:
        confined.say({"refused": str(error)})
    except MemoryError:
        confined.say({"refused": "The table takes more memory to read than it may have."})


if __name__ == "__main__":
    main()
