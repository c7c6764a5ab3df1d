"""The page of a dataset that did not load: every problem in it, in place of the map."""

from __future__ import annotations

from components import head, screen
from data.catalogue import Catalogue
from data.problem import Problem

MOST_PROBLEMS = 500


def draw(
    found: Catalogue, name: str | None, problems: tuple[Problem, ...], notices: tuple[str, ...]
) -> None:
    """Draw the list of problems, and the choice of another dataset."""
    entries = found.entries(name)
    title = next((entry["label"] for entry in entries if entry["id"] == name), "Standpoint")
    screen.room("head")
    screen.room("problems")
    content = {
        "name": name,
        "datasets": [entry for entry in entries if entry["id"] != name],
        "total": len(problems),
        "problems": [
            {"where": problem.where, "value": problem.found, "expected": problem.wanted}
            for problem in problems[:MOST_PROBLEMS]
        ],
    }
    screen.show({"head": head.plain(title, notices), "problems": content}, None)
