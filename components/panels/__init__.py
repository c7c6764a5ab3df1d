"""The panel's tabs, in the order shown. Each gives its content as JSON for the browser."""

from __future__ import annotations

from components.panels.panel import Panel
from components.panels.source import source
from components.panels.statements import statements

PANELS = (
    Panel("statements", "Statements", statements),
    Panel("source", "Source", source),
)
