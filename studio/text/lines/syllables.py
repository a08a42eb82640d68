"""Where a word that does not fit into a line may be parted with a hyphen, as far as its letters alone tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Letters by their form without accents: Latin, Greek, Cyrillic.
_VOWELS = frozenset("aeiouyæœøıαεηιουωаеиоуыэюяіє")  # noqa: RUF001
# Consonants that begin a syllable together, most of them in all languages with Latin letters; a single one does so
# otherwise ("Schiff-fahrt", "mon-ster").
_ONSETS = frozenset(
    (
        *(
            "bl",
            "br",
            "ch",
            "chr",
            "ck",
            "cl",
            "cr",
            "dr",
            "fl",
            "fr",
            "gl",
            "gr",
            "kl",
            "kr",
            "ph",
            "phr",
            "pl",
        ),
        *(
            "pr",
            "qu",
            "rh",
            "sch",
            "schl",
            "schm",
            "schn",
            "schr",
            "schw",
            "scr",
            "sh",
            "spl",
            "spr",
            "str",
            "th",
        ),
        *("thr", "tr", "vr"),
    )
)
_LONGEST = 4
# Signs that belong to the letter before them.
_NEVER_FIRST = frozenset("ьъ")


def syllable_borders(clusters: Sequence[str]) -> list[int]:
    """Return the indexes of the letters before which a word may be parted; none in scripts without vowels.

    Between two vowels the last consonant, or a group that begins words, goes to the second.
    """
    letters = [unicodedata.normalize("NFD", cluster)[0].lower() for cluster in clusters]
    borders, last = [], -1
    for place, letter in enumerate(letters):
        if not letter.isalpha():
            last = -1
        elif letter in _VOWELS:
            if 0 <= last < place - 1:
                borders.append(place - _onset("".join(letters[last + 1 : place])))
            last = place
    return borders


def _onset(consonants: str) -> int:
    """Return how many of the consonants between two vowels belong to the second."""
    for length in range(min(_LONGEST, len(consonants)), 1, -1):
        if consonants[-length:] in _ONSETS:
            return length
    return 2 if consonants[-1] in _NEVER_FIRST and len(consonants) > 1 else 1
