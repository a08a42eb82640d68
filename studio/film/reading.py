"""How long words take to be read where nobody speaks them."""

from __future__ import annotations

import unicodedata

# Signs that are read in a second: 160 to 180 English words a minute are about 15 (BBC subtitle guidelines), and a
# Chinese or Japanese character or a syllable of Korean says as much as two or three letters.
NARROW_SIGNS, WIDE_SIGNS = 15.0, 5.5
# What is shown for less time is not read at all.
SHORTEST = 2.5
# Of a word in plain letters that is longer, an address most often, nobody reads more.
_LONGEST_WORD = 40


def reading_seconds(text: str, pace: float = 1.0) -> float:
    """Return the seconds that a text needs as captions; `pace` is 1 for most people, more for quick readers."""
    return max(SHORTEST, sign_seconds(text) / pace)


def sign_seconds(text: str) -> float:
    """Return the seconds that the signs of a text take, however few they are."""
    words = (word[:_LONGEST_WORD] if word.isascii() else word for word in text.split())
    # Marks belong to their letters.
    signs = [sign for sign in " ".join(words) if unicodedata.category(sign)[0] not in "MC"]
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in signs)
    return (len(signs) - wide) / NARROW_SIGNS + wide / WIDE_SIGNS
