"""Songs as musicians copy them: with the names of chords over the words."""

from __future__ import annotations

import re

_CHORD = re.compile(
    r"^[|(:]*[A-H](?:#|b|♯|♭)?(?:m|maj|min|dim|aug|sus|add)?\d{0,2}(?:(?:sus|add|b|#)\d{1,2})?(?:/[A-H](?:#|b)?)?[|):*.]*$"
)
# Fewer lines of single capitals may be initials, grades or answers of a test.
_FEWEST_LINES = 2


def without_chords(text: str) -> str:
    """Return a text without the lines that only name chords, where there are several over words."""
    lines = text.split("\n")
    chords = [_names_chords(line) for line in lines]
    over_words = sum(
        is_chords and bool(following.strip()) and not also
        for is_chords, also, following in zip(chords, [*chords[1:], True], [*lines[1:], ""], strict=True)
    )
    if over_words < _FEWEST_LINES:
        return text
    return "\n".join(line for line, is_chords in zip(lines, chords, strict=True) if not is_chords)


def _names_chords(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and all(_CHORD.match(word) for word in words)
