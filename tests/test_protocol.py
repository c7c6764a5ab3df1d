"""The messages between server and page: one written type on each side, and what is sent has it."""

from __future__ import annotations

import types
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from components import controls, head
from components.choices import CHOICES
from components.map import world
from components.panels import PANELS, desk
from components.protocol import (
    HERE,
    ControlsContent,
    HeadContent,
    MapContent,
    PanelContent,
    typescript,
)
from components.workshop import acting, opening
from components.workshop.asking import Asked
from components.workshop.contents import WorkshopContent, WorkshopNews
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from tests.helpers.datasets import FOLDERS, loaded
from tests.helpers.drafts import HERE as HERE_IS_AN_AUTHOR
from tests.helpers.drafts import begun, store_in

CONTENTS = {panel.key: panel.told for panel in PANELS}
EVERY = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def test_both_halves_have_the_same_types() -> None:
    """The browser's types are those of the server: python -m components.protocol writes them."""
    assert HERE.read_text("utf-8") == typescript()


def wrong(value: object, kind: Any, at: str = "") -> list[str]:  # noqa: ANN401, PLR0911 - a type
    """Name what in a value is not of a type: a key too many or too few, another type."""
    if is_typeddict(kind):
        if not isinstance(value, dict):
            return [f"{at} is no record"]
        hints = get_type_hints(kind)
        found = [f"{at}.{key} is not known" for key in value if key not in hints]
        found += [f"{at}.{key} is missing" for key in kind.__required_keys__ if key not in value]
        known = [(key, hints[key]) for key in value if key in hints]
        return found + [said for key, of in known for said in wrong(value[key], of, f"{at}.{key}")]
    parts = get_args(kind)
    if get_origin(kind) is Literal:
        return [] if value in parts else [f"{at}: {value!r}"]
    if get_origin(kind) is types.UnionType:
        return [] if any(not wrong(value, part) for part in parts) else [f"{at}: {value!r}"]
    if get_origin(kind) is list:
        if not isinstance(value, list | tuple):
            return [f"{at} is no list"]
        return [said for n, one in enumerate(value) for said in wrong(one, parts[0], f"{at}[{n}]")]
    if get_origin(kind) is tuple:
        if not isinstance(value, list | tuple) or len(value) != len(parts):
            return [f"{at} has not {len(parts)} entries"]
        return [said for one, of in zip(value, parts, strict=True) for said in wrong(one, of, at)]
    if get_origin(kind) is dict:
        if not isinstance(value, dict):
            return [f"{at} is no mapping"]
        return [said for one in value.values() for said in wrong(one, parts[1], at)]
    numbers = (int, float) if kind is float else kind
    fits = isinstance(value, numbers) and (kind is bool or not isinstance(value, bool))
    return [] if fits else [f"{at} is {type(value).__name__}, not {kind}"]


def selections(dataset: Dataset) -> list[Selection]:
    """Give selections that fill what a message may have."""
    place = dataset.statement_places["place"].iloc[0]
    speakers = sorted(dataset.statements["speaker"].unique())[:2]
    chosen = Selection(
        filters=(("speaker", (speakers[0],)), ("q", ("the",)), ("said_from", ("2031",))),
        at=place,
        statement=dataset.statements["id"].iloc[0],
        layers=("places",),
        view="1,2,3",
        compare=tuple(f"speaker:{speaker}" for speaker in speakers),
    )
    return [Selection(), chosen, *(replace(chosen, tab=tab) for tab in CHOICES.tabs)]


@EVERY
def test_what_is_sent_has_these_types(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Map, panel, head and controls: no key is missing, none is unknown, each has its type."""
    monkeypatch.setattr("components.state.finding", dict)  # no session is asked
    dataset = loaded(folder)
    for chosen in selections(dataset):
        shown = select(dataset, chosen)
        assert not wrong(world.told(dataset, chosen, shown, "map.json"), MapContent)
        panel = desk.content(dataset, chosen, shown)
        assert not wrong(panel, PanelContent)
        assert not wrong(panel["content"], CONTENTS[panel["tab"]])
        assert not wrong(controls.content(dataset, chosen, shown, []), ControlsContent)
        for embedded in (False, True):
            told = head.content(dataset, chosen, ("A notice.",), embedded=embedded)
            assert not wrong(told, HeadContent)


def test_what_the_workshop_is_told_has_these_types(tmp_path: Path) -> None:
    """What its page begins with, and what it hears after an action."""
    asked = Asked(store_in(tmp_path), HERE_IS_AN_AUTHOR, {})
    assert not wrong(opening.desk(asked), WorkshopContent)
    draft, state = begun(asked.store)
    changes = [["about", "about", {"title": "Another"}, {"title": "Mine"}]]
    edit = {
        "draft": draft,
        "since": state.number,
        "actions": [{"kind": "edit", "changes": changes}],
    }
    told = acting.act(replace(asked, content=edit))
    assert told["clashes"]
    assert not wrong(told, WorkshopNews)


def test_a_message_of_another_type_is_found() -> None:
    """The comparison above can fail."""
    told = head.plain("Title", ())
    assert not wrong(told, HeadContent)
    assert wrong(told | {"title": 3}, HeadContent) == [".title is int, not <class 'str'>"]
    assert wrong(told | {"titel": ""}, HeadContent) == [".titel is not known"]
    assert wrong({}, MapContent)
