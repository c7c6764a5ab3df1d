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


def tops(path: Path) -> set[str]:
    """Name the packages that a file imports."""
    return {name.partition(".")[0] for name in imports(path)}
