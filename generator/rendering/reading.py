"""How long words take to be read where nobody speaks them."""

from __future__ import annotations

from generator.rendering.breaking import columns
from generator.rendering.clusters import split_clusters

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
    widths = [columns(cluster) for cluster in split_clusters(" ".join(words))]
    wide = sum(width > 1 for width in widths)
    return (len(widths) - wide) / NARROW_SIGNS + wide / WIDE_SIGNS
