"""Icons stand in pages as their package draws them, and take no time there."""

from __future__ import annotations

import re
import time

import pytest
from django.conf import settings
from lucide.templatetags.lucide import lucide as drawn

from generator.templatetags.lucide import lucide

USED = sorted(
    {
        name
        for file in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r'\{% lucide "([^"]+)"', file.read_text())
    }
)


@pytest.mark.parametrize(
    "attributes", [{"size": 17, "aria_hidden": "true"}, {"stroke_width": 3, "class": "x & y"}]
)
def test_an_icon_is_the_one_of_its_package(attributes):
    assert len(USED) > 50
    for name in USED:
        assert lucide(name, **attributes) == drawn(name, **attributes)


def test_a_thousand_icons_take_no_time():
    begun = time.process_time()
    for _ in range(1000 // len(USED)):
        for name in USED:
            lucide(name, size=21)
    assert time.process_time() - begun < 0.3
