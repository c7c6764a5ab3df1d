"""The page to print: the map above, the words of every statement below, whence they come.

The page itself is constant; its script fetches what it shows as JSON and sets it as text.
"""

from __future__ import annotations

import json

from components.palette import LIGHT
from components.panels.cards import statement_cards
from components.serving import modules
from data.exports.excerpt import Excerpt

MOST_PRINTED = 5_000
"""Statements on the page; beyond it no browser lays the page out in reasonable time."""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="../favicon.png">
<title>Standpoint</title>
<style>:root {{ {colours} }}</style>
</head>
<body>
<script type="module" src="../{script}"></script>
</body>
</html>
"""


def publish() -> str:
    """Put the page's script where the browser can fetch it; give its address."""
    return modules.publish("print.js")


def page(_excerpt: Excerpt) -> bytes:
    """Write the page, which is the same for every excerpt."""
    colours = "\n".join(f"--{name}: {value};" for name, value in LIGHT.items())  # paper is light
    return _PAGE.format(colours=colours, script=publish()).encode()


def words(excerpt: Excerpt) -> bytes:
    """Write what the page shows of an excerpt, as JSON."""
    left_out = len(excerpt.positions) - MOST_PRINTED
    notes = list(excerpt.withheld)
    if left_out > 0:
        notes.append(
            f"The first {MOST_PRINTED:,} statements are printed; {left_out:,} more match. "
            "Narrow the filters for them."
        )
    content = {
        "title": excerpt.dataset.about.title,
        "sentence": excerpt.sentence,
        "version": excerpt.version,
        "time": excerpt.time,
        "link": excerpt.link,
        "credits": excerpt.credits,
        "notes": notes,
        "cards": statement_cards(excerpt.dataset, excerpt.positions[:MOST_PRINTED]),
    }
    return json.dumps(content, ensure_ascii=False).encode()
