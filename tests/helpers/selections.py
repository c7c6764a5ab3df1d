"""Random choices of a reader, for property tests."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from components.choices import CHOICES
from data.choosing.filters import FILTERS, LONGEST_SEARCH, Filter
from data.choosing.selection import Selection
from data.choosing.spot import ABOUT, ARC, ROLE, SAID_AT
from data.dataset import Dataset
from data.folding import sought
from data.schema import NOWHERE
from tests.helpers.datasets import FOLDERS, loaded

DATES = ("2031", "2031-03", "2031-03-03~", "2026-01-28", "2024-12", "203X", "1831?", "2031-21")
_PRINTABLE = st.characters(codec="utf-8").filter(str.isprintable)
WORDS = st.text(_PRINTABLE, max_size=LONGEST_SEARCH).map(str.strip).filter(sought)
_DEGREES = st.floats(-89, 89, allow_nan=False).map(lambda value: f"{value:.4f}")
MASKED = st.sampled_from(FOLDERS).flatmap(
    lambda folder: st.tuples(
        st.just(loaded(folder)),
        st.lists(st.booleans(), min_size=loaded(folder).size, max_size=loaded(folder).size).map(
            np.array
        ),
    )
)
"""A dataset, and a mask over its statements."""
VIEWS = st.builds("{},{},{}".format, _DEGREES, _DEGREES, st.integers(0, 20))


def _values(dataset: Dataset, entry: Filter) -> st.SearchStrategy[tuple[str, ...]]:
    if entry.options is None:
        single = st.sampled_from(DATES) if entry.kind == "date" else _words(dataset)
        return single.map(lambda value: (value,))
    ids = entry.options(dataset).ids
    return st.sets(st.sampled_from(ids), min_size=1, max_size=4).map(
        lambda chosen: tuple(key for key in ids if key in chosen)
    )


def _words(dataset: Dataset) -> st.SearchStrategy[str]:
    present = sorted({word for text in dataset.statements["exact"] for word in text.split()})
    return st.sampled_from(present) | WORDS


def _on_the_map(dataset: Dataset) -> st.SearchStrategy[str]:
    places = st.sampled_from(list(dataset.places["id"]))
    arcs = st.tuples(places, places).map(ARC.join)
    roles = st.tuples(st.sampled_from([SAID_AT, ABOUT]), places).map(ROLE.join)
    return places | roles | arcs | st.just(NOWHERE)


@st.composite
def filters(draw: st.DrawFn, dataset: Dataset) -> Selection:
    """Draw a selection with filters alone."""
    chosen = tuple(
        (entry.key, draw(_values(dataset, entry))) for entry in FILTERS if draw(st.booleans())
    )
    return Selection(filters=chosen)


@st.composite
def selections(draw: st.DrawFn, dataset: Dataset) -> Selection:
    """Draw all that a reader can choose."""
    layers = draw(st.none() | st.sets(st.sampled_from(CHOICES.layers)))
    ordered = None if layers is None else tuple(k for k in CHOICES.layers if k in layers)
    others = [f"{area.place}:{area.reading}" for area in dataset.areas if not area.default]
    places = {name.partition(":")[0]: name for name in draw(st.permutations(others))}
    readings = draw(st.sets(st.sampled_from(sorted(places.values())))) if places else set()
    return Selection(
        filters=draw(filters(dataset)).filters,
        at=draw(st.none() | _on_the_map(dataset)),
        statement=draw(st.none() | st.sampled_from(list(dataset.statements["id"]))),
        tab=draw(st.none() | st.sampled_from(CHOICES.tabs[1:])),
        layers=None if ordered == CHOICES.layers else ordered,
        base=draw(st.none() | st.sampled_from(CHOICES.bases[1:])),
        view=draw(st.none() | VIEWS),
        sort=draw(st.none() | st.sampled_from([*CHOICES.sorts[1:], "-name", "-either"])),
        compare=draw(st.sampled_from(_comparisons(dataset))),
        page=draw(st.none() | st.integers(1, 9_999_999)),
        readings=tuple(draw(st.permutations(sorted(readings)))),
    )


def _comparisons(dataset: Dataset) -> list[tuple[str, ...]]:
    """Give comparisons of two speakers and of two times, and none."""
    speakers = [f"speaker:{key}" for key in sorted(dataset.statements["speaker"].unique())[:2]]
    return [(), tuple(speakers), ("said:2031-03", "said:2026"), ("about:2024-12", "about:20XX")]
