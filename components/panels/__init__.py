"""The panel's tabs, in the order shown. Each gives its content as JSON for the browser."""

from __future__ import annotations

from components.panels.guide import guide
from components.panels.panel import Panel
from components.panels.places import places
from components.panels.positions import positions
from components.panels.share import share
from components.panels.source import source
from components.panels.statements import statements
from components.panels.timeline import timeline

PANELS = (
    Panel("statements", "Statements", statements),
    Panel("source", "Source", source),
    Panel("timeline", "Timeline", timeline),
    Panel("positions", "Positions", positions),
    Panel("places", "Places", places),
    Panel("guide", "How to read this map", guide, in_tabs=False),
    Panel("share", "Share and export", share, in_tabs=False),
)
