"""The page of a dataset that did not load: every problem in it, in place of the map."""

from __future__ import annotations

import streamlit as st

from components import head, state
from components.scripts import component
from data.catalogue import Catalogue
from data.problem import Problem

MOST_PROBLEMS = 500
_problems = component("problems")


def draw(
    found: Catalogue, name: str | None, problems: tuple[Problem, ...], notices: tuple[str, ...]
) -> None:
    """Draw the list of problems, and the choice of another dataset."""
    entries = found.entries()
    title = next((entry["label"] for entry in entries if entry["id"] == name), "Standpoint")
    head.draw_plain(title, notices)
    with st.container(key="problems-place"):
        _problems(
            key="problems",
            data={
                "name": name,
                "datasets": [entry for entry in entries if entry["id"] != name],
                "total": len(problems),
                "answered": state.answered("problems"),
                "problems": [
                    {
                        "where": problem.where,
                        "value": problem.value[:200],
                        "expected": problem.expected,
                    }
                    for problem in problems[:MOST_PROBLEMS]
                ],
            },
            on_ask_change=state.follow("problems", None),
        )
