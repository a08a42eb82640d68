"""Find a Chromium for the browser tests, or install one: `python -m tests.browser.install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def system_browser() -> str | None:
    """Return the browser that BROWSER names, or one of the system's."""
    return os.environ.get("BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


def playwright_browser() -> str | None:
    """Return Playwright's own Chromium where it was installed before."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Take the first that is there, else the first that can be had."""
    if found := system_browser() or playwright_browser():
        return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=False)
    if found := playwright_browser():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium-headless-shell"], check=False)
    return system_browser()


if __name__ == "__main__":
    browser = install()
    if not browser:
        sys.exit(
            "No Chromium could be found or installed. Install your system's chromium package, then try again."
        )
    print(f"Browser for the tests: {browser}")
