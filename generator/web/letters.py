"""The fonts that set-up may have fetched, for drawing and for telling what can be drawn."""

from __future__ import annotations

from django.conf import settings

from studio.assets import prepared_fonts
from studio.film.text.fonts import add_font, missing_letters
from studio.text.words.scripts import is_letter, script_of

# One letter without a font is a sign among words; more are words that are not seen.
_FEW = 1
_LOOKED_AT = 12


def add_prepared_fonts() -> None:
    """Take the fonts that are there by now: set-up may have fetched them while this process ran."""
    for family, file in prepared_fonts(settings.DATA_DIR / "assets").items():
        add_font(family, file)


def can_be_drawn(text: str) -> bool:
    """Tell whether captions can show the words of a text in the picture."""
    add_prepared_fonts()
    # A font has a script or has it not, so that a few letters of each tell it.
    by_script: dict[str, list[str]] = {}
    for letter in filter(is_letter, dict.fromkeys(text)):
        by_script.setdefault(script_of(letter), []).append(letter)
    looked_at = "".join(letter for letters in by_script.values() for letter in letters[:_LOOKED_AT])
    return len(missing_letters(looked_at)) <= _FEW
