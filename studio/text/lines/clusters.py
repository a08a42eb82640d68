"""Grapheme clusters: letters with their marks, emoji of several parts, flags."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Joins several emoji into one, and several letters of Indian scripts into one.
JOINER = "\u200d"
# Two letters of this range are a flag.
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TONES = range(0x1F3FB, 0x1F400)
# Signs of this class (virama) bind the letter before them to the one after, except those of Tamil and Burmese
# that only end a syllable.
_BINDING, _ENDING = 9, "\u0bcd\u103a"
# Vowels of Thai and Lao that are letters of their own: written before the consonant that they follow, or
# after it.
_LEADING = frozenset("เแโใไເແໂໃໄ")
_FOLLOWING = frozenset("ะาำๅๆฯະາຳໆ")


def is_tone(character: str) -> bool:
    """Return whether a character gives the emoji before it a skin tone."""
    return ord(character) in _TONES


def is_flag_letter(character: str) -> bool:
    """Return whether a character is half of a flag."""
    return ord(character) in FLAG_LETTERS


def is_leading_vowel(character: str) -> bool:
    """Return whether a vowel is written before its consonant: a syllable begins with it."""
    return character in _LEADING


def split_clusters(text: str) -> Iterator[str]:
    """Yield units that no line break and no change of font may divide: nearly grapheme clusters (UAX 29)."""
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    """Return whether a character belongs to the cluster before it."""
    last = cluster[-1]
    if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or is_tone(character):
        return True
    if is_flag_letter(character):
        return len(cluster) == 1 and is_flag_letter(cluster)
    if not character.isalpha():
        return last == JOINER
    is_bound = unicodedata.combining(last) == _BINDING and last not in _ENDING
    return last == JOINER or is_bound or last in _LEADING or character in _FOLLOWING
