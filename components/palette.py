"""The one palette. Every colour of text passes WCAG AA on its ground, in light and in dark.

Colours never carry meaning alone: a side has its name beside it, a precision its shape. The
accent is no side's colour, and no side's colour is taken from a flag. Any two sides are told apart
by who sees no red, no green or no blue as well.
"""

from __future__ import annotations

LIGHT = {
    "ground": "#ffffff",
    "surface": "#f6f5f1",
    "line": "#d9d6cd",
    "ink": "#1b2733",
    "muted": "#59636e",
    "accent": "#1f5f8b",
    "on-accent": "#ffffff",
    "mark": "#fbe7a8",
    "warning": "#8a4b00",
    "land": "#f6f5f0",
    "sea": "#dce6ee",
    "border": "#b9b3a5",
    "division": "#dedacd",
    "river": "#c3d4e2",
    "label": "#6d6a61",
    "sea-label": "#4d6477",
    "area": "#c98a3d",
    "arc": "#8fa3b3",
    "neutral": "#6b7280",
    "side-1": "#7d4e8c",
    "side-2": "#2f7d5b",
    "side-3": "#a47711",
    "side-4": "#c03a48",
    "side-5": "#5b5b16",
    "side-6": "#693131",
}

DARK = {
    "ground": "#14191f",
    "surface": "#1b222a",
    "line": "#353e48",
    "ink": "#e6eaee",
    "muted": "#a3adb7",
    "accent": "#79b8e3",
    "on-accent": "#0f1a24",
    "mark": "#5b4a12",
    "warning": "#f0b866",
    "land": "#232a31",
    "sea": "#151c24",
    "border": "#56606a",
    "division": "#343d46",
    "river": "#2c3d4d",
    "label": "#a09d93",
    "sea-label": "#7f96a8",
    "area": "#d9a058",
    "arc": "#7d8f9d",
    "neutral": "#9aa3ad",
    "side-1": "#c79bd6",
    "side-2": "#6fc39b",
    "side-3": "#d8ad4b",
    "side-4": "#e48675",
    "side-5": "#c0f363",
    "side-6": "#e2d1ca",
}


def variables() -> str:
    """Give the palette as CSS custom properties that follow the page's colour scheme."""
    return "\n".join(f"--{name}: light-dark({LIGHT[name]}, {DARK[name]});" for name in LIGHT)
