"""The workshop's page: one room, which its script fills; what that shows, it asks for itself."""

from __future__ import annotations

from components import screen
from components.serving import modules
from components.workshop.steps import STEPS

ENTRY = "workshop/workshop.js"


def publish() -> str:
    """Put the script where the browser can fetch it; give its address."""
    return modules.publish(ENTRY, *(f"workshop/{step.key}.js" for step in STEPS))


def draw() -> None:
    """Draw the page."""
    screen.room("workshop", publish())
