"""The rules of the architecture, checked by parsing the files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from components.serving import modules
from tests.helpers.code import (
    CODE,
    COMPONENTS,
    DATA,
    circles,
    graph,
    imports,
    remembering,
    rooms,
    tops,
    tree,
)
from tests.helpers.datasets import ROOT

SCRIPTS = sorted((ROOT / "components").rglob("*.js"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST = 320
SHOWN = {"streamlit", "streamlit_folium", "folium", "branca", "components", "app"}
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__", "unsafe_allow_html"}
FORBIDDEN_MODULES = {"pickle", "shelve", "marshal", "dill", "joblib", "html.escape"}
RAW_HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\s*\(|new\s+Function\b"
    r"|createContextualFragment|srcdoc|DOMParser"
)


FLOORS = (
    ("engine/",),  # pure: what is chosen, and what follows from it
    (
        "dom.js",
        "link.js",
        "phone.js",
        "covered.js",
        "paper.js",
        "steps.js",
        "ways.js",
    ),  # elements, the address, what lies where
    ("map/",),
    (
        "period.js",
        "menu.js",
        "menus.js",
        "search.js",
        "chips.js",
        "views.js",
        "first.js",
        "panels/",
    ),
    ("head.js", "controls.js", "problems.js", "connection.js", "atonce.js"),
    ("opening.js", "screen.js", "print.js", "publish/", "workshop/"),  # where a page starts
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


def found(paths: Iterable[Path], broken: Callable[[Path], object]) -> list[str]:
    """Name the files that break a rule, each with what breaks it."""
    return [f"{name_of(path)}: {what}" for path in paths if (what := broken(path))]


def test_data_knows_nothing_of_how_it_is_shown() -> None:
    """``data`` imports neither Streamlit nor folium nor components."""
    assert not found(DATA, lambda path: tops(path) & SHOWN)


def test_components_never_import_the_app() -> None:
    """Imports run from data to components to app, never back."""
    assert not found(COMPONENTS, lambda path: tops(path) & {"app", "tests"})


def test_no_module_leads_back_to_itself() -> None:
    """Imports, late ones too, have no circle."""
    assert len(graph()["components.page"]) > 5
    assert not circles(graph())


def test_no_room_leads_back_to_itself() -> None:
    """Nor do rooms: a folder of ``data`` or ``components``, or a file beside them."""
    assert {"data.loading", "data.choosing", "components.map"} <= rooms().keys()
    assert not circles(rooms())


def test_a_circle_is_found() -> None:
    """The two rules above would find one."""
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b → c → b"]


def test_operating_knows_nothing_of_what_it_operates() -> None:
    """What it needs of map and page, ``app.py`` hands to it."""
    assert rooms()["components.operating"] <= {
        "components.serving",
        "data.catalogue",
        "data.dataset",
    }


def test_nothing_remembers_a_dataset_but_weakly() -> None:
    """What is remembered goes with the dataset: by ``data/memory.py``, not by ``functools``."""
    assert not found(CODE, remembering)


def test_what_remembers_a_dataset_is_found(tmp_path: Path) -> None:
    """The rule above would find it."""
    path = tmp_path / "kept.py"
    path.write_text("@lru_cache(maxsize=8)\ndef kept(dataset: Dataset, name: str) -> None: ...\n")
    assert remembering(path) == ["kept"]


def test_only_the_map_knows_folium() -> None:
    """Folium and streamlit-folium are imported under ``components/map`` alone."""
    folium = {"folium", "streamlit_folium", "branca"}
    assert not found((p for p in CODE if "map" not in p.parts), lambda path: tops(path) & folium)
    assert "folium" in tops(ROOT / "components" / "map" / "frame.py")


def test_state_is_touched_in_one_file() -> None:
    """Session state and query parameters are named in ``components/state.py`` alone."""
    touching = [path for path in CODE if names(path) & {"session_state", "query_params"}]
    assert touching == [ROOT / "components" / "state.py"]


def dangerous(path: Path) -> set[str]:
    """Name what a file uses of what may run text as code, or text as HTML."""
    called = {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    # re.compile is no code made from text.
    used = (names(path) & FORBIDDEN_NAMES) - {"compile"}
    return used | (called & FORBIDDEN_NAMES) | (imports(path) | tops(path)) & FORBIDDEN_MODULES


def test_nothing_dangerous_is_used() -> None:
    """No unsafe HTML, no escaping by hand, no pickle, no code made from text."""
    assert not found(CODE, dangerous)


def test_scripts_set_text_and_no_html() -> None:
    """No script puts HTML together or makes code from text."""
    assert not found(SCRIPTS, lambda path: RAW_HTML.findall(path.read_text("utf-8")))


def test_files_are_short() -> None:
    """A file is about one idea."""
    assert not found(
        (*CODE, *SCRIPTS), lambda path: max(0, path.read_text("utf-8").count("\n") - LONGEST)
    )


def test_data_runs_without_streamlit() -> None:
    """A dataset is loaded and selected by plain Python: nothing imports Streamlit on the way."""
    program = (
        "import sys\n"
        "import data.catalogue, data.choosing.link, data.exports.formats\n"
        "import data.telling.quick_views\n"
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


def test_marks_are_put_into_order_in_one_file() -> None:
    """Unicode's forms of a text that was not cut before could stop the server for minutes."""
    assert [path for path in CODE if "normalize" in names(path)] == [ROOT / "data" / "marks.py"]


def test_a_browser_orders_marks_in_one_file() -> None:
    """The same in a browser."""
    ordering = [path.name for path in SCRIPTS if "normalize(" in path.read_text("utf-8")]
    assert ordering == ["fold.js"]


MODULES = [str(path.relative_to(modules.HERE)) for path in SCRIPTS if path.name != "loader.js"]


def above(name: str) -> list[str]:
    """Name what a module imports of the floors above its own."""
    taken = modules.imported(name, (modules.HERE / name).read_text("utf-8"))
    return [other for other in taken if other.endswith(".js") and floor_of(other) > floor_of(name)]


def test_imports_of_the_browser_run_down() -> None:
    """No module imports one of a floor above it, and none is in a circle."""
    assert not {name: others for name in MODULES if (others := above(name))}
    assert all(name in modules.ordered(name) for name in MODULES)  # which refuses a circle


def test_the_engine_sees_no_page() -> None:
    """What is pure runs in a page, in one file and in Node alike."""
    pure = [name for name in MODULES if name.startswith("engine/")]
    assert len(pure) > 3
    for name in pure:
        text = (modules.HERE / name).read_text("utf-8")
        code = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
        assert not SEES_A_PAGE.search(code), name
        assert all(other.startswith("engine/") for other in modules.ordered(name)), name
