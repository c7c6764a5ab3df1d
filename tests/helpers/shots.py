"""Take the screenshots of README: ``python -m tests.helpers.shots``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.helpers.browser import DESK, PHONE, Desk
from tests.helpers.chromium import find
from tests.helpers.serving import serving

DOCS = Path(__file__).parents[2] / "docs"
SIZES: dict[str, ViewportSize] = {"desk": DESK, "phone": PHONE}
CHOSEN = "?at=tartus-base"
REPORT = DOCS.parent / "data" / "packages" / "moscow-talks" / "sources" / "moscow-talks.txt"


def main() -> None:
    """Take the page at a desk's and a phone's size, in light and in dark."""
    path = find()
    packages = DOCS.parent / "data" / "packages"
    with serving(packages=packages) as served, sync_playwright() as run:
        browser = run.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, size in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport=size, color_scheme=scheme)
                Desk(page, served.address).go(CHOSEN)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=DOCS / f"{name}-{scheme}.png")
                page.close()
        take_workshop(browser)
        browser.close()


def take_workshop(browser: Browser) -> None:
    """Take the review of a draft, made of a report that was pasted."""
    with (
        TemporaryDirectory() as kept,
        serving(extra={"STANDPOINT_WORKSHOP": kept}) as served,
    ):
        page = browser.new_page(viewport=SIZES["desk"], color_scheme="light")
        page.goto(f"{served.address}?workshop=")
        page.get_by_label("The text", exact=True).fill(REPORT.read_text("utf-8"))
        page.get_by_role("button", name="Go on", exact=True).click()
        page.get_by_label("Title").fill("The talks in Moscow")
        page.get_by_role("button", name="Make a draft").click()
        page.get_by_text("Record 1 of").wait_for()
        page.get_by_role("button", name="Confirm").click()
        page.get_by_text("Record 2 of").wait_for()
        page.screenshot(path=DOCS / "workshop.png")
        page.close()


if __name__ == "__main__":
    main()
