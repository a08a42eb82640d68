"""The example of the environment names every variable that the product reads."""

from __future__ import annotations

import re

from django.conf import settings

from generator.providers.card import load_cards

READ = re.compile(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"")


def names_read() -> set[str]:
    of_vendors = {
        name
        for card in load_cards(settings.GENERATOR_VENDORS)
        for setting in card.settings
        for name in (setting.name, *setting.also)
    }
    files = [
        path for root in ("videogen_site", "generator") for path in (settings.BASE_DIR / root).rglob("*.py")
    ]
    return of_vendors.union(*(READ.findall(path.read_text()) for path in files))


def test_the_search_finds_settings_of_each_form():
    assert {"DATA_DIR", "HUG_API_KEY", "GEMINI_API_KEY", "HF_MODELS"} <= names_read()
    assert len(names_read()) > 60


def test_each_variable_is_in_the_example_below_a_sentence():
    lines = (settings.BASE_DIR / ".env.example").read_text().splitlines()
    missing = []
    for name in sorted(names_read()):
        places = [number for number, line in enumerate(lines) if line.startswith(f"#{name}=")]
        place = places[0] if len(places) == 1 else 0
        # Names that belong together stand below one sentence.
        while place and not lines[place].startswith("# "):
            place -= 1
        if not place or not lines[place].endswith((".", ":")):
            missing.append(name)
    assert missing == []
