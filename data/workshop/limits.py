"""How much authors may keep: beyond it a sentence is said, and nothing is lost."""

from __future__ import annotations

from data.limits import MB

MOST_DRAFTS = 200
"""Drafts of one author."""
MOST_BYTES = 500 * MB
"""Bytes of one author's drafts: their texts and all that was ever done to them."""
MOST_BYTES_IN_ALL = 20_000 * MB
"""Bytes of all drafts."""
MOST_DRAFTS_IN_ALL = 20_000
MOST_ACTION = 48 * MB
"""Bytes of what one action changes: a spreadsheet of some 50,000 statements."""
MOST_VERSIONS = 500
"""Versions of one published dataset."""
MOST_LINKS = 50
"""Secret links of one draft."""
MOST_NAME = 60
"""Characters of a published dataset's name."""
