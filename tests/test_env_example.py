"""The example of the environment names every variable that the product reads."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

READ = re.compile(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"|_key\(env((?:, \"[A-Z0-9_]+\")+)\)")


def names_read() -> list[str]:
    found = []
    for path in [
        *(settings.BASE_DIR / "videogen_site").glob("*.py"),
        *(settings.BASE_DIR / "generator").rglob("*.py"),
        *(settings.BASE_DIR / "studio").rglob("*.py"),
    ]:
        for alone, several in READ.findall(path.read_text()):
            found += [alone] if alone else re.findall(r"[A-Z0-9_]+", several)
    return sorted(set(found))


def test_the_search_finds_settings_of_each_form():
    assert {"DATA_DIR", "HUG_API_KEY", "GEMINI_API_KEY", "HF_MODELS"} <= set(names_read())


@pytest.mark.parametrize("name", names_read())
def test_it_is_in_the_example_below_a_sentence(name):
    lines = (settings.BASE_DIR / ".env.example").read_text().splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.startswith(f"#{name}="))
    # Names that belong together stand below one sentence.
    while not lines[place].startswith("# "):
        place -= 1
    assert lines[place].endswith((".", ":"))
