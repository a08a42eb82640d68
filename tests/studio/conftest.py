"""What is painted and drawn, in many styles, shapes and palettes: some of it each time, all of it by `make test-long`."""

from __future__ import annotations

from pathlib import Path

import pytest

# The rooms in which a case is an image or a sound, and not a fact.
THINNED = ("painter", "graphics", "film/sound", "film/check", "film/branding", "film/text/burned")
# Of tests with at least so many cases one in so many is run.
MANY, ONE_IN = 6, 3


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave two in three of many cases of one test to the tests that take long."""
    rooms = [Path(__file__).parent / name for name in THINNED]
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if hasattr(item, "callspec") and any(room in item.path.parents for room in rooms):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for found in cases.values():
        # Those that were thinned by hand are left as they are.
        if len(found) < MANY or any(item.get_closest_marker("long") for item in found):
            continue
        for number, item in enumerate(found):
            if number % ONE_IN:
                item.add_marker(pytest.mark.long)
