"""Correction of misspelt words: "elefant", "girafe", "strawbery"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from studio.painter.read.concepts import read_concepts
from studio.text.words.lexicon import is_word

# Shorter words are too similar to others.
SHORTEST = 6


@functools.lru_cache(maxsize=4096)
def find_alike(word: str) -> str:
    """Return the drawing of the one known word that differs from a lower-case word by a letter; "" if unsure.

    A word that is in the lexicon of the voice is spelt correctly: "handle" is no candle.
    """
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
        return ""
    drawings = {drawing for known, drawing in _near(word) if _is_alike(word, known)}
    if len(drawings) != 1 or is_word(word):
        return ""
    return drawings.pop()


def _near(word: str) -> Iterator[tuple[str, str]]:
    """Yield known words of about the same length that begin with the same letter, with their drawings."""
    for known, drawing in _by_letter().get(word[0], ()):
        if abs(len(known) - len(word)) < 3:
            yield known, drawing


@functools.cache
def _by_letter() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for known, drawing in read_concepts().items():
        if len(known) >= SHORTEST and known.isalpha():
            found.setdefault(known[0], []).append((known, drawing))
    return found


def _is_alike(word: str, known: str) -> bool:
    """Return whether two words differ by a letter, with "f" and "ph" as equal."""
    return _is_one_off(word, known) or _is_one_off(word.replace("ph", "f"), known.replace("ph", "f"))


def _is_one_off(word: str, known: str) -> bool:
    """Return whether one letter was left out, added, changed, or swapped with its neighbour."""
    start = next(
        (at for at, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known))
    )
    rest, wanted = word[start:], known[start:]
    swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]
