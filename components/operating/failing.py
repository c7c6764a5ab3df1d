"""What a reader sees when the page itself fails."""

from __future__ import annotations

import streamlit as st

from components.operating import log


def say_so(error: Exception) -> bool:
    """Log the error, and put a sentence where the page would have been."""
    log.failure("page", error)
    st.error(
        "Something went wrong here. Reload the page to try again; what you had chosen is still in "
        "the link."
    )
    return True
