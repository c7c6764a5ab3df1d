"""The panel's tabs, in the order shown. Each gives its content as JSON for the browser."""

from __future__ import annotations

from components.charts import PlacesContent, PositionsContent, TimelineContent
from components.contents import GuideContent, ShareContent, SourceContent, StatementsContent
from components.panels.changes import ChangesContent, changed
from components.panels.guide import guide
from components.panels.panel import Panel
from components.panels.places import places
from components.panels.positions import positions
from components.panels.share import share
from components.panels.source import source
from components.panels.statements import statements
from components.panels.timeline import timeline
from data.telling.changes import has_changes

PANELS = (
    Panel("statements", "Statements", statements, StatementsContent),
    Panel("source", "Source", source, SourceContent),
    Panel("timeline", "Timeline", timeline, TimelineContent),
    Panel("positions", "Positions", positions, PositionsContent),
    Panel("places", "Places", places, PlacesContent),
    Panel("changes", "Changes", changed, ChangesContent, offered=has_changes),
    Panel("guide", "How to read this map", guide, GuideContent, in_tabs=False),
    Panel("share", "Share and export", share, ShareContent, in_tabs=False),
)
