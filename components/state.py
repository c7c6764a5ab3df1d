"""The only file that touches session state and query parameters.

The link is the Selection's only home: an interaction changes the link, then what is shown is
read from the link. A component sends ``{"n": number, "set": {parameter: values}, "view":
"lat,lon,zoom"}``, with all that it asked for since the last number that was answered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.choices import CHOICES
from components.serving import addresses, served
from data.choosing import link
from data.choosing.selection import Selection
from data.choosing.trackers import is_tracker
from data.dataset import Dataset

_KNOWN = {parameter.key for parameter in link.PARAMETERS}
_FINDING = "finding"
_ANSWERED = "answered"
_MOST_ASKED = 2**53
"""Beyond it a browser's numbers are not whole ones."""
_TOO_MUCH = "This link has too many parts to be read; all of them were ignored."
_LINK = json.loads((Path(__file__).parent / "engine" / "link.json").read_text("utf-8"))
_KEEP_PAGE = frozenset(_LINK["KEEPS_PAGE"])
"""What may change without turning the list's pages back, in the browser's half as here."""


def parameters() -> dict[str, list[str]]:
    """Give the link's parameters, each with all its values."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def dataset_name() -> str | None:
    """Give the dataset that the link names, if it names one."""
    return next((value for value in parameters().get("dataset", ()) if value.strip()), None)


def draft_name() -> str:
    """Give the name of the draft's dataset that the link opens; "" where it opens no draft."""
    name = dataset_name() or ""
    return name if addresses.is_draft(name) else ""


def is_workshop() -> bool:
    """Tell whether the link opens the workshop, which answers at addresses of its own."""
    return "workshop" in parameters() and served.is_routed()


def selection(dataset: Dataset) -> tuple[Selection, tuple[str, ...]]:
    """Read the Selection from the link, with a sentence for each thing that was ignored."""
    chosen, notices = link.read(dataset, parameters(), CHOICES)
    return chosen, (*_unread(), *notices)


def _unread() -> tuple[str, ...]:
    """Say so where Streamlit has dropped the link, which it does when there is too much in it."""
    run = get_script_run_ctx()
    if run is None or run.context_info is None or parameters():
        return ()
    query = run.context_info.url.partition("#")[0].partition("?")[2]
    given = {part.partition("=")[0] for part in query.split("&")}
    return (_TOO_MUCH,) if given & _KNOWN else ()


def passed_on() -> list[str]:
    """Name the parameters that others added to the link; the address is rid of them."""
    return [key for key in parameters() if is_tracker(key)]


def finding() -> dict[str, str]:
    """Give what a reader typed to find a value within a filter, by the filter's key."""
    return dict(st.session_state.get(_FINDING, {}))


def asked_of() -> list[list[str]]:
    """Give what an answer is to: the link as it is now but for the view, and what was typed.

    The browser knows by it which of two answers is to the link that stands.
    """
    chosen = [[k, value] for k, values in parameters().items() if k != "view" for value in values]
    return [*chosen, *([f"find {key}", text] for key, text in sorted(finding().items()) if text)]


def answered() -> int:
    """Give the number of the last thing that was asked for and carried out."""
    return int(st.session_state.get(_ANSWERED, 0))


def follow(component: str, dataset: Dataset | None) -> Callable[[], None]:
    """Give the callback that carries out what a component asks for.

    What comes from the browser is not trusted: it is read as a link is.
    """

    def carry_out() -> None:
        asked = getattr(st.session_state.get(component), "ask", None)
        if not isinstance(asked, Mapping):
            return
        number = asked.get("n")
        if isinstance(number, int) and 0 <= number <= _MOST_ASKED:
            st.session_state[_ANSWERED] = number
        find = asked.get("find")
        if isinstance(find, Mapping):
            wanted = {key: whole(find[key])[:100] for key in _KNOWN if key in find}
            st.session_state[_FINDING] = {**finding(), **wanted}
        changes = asked.get("set")
        if isinstance(changes, Mapping) and changes:
            _change(changes, asked.get("view"), dataset)

    return carry_out


def whole(value: object) -> str:
    """Give a text from the browser without halves of characters, which nothing can send on."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _change(changes: Mapping[Any, Any], view: object, dataset: Dataset | None) -> None:
    asked = parameters()
    for key, values in changes.items():
        if key in _KNOWN and isinstance(values, list):
            asked[key] = [whole(value) for value in values[: link.MOST_VALUES]]
    if "page" not in changes and not set(changes) <= _KEEP_PAGE:
        asked.pop("page", None)
    if isinstance(view, str):
        asked["view"] = [whole(view)]
    if "dataset" in changes or dataset is None:
        st.query_params.from_dict({"dataset": asked.get("dataset", [])[:1]})
        st.session_state.pop(_FINDING, None)
        st.rerun()
    chosen, _ = link.read(dataset, asked, CHOICES)
    st.query_params.from_dict({"dataset": dataset.name, **link.write(chosen)})
