"""Reading times of captions that have no voice."""

from __future__ import annotations

import unicodedata

# Characters read per second: 160 to 180 English words a minute are about 15 (BBC subtitle guidelines), and a Chinese
# or Japanese character or a Korean syllable carries as much as two or three letters.
NARROW_SIGNS, WIDE_SIGNS = 15.0, 5.5
# Seconds below which a text is not read at all.
SHORTEST = 2.5
# Characters of a word that count at most: longer ones in plain letters are mostly web addresses, which people skim.
_LONGEST_WORD = 40


def reading_seconds(text: str, pace: float = 1.0) -> float:
    """Return the seconds needed to read a text as captions; `pace` is 1 for most people, more for quick readers."""
    return max(SHORTEST, sign_seconds(text) / pace)


def sign_seconds(text: str) -> float:
    """Return the reading time of a text's characters in seconds, without a minimum."""
    words = (word[:_LONGEST_WORD] if word.isascii() else word for word in text.split())
    # Combining marks count with their letters.
    signs = [sign for sign in " ".join(words) if unicodedata.category(sign)[0] not in "MC"]
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in signs)
    return (len(signs) - wide) / NARROW_SIGNS + wide / WIDE_SIGNS
