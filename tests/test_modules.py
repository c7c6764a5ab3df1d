"""The browser's modules: linked into one file in an order that holds, refused where none does."""

from __future__ import annotations

import subprocess
from pathlib import Path
from threading import Event

import pytest
from starlette.applications import Starlette

from components.map import leaflet
from components.map.layers import SCRIPTS
from components.panels import PANELS
from components.publish.basis import KEPT_PANELS
from components.serving import modules
from components.serving.modules import ModuleError, linked, ordered
from components.workshop.page import ENTRY as WORKSHOP
from components.workshop.steps import STEPS
from tests.helpers.asgi import ask
from tests.helpers.datasets import ROOT
from tests.helpers.node import node

ENTRIES = (
    ("screen.js", *(f"panels/{panel.key}.js" for panel in PANELS)),
    ("map/app.js", *SCRIPTS),
    ("print.js",),
    (WORKSHOP, *(f"workshop/{step.key}.js" for step in STEPS)),
    ("opening.js",),
    ("publish/page.js", *(f"panels/{key}.js" for key in KEPT_PANELS), *SCRIPTS),
)


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write modules into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def run(folder: Path, program: str) -> str:
    """Run a linked text in node, and give what it prints."""
    path = folder / "linked.mjs"
    path.write_text(program, "utf-8")
    done = subprocess.run([node(), str(path)], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[0])
def test_each_entry_is_linked_into_a_module(entry: tuple[str, ...], tmp_path: Path) -> None:
    """What is linked imports nothing, and is JavaScript."""
    path = tmp_path / "entry.mjs"
    path.write_text(linked(*entry), "utf-8")
    done = subprocess.run([node(), "--check", path], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    assert "\nimport " not in linked(*entry)


def test_every_module_belongs_to_an_entry() -> None:
    """Nothing lies about that no page loads; the loader is what Streamlit itself is given."""
    used = {name for entry in ENTRIES for name in ordered(*entry) if name.endswith(".js")}
    present = {str(path.relative_to(modules.HERE)) for path in modules.HERE.rglob("*.js")}
    assert present - used == {"loader.js"}


def test_modules_keep_their_names_apart(tmp_path: Path) -> None:
    """Two may use the same name, and one import another's under a name of its own."""
    folder = written(
        tmp_path,
        {
            "main.js": 'import { name as first } from "./a/one.js";\n'
            'import * as two from "./two.js";\n'
            'import drawn from "./drawn.json" with { type: "json" };\n'
            "const name = [first(), two.name, two.Kind.name, drawn.cell].join();\n"
            "console.log(name);\n",
            "a/one.js": 'import {\n  name as other,\n} from "../two.js";\n'
            "export function name() {\n  return `one after ${other}`;\n}\n",
            "two.js": 'export const name = "two";\nexport class Kind {}\n',
            "drawn.json": '{ "cell": 52 }\n',
        },
    )
    assert list(ordered("main.js", folder=folder)) == [
        "two.js",
        "a/one.js",
        "drawn.json",
        "main.js",
    ]
    assert run(tmp_path, linked("main.js", folder=folder)) == "one after two,two,Kind,52"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {
                "main.js": 'import { a } from "./b.js";\n',
                "b.js": 'import { c } from "./main.js";\n',
            },
            "a circle of imports: main.js → b.js → main.js",
        ),
        ({"main.js": 'import { a } from "./gone.js";\n'}, "gone.js cannot be read"),
        ({"main.js": 'import "./other.js";\n', "other.js": ""}, "no plain import or export"),
        ({"main.js": "export default 3;\n"}, "no plain import or export"),
        ({"main.js": "export let three = 3;\n"}, "no plain import or export"),
        ({"main.js": 'import { a } from "elsewhere";\n'}, "no plain import or export"),
    ],
)
def test_what_cannot_be_linked_is_refused(files: dict[str, str], said: str, tmp_path: Path) -> None:
    """The file is named, and what of it."""
    with pytest.raises(ModuleError, match=said):
        linked("main.js", folder=written(tmp_path, files))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("map/app.js", 200),
        ("style.css", 200),
        ("page.py", 404),
        ("../app.py", 404),
        ("..%2Fpackage.json", 404),
        ("gone.js", 404),
    ],
)
def test_while_developing_modules_are_served_as_they_are(
    name: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser keeps none of them, and gets no other file."""
    monkeypatch.setattr(modules, "_developing", Event())
    app = Starlette(routes=modules.routes(develop=True))
    assert modules.publish("map/app.js") == "standpoint/modules/map/app.js"
    answer = ask(app, f"standpoint/modules/{name}")
    assert answer.status == status
    if status == 200:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.body == (modules.HERE / name).read_bytes()


def test_leaflet_is_what_npm_has() -> None:
    """The Python package's files are those that Leaflet's makers published, byte for byte."""
    folder = ROOT / "node_modules" / "leaflet" / "dist"
    for file in (leaflet.SCRIPT, leaflet.STYLE):
        assert file.content() == (folder / file.name).read_bytes()
