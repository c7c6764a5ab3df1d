"""A sheet to draw on: paths and words in plain pixels, and the PNG that it becomes.

Lengths are units of the page, y grows downwards; ``scale`` pixels of the picture are one unit,
so that a large picture is the same page, drawn finer.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from components.picture.fonts import families

Points = npt.NDArray[np.float64]
"""Points as rows of x and y."""


class Box(NamedTuple):
    """A rectangle, in units of the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Type:
    """How words are set: size in units, weight and slope."""

    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Pen:
    """How a path is drawn: colours as "#rrggbb", thickness in units, dashes, opacity."""

    fill: str | None = None
    stroke: str | None = None
    thick: float = 1.0
    dash: tuple[float, ...] = ()
    alpha: float = 1.0
    round: bool = False


class Sheet:
    """A page of so many pixels of one colour."""

    def __init__(self, size: tuple[int, int], scale: float, ground: str, texts: str) -> None:
        self.scale = scale
        self.width, self.height = size[0] / scale, size[1] / scale
        self.alpha = 1.0
        self._pixels = size
        # At 72 dots per inch a point is a pixel: sizes of type and lines are then units.
        figure = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72)
        self._canvas = FigureCanvasAgg(figure)
        self._renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        self._turn = Affine2D().scale(scale, -scale).translate(0, size[1])
        self._families = families(texts)
        self._fonts: dict[Type, FontProperties] = {}
        self._widths: dict[tuple[str, Type], float] = {}
        self.path(self.rectangle(Box(0, 0, self.width, self.height)), Pen(fill=ground))

    @property
    def box(self) -> Box:
        """The whole page."""
        return Box(0, 0, self.width, self.height)

    @staticmethod
    def rectangle(box: Box) -> Points:
        """Give the corners of a box as a closed line."""
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        return np.array(corners, dtype=np.float64)

    def path(self, shape: Path | Points, pen: Pen, within: Box | None = None) -> None:
        """Draw a line or an outline, cut to a box if one is given."""
        path = shape if isinstance(shape, Path) else Path(shape)
        if not np.size(path.vertices):
            return
        context = self._renderer.new_gc()
        alpha = pen.alpha * self.alpha
        if within is not None:
            height, scale = self._pixels[1], self.scale
            context.set_clip_rectangle(
                Bbox.from_extents(
                    round(within.left * scale),
                    height - round(within.bottom * scale),
                    round(within.right * scale),
                    height - round(within.top * scale),
                )
            )
        # A fill and a stroke are drawn apart: the renderer thins and clips lines only.
        if pen.fill:
            context.set_linewidth(0)
            self._renderer.draw_path(context, path, self._turn, to_rgba(pen.fill, alpha))
        if pen.stroke:
            context.set_foreground(to_rgba(pen.stroke, alpha), isRGBA=True)
            context.set_linewidth(pen.thick * self.scale)
            context.set_capstyle("round" if pen.round else "butt")
            context.set_joinstyle("round")
            if pen.dash:
                context.set_dashes(0, [length * self.scale for length in pen.dash])
            self._renderer.draw_path(context, path, self._turn, None)
        context.restore()

    def _font(self, style: Type) -> FontProperties:
        if style not in self._fonts:
            self._fonts[style] = FontProperties(
                family=self._families,
                size=style.size * self.scale,
                weight="bold" if style.bold else "normal",
                style="oblique" if style.italic else "normal",
            )
        return self._fonts[style]

    def width_of(self, words: str, style: Type) -> float:
        """Measure words, in units."""
        key = (words, style)
        if key not in self._widths:
            width, _, _ = self._renderer.get_text_width_height_descent(
                words, self._font(style), ismath=False
            )
            self._widths[key] = float(width) / self.scale
        return self._widths[key]

    def text(
        self, at: tuple[float, float], words: str, style: Type, colour: str, halo: str = ""
    ) -> None:
        """Write words in one line from a point on their base line; never read as mathematics."""
        if not words:
            return
        x, y = at[0] * self.scale, at[1] * self.scale
        if halo:
            reach = 1.4 * self.scale
            for across, down in _COMPASS * reach:
                self._write(x + across, y + down, words, style, halo)
        self._write(x, y, words, style, colour)

    def _write(self, x: float, y: float, words: str, style: Type, colour: str) -> None:
        context = self._renderer.new_gc()
        context.set_foreground(to_rgba(colour, self.alpha), isRGBA=True)
        self._renderer.draw_text(context, x, y, words, self._font(style), 0, ismath=False)
        context.restore()

    def png(self, about: Sequence[tuple[str, str]]) -> bytes:
        """Give the page as a PNG with texts about it, by their keywords."""
        pixels = np.ascontiguousarray(np.asarray(self._renderer.buffer_rgba())[..., :3])
        notes = PngInfo()
        for keyword, words in about:
            notes.add_itxt(keyword, words)
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, format="PNG", pnginfo=notes, compress_level=6)
        return file.getvalue()


_COMPASS = np.array(
    [(np.cos(turn * np.pi / 4), np.sin(turn * np.pi / 4)) for turn in range(8)], dtype=np.float64
)
