"""Chromium for the browser tests, and what its console says."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.install import system_browser

# Playwright's loop runs in the tests' thread, and the ORM would refuse to work there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

QUIET = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


# Of the tests in one file so many are run each time, and the others by `make test-long`: each has a browser to itself.
EACH_TIME = 3


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all but the first of each file to the tests that take long."""
    here, seen = Path(__file__).parent, Counter[Path]()
    for item in items:
        if here in item.path.parents and not item.get_closest_marker("long"):
            seen[item.path] += 1
            if seen[item.path] > EACH_TIME:
                item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright: Playwright):
    path = system_browser() or playwright.chromium.executable_path
    # A missing browser is an error: these tests must not be skipped without anybody noticing.
    assert Path(path).exists(), "No Chromium: run `python -m tests.browser.install`."
    return {**browser_type_launch_args, "executable_path": path, "args": list(QUIET)}


@pytest.fixture(scope="session")
def base_url() -> str | None:
    """Stand in for the plug-in's fixture, which warns; tests name whole addresses."""
    return None


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the page's console and scripts complain of; there must be nothing at the end of a test."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []
