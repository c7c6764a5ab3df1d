"""The link: a Selection as query parameters, and back, with a sentence for what was ignored.

``PARAMETERS`` is the whole of it. Values are the ids of the tables; several values of one
parameter are repeated (``speaker=a&speaker=b``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data import dates
from data.choosing import comparing, spot
from data.choosing.filters import FILTERS, Filter
from data.choosing.periods import SCALES, UNDATED
from data.choosing.selection import Selection
from data.choosing.trackers import is_tracker
from data.dataset import Dataset

NONE = "none"
MOST_VALUES = 200
MOST_NOTICES = 5
EMBEDDING = ("embed", "embed_options")
"""Parameters that are Streamlit's own, in capitals or not: how the page stands in another one."""
FARTHEST = 600
"""Degrees of longitude that a view may lie east or west: the map can be dragged past 180."""
_VIEW = re.compile(
    r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,7}(?:\.\d{1,6})?),(\d{1,2}(?:\.\d{1,2})?)", re.ASCII
)
_PAGE = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Choices:
    """The keys that the screen offers: tabs, layers, base maps, orders; the usual one first."""

    tabs: tuple[str, ...]
    layers: tuple[str, ...]
    bases: tuple[str, ...]
    sorts: tuple[str, ...]


@dataclass(frozen=True)
class Parameter:
    """One parameter of the link: its key and what its value is."""

    key: str
    meaning: str


PARAMETERS = (
    Parameter("dataset", "the dataset: the name of its folder"),
    *(
        Parameter(
            entry.key,
            {
                "search": "words that the statement contains, in any order, or a phrase in quotes",
                "choice": f"{entry.label.lower()}; several values mean any of them",
                "date": f"{entry.label.lower()}, such as 2026-01-28, 2026-01 or 2026",
            }[entry.kind],
        )
        for entry in FILTERS
    ),
    Parameter(
        "at",
        "the chosen place, what was said there as `said_at:place`, what is about it as "
        "`about:place`, an arc as `place>place`, or `none` for what has no place",
    ),
    Parameter("statement", "the chosen statement"),
    Parameter("tab", "the tab of the panel"),
    Parameter("page", "the page of the list, if it is not that of the chosen statement"),
    Parameter("sort", "the order of the places; `-` before it for the reverse"),
    Parameter("compare", "two sides to compare: `speaker:id`, `said:date` or `about:date`"),
    Parameter("layers", "the layers that are on; `none` for no layer"),
    Parameter("base", "the base map"),
    Parameter("view", "the map’s centre and zoom: latitude, longitude, zoom"),
    Parameter("reading", "the reading of an area, as `place:reading`"),
)


def is_strange(key: str) -> bool:
    """Tell whether a parameter is none of this page's, and nothing that a reader got wrong."""
    return key.lower() in EMBEDDING or is_tracker(key)


def read(
    dataset: Dataset, parameters: Mapping[str, Sequence[str]], choices: Choices
) -> tuple[Selection, tuple[str, ...]]:
    """Read a Selection from a link; say in a sentence each what was ignored or has changed.

    Never raises: what is unknown or malformed is left out.
    """
    notices: list[str] = []

    def single(key: str, check: Callable[[str], str | None]) -> str | None:
        values = [value for value in parameters.get(key, ()) if value.strip()]
        if len(values) > 1:
            notices.append(f"The link gives “{key}” {len(values):,} times; the first is used.")
        if not values:
            return None
        expected = check(values[0])
        if expected:
            notices.append(_ignored(key, values[0], expected))
            return None
        return values[0]

    def several(key: str) -> list[str]:
        values = list(dict.fromkeys(value for value in parameters.get(key, ()) if value.strip()))
        if len(values) > MOST_VALUES:
            first = f"the first {MOST_VALUES} are read"
            notices.append(f"The link gives “{key}” {len(values):,} times; {first}.")
        return values[:MOST_VALUES]

    def among(offered: Sequence[str]) -> Callable[[str], str | None]:
        return lambda value: None if value in offered else f"one of {', '.join(offered)}"

    def known(table: str, noun: str) -> Callable[[str], str | None]:
        ids = dataset.positions[table]
        return lambda value: None if value in ids else f"a {noun} that this dataset has"

    def on_the_map(value: str) -> str | None:
        return None if spot.is_known(dataset, value) else "a place that this dataset has"

    def usual(value: str | None, offered: Sequence[str]) -> str | None:
        return None if value == offered[0] else value

    known_keys = {parameter.key for parameter in PARAMETERS}
    notices += [
        f"The link’s parameter “{shown(key)}” is not one that this page knows; it was ignored."
        for key in parameters
        if key not in known_keys and not is_strange(key)
    ]
    single("dataset", lambda _: None)
    filters = tuple(
        (entry.key, values)
        for entry in FILTERS
        if (values := _filter_values(dataset, entry, several(entry.key), notices))
    )
    statement = single("statement", known("statements", "statement"))
    if statement is not None:
        notices += _withdrawn(dataset, statement)
    page = single("page", _check_page)
    orders = (*choices.sorts, *(f"-{order}" for order in choices.sorts))
    selection = Selection(
        filters=filters,
        at=single("at", on_the_map),
        statement=statement,
        tab=usual(single("tab", among(choices.tabs)), choices.tabs),
        layers=_layers(several("layers"), choices.layers, notices),
        base=usual(single("base", among(choices.bases)), choices.bases),
        view=_on_this_world(single("view", _check_view)),
        readings=_readings(dataset, several("reading"), notices),
        page=int(page) if page else None,
        sort=usual(single("sort", among(orders)), orders),
        compare=_compare(dataset, several("compare"), notices),
    )
    chosen = dict(filters)
    notices += _contrary(chosen)
    return selection, _few(notices)


def _contrary(chosen: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Say of each period why no statement can match it."""
    notices = []
    for scale in SCALES:
        ends = [chosen[key][0] for key in (scale.since, scale.until) if key in chosen]
        what = f"The link’s period for “{scale.label.lower()}”"
        if UNDATED in ends:
            if set(ends) != {UNDATED}:
                notices.append(f"{what} asks for a date and for none, so no statement matches.")
        elif len(ends) == 2 and dates.days(ends[0])[0] > dates.days(ends[1])[1]:
            notices.append(f"{what} ends before it begins, so no statement matches.")
    return notices


def _few(notices: list[str]) -> tuple[str, ...]:
    """Keep the first notices and count the others, so that they never bury the page."""
    rest = len(notices) - MOST_NOTICES
    if rest <= 0:
        return tuple(notices)
    more = f"{rest:,} more parts of the link were ignored."
    return (*notices[:MOST_NOTICES], more)


def _filter_values(
    dataset: Dataset, entry: Filter, values: Sequence[str], notices: list[str]
) -> tuple[str, ...]:
    kept: list[str] = []
    for value in values:
        try:
            kept.append(entry.check(dataset, value))
        except ValueError as error:
            notices.append(_ignored(entry.key, value, str(error)))
    if entry.kind != "choice" and len(kept) > 1:
        notices.append(f"The link gives “{entry.key}” {len(kept)} times; the first is used.")
        return (kept[0],)
    if entry.options is None or not kept:
        return tuple(kept)
    chosen = set(kept)
    return tuple(option for option in entry.options(dataset).ids if option in chosen)


def _layers(
    values: Sequence[str], offered: tuple[str, ...], notices: list[str]
) -> tuple[str, ...] | None:
    wrong = [value for value in values if value not in (*offered, NONE)]
    expected = f"one of {', '.join(offered)}, {NONE}"
    notices += [_ignored("layers", value, expected) for value in wrong]
    if len(wrong) == len(values):
        return None
    chosen = tuple(key for key in offered if key in values)
    if chosen and NONE in values:
        notices.append(_ignored("layers", NONE, "given alone"))
    return None if chosen == offered else chosen


def _readings(dataset: Dataset, values: Sequence[str], notices: list[str]) -> tuple[str, ...]:
    usual = {f"{area.place}:{area.reading}": area.default for area in dataset.areas}
    kept: dict[str, str] = {}
    for value in values:
        if value in usual:
            if kept.setdefault(value.partition(":")[0], value) != value:
                notices.append(_ignored("reading", value, "the only one of its area"))
        else:
            notices.append(_ignored("reading", value, "a reading of an area of this dataset"))
    return tuple(value for value in kept.values() if not usual[value])


def _check_view(value: str) -> str | None:
    match = _VIEW.fullmatch(value)
    if match:
        lat, _, zoom = (float(part) for part in match.groups())
        if abs(lat) <= 90 and zoom <= 20:
            return None
    return "latitude, longitude and zoom, such as 34.9,35.9,7"


def _on_this_world(view: str | None) -> str | None:
    """Give a view that lies worlds away the same land on this one; leave all others as they are."""
    if view is None or abs(float(view.split(",")[1])) <= FARTHEST:
        return view
    lat, lon, zoom = view.split(",")
    return f"{lat},{round((float(lon) + 180) % 360 - 180, 6):g},{zoom}"


def _compare(dataset: Dataset, values: Sequence[str], notices: list[str]) -> tuple[str, ...]:
    kept = []
    for value in values:
        expected = comparing.check(dataset, value)
        if expected:
            notices.append(_ignored("compare", value, expected))
        else:
            kept.append(value)
    kinds = {value.partition(":")[0] for value in kept}
    if len(kept) == 2 and len(kinds) == 1:
        return tuple(kept)
    if kept:
        notices.append("The link’s “compare” does not have two sides of one kind; it was ignored.")
    return ()


def _check_page(value: str) -> str | None:
    return None if _PAGE.fullmatch(value) else "a number such as 2"


def _withdrawn(dataset: Dataset, key: str) -> list[str]:
    record = dataset.statements.iloc[dataset.positions["statements"][key]]
    if record["status"] != "withdrawn":
        return []
    when = dates.words(record["status_on"])
    return [f"The statement “{key}” of this link was withdrawn ({when}): {record['status_reason']}"]


def shown(value: str) -> str:
    """Give the beginning of a text from a link as a sentence may show it."""
    seen = "".join(c if c.isprintable() else "\ufffd" for c in value[:_LONGEST_SHOWN])
    return seen + ("…" if len(value) > _LONGEST_SHOWN else "")


def _ignored(key: str, value: str, expected: str) -> str:
    return f"The link’s “{key}” is “{shown(value)}”, not {expected}; it was ignored."


def write(selection: Selection) -> dict[str, list[str]]:
    """Give a Selection as query parameters, in the order of PARAMETERS, without ``dataset``."""
    layers = selection.layers
    single = {
        "at": selection.at,
        "statement": selection.statement,
        "tab": selection.tab,
        "page": str(selection.page or ""),
        "sort": selection.sort,
        "base": selection.base,
        "view": selection.view,
    }
    several = {
        **dict(selection.filters),
        **{key: (value,) for key, value in single.items() if value},
        "layers": () if layers is None else layers or (NONE,),
        "reading": selection.readings,
        "compare": selection.compare,
    }
    return {
        parameter.key: list(several[parameter.key])
        for parameter in PARAMETERS
        if several.get(parameter.key)
    }
