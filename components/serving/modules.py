"""The browser's modules: each says what it imports; a page's are linked into one file.

A module is an ES module: its imports stand in lines of their own and name files by relative paths,
style sheets and JSON among them; it exports functions, classes and constants by name. An entry, the
module that a page starts with, is linked with all that it imports into one file, each module in a
scope of its own: one request, and a file that needs nothing beside it. While developing the
modules are served as they are, so that an edit shows at the next reload.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path, PurePosixPath
from threading import Event

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.serving.addresses import roots
from components.serving.served import PREFIX, Served, address

HERE = Path(__file__).parent.parent
_PLACE = f"{PREFIX}/modules"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_IMPORT = re.compile(
    r"""^\ *import\ (?:\{(?P<names>[^}]*)\}|\*\ as\ (?P<all>\w+)|(?P<sheet>\w+))
    \ from\ "(?P<path>\.[^"]*)"(?:\ with\ \{\ type:\ "\w+"\ \})?;$""",
    re.MULTILINE | re.VERBOSE,
)
_EXPORT = re.compile(r"^( *)export ((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import|export)\b(?!\.|\().*$", re.MULTILINE)


_developing = Event()
_added: dict[str, list[str]] = {}


class ModuleError(ValueError):
    """A module cannot be linked: the file, and what of it."""


def linked(entry: str, *others: str, folder: Path = HERE) -> str:
    """Link a module, named by its path in the folder, with all that it imports into one text.

    ``others`` are linked with it: modules that tell one of its own what they add. Raises
    ``ModuleError`` for a circle, a missing file and a line that is not understood.
    """
    numbers: dict[str, str] = {}
    parts = []
    for name, text in ordered(entry, *others, folder=folder).items():
        numbers[name] = f"m{len(numbers)}"
        parts.append(f"// {name}\nconst {numbers[name]} = {_scope(name, text, numbers)};\n")
    exported = ", ".join(_exported(_text(entry, folder)))
    end = f"export const {{ {exported} }} = {numbers[entry]};\n" if exported else ""
    return "".join([*parts, end])


def ordered(*entries: str, folder: Path = HERE) -> dict[str, str]:
    """Give modules and all that they import: each with its text, after what it imports itself."""
    found: dict[str, str] = {}

    def visit(name: str, opened: tuple[str, ...]) -> None:
        if name in opened:
            raise ModuleError(f"a circle of imports: {' → '.join([*opened, name])}")
        if name not in found:
            text = _text(name, folder)
            for other in imported(name, text):
                visit(other, (*opened, name))
            found[name] = text

    # What tells another of itself comes before the entry, which may start at once.
    for name in (*entries[1:], *entries[:1]):
        visit(name, ())
    return found


def imported(name: str, text: str) -> list[str]:
    """Name the files that a module of this text imports, by their paths in its folder."""
    found = _IMPORT.finditer(text) if name.endswith(".js") else ()
    return [_beside(name, line["path"]) for line in found]


def _beside(name: str, path: str) -> str:
    return os.path.normpath(PurePosixPath(name).parent / path)


def _text(name: str, folder: Path) -> str:
    try:
        return (folder / name).read_text("utf-8")
    except OSError as error:
        raise ModuleError(f"{name} cannot be read: {error.strerror}") from error


def _exported(text: str) -> list[str]:
    return [found[3] for found in _EXPORT.finditer(text)]


def _scope(name: str, text: str, numbers: dict[str, str]) -> str:
    """Give an expression that runs a module and gives what it exports."""
    if name.endswith(".json"):
        return text.strip()
    if name.endswith(".css"):
        return f"new CSSStyleSheet();\n{numbers[name]}.replaceSync({json.dumps(text)})"

    def taken(found: re.Match[str]) -> str:
        number = numbers[_beside(name, found["path"])]
        names = found["all"] or found["sheet"] or f"{{{found['names'].replace(' as ', ': ')}}}"
        return f"const {names} = {number};"

    body = _EXPORT.sub(r"\1\2 \3", _IMPORT.sub(taken, text))
    if left := _LEFT.search(body):
        raise ModuleError(f"{name}: “{left[0].strip()}” is no plain import or export")
    return f"(() => {{\n{body.rstrip()}\nreturn {{ {', '.join(_exported(text))} }};\n}})()"


@cache
def _served(*entries: str) -> Served:
    return Served(f"{PurePosixPath(entries[0]).stem}.js", linked(*entries).encode())


def publish(entry: str, *others: str) -> str:
    """Put a module, with others, where the browser can fetch it; give its address from the root."""
    _added[entry] = [os.path.relpath(other, PurePosixPath(entry).parent) for other in others]
    return f"{_PLACE}/{entry}" if _developing.is_set() else address(_served(entry, *others))


async def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    path = (HERE / name).resolve()
    if not path.is_relative_to(HERE) or path.suffix not in _TYPES or not path.is_file():
        return PlainTextResponse("There is no module at this address.", status_code=404)
    headers = {"Cache-Control": "no-store"}
    added = "".join(f'import "./{other}";\n' for other in _added.get(name, ()))
    content = path.read_text("utf-8") + added
    return Response(content, media_type=_TYPES[path.suffix], headers=headers)


def routes(*, develop: bool) -> list[Route]:
    """Give the route that serves the modules as they are, where someone develops them."""
    if not develop:
        return []
    _developing.set()
    return [Route(f"{root}/{_PLACE}/{{name:path}}", _serve) for root in roots()]
