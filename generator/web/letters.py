"""Fonts that set-up may have fetched, and whether they can draw a text."""

from __future__ import annotations

from django.conf import settings

from studio.assets import prepared_fonts
from studio.film.text.fonts import add_font, missing_letters
from studio.text.words.scripts import is_letter, script_of

# A single letter without a font is a symbol among words; more mean words that cannot be shown.
_FEW = 1
_LOOKED_AT = 12


def add_prepared_fonts() -> None:
    """Add the fetched fonts to this process: set-up may have fetched them since it started."""
    for family, file in prepared_fonts(settings.DATA_DIR / "assets").items():
        add_font(family, file)


def can_be_drawn(text: str) -> bool:
    """Return whether captions can show the words of a text in the picture."""
    add_prepared_fonts()
    # Fonts cover whole scripts, so a few letters of each are enough.
    by_script: dict[str, list[str]] = {}
    for letter in filter(is_letter, dict.fromkeys(text)):
        by_script.setdefault(script_of(letter), []).append(letter)
    looked_at = "".join(letter for letters in by_script.values() for letter in letters[:_LOOKED_AT])
    return len(missing_letters(looked_at)) <= _FEW
