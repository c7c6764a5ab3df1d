"""The symbol of a place, as symbol.js draws it: a ring split by side, the number in the middle.

A circle is an exact place, a rounded square a whole division or country, a dashed outer line a
vague area or a sea. A tail says that something was said there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from components.picture.drawing import DRAWING, by_precision
from components.picture.sheet import Pen, Points, Sheet, Type

SMALLEST, LARGEST = DRAWING["symbol"]["SMALLEST"], DRAWING["symbol"]["LARGEST"]
MARGIN: int = DRAWING["symbol"]["MARGIN"]
"""Room around a symbol for its outer lines."""
GAP: float = DRAWING["symbol"]["GAP"]
"""Between the sides of a ring, which are told apart by more than colour."""
SHAPES = by_precision("SHAPES")


def number(count: int) -> str:
    """Write a number so that it fits: whole up to 9,999, thousands beyond."""
    return str(count) if count < 10_000 else f"{round(count / 1000)}k"


def diameter(count: int, most: int) -> float:
    """Give a symbol's size: its area grows with the count, but the number always fits."""
    size = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(min(1, count / max(10, most)))
    digits = len(number(count))
    return float(round(min(LARGEST, max(size, digits * 7 + 12 if digits > 1 else 0))))


@dataclass(frozen=True)
class Symbol:
    """What a symbol shows; ``parts`` are colours with their share of statements."""

    shape: str
    diameter: float
    parts: tuple[tuple[str, int], ...]
    text: str = ""
    tail: bool = False
    several: bool = False
    chosen: bool = False
    lit: bool = False


@lru_cache(maxsize=256)
def _outline(shape: str, radius: float) -> tuple[Points, Points]:
    """Give an outline around (0, 0), clockwise, and how far along it each point is, 0 to 1."""
    if shape != "whole":
        turn = np.linspace(-np.pi / 2, 3 * np.pi / 2, 97)
        points = radius * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    else:
        bend = 0.38 * radius
        flat = radius - bend
        rows = [np.array([[-flat, -radius]])]
        for quarter, middle in enumerate([(1, -1), (1, 1), (-1, 1), (-1, -1)]):
            turn = np.linspace(-np.pi / 2, 0, 13) + quarter * np.pi / 2
            arc = np.stack([np.cos(turn), np.sin(turn)], axis=-1)
            rows.append(flat * np.array(middle) + bend * arc)
        points = np.concatenate(rows)
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return points, along / along[-1]


def _stretch(outline: tuple[Points, Points], start: float, end: float) -> Points:
    points, along = outline
    within = (along > start) & (along < end)
    at = np.concatenate([[start], along[within], [end]])
    return np.stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)], axis=-1)


def draw_symbol(
    sheet: Sheet, at: tuple[float, float], symbol: Symbol, colours: dict[str, str]
) -> None:
    """Draw a symbol around a point."""
    middle = np.array(at)
    radius = symbol.diameter / 2
    thick = max(4, round(symbol.diameter * 0.15))
    ground, ink, muted = colours["ground"], colours["ink"], colours["muted"]

    def outline(shape: str, size: float, pen: Pen) -> None:
        sheet.path(_outline(shape, size)[0] + middle, pen)

    if symbol.lit:
        outline(symbol.shape, radius + 4, Pen(fill=colours["accent"], alpha=0.45))
    if symbol.tail:
        reach = 1.2 if symbol.shape == "whole" else 1.0
        tips = (
            (1.8, radius - 4),
            (2.25, (radius + 7) * reach),
            (2.75, radius - 4),
            (1.8, radius - 4),
        )
        tail = np.array([(out * math.cos(turn), out * math.sin(turn)) for turn, out in tips])
        sheet.path(tail + middle, Pen(fill=ink, stroke=ground, thick=0.75))
    if symbol.several and not symbol.chosen:
        edge = colours["accent"] if symbol.lit else muted
        outline("exact", radius + 2.5, Pen(fill=ground, stroke=edge, thick=1.2))
    outline(symbol.shape, radius, Pen(fill=ground))
    total = sum(count for _, count in symbol.parts)
    before = 0.0
    ring = _outline(symbol.shape, radius - thick / 2)
    gap = GAP / (2 * math.pi * (radius - thick / 2))
    for colour, count in symbol.parts:
        if count:
            share = count / total
            drawn = share if share == 1 else share - min(gap, share / 2)
            part = _stretch(ring, before, before + drawn)
            sheet.path(part + middle, Pen(stroke=colours[colour], thick=thick, round=False))
            before += share
    if not total:
        outline(symbol.shape, radius - 1, Pen(stroke=muted, thick=1.5))
    if symbol.shape == "vague" and not symbol.chosen:
        outline("exact", radius + 2.5, Pen(stroke=ink, thick=1.4, dash=(3, 2.6)))
    if symbol.chosen:
        outline(symbol.shape, radius + 3.2, Pen(stroke=ink, thick=2.6))
    if symbol.text:
        size = 10.0 if symbol.diameter < 26 else 12.0 if symbol.diameter < 36 else 13.0
        style = Type(size, bold=True)
        hole = symbol.diameter - 2 * thick
        size *= min(1, hole / sheet.width_of(symbol.text, style))
        style = Type(size, bold=True)
        left = at[0] - sheet.width_of(symbol.text, style) / 2
        sheet.text((left, at[1] + size * 0.36), symbol.text, style, ink)
