"""Find a Chromium or Chrome for the browser tests, or install one.

``python -m tests.helpers.chromium`` prints its path. It fails with a sentence when there is none
and none can be installed: the browser tests are never left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_INSTALL = Path(__file__).parents[2] / ".ci" / "install"


def find() -> str | None:
    """Give the path of a browser: named in CHROMIUM, installed, or Playwright's own.

    Call it before Playwright runs, which cannot be started twice.
    """
    named = os.environ.get("CHROMIUM")
    for candidate in (named, *(shutil.which(name) for name in _NAMES), str(_MAC)):
        if candidate and Path(candidate).exists():
            return candidate
    own = _playwrights()
    return own if Path(own).exists() else None


def _playwrights() -> str:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and seldom needed

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install() -> None:
    """Install a browser: Playwright's own, or Debian's package where that is refused."""
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(own, check=False, timeout=300).returncode != 0:
        subprocess.run([str(_INSTALL), "chromium"], check=False, timeout=600)


def main() -> int:
    """Print the browser's path; install it first if need be."""
    if find() is None:
        install()
    path = find()
    if path is None:
        print(
            "The browser tests need Chromium or Chrome, and none could be found or installed. "
            "Install one, or name it: CHROMIUM=/path/to/chrome make test"
        )
        return 1
    print(f"The browser tests use {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
