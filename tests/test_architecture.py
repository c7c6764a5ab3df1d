"""The rules of the architecture, checked by parsing the files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from components.serving import modules
from tests.helpers.code import CODE, COMPONENTS, DATA, imports, tops, tree
from tests.helpers.datasets import ROOT

SCRIPTS = sorted((ROOT / "components").rglob("*.js"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST = 320
BUILDERS = {"disputed.py"}
"""What builds the base map is a table of cases and is never run by the app."""

SHOWN = {"streamlit", "streamlit_folium", "folium", "branca", "components", "app"}
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__", "unsafe_allow_html"}
FORBIDDEN_MODULES = {"pickle", "shelve", "marshal", "dill", "joblib", "html.escape"}
RAW_HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\s*\(|new\s+Function\b"
    r"|createContextualFragment|srcdoc|DOMParser"
)


FLOORS = (
    ("engine/",),  # pure: what is chosen, and what follows from it
    ("dom.js", "link.js", "phone.js", "covered.js"),  # elements, the address, what lies where
    ("map/",),
    ("period.js", "menu.js", "search.js", "chips.js", "views.js", "first.js", "panels/"),
    ("head.js", "controls.js", "problems.js", "connection.js"),
    ("screen.js", "print.js", "publish/"),  # where a page starts
)
"""The rooms of the browser's half, from the ground up: imports run down or stay on a floor."""
SEES_A_PAGE = re.compile(r"\b(document|window|navigator|location|history|localStorage)\b[.\[(]")


def floor_of(name: str) -> int:
    """Give the floor of a module, named by its path in ``components``."""
    return next(
        floor for floor, rooms in enumerate(FLOORS) if name.startswith(rooms) or name in rooms
    )


def name_of(path: Path) -> str:
    """Name a file for a test's title."""
    return str(path.relative_to(ROOT))


def names(path: Path) -> set[str]:
    """Give every name, attribute and keyword that a file uses."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
    return found


def test_there_is_something_to_check() -> None:
    """The folders are where these tests look."""
    assert len(DATA) > 10
    assert len(COMPONENTS) > 10
    assert len(SCRIPTS) > 10


@pytest.mark.parametrize("path", DATA, ids=name_of)
def test_data_knows_nothing_of_how_it_is_shown(path: Path) -> None:
    """``data`` imports neither Streamlit nor folium nor components."""
    assert not tops(path) & SHOWN


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_components_never_import_the_app(path: Path) -> None:
    """Imports run from data to components to app, never back."""
    assert not tops(path) & {"app", "tests"}


@pytest.mark.parametrize("path", [path for path in CODE if "map" not in path.parts], ids=name_of)
def test_only_the_map_knows_folium(path: Path) -> None:
    """Folium and streamlit-folium are imported under ``components/map`` alone."""
    assert not tops(path) & {"folium", "streamlit_folium", "branca"}


def test_the_map_knows_folium() -> None:
    """The rule above would find folium: its own folder has it."""
    assert "folium" in tops(ROOT / "components" / "map" / "frame.py")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_state_is_touched_in_one_file(path: Path) -> None:
    """Session state and query parameters are named in ``components/state.py`` alone."""
    touches = names(path) & {"session_state", "query_params"}
    assert bool(touches) == (path == ROOT / "components" / "state.py")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_nothing_dangerous_is_used(path: Path) -> None:
    """No unsafe HTML, no escaping by hand, no pickle, no code made from text."""
    used = {name for name in names(path) if name in FORBIDDEN_NAMES}
    # re.compile is no code made from text.
    called = {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not (used - {"compile"}) | (called & FORBIDDEN_NAMES)
    assert not {name for name in imports(path) if name in FORBIDDEN_MODULES}
    assert not tops(path) & FORBIDDEN_MODULES


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_set_text_and_no_html(path: Path) -> None:
    """No script puts HTML together or makes code from text."""
    assert not RAW_HTML.findall(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "path", [path for path in (*CODE, *SCRIPTS) if path.name not in BUILDERS], ids=name_of
)
def test_files_are_short(path: Path) -> None:
    """A file is about one idea."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_data_runs_without_streamlit() -> None:
    """A dataset is loaded and selected by plain Python: nothing imports Streamlit on the way."""
    program = (
        "import sys\n"
        "import data.catalogue, data.choosing.link, data.telling.views, data.exports.formats\n"
        "print(sorted({'streamlit', 'folium', 'components'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_no_test_imports_a_test() -> None:
    """What tests share is in ``tests/helpers``: a test can be moved, split or taken away alone."""
    assert len(TESTS) > 10
    tests = re.compile(r"tests\.(test_|conftest)")
    taken = {name_of(path): list(filter(tests.match, imports(path))) for path in TESTS}
    assert not {name: others for name, others in taken.items() if others}


def test_packages_hold_no_python() -> None:
    """Adding a dataset is adding a folder of data."""
    assert not list((ROOT / "data" / "packages").rglob("*.py"))


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_marks_are_put_into_order_in_one_file(path: Path) -> None:
    """Unicode's forms of a text that was not cut before could stop the server for minutes."""
    assert ("normalize" in names(path)) == (path == ROOT / "data" / "marks.py")


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_browser_orders_marks_in_one_file(path: Path) -> None:
    """The same in a browser."""
    assert ("normalize(" in path.read_text("utf-8")) == (path.name == "fold.js")


MODULES = [str(path.relative_to(modules.HERE)) for path in SCRIPTS if path.name != "loader.js"]


@pytest.mark.parametrize("name", MODULES)
def test_imports_of_the_browser_run_down(name: str) -> None:
    """No module imports one of a floor above it, and none is in a circle."""
    taken = modules.imported(name, (modules.HERE / name).read_text("utf-8"))
    above = [other for other in taken if other.endswith(".js") and floor_of(other) > floor_of(name)]
    assert not above
    assert name in modules.ordered(name)  # which refuses a circle


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("engine/")])
def test_the_engine_sees_no_page(name: str) -> None:
    """What is pure runs in a page, in one file and in Node alike."""
    code = re.sub(
        r"//[^\n]*|/\*.*?\*/", "", (modules.HERE / name).read_text("utf-8"), flags=re.DOTALL
    )
    assert not SEES_A_PAGE.search(code)
    assert all(name.startswith("engine/") for name in modules.ordered(name))
