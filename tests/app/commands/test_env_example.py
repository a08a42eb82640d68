"""The example of the environment names every variable that the product reads."""

from __future__ import annotations

import re
import subprocess
import sys

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


SETTINGS = """
from videogen_site import settings
print(*(f"{name} {value!r}" for name, value in sorted(vars(settings).items()) if name.isupper()), sep="\\n")
"""


def settings_with(values: dict[str, str]) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-c", SETTINGS],
        cwd=settings.BASE_DIR,
        # Sets are written in the order of their hashes.
        env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0", "SECRET_KEY": "x" * 60, **values},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return told.stdout.splitlines()


def test_every_value_of_the_example_is_the_default():
    example = dict(
        re.findall(r"^#([A-Z0-9_]+)=(.+)$", (settings.BASE_DIR / ".env.example").read_text(), re.M)
    )
    assert len(example) > 40
    # A machine's own .env is read below what is set; an empty value is the default, but for a rate it is no limit.
    nothing = {name: " " for name in example if not name.startswith("RATE_")}
    assert settings_with(example) == settings_with(nothing)
