"""What stands on paper: a page as a browser prints it."""

from __future__ import annotations

import io

from PIL import ImageStat
from playwright.sync_api import Page
from pypdf import PdfReader


def printed(page: Page) -> list[str]:
    """Print a page on A4, without backgrounds, as browsers do; give the words of each sheet."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def brightness(page: Page) -> float:
    """Print a page with its backgrounds; give how light its largest image is, 0 to 255."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    found = [
        image.image.convert("L") for sheet in reader.pages for image in sheet.images if image.image
    ]
    largest = max(found, key=lambda image: image.width * image.height)
    return ImageStat.Stat(largest).mean[0]


def without_spaces(words: str) -> str:
    """Give a text without spaces: where a line ends, none may be left of one."""
    return "".join(words.split())
