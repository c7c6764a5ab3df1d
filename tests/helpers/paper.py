"""What stands on paper: a page as a browser prints it."""

from __future__ import annotations

import io

from playwright.sync_api import Page
from pypdf import PdfReader


def printed(page: Page) -> list[str]:
    """Print a page on A4, without backgrounds, as browsers do; give the words of each sheet."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def without_spaces(words: str) -> str:
    """Give a text without spaces: where a line ends, none may be left of one."""
    return "".join(words.split())
