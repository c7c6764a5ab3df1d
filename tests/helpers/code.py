"""The code of Standpoint, parsed."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.helpers.datasets import ROOT

DATA = sorted((ROOT / "data").rglob("*.py"))
COMPONENTS = sorted((ROOT / "components").rglob("*.py"))
CODE = [ROOT / "app.py", *DATA, *COMPONENTS]


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Name every module, and every name of a module, that a file imports."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            assert node.level == 0, f"{path}: relative imports hide what is imported"
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def module(path: Path) -> str:
    """Name a file's module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def graph() -> dict[str, set[str]]:
    """Give each module of the code, with those of the code that it imports, late or not."""
    known = {module(path): path for path in CODE}

    def taken(node: ast.AST) -> set[str]:
        if isinstance(node, ast.Import):
            return {alias.name for alias in node.names}
        if not isinstance(node, ast.ImportFrom):
            return set()
        full = {f"{node.module}.{alias.name}" for alias in node.names}
        return full if full <= known.keys() else {*full, str(node.module)}

    return {
        name: set().union(*map(taken, ast.walk(tree(path)))) & known.keys() - {name}
        for name, path in known.items()
    }


def rooms() -> dict[str, set[str]]:
    """Give the same for rooms: a folder below ``data`` or ``components``, or a file beside them.

    The package files of ``data`` and ``components`` themselves have no imports, and are no room.
    """

    def room(name: str) -> str:
        return ".".join(name.split(".")[:2])

    found: dict[str, set[str]] = {}
    for name, others in graph().items():
        inside = {room(other) for other in others if "." in other} - {room(name)}
        found.setdefault(room(name), set()).update(inside)
    return found


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """Find what leads back to itself: each circle once, as "a → b → a"."""
    done: set[str] = set()
    found: list[str] = []

    def visit(name: str, opened: tuple[str, ...]) -> None:
        if name in opened:
            found.append(" → ".join([*opened[opened.index(name) :], name]))
        elif name not in done:
            for other in sorted(arrows.get(name, ())):
                visit(other, (*opened, name))
            done.add(name)

    for name in sorted(arrows):
        visit(name, ())
    return found


def remembering(path: Path) -> list[str]:
    """Name the functions of a file that take a Dataset and keep it by ``functools``."""
    return [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        if any(_last(mark) in {"cache", "lru_cache"} for mark in node.decorator_list)
        if any(
            "Dataset" in ast.dump(taken.annotation) for taken in _taken(node) if taken.annotation
        )
    ]


def _last(mark: ast.expr) -> str:
    name = mark.func if isinstance(mark, ast.Call) else mark
    return name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")


def _taken(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def tops(path: Path) -> set[str]:
    """Name the packages that a file imports."""
    return {name.partition(".")[0] for name in imports(path)}
