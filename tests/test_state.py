"""What a component asks for, carried out: it changes the link, and is trusted no more than one."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Link = dict[str, list[str]]
HERE: Link = {"dataset": ["two-harbours"]}


def page(asked: object, *, with_dataset: bool) -> None:
    """Carry out what a component asked for; this runs inside Streamlit."""
    from types import SimpleNamespace  # noqa: PLC0415 - a script of its own

    import streamlit as st  # noqa: PLC0415

    from components import state  # noqa: PLC0415
    from tests.helpers.datasets import HARBOURS, loaded  # noqa: PLC0415

    if "panel" not in st.session_state:  # asked once, however often the page runs
        st.session_state["panel"] = SimpleNamespace(ask=asked)
        state.follow("panel", loaded(HARBOURS) if with_dataset else None)()
    st.json(state.finding())


def link_of(test: AppTest) -> Link:
    """Give the link after a run, each parameter with all its values."""
    return {
        key: [value] if isinstance(value, str) else list(value)
        for key, value in test.query_params.items()
    }


def ask(asked: object, link: Link | None = None, *, with_dataset: bool = True) -> AppTest:
    """Let a component ask for something while the reader is at a link."""
    test = AppTest.from_function(
        page, default_timeout=60, kwargs={"asked": asked, "with_dataset": with_dataset}
    )
    for key, value in (link or {}).items():
        test.query_params[key] = value
    test.run()
    assert not test.exception, [error.message for error in test.exception]
    return test


@pytest.mark.parametrize(
    ("link", "changes", "after"),
    [
        ({}, {"at": ["apia"]}, {"at": ["apia"]}),
        ({"at": ["apia"]}, {"at": []}, {}),
        (
            {"dataset": ["two-harbours"]},
            {"q": ["quay"]},
            {"dataset": ["two-harbours"], "q": ["quay"]},
        ),
        (
            {"q": ["quay"]},
            {"speaker": ["mediator", "al-marfa"]},
            {"q": ["quay"], "speaker": ["mediator", "al-marfa"]},
        ),
        ({}, {"layers": ["none"]}, {"layers": ["none"]}),
        ({}, {"at": ["atlantis"], "tab": ["source"]}, {"tab": ["source"]}),
        ({"q": ["quay"]}, {"colour": ["red"]}, {"q": ["quay"]}),
        ({"q": ["quay"]}, {"q": "text"}, {"q": ["quay"]}),
        ({"q": ["quay"]}, {"q": [{"a": 1}]}, {}),
        ({}, {"q": ["a\ud800"]}, {"q": ["a?"]}),
        ({}, {5: [5], "statement": [None]}, {}),
    ],
)
def test_changes_of_the_link(link: Link, changes: dict[Any, Any], after: Link) -> None:
    """What is known and valid enters the link, all else is dropped and the rest stays."""
    assert link_of(ask({"set": changes}, link)) == HERE | after


@pytest.mark.parametrize(
    "asked", [None, "set", 5, [], {}, {"set": None}, {"set": []}, {"view": "1,2,3"}, {"find": 5}]
)
def test_what_is_no_request_changes_nothing(asked: object) -> None:
    """Whatever else arrives is let go."""
    assert link_of(ask(asked, {"q": ["quay"]})) == {"q": ["quay"]}


def test_the_view_is_kept_with_a_change() -> None:
    """A change carries the map's view along; a bad one is dropped."""
    good = ask({"set": {"at": ["apia"]}, "view": "-13.8,-171.8,7"})
    assert link_of(good) == HERE | {"at": ["apia"], "view": ["-13.8,-171.8,7"]}
    bad = ask({"set": {"at": ["apia"]}, "view": "north"})
    assert link_of(bad) == HERE | {"at": ["apia"]}


@pytest.mark.parametrize(
    ("changes", "page"),
    [
        ({"page": ["3"]}, ["3"]),
        ({"layers": ["arcs"]}, ["2"]),
        ({"statement": [], "page": ["2"]}, ["2"]),
        ({"statement": ["no-answer"]}, None),
        ({"q": ["quay"]}, None),
        ({"at": ["apia"]}, None),
        ({"page": ["0"]}, None),
    ],
)
def test_pages_are_turned_back_by_what_changes_the_list(
    changes: dict[str, list[str]], page: list[str] | None
) -> None:
    """Another list begins at its first page; what changes the map alone leaves it."""
    assert link_of(ask({"set": changes}, {"page": ["2"]})).get("page") == page


def test_what_is_typed_to_find_a_value_is_kept_short() -> None:
    """Words typed to find a value are kept by filter, cut to a length."""
    found = ask({"find": {"speaker": "x" * 5000, 5: 5}}).json[0].value
    assert f'"{"x" * 100}"' in found
    assert "x" * 101 not in found


@pytest.mark.parametrize("with_dataset", [True, False])
def test_another_dataset_begins_anew(*, with_dataset: bool) -> None:
    """Choosing a dataset drops what was chosen in the one before, also on the page of problems."""
    link = {"dataset": ["two-harbours"], "q": ["quay"], "view": ["1,2,3"]}
    test = ask({"set": {"dataset": ["moscow-talks"]}}, link, with_dataset=with_dataset)
    assert link_of(test) == {"dataset": ["moscow-talks"]}
