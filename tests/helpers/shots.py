"""Take the screenshots of README: ``python -m tests.helpers.shots``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from tests.helpers.browser import DESK, PHONE, Desk
from tests.helpers.chromium import find
from tests.helpers.serving import serving

DOCS = Path(__file__).parents[2] / "docs"
SIZES: dict[str, ViewportSize] = {"desk": DESK, "phone": PHONE}
CHOSEN = "?at=tartus-base"


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
        browser.close()


if __name__ == "__main__":
    main()
