"""The legend of a picture: the sides, the symbols and the lines that are on it, in rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path

from components.picture.content import Content
from components.picture.fonts import plain
from components.picture.sheet import Pen, Sheet, Type
from components.picture.symbols import SHAPES, Symbol, draw_symbol
from components.picture.wrapping import wrapped

WORDS = {
    "exact": "exact place",
    "whole": "whole division or country",
    "vague": "vague area or sea",
}
PICTURE_WIDTH = 30.0
GAP = 8.0
APART = 22.0
Sample = Callable[[Sheet, float, float, dict[str, str]], None]
"""Draws a sample around a point of the page, in these colours."""


@dataclass(frozen=True)
class Row:
    """One entry of the legend: a sample and its words."""

    sample: Sample
    words: str
    wide: float = PICTURE_WIDTH


@dataclass(frozen=True)
class Placed:
    """An entry where it stands, from its upper left corner, its words in lines."""

    row: Row
    x: float
    y: float
    lines: tuple[str, ...]


def heading(content: Content) -> str:
    """Say what the symbols count."""
    return "Statements compared" if content.compared else "Statements, by who speaks"


def _dot(colour: str) -> Sample:
    def draw(sheet: Sheet, x: float, y: float, colours: dict[str, str]) -> None:
        sheet.path(Path.circle((x, y), 5), Pen(fill=colours[colour]))

    return draw


def _symbol(symbol: Symbol) -> Sample:
    def draw(sheet: Sheet, x: float, y: float, colours: dict[str, str]) -> None:
        draw_symbol(sheet, (x, y), symbol, colours)

    return draw


def _glyph(shape: str, *, tail: bool = False, several: bool = False) -> Sample:
    return _symbol(Symbol(shape, 13, (("neutral", 1),), tail=tail, several=several))


def _line(kind: str) -> Sample:
    def draw(sheet: Sheet, x: float, y: float, colours: dict[str, str]) -> None:
        if kind == "arc":
            share = np.linspace(-1, 1, 25)
            bow = np.stack([x + 13 * share, y - 4 + 9 * share**2], axis=-1)
            sheet.path(bow, Pen(stroke=colours["arc"], thick=2.5))
        elif kind == "area":
            for step in range(5):
                reach = np.array([[-13, -6], [13, -6], [13, 6], [-13, 6], [-13, -6]], dtype=float)
                band = reach * (1 - 0.1 * step, 1 - 0.13 * step) + np.array([x, y])
                sheet.path(band, Pen(fill=colours["area"], alpha=0.13))
        elif kind == "disputed":
            ends = np.array([(x - 13, y), (x + 13, y)])
            sheet.path(ends, Pen(stroke=colours["label"], thick=1.3, dash=(4, 3)))
        else:
            disc = Path.circle((x, y), 7)
            sheet.path(disc, Pen(fill=colours["muted"], alpha=0.14))
            sheet.path(disc, Pen(stroke=colours["muted"], thick=1.2, dash=(3, 3)))

    return draw


def rows(content: Content, *, gathers: bool, discs: bool, arcs_cut: bool) -> list[Row]:
    """List the legend's entries, as the screen's legend has them."""
    found = [
        Row(_dot(side.colour), plain(side.name), 12)
        for position, side in enumerate(content.sides)
        if position in content.spoken
    ]
    places = content.world["places"]
    if "places" in content.layers and places:
        least = content.most if content.most < 2 else 1
        scale = Symbol("exact", 20, (("neutral", 1),), text=str(least))
        found.append(Row(_symbol(scale), "the number of statements; larger where there are more"))
        shapes = {SHAPES[place["precision"]] for place in places}
        found += [Row(_glyph(shape), words) for shape, words in WORDS.items() if shape in shapes]
        if content.dataset.links["said"].any():
            found.append(Row(_glyph("exact", tail=True), "with a tail: said here"))
        if gathers:
            found.append(Row(_glyph("exact", several=True), "several places close together"))
        if discs:
            found.append(Row(_line("uncertain"), "the place lies in this disc"))
    if "arcs" in content.layers and content.world["arcs"]:
        widest = " (the widest only)" if arcs_cut else ""
        found.append(Row(_line("arc"), f"said here → about there{widest}"))
    if "areas" in content.layers and content.world["areas"]:
        found.append(Row(_line("area"), "vague area, soft edge"))
    return [*found, Row(_line("disputed"), "disputed boundary, no position")]


def place(
    sheet: Sheet, entries: list[Row], width: float, style: Type, most: int
) -> tuple[list[Placed], float]:
    """Set entries side by side in rows of a width; give them and the height that they take.

    An entry's words take ``most`` lines at most.
    """
    line = style.size * 1.3
    placed, x, y, tallest = [], 0.0, 0.0, 0.0
    for row in entries:
        room = min(width - row.wide - GAP, 360.0)
        lines = wrapped(sheet, row.words, style, room, most)
        wide = row.wide + GAP + max((sheet.width_of(words, style) for words in lines), default=0)
        if x and x + wide > width:
            x, y, tallest = 0.0, y + tallest, 0.0
        placed.append(Placed(row, x, y, tuple(lines)))
        tallest = max(tallest, 22.0, line * len(lines) + 6)
        x += wide + APART
    return placed, y + tallest


def draw_legend(
    sheet: Sheet,
    at: tuple[float, float],
    placed: list[Placed],
    style: Type,
    colours: dict[str, str],
) -> None:
    """Draw entries from a point on."""
    line = style.size * 1.3
    for entry in placed:
        x, y = at[0] + entry.x, at[1] + entry.y
        entry.row.sample(sheet, x + entry.row.wide / 2, y + 11, colours)
        for number, words in enumerate(entry.lines):
            base = y + 11 + style.size * 0.36 + number * line
            sheet.text((x + entry.row.wide + GAP, base), words, style, colours["ink"])
