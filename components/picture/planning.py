"""Where the words of a picture go: title and sentence above the map, legend and credits below."""

from __future__ import annotations

from dataclasses import dataclass

from components.map.world import POLICY
from components.picture import legend
from components.picture.content import Content
from components.picture.fonts import plain
from components.picture.sheet import Box, Sheet, Type
from components.picture.wrapping import wrapped
from data.exports.excerpt import Excerpt
from data.wording import isolated

MARGIN = 24.0
LEAST_MAP = 0.42
"""Share of the height that the map has at least, if smaller type can bring it about."""
LEVELS = ((1.0, 3, 5), (0.9, 3, 4), (0.82, 2, 3), (0.75, 1, 2))
"""Ways to set the words, tried in this order: size of type, lines of the title, of the others."""


@dataclass
class Part:
    """One text of the page: its lines, how they are set, and where each stands."""

    lines: list[str]
    style: Type
    colour: str
    top: float = 0.0

    @property
    def line(self) -> float:
        """The height of a line."""
        return self.style.size * 1.36

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.line * len(self.lines)


@dataclass
class Plan:
    """Where everything goes: the texts, the legend's entries, and the map between them."""

    above: list[Part]
    heading: Part
    entries: list[legend.Placed]
    legend_style: Type
    legend_top: float
    below: list[Part]
    map: Box

    @property
    def parts(self) -> list[Part]:
        """All texts but the legend's entries."""
        return [*self.above, self.heading, *self.below]


def _credits(excerpt: Excerpt, most: int) -> str:
    """Name the texts, as many as there is room for, and how many more the file itself names."""
    texts = [credit for credit in excerpt.credits if credit.startswith("Text: ")]
    others = [credit for credit in excerpt.credits if credit not in set(texts)]
    shown = texts if len(texts) <= most else texts[: most - 1]
    rest = len(texts) - len(shown)
    more = [f"and {rest:,} more texts, named in this file’s own description"] if rest else []
    return plain(" · ".join(isolated(words) for words in [*shown, *more, *others]))


def _texts_below(excerpt: Excerpt) -> tuple[str, str]:
    about = excerpt.dataset.about
    version = f"{isolated(about.title)}, version {about.version} ({excerpt.dataset.digest[:12]})"
    return plain(f"{version} · {excerpt.taken:%Y-%m-%d}"), plain(excerpt.link)


def plan(sheet: Sheet, content: Content, entries: list[legend.Row]) -> Plan:
    """Set the words so that the map keeps its share of the page; nothing is drawn yet."""
    for level in LEVELS:
        found = _planned(sheet, content, entries, level)
        if found.map.bottom - found.map.top >= LEAST_MAP * sheet.height:
            break
    return found


def _planned(
    sheet: Sheet, content: Content, entries: list[legend.Row], level: tuple[float, int, int]
) -> Plan:
    kind, titles, most = level
    excerpt = content.excerpt
    width = sheet.width - 2 * MARGIN

    def part(words: str, size: float, colour: str, lines: int, *, bold: bool = False) -> Part:
        style = Type(size * kind, bold=bold)
        return Part(wrapped(sheet, words, style, width, lines), style, colour)

    above = [
        part(plain(excerpt.dataset.about.title), 22, "ink", titles, bold=True),
        part(plain(excerpt.sentence), 14, "muted", most),
    ]
    version, link = _texts_below(excerpt)
    below = [
        part(POLICY, 10.5, "ink", 2),
        part(_credits(excerpt, most), 10.5, "muted", most + 1),
        part(version, 10.5, "muted", 2),
        part(link, 10.5, "muted", most),
    ]
    if below[-1].lines and "".join(below[-1].lines) != link:
        below[-1] = part(
            "The link to this view is in this file’s own description.", 10.5, "muted", 2
        )
    top = 18.0
    for entry in above:
        entry.top = top
        top += entry.height + 3
    heading = part(legend.heading(content), 12, "ink", 1, bold=True)
    style = Type(12 * kind)
    placed, tall = legend.place(sheet, entries, width, style, 2)
    bottom = sheet.height - 16
    for entry in reversed(below):
        bottom -= entry.height
        entry.top = bottom
    legend_top = bottom - 10 - tall
    heading.top = legend_top - heading.height - 2
    frame = Box(MARGIN, top + 9, sheet.width - MARGIN, heading.top - 12)
    scaled = Box(*(round(side * sheet.scale) / sheet.scale for side in frame))
    return Plan(above, heading, placed, style, legend_top, below, scaled)
