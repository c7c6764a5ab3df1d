"""Whether readers are shown the way to the workshop: where somebody may make maps at all."""

from __future__ import annotations

import os
from collections.abc import Mapping

from components.serving import served

_ADDRESS, _AUTHORS = "STANDPOINT_ADDRESS", "STANDPOINT_AUTHORS"


def is_offered(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the link to the workshop is shown: on one's own machine, or by the operator."""
    hosted = bool(environment.get(_ADDRESS, "").strip())
    return served.is_routed() and (not hosted or bool(environment.get(_AUTHORS, "").strip()))
