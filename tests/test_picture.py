"""The picture of the map, read back as any program would."""

from __future__ import annotations

import io
import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from components.map.world import POLICY
from components.palette import DARK, LIGHT
from components.picture import draw, legend, write
from components.picture.content import Content
from components.picture.fonts import plain
from components.picture.page import _all_texts, _arranged, scale_of, view_of
from components.picture.planning import plan
from components.picture.sheet import Box, Sheet
from components.picture.view import View, project
from data.choosing.place_links import place_counts
from data.choosing.selection import Selection
from data.dataset import Dataset
from data.exports.format import OptionError
from data.exports.formats import LARGEST, SIZES, SMALLEST
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import LINK, excerpt
from tests.helpers.selections import selections

NOTHING = Selection(filters=(("q", ("wordthatnobodysaid",)),))
HOSTILE = ("$\\frac{", "$x^2$", "{{7*7}}", "one\ntwo", "\u202eturned", "\x00\x07null", "W" * 3000)
ARABIC = "ميناء طرطوس القديم"


def read(content: bytes) -> tuple[np.ndarray, Mapping[str, str]]:
    """Read a PNG: pixels as rows, and the texts that it carries."""
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGB")).copy(), {
            str(key): str(words) for key, words in image.info.items()
        }


def sheet_of(content: Content, size: tuple[int, int]) -> Sheet:
    """Make the empty page of a picture."""
    return Sheet(size, scale_of(size), LIGHT["ground"], _all_texts(content))


def view(dataset: Dataset, selection: Selection, size: tuple[int, int]) -> tuple[View, float]:
    """Give where a picture looks, and the pixels for a unit of its page."""
    content = Content(excerpt(dataset, selection))
    page, _ = _arranged(sheet_of(content, size), content)
    return view_of(content, page.map), scale_of(size)


def colour(name: str, palette: dict[str, str] = LIGHT) -> tuple[int, ...]:
    """Give a colour of the palette as numbers."""
    return tuple(bytes.fromhex(palette[name].removeprefix("#")))


def renamed(dataset: Dataset, *names: str) -> Dataset:
    """Give places, actors and sources these names in turn, and the dataset itself the first."""

    def column(count: int) -> pd.Series:
        return pd.Series([*itertools.islice(itertools.cycle(names), count)], dtype="str")

    places = dataset.places.assign(name=column(len(dataset.places)))
    actors = dataset.actors.assign(name=column(len(dataset.actors)))
    sources = dataset.sources.assign(title=column(len(dataset.sources)))
    about = replace(dataset.about, title=names[0])
    return replace(dataset, places=places, actors=actors, sources=sources, about=about)


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_the_size_that_was_chosen(size: tuple[int, int]) -> None:
    """Every size that is offered."""
    pixels, _ = read(draw(excerpt(loaded(MOSCOW)), *size))
    assert pixels.shape == (size[1], size[0], 3)


def test_the_export_takes_its_size_from_the_address() -> None:
    """Width, height and dark, each with its usual value."""
    taken = excerpt(loaded(HARBOURS))
    assert read(write(taken))[0].shape == (*SIZES[0][::-1], 3)
    options = {"width": "500", "height": "400", "dark": "true"}
    pixels, _ = read(write(replace(taken, options=options)))
    assert pixels.shape == (400, 500, 3)
    assert tuple(pixels[0, 0]) == colour("ground", DARK)


@pytest.mark.parametrize("size", [(SMALLEST - 1, 900), (900, LARGEST + 1), (0, 0), (-500, 500)])
def test_a_size_out_of_bounds_is_refused(size: tuple[int, int]) -> None:
    """A picture of any size would take any amount of memory."""
    with pytest.raises(OptionError):
        draw(excerpt(loaded(MOSCOW)), *size)


@pytest.mark.parametrize("dark", [False, True])
def test_land_and_sea_lie_where_they_are(dark: bool) -> None:  # noqa: FBT001 - a case
    """At known points, in the palette's colours."""
    dataset, size = loaded(MOSCOW), (1200, 800)
    selection = Selection(view="38,40,4", layers=())
    where, scale = view(dataset, selection, size)
    pixels, _ = read(draw(excerpt(dataset, selection), *size, dark=dark))
    for lat, lon, kind in ((43.3, 36.5, "sea"), (33.9, 30.5, "sea"), (38.1, 29.6, "land")):
        x, y = where.place(project(lon, lat)) * scale
        assert tuple(pixels[round(y), round(x)]) == colour(kind, DARK if dark else LIGHT)


@pytest.mark.parametrize(
    ("selection", "there"),
    [
        (Selection(), True),
        (Selection(layers=("areas", "arcs")), False),
        (NOTHING, False),
    ],
)
def test_a_symbol_stands_at_its_place(selection: Selection, there: bool) -> None:  # noqa: FBT001
    """It has the colour of a side; it is gone with its layer and with its statements."""
    dataset, size = loaded(MOSCOW), (1200, 800)
    selection = replace(selection, view="55.75,37.62,4")
    where, scale = view(dataset, selection, size)
    pixels, _ = read(draw(excerpt(dataset, selection), *size))
    x, y = where.place(project(37.6175, 55.7525)) * scale
    near = pixels[round(y) - 25 : round(y) + 25, round(x) - 25 : round(x) + 25].reshape(-1, 3)
    assert (tuple(colour("side-1")) in {tuple(pixel) for pixel in near}) == there


def test_an_area_and_an_arc_are_drawn_only_with_their_layer() -> None:
    """Their colours, which nothing else on the map has."""
    dataset = loaded(MOSCOW)
    bare = draw(excerpt(dataset, Selection(layers=())), 600, 450)
    for layer in ("areas", "arcs", "places"):
        assert draw(excerpt(dataset, Selection(layers=(layer,))), 600, 450) != bare


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_counts_are_those_of_the_screen(data: st.DataObject) -> None:
    """Every place has its matching statements, and a symbol for several counts each once."""
    dataset = loaded(HARBOURS)
    taken = excerpt(dataset, data.draw(selections(dataset)))
    content = Content(taken)
    counts = place_counts(dataset, taken.shown.mask)[dataset.located]
    assert content.totals == counts["either"].tolist()
    for place, (said, about) in enumerate(zip(counts["said"], counts["about"], strict=True)):
        own = content.together([place])
        assert (own.said, own.about) == (said, about)
        assert sum(own.by_side) == own.total
    everywhere = content.together(range(len(counts)))
    links = dataset.links[dataset.located[dataset.links["place"]]]
    placed = np.unique(links["statement"])
    assert everywhere.total == int(taken.shown.mask[placed].sum())


@settings(max_examples=10, deadline=None)
@given(
    st.data(),
    st.integers(SMALLEST, LARGEST),
    st.integers(SMALLEST, LARGEST),
    st.sampled_from(["", *HOSTILE]),
)
def test_nothing_on_the_page_overlaps(
    data: st.DataObject, width: int, height: int, name: str
) -> None:
    """Words, legend and map keep apart and on the page at every size, whatever the names."""
    dataset = loaded(HARBOURS)
    taken = excerpt(renamed(dataset, name) if name else dataset, data.draw(selections(dataset)))
    content = Content(taken)
    sheet = sheet_of(content, (width, height))
    entries = legend.rows(content, gathers=True, discs=True, arcs_cut=True)
    page = plan(sheet, content, entries)
    spans = [(part.top, part.top + part.height) for part in page.parts if part.lines]
    tall = max(entry.y + 22 for entry in page.entries)
    spans += [(page.map.top, page.map.bottom), (page.legend_top, page.legend_top + tall)]
    spans.sort()
    assert spans[0][0] >= 0
    assert spans[-1][1] <= sheet.height
    assert all(above[1] <= below[0] + 0.01 for above, below in itertools.pairwise(spans))
    assert all(top < bottom for top, bottom in spans)
    room = sheet.width - 2 * page.map.left + 1
    for part in page.parts:
        assert all(sheet.width_of(line, part.style) <= room for line in part.lines)


@pytest.mark.parametrize("folder", [MOSCOW, HARBOURS])
def test_labels_and_symbols_cover_nothing(folder: Path) -> None:
    """Symbols and labels keep apart."""
    content = Content(excerpt(loaded(folder)))
    _, scene = _arranged(sheet_of(content, (1200, 800)), content)
    boxes: list[Box] = scene.standing.boxes
    assert len(boxes) > 3
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = one.right <= other.left or other.right <= one.left
            assert apart or one.bottom <= other.top or other.bottom <= one.top


ODD_NAMES = (*HOSTILE, ARABIC, "中文地名", "\U0010fffd\ue000\U0001f600", "\ud7ff")


@pytest.mark.parametrize("first", range(0, len(ODD_NAMES), 3))
def test_any_name_is_drawn_as_the_text_that_it_is(first: int) -> None:
    """No mathematics, no failure, no warning; control characters are left out."""
    names = ODD_NAMES[first : first + 3]
    pixels, about = read(draw(excerpt(renamed(loaded(MOSCOW), *names)), 800, 600))
    assert pixels.shape == (600, 800, 3)
    assert about["Title"] == plain(names[0])
    for name in names:
        assert not {"\n", "\x00", "\u202e"} & set(plain(name))


def test_mathematics_is_not_read() -> None:
    """Between dollar signs the words are as wide as they are written."""
    sheet = Sheet((400, 400), 1.0, LIGHT["ground"], "$x^2$")
    style = plan(sheet, Content(excerpt(loaded(MOSCOW))), []).above[0].style
    assert sheet.width_of("$x^2$", style) > sheet.width_of("x^2", style) > 0


def test_words_from_right_to_left_are_joined() -> None:
    """Arabic letters join: the word is narrower than its letters one by one."""
    sheet = Sheet((400, 400), 1.0, LIGHT["ground"], ARABIC)
    style = plan(sheet, Content(excerpt(loaded(MOSCOW))), []).above[0].style
    word = ARABIC.split(" ", maxsplit=1)[0]
    assert sheet.width_of(word, style) < sum(sheet.width_of(char, style) for char in word)


def test_the_same_excerpt_gives_the_same_bytes() -> None:
    """Nothing in it is random, nor the time of drawing."""
    taken = excerpt(loaded(HARBOURS))
    assert draw(taken, 800, 600) == draw(taken, 800, 600)


def test_the_file_says_what_it_is() -> None:
    """Dataset, version, filters, link, credits and time, as PNG texts."""
    dataset = loaded(HARBOURS)
    source = dataset.sources["id"].iloc[0]
    taken = excerpt(dataset, Selection(filters=(("source", (source,)),)))
    _, about = read(draw(taken, 800, 600))
    assert about["Title"] == dataset.about.title
    for part in (plain(taken.sentence), dataset.name, taken.version, POLICY):
        assert part in about["Description"]
    assert about["Source"] == LINK
    assert all(plain(credit) in about["Copyright"] for credit in taken.credits)
    assert about["Creation Time"] == taken.time


@pytest.mark.parametrize("folder", [MOSCOW, HARBOURS])
def test_a_map_of_nothing_is_a_map(folder: Path) -> None:
    """Where no statement matches, the ground is there and no symbol."""
    dataset = loaded(folder)
    content = Content(excerpt(dataset, NOTHING))
    assert sum(content.totals) == 0
    _, scene = _arranged(sheet_of(content, (800, 600)), content)
    assert not scene.standing.spots
    assert not scene.arcs
    pixels, _ = read(draw(excerpt(dataset, NOTHING), 800, 600))
    assert tuple(colour("land")) in {tuple(pixel) for pixel in pixels[::3, ::3].reshape(-1, 3)}


@pytest.mark.parametrize(
    "where", ["0,0,0", "89,179.9,20", "-90,-600,1", "35,36,18", "55,37,9.5", "10,540,3"]
)
def test_every_view_can_be_drawn(where: str) -> None:
    """From the whole world in several copies to a street, across the date line and at the poles."""
    pixels, _ = read(draw(excerpt(loaded(HARBOURS), Selection(view=where)), 600, 450))
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 10
