"""The palette: readable in light and dark, and the same everywhere."""

from __future__ import annotations

import re
import tomllib

import pytest

from components.palette import DARK, LIGHT, variables
from tests.helpers.datasets import ROOT
from tests.helpers.sight import SIGHTS, Three, difference, lab

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
SIDES = [f"side-{number}" for number in range(1, 7)]
# A land's name may reach over its coast; there its halo of the land's colour stands behind it.
MAP_LABELS = [("label", "land", 4.5), ("sea-label", "sea", 4.5), ("label", "sea", 3.0)]


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_right() -> None:
    """Known ratios: black on white, and the grey that just passes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_both_themes_have_the_same_colours() -> None:
    """Each colour has its counterpart, and each is written in six digits."""
    assert list(LIGHT) == list(DARK)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", c) for c in (*LIGHT.values(), *DARK.values()))


@THEMES
@pytest.mark.parametrize("ground", ["ground", "surface"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent", "warning", "label"])
def test_text_is_readable(theme: dict[str, str], text: str, ground: str) -> None:
    """Text has a contrast of 4.5 on both grounds (WCAG AA)."""
    assert contrast(theme[text], theme[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize("ink", ["ink", *SIDES, "neutral"])
def test_highlighted_words_are_readable(theme: dict[str, str], ink: str) -> None:
    """A marked passage's words have 4.5 on the mark; a side's bar beside it has 3."""
    assert contrast(theme[ink], theme["mark"]) >= (4.5 if ink == "ink" else 3.0)


@THEMES
@pytest.mark.parametrize("ground", ["ground", "surface", "land", "sea"])
@pytest.mark.parametrize("side", [*SIDES, "neutral"])
def test_sides_are_seen(theme: dict[str, str], side: str, ground: str) -> None:
    """A side's ring or bar has 3 on every ground that it is drawn on (WCAG, graphics)."""
    assert contrast(theme[side], theme[ground]) >= 3.0


@THEMES
def test_words_on_the_accent_are_readable(theme: dict[str, str]) -> None:
    """A button's words have 4.5 on the button."""
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5


@THEMES
@pytest.mark.parametrize(("text", "ground", "least"), MAP_LABELS)
def test_labels_of_the_map_are_readable(
    theme: dict[str, str], text: str, ground: str, least: float
) -> None:
    """Names on the map have 4.5 on the ground that they name."""
    assert contrast(theme[text], theme[ground]) >= least


@THEMES
def test_the_accent_is_no_side(theme: dict[str, str]) -> None:
    """No side has the accent's colour or another side's: every pair differs to the eye."""
    colours = [theme[name] for name in (*SIDES, "neutral", "accent")]
    for place, one in enumerate(colours):
        for other in colours[:place]:
            apart = sum(
                (int(one[n : n + 2], 16) - int(other[n : n + 2], 16)) ** 2 for n in (1, 3, 5)
            )
            assert apart**0.5 > 25, (one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_computed_right(one: Three, other: Three, expected: float) -> None:
    """Pairs of Sharma, Wu and Dalal 2005, published to try a computation of CIEDE2000 on."""
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)


@THEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_sides_are_told_apart_by_every_sight(theme: dict[str, str], sight: str) -> None:
    """Every pair of sides, the last of which is all others, and the report's own words."""
    seen = [(name, lab(theme[name], sight)) for name in (*SIDES, "neutral")]
    close = [
        (one, other)
        for place, (one, colour) in enumerate(seen)
        for other, its in seen[:place]
        if difference(colour, its) < 10
    ]
    assert close == []


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_has_the_same_colours(name: str, theme: dict[str, str]) -> None:
    """The host's theme is the palette's."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["theme"][name] == {
        "primaryColor": theme["accent"],
        "backgroundColor": theme["ground"],
        "secondaryBackgroundColor": theme["surface"],
        "textColor": theme["ink"],
    }


def test_every_colour_is_a_variable() -> None:
    """Components get each colour in both themes."""
    lines = variables().splitlines()
    assert len(lines) == len(LIGHT)
    for name, line in zip(LIGHT, lines, strict=True):
        assert line == f"--{name}: light-dark({LIGHT[name]}, {DARK[name]});"


def test_styles_name_only_colours_that_there_are() -> None:
    """Every colour variable in a style sheet or script of ours is in the palette."""
    used: set[str] = set()
    for kind in ("*.css", "*.js"):
        for path in (ROOT / "components").rglob(kind):
            used |= set(
                re.findall(r"var\(--((?:side|on|sea)-[a-z0-9]+|[a-z]+)\)", path.read_text("utf-8"))
            )
    assert "ink" in used
    assert used <= set(LIGHT) | own_variables()


def own_variables() -> set[str]:
    """Give the variables that style sheets and scripts of ours set themselves."""
    found: set[str] = set()
    for kind in ("*.css", "*.js"):
        for path in (ROOT / "components").rglob(kind):
            text = path.read_text("utf-8")
            found |= set(re.findall(r"--([a-z0-9-]+)\s*:", text))
            found |= set(re.findall(r"setProperty\(\s*[\"'`]--([a-z0-9-]+)", text))
    return found
